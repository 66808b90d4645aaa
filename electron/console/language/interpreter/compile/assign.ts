import type {
  AssignmentAst,
  AttributeAst,
  ExpressionAst,
  StatementAst,
  TypeConstraintAst,
  VariableAst,
} from '../../../../../shared/powershell/ast.ts';
import { setIndex, getIndex } from '../../members/index-access.ts';
import { getMember, getStatic, setMember, setStatic } from '../../members/members.ts';
import { staticType } from './members.ts';
import { enumerable } from '../../members/enumerate.ts';
import { binary } from '../../operators/binary.ts';
import { NOTHING } from '../../values/nothing.ts';
import { toText } from '../../convert/text.ts';
import type { Value } from '../../values/model.ts';
import type { Eval } from '../code.ts';
import type { Frame } from '../frame.ts';
import type { Name } from '../scope.ts';
import { isFirstUse } from './first-use.ts';
import { checkOf } from './attributes.ts';
import type { Compiler } from './context.ts';
import { ownBox, variableRead, variableWrite, type Assign } from './variables.ts';

/** Something that can be assigned to, with its parts evaluated once. */
interface Place {
  read(): Value;
  write(value: Value): void;
}

/** Compiles `left operator right`; the result is the value assigned (for chains and brackets). */
export function assignment(c: Compiler, ast: AssignmentAst): Eval {
  const { interp } = c;
  const { operator, left } = ast;
  const right = rightSide(c, ast.right);
  if (operator === '=') {
    const write = assignTo(c, left);
    return (f) => {
      const value = right(f);
      write(f, value);
      return value;
    };
  }
  if (left.kind === 'VariableExpression') return compoundVariable(c, left, operator, right);
  const place = placeOf(c, left);
  if (operator === '??=') {
    return (f) => {
      const at = place(f);
      const now = at.read();
      if (now !== null && now !== NOTHING) return now;
      const value = right(f);
      at.write(value === NOTHING ? null : value);
      return value;
    };
  }
  const run = binary(operator.slice(0, -1));
  return (f) => {
    const at = place(f);
    const value = right(f);
    const now = at.read();
    const result = run(now === NOTHING ? null : now, value === NOTHING ? null : value, interp.env);
    at.write(result);
    return result;
  };
}

function rightSide(c: Compiler, ast: StatementAst): Eval {
  return c.value(ast);
}

function compoundVariable(c: Compiler, left: VariableAst, operator: string, right: Eval): Eval {
  const { env } = c.interp;
  const raw = variableRead(c, left);
  const read: Eval = (f) => {
    const value = raw(f);
    return value === NOTHING ? null : value;
  };
  const write = variableWrite(c, left);
  if (operator === '??=') {
    return (f) => {
      const now = read(f);
      if (now !== null) return now;
      const value = right(f);
      write(f, value);
      return value;
    };
  }
  const run = binary(operator.slice(0, -1));
  const ownOnly = c.current !== null && isFirstUse(c.current, left);
  const key = c.interp.names.get(left.name);
  const isPlus = operator === '+=';
  return (f) => {
    const given = right(f);
    const value = given === NOTHING ? null : given;
    const now = ownOnly && f.ownScope ? ownValue(f, key) : read(f);
    if (isPlus && typeof now === 'number' && typeof value === 'number') {
      const sum = now + value;
      if (sum === (sum | 0)) {
        write(f, sum);
        return sum;
      }
    }
    const result = run(now, value, env);
    write(f, result);
    return result;
  };
}

/** What the scope itself has. */
function ownValue(f: Frame, key: Name): Value {
  const value = f.scope.own(key)?.value ?? null;
  return value === NOTHING ? null : value;
}

/** Compiles an assignment target. */
export function assignTo(c: Compiler, left: ExpressionAst): Assign {
  switch (left.kind) {
    case 'VariableExpression':
      return variableWrite(c, left);
    case 'ArrayLiteral':
      return severalTargets(left.elements.map((element) => assignTo(c, element)));
    case 'ParenExpression':
      return parenTarget(c, left.pipeline);
    case 'ConvertExpression':
    case 'AttributedExpression':
      return constrained(c, left);
    default: {
      const place = placeOf(c, left);
      return (f, value) => {
        place(f).write(value === NOTHING ? null : value);
      };
    }
  }
}

function parenTarget(c: Compiler, pipeline: StatementAst): Assign {
  if (pipeline.kind === 'Pipeline' && pipeline.elements.length === 1) {
    const [only] = pipeline.elements;
    if (only?.kind === 'CommandExpression') return assignTo(c, only.expression);
  }
  throw new Error('This cannot be assigned to.');
}

/** `$a, $b = …`: one each, the rest for the last. */
function severalTargets(targets: readonly Assign[]): Assign {
  return (f, value) => {
    const items = value === NOTHING || value === null ? [] : Array.isArray(value) ? value : listOf(value);
    for (let at = 0; at < targets.length; at++) {
      const target = targets[at] as Assign;
      if (at < targets.length - 1) target(f, items[at] ?? null);
      else if (items.length - at <= 1) target(f, items[at] ?? null);
      else target(f, items.slice(at));
    }
  };
}

function listOf(value: Value): Value[] {
  const items = enumerable(value);
  return items === null ? [value] : [...items];
}

/** `[int]$x = …`, `[ValidateSet(…)]$x = …`, several of them. */
function constrained(c: Compiler, left: ExpressionAst): Assign {
  const constraints: (AttributeAst | TypeConstraintAst)[] = [];
  let target: ExpressionAst = left;
  while (target.kind === 'ConvertExpression' || target.kind === 'AttributedExpression') {
    constraints.push(target.kind === 'ConvertExpression' ? target.type : target.attribute);
    target = target.child;
  }
  if (target.kind !== 'VariableExpression') {
    // A cast on a property only converts the value.
    const write = assignTo(c, target);
    const check = checkOf(c, constraints, null);
    return (f, value) => {
      const convert = check(f);
      write(f, convert === null ? value : convert(value === NOTHING ? null : value));
    };
  }
  const write = variableWrite(c, target);
  const box = ownBox(c, target);
  const check = checkOf(c, constraints, target.name);
  return (f, value) => {
    const convert = check(f);
    const checked = convert === null ? value : convert(value === NOTHING ? null : value);
    const known = box(f);
    if (known !== null) known.check = null;
    write(f, checked);
    const made = box(f);
    if (made !== null) made.check = convert;
  };
}

/** A member or index with its target and arguments evaluated once. */
function placeOf(c: Compiler, ast: ExpressionAst): (frame: Frame) => Place {
  const { interp } = c;
  const { runtime } = interp;
  switch (ast.kind) {
    case 'VariableExpression': {
      const read = variableRead(c, ast);
      const write = variableWrite(c, ast);
      return (f) => ({
        read: () => read(f),
        write: (value) => {
          write(f, value);
        },
      });
    }
    case 'MemberExpression': {
      const member = ast.member.kind === 'StringConstantExpression' ? null : c.expression(ast.member);
      const constant = ast.member.kind === 'StringConstantExpression' ? ast.member.value : '';
      if (ast.isStatic) {
        const type = staticType(c, ast.target);
        return (f) => {
          const on = type(f);
          const name = member === null ? constant : toText(member(f));
          return {
            read: () => getStatic(on, name, runtime),
            write: () => {
              setStatic(on, name, runtime);
            },
          };
        };
      }
      const target = c.expression(ast.target);
      return (f) => {
        const on = target(f);
        const name = member === null ? constant : toText(member(f));
        return {
          read: () => getMember(on, name, runtime),
          write: (value) => {
            setMember(on, name, value, runtime);
          },
        };
      };
    }
    case 'IndexExpression': {
      const target = c.expression(ast.target);
      const index = c.expression(ast.index);
      return (f) => {
        const on = target(f);
        const at = index(f);
        return {
          read: () => getIndex(on, at, runtime),
          write: (value) => {
            setIndex(on, at, value, runtime);
          },
        };
      };
    }
    case 'ParenExpression':
      if (ast.pipeline.kind === 'Pipeline') {
        const [only] = ast.pipeline.elements;
        if (only?.kind === 'CommandExpression') return placeOf(c, only.expression);
      }
      break;
    case 'ConvertExpression':
    case 'AttributedExpression':
      return placeOf(c, ast.child);
    default:
  }
  throw new Error(`Not assignable: ${ast.kind}`);
}
