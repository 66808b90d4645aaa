import type { BinaryAst, UnaryAst } from '../../../../../shared/powershell/ast.ts';
import { truth } from '../../convert/truth.ts';
import { binary } from '../../operators/binary.ts';
import { unary } from '../../operators/unary.ts';
import { failure } from '../../values/errors.ts';
import { isNumber, type Value } from '../../values/model.ts';
import { typeNameOf, isInstance } from '../../members/types.ts';
import type { Eval } from '../code.ts';
import { assignTo } from './assign.ts';
import type { Compiler } from './context.ts';
import { resolvedType } from './casts.ts';

export function binaryOperator(c: Compiler, ast: BinaryAst): Eval {
  const { interp } = c;
  const left = c.expression(ast.left);
  switch (ast.operator) {
    case '-and': {
      const right = c.expression(ast.right);
      return (f) => truth(left(f)) && truth(right(f));
    }
    case '-or': {
      const right = c.expression(ast.right);
      return (f) => truth(left(f)) || truth(right(f));
    }
    case '-xor': {
      const right = c.expression(ast.right);
      return (f) => truth(left(f)) !== truth(right(f));
    }
    case '??': {
      const right = c.expression(ast.right);
      return (f) => left(f) ?? right(f);
    }
    case '-is':
    case '-isnot':
      if (ast.right.kind === 'TypeExpression') return typeTest(ast, left);
      break;
    default:
  }
  const right = c.expression(ast.right);
  const fast = fastOperator(c, ast.operator, left, right);
  if (fast !== null) return fast;
  const run = binary(ast.operator);
  return (f) => run(left(f), right(f), interp.env);
}

function typeTest(ast: BinaryAst, left: Eval): Eval {
  if (ast.right.kind !== 'TypeExpression') throw new Error('not a type');
  const type = resolvedType(ast.right.typeName);
  const wanted = ast.operator === '-is';
  return (f) => isInstance(left(f), type()) === wanted;
}

/** Operators whose sides are mostly Int32 or text get their own paths. */
function fastOperator(c: Compiler, operator: string, left: Eval, right: Eval): Eval | null {
  const { env } = c.interp;
  const run = ['+', '-', '*', '%', '-lt', '-le', '-gt', '-ge', '-eq', '-ne'].includes(operator)
    ? binary(operator)
    : null;
  if (run === null) return null;
  switch (operator) {
    case '+':
      return (f) => {
        const l = left(f);
        const r = right(f);
        if (typeof l === 'number' && typeof r === 'number') {
          const sum = l + r;
          if (sum === (sum | 0)) return sum;
        } else if (typeof l === 'string' && typeof r === 'string') return l + r;
        return run(l, r, env);
      };
    case '-':
      return (f) => {
        const l = left(f);
        const r = right(f);
        if (typeof l === 'number' && typeof r === 'number') {
          const difference = l - r;
          if (difference === (difference | 0)) return difference;
        }
        return run(l, r, env);
      };
    case '*':
      return (f) => {
        const l = left(f);
        const r = right(f);
        if (typeof l === 'number' && typeof r === 'number') {
          const product = l * r;
          if (product === (product | 0)) return product | 0;
        }
        return run(l, r, env);
      };
    case '%':
      return (f) => {
        const l = left(f);
        const r = right(f);
        if (typeof l === 'number' && typeof r === 'number' && r !== 0) return (l % r) | 0;
        return run(l, r, env);
      };
    case '-lt':
      return (f) => {
        const l = left(f);
        const r = right(f);
        return typeof l === 'number' && typeof r === 'number' ? l < r : run(l, r, env);
      };
    case '-le':
      return (f) => {
        const l = left(f);
        const r = right(f);
        return typeof l === 'number' && typeof r === 'number' ? l <= r : run(l, r, env);
      };
    case '-gt':
      return (f) => {
        const l = left(f);
        const r = right(f);
        return typeof l === 'number' && typeof r === 'number' ? l > r : run(l, r, env);
      };
    case '-ge':
      return (f) => {
        const l = left(f);
        const r = right(f);
        return typeof l === 'number' && typeof r === 'number' ? l >= r : run(l, r, env);
      };
    case '-eq':
      return (f) => {
        const l = left(f);
        const r = right(f);
        if (typeof l === 'number' && typeof r === 'number') return l === r;
        if (typeof l === 'string' && l === r) return true;
        return run(l, r, env);
      };
    case '-ne':
      return (f) => {
        const l = left(f);
        const r = right(f);
        if (typeof l === 'number' && typeof r === 'number') return l !== r;
        if (typeof l === 'string' && l === r) return false;
        return run(l, r, env);
      };
    default:
      return null;
  }
}

export function unaryOperator(c: Compiler, ast: UnaryAst): Eval {
  const { interp } = c;
  switch (ast.operator) {
    case '!':
    case '-not': {
      const operand = c.expression(ast.operand);
      return (f) => !truth(operand(f));
    }
    case '++':
    case '--':
      return increment(c, ast);
    case ',': {
      const operand = c.expression(ast.operand);
      return (f) => [operand(f)];
    }
    default: {
      const operand = c.expression(ast.operand);
      const run = unary(ast.operator);
      return (f) => run(operand(f), interp.env);
    }
  }
}

/** `$i++` and its like; gives the value before (postfix) or after. */
function increment(c: Compiler, ast: UnaryAst): Eval {
  const { env } = c.interp;
  const read = c.expression(ast.operand);
  const write = assignTo(c, ast.operand);
  const step = ast.operator === '++' ? 1 : -1;
  const plus = binary('+');
  const { postfix } = ast;
  return (f) => {
    const before = read(f);
    if (typeof before === 'number') {
      const next = before + step;
      if (next === (next | 0)) {
        write(f, next);
        return postfix ? before : next;
      }
    }
    if (before !== null && !isNumeric(before)) throw notNumeric(ast.operator, before);
    const after = plus(before ?? 0, step, env);
    write(f, after);
    return postfix ? (before ?? 0) : after;
  };
}

function isNumeric(value: Value): boolean {
  return isNumber(value);
}

function notNumeric(operator: string, value: Value): Error {
  return failure(
    'OperatorRequiresNumber',
    `The '${operator}' operator works only on numbers. The operand is a '${typeNameOf(value)}'.`,
    { category: 'InvalidOperation' },
  );
}
