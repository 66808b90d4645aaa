import type { ExpressionAst, StatementBlockAst } from '../../../../../shared/powershell/ast.ts';
import { truth } from '../../convert/truth.ts';
import { failure } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { PsBlock } from '../../values/block.ts';
import { BlockCode, type CompiledBlock, type Eval } from '../code.ts';
import { statementFailed } from '../errors.ts';
import { Collector } from '../flow.ts';
import { jumpFrom } from '../jumps.ts';
import { binaryOperator, unaryOperator } from './operators.ts';
import { cast, resolvedType } from './casts.ts';
import type { Compiler } from './context.ts';
import { hashtable } from './hashtables.ts';
import { indexRead, memberCall, memberRead } from './members.ts';
import { collected, toArray, unrolled } from './output.ts';
import { onlyExpression } from './only-expression.ts';
import { expandable } from './strings.ts';
import { variableRead } from './variables.ts';

/** Kinds whose value may be NOTHING. */
const MAY_BE_NOTHING: ReadonlySet<ExpressionAst['kind']> = new Set([
  'VariableExpression',
  'UsingExpression',
  'ParenExpression',
  'SubExpression',
  'TernaryExpression',
  'ConvertExpression',
  'InvokeMemberExpression',
]);

export function expression(c: Compiler, ast: ExpressionAst): Eval {
  const raw = rawExpression(c, ast);
  if (!MAY_BE_NOTHING.has(ast.kind)) return raw;
  return (f) => {
    const value = raw(f);
    return value === NOTHING ? null : value;
  };
}

export function rawExpression(c: Compiler, ast: ExpressionAst): Eval {
  switch (ast.kind) {
    case 'StringConstantExpression': {
      const { value } = ast;
      return () => value;
    }
    case 'ConstantExpression': {
      const { value } = ast;
      return () => value;
    }
    case 'ExpandableStringExpression':
      return expandable(c, ast);
    case 'VariableExpression':
      return variableRead(c, ast);
    case 'UsingExpression':
      return usingHere;
    case 'ArrayLiteral': {
      const elements = ast.elements.map((element) => c.expression(element));
      return (f) => {
        const made = new Array<Value>(elements.length);
        for (let i = 0; i < elements.length; i++) made[i] = (elements[i] as Eval)(f);
        return made;
      };
    }
    case 'ArrayExpression':
      return arrayExpression(c, ast.body);
    case 'SubExpression':
      return subExpression(c, ast.body);
    case 'ParenExpression':
      return c.value(ast.pipeline);
    case 'Hashtable':
      return hashtable(c, ast);
    case 'ScriptBlockExpression':
      return blockLiteral(c, ast.body, c.unit.text.slice(ast.start + 1, ast.end - 1));
    case 'MemberExpression':
      return memberRead(c, ast);
    case 'InvokeMemberExpression':
      return memberCall(c, ast);
    case 'IndexExpression':
      return indexRead(c, ast);
    case 'UnaryExpression':
      return unaryOperator(c, ast);
    case 'BinaryExpression':
      return binaryOperator(c, ast);
    case 'TernaryExpression': {
      const condition = c.expression(ast.condition);
      const yes = c.raw(ast.whenTrue);
      const no = c.raw(ast.whenFalse);
      return (f) => (truth(condition(f)) ? yes(f) : no(f));
    }
    case 'ConvertExpression':
      return cast(c, ast);
    case 'AttributedExpression':
      return c.raw(ast.child);
    case 'TypeExpression': {
      const type = resolvedType(ast.typeName);
      return () => ({ kind: 'type', name: type() });
    }
    case 'ErrorExpression':
      throw failure('InvalidExpression', 'This expression could not be read.');
  }
}

function blockLiteral(c: Compiler, ast: CompiledBlock['ast'], text: string): Eval {
  let code: BlockCode | null = null;
  return (): PsBlock => {
    code ??= new BlockCode(c.scriptBlock(ast));
    return { kind: 'scriptBlock', ast, text, closure: code };
  };
}

/** `$( … )`: each statement ends by itself when it fails. */
function subExpression(c: Compiler, body: StatementBlockAst): Eval {
  const { interp } = c;
  const only = onlyExpression(body);
  if (only !== null) {
    const value = c.raw(only);
    return (f) => {
      const outer = f.at;
      f.at = only;
      try {
        const result = unrolled(value(f));
        f.at = outer;
        return result;
      } catch (error) {
        statementFailed(interp, f, error);
        f.at = outer;
        return NOTHING;
      }
    };
  }
  return collectedBlock(c, body, collected);
}

function arrayExpression(c: Compiler, body: StatementBlockAst): Eval {
  const { interp } = c;
  const only = onlyExpression(body);
  if (only !== null) {
    const value = c.raw(only);
    const fresh = only.kind === 'ArrayLiteral';
    return (f) => {
      const outer = f.at;
      f.at = only;
      try {
        const result = value(f);
        f.at = outer;
        return fresh ? result : toArray(result);
      } catch (error) {
        statementFailed(interp, f, error);
        f.at = outer;
        return [];
      }
    };
  }
  return collectedBlock(c, body, (items) => items);
}

function collectedBlock(c: Compiler, body: StatementBlockAst, finish: (items: Value[]) => Value): Eval {
  const run = c.block(body);
  return (f) => {
    const outer = f.at;
    const collector = new Collector();
    // A jump out of here reaches the loop around as a signal.
    const completion = run(f, collector.out);
    f.at = outer;
    if (completion !== 0) throw jumpFrom(f.label, completion);
    return finish(collector.items);
  };
}

/** `$using:x` is for other computers and jobs, which this console has none of; PowerShell says so in the same words. */
function usingHere(): never {
  throw failure(
    'UsingWithoutInvokeCommand',
    'A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript in the script workflow. When it is used with Invoke-Command, the Using variable is valid only if the script block is invoked on a remote computer.',
  );
}
