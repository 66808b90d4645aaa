import type {
  CommandAst,
  CommandElementAst,
  CommandParameterAst,
  VariableAst,
} from '../../../../../shared/powershell/ast.ts';
import type { Argument } from '../../binding/arguments.ts';
import { toText } from '../../convert/text.ts';
import { enumerable } from '../../members/enumerate.ts';
import { PsHashtable } from '../../values/collections.ts';
import { failure } from '../../values/errors.ts';
import { NOTHING } from '../../values/nothing.ts';
import { PsObject } from '../../values/object.ts';
import type { PsBlock } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';
import type { Eval } from '../code.ts';
import type { Frame } from '../frame.ts';
import { passedOn } from '../passed-on.ts';
import type { Prepared } from '../pipeline.ts';
import { resolveCommand, type Resolved } from '../resolve.ts';
import { makeStage } from '../stages.ts';
import type { Compiler } from './context.ts';
import { redirections } from './redirections.ts';
import { variableRead } from './variables.ts';

type AddArguments = (frame: Frame, list: Argument[]) => void;

/** Compiles a command: what it is called with is evaluated when its pipeline starts. */
export function command(c: Compiler, ast: CommandAst): (frame: Frame) => Prepared {
  const { interp } = c;
  const [head, ...rest] = ast.elements;
  if (head === undefined) throw new Error('a command without a name');
  const adders = argumentList(c, rest);
  const redirect = redirections(c, ast.redirections);
  const called = nameOf(c, ast, head);
  const dot = ast.operator === '.';
  const looksLikeCall = calledLikeMethod(ast);
  return (f) => {
    const target = called(f);
    if (looksLikeCall && f.scope.strictVersion >= 2) throw calledWithParens();
    const args: Argument[] = [];
    for (const add of adders) add(f, args);
    return makeStage(interp, { frame: f, target, args, node: ast, redirect, dot });
  };
}

function calledWithParens(): Error {
  return failure(
    'StrictModeFunctionCallWithParens',
    'The function or command was called as if it were a method. Parameters should be separated by spaces. For information about parameters, see the about_Parameters Help topic.',
    { category: 'InvalidOperation' },
  );
}

/** `F(1, 2)`: brackets right behind the name, with a list in them. */
function calledLikeMethod(ast: CommandAst): boolean {
  const [head, first] = ast.elements;
  if (head === undefined || first?.kind !== 'ParenExpression' || ast.elements.length !== 2) return false;
  if (head.end !== first.start || first.pipeline.kind !== 'Pipeline') return false;
  const [only] = first.pipeline.elements;
  return only?.kind === 'CommandExpression' && only.expression.kind === 'ArrayLiteral';
}

/** What is to be run: a command's name, or a block. */
function nameOf(c: Compiler, ast: CommandAst, head: CommandElementAst): (frame: Frame) => Resolved {
  const { interp } = c;
  if (head.kind === 'CommandParameter') {
    return (f) => resolveCommand(interp, f, c.unit.text.slice(head.start, head.end), head);
  }
  if (head.kind === 'StringConstantExpression' && (ast.operator === null || head.quote === 'bare')) {
    const { value } = head;
    return (f) => resolveCommand(interp, f, value, head);
  }
  const read = c.expression(head);
  return (f) => {
    const value = read(f);
    const block = asBlock(value);
    if (block !== null) return { kind: 'block', block, name: '', typed: '' };
    const name = commandName(value);
    if (name === null || name === '') throw badExpression(ast.operator ?? '&');
    return resolveCommand(interp, f, name, head);
  };
}

function asBlock(value: Value): PsBlock | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return value.kind === 'scriptBlock' ? value : null;
}

function commandName(value: Value): string | null {
  if (value === null) return null;
  if (
    value instanceof PsObject &&
    value.typeNames.some((name) => /(Cmdlet|Function|Alias|Command)Info$/.test(name))
  ) {
    return toText(value.get('Name') ?? null);
  }
  return toText(value);
}

function badExpression(operator: string): Error {
  return failure(
    'BadExpression',
    `The expression after '${operator}' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.`,
    { category: 'InvalidOperation' },
  );
}

function argumentList(c: Compiler, elements: readonly CommandElementAst[]): AddArguments[] {
  const list: AddArguments[] = [];
  let literal = false;
  for (const element of elements) {
    if (element.kind === 'CommandParameter') {
      if (element.name === '-') {
        literal = true;
        continue;
      }
      list.push(literal ? word(c, element) : named(c, element));
    } else if (element.kind === 'VariableExpression' && element.splatted) list.push(splat(c, element));
    else list.push(positional(c, element));
  }
  return list;
}

function word(c: Compiler, ast: CommandParameterAst): AddArguments {
  const { start, end } = ast;
  const value = c.unit.text.slice(start, end);
  return (_, list) => {
    list.push({ type: 'value', value, start, end });
  };
}

function positional(c: Compiler, element: Exclude<CommandElementAst, CommandParameterAst>): AddArguments {
  const { start, end } = element;
  if (element.kind === 'ConstantExpression') {
    const written = c.unit.text.slice(start, end);
    const value = asWritten(element.value, written);
    return (_, list) => {
      list.push({ type: 'value', value, start, end, written });
    };
  }
  const read = c.expression(element);
  return (f, list) => {
    list.push({ type: 'value', value: read(f), start, end });
  };
}

/** 1.50 as an argument is "1.50" as text. */
function asWritten(value: Value, written: string): Value {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value.kind !== 'double')
    return value;
  return { ...value, written };
}

function named(c: Compiler, ast: CommandParameterAst): AddArguments {
  const { name, start, end } = ast;
  const typed = c.unit.text.slice(start, ast.nameEnd);
  if (ast.argument === null) {
    return (_, list) => {
      list.push({ type: 'name', name, typed, value: undefined, splatted: false, start, end });
    };
  }
  const { argument } = ast;
  const written =
    argument.kind === 'ConstantExpression' ? c.unit.text.slice(argument.start, argument.end) : undefined;
  const constant = argument.kind === 'ConstantExpression' ? asWritten(argument.value, written ?? '') : null;
  const read: Eval = constant === null ? c.expression(argument) : (): Value => constant;
  return (f, list) => {
    list.push({
      type: 'name',
      name,
      typed,
      value: read(f),
      splatted: false,
      start: argument.start,
      end: argument.end,
      ...(written === undefined ? {} : { written }),
    });
  };
}

/** `@table`: names with values; `@list`: one argument each. */
function splat(c: Compiler, ast: VariableAst): AddArguments {
  const { start, end } = ast;
  const read = variableRead(c, ast);
  return (f, list) => {
    const value = read(f);
    if (value === null || value === NOTHING) return;
    if (value instanceof PsHashtable) {
      for (const [key, item] of value.entries()) {
        const name = toText(key);
        list.push({ type: 'name', name, typed: `-${name}:`, value: item, splatted: true, start, end });
      }
      return;
    }
    const passed = Array.isArray(value) ? passedOn(value) : undefined;
    if (passed !== undefined) {
      list.push(...passed);
      return;
    }
    const items = typeof value === 'string' ? [...value] : (enumerable(value) ?? [value]);
    for (const item of items) list.push({ type: 'value', value: item, start, end });
  };
}
