import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import { failure } from '../values/errors.ts';
import { add, multiply, subtractLike } from './add.ts';
import { bitwise, shift } from './bits.ts';
import { compare, compareToNull, equals } from './compare.ts';
import { matcher } from './match.ts';
import { elements, plain } from './operand.ts';
import { replacer } from './replace.ts';
import { splitter } from './split.ts';
import { equalsText, equalsTextExactly } from './text-compare.ts';
import { asType, format, isOf, join, range } from './texts.ts';
import { wildcard } from './wildcard.ts';
import type { Value } from '../values/model.ts';
import type { BinaryFunction } from './env.ts';

export type { BinaryFunction, OperatorEnv } from './env.ts';

/** -eq and -ne: of a list, its elements that are (not) equal. */
function equality(wanted: boolean, caseSensitive: boolean): BinaryFunction {
  const textEquals = caseSensitive ? equalsTextExactly : equalsText;
  return (left, right) => {
    if (typeof left === 'string' && typeof right === 'string') return textEquals(left, right) === wanted;
    if (typeof left === 'number' && typeof right === 'number') return (left === right) === wanted;
    if (left === null || typeof left !== 'object') return equals(left, right, caseSensitive) === wanted;
    const items = elements(left);
    if (items === null) return equals(left, right, caseSensitive) === wanted;
    return items.filter((item) => equals(item, right, caseSensitive) === wanted);
  };
}

type Order = 'lt' | 'le' | 'gt' | 'ge';

function holds(order: Order, sign: number): boolean {
  switch (order) {
    case 'lt':
      return sign < 0;
    case 'le':
      return sign <= 0;
    case 'gt':
      return sign > 0;
    default:
      return sign >= 0;
  }
}

function isNaNValue(value: Value): boolean {
  return value !== null && typeof value === 'object' && 'value' in value && Number.isNaN(value.value);
}

/** -lt, -le, -gt, -ge. */
function ordering(order: Order, caseSensitive: boolean): BinaryFunction {
  const single = (left: Value, right: Value): boolean => {
    const a = plain(left);
    const b = plain(right);
    if (a === null || b === null) return compareToNull(order, a, b);
    if (isNaNValue(a) || isNaNValue(b)) return false;
    return holds(order, compare(a, b, caseSensitive));
  };
  const general: BinaryFunction = (left, right) => {
    const items = elements(left);
    return items === null ? single(left, right) : items.filter((item) => single(item, right));
  };
  switch (order) {
    case 'lt':
      return (left, right, env) =>
        typeof left === 'number' && typeof right === 'number' ? left < right : general(left, right, env);
    case 'le':
      return (left, right, env) =>
        typeof left === 'number' && typeof right === 'number' ? left <= right : general(left, right, env);
    case 'gt':
      return (left, right, env) =>
        typeof left === 'number' && typeof right === 'number' ? left > right : general(left, right, env);
    default:
      return (left, right, env) =>
        typeof left === 'number' && typeof right === 'number' ? left >= right : general(left, right, env);
  }
}

function like(wanted: boolean, caseSensitive: boolean): BinaryFunction {
  let last = '';
  let test = wildcard(last, caseSensitive);
  return (left, right) => {
    const pattern = typeof right === 'string' ? right : toText(right);
    if (pattern !== last) {
      test = wildcard(pattern, caseSensitive);
      last = pattern;
    }
    if (typeof left === 'string') return test(left) === wanted;
    const items = elements(left);
    return items === null
      ? test(toText(left)) === wanted
      : items.filter((item) => test(toText(item)) === wanted);
  };
}

function contains(wanted: boolean, caseSensitive: boolean): BinaryFunction {
  return (left, right) => {
    const items = elements(left) ?? [left];
    for (const item of items) if (equals(item, right, caseSensitive)) return wanted;
    return !wanted;
  };
}

function within(wanted: boolean, caseSensitive: boolean): BinaryFunction {
  const inside = contains(wanted, caseSensitive);
  return (left, right, env) => inside(right, left, env);
}

/** By canonical name without the "c" of a case-sensitive form; makes the operator's own function. */
const MAKERS: ReadonlyMap<string, (caseSensitive: boolean) => BinaryFunction> = new Map<
  string,
  (caseSensitive: boolean) => BinaryFunction
>([
  ['eq', (exact) => equality(true, exact)],
  ['ne', (exact) => equality(false, exact)],
  ['lt', (exact) => ordering('lt', exact)],
  ['le', (exact) => ordering('le', exact)],
  ['gt', (exact) => ordering('gt', exact)],
  ['ge', (exact) => ordering('ge', exact)],
  ['like', (exact) => like(true, exact)],
  ['notlike', (exact) => like(false, exact)],
  ['match', (exact) => matcher(false, exact)],
  ['notmatch', (exact) => matcher(true, exact)],
  ['contains', (exact) => contains(true, exact)],
  ['notcontains', (exact) => contains(false, exact)],
  ['in', (exact) => within(true, exact)],
  ['notin', (exact) => within(false, exact)],
  ['replace', (exact) => replacer(exact)],
  ['split', (exact) => splitter(exact)],
]);

/**
 * The function of a binary operator as the parser names it (`-ieq` is `-eq`, `-ceq` stays). Each call makes a new one,
 * so that a site of the script keeps what it compiled.
 */
export function binary(operator: string): BinaryFunction {
  switch (operator.toLowerCase()) {
    case '+':
      return add;
    case '-':
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number') {
          const result = left - right;
          if (result <= 2147483647 && result >= -2147483648) return result;
        }
        return subtractLike('-', left, right);
      };
    case '*':
      return multiply;
    case '/':
      return (left, right) => subtractLike('/', left, right);
    case '%':
      return (left, right) => {
        if (typeof left === 'number' && typeof right === 'number' && left >= 0 && right > 0)
          return left % right;
        return subtractLike('%', left, right);
      };
    case '..':
      return range;
    case '-f':
      return format;
    case '-join':
      return (left, right, env) => join(left, toText(right), env);
    case '-is':
      return (left, right) => isOf(left, right, '-is');
    case '-isnot':
      return (left, right) => !isOf(left, right, '-isnot');
    case '-as':
      return asType;
    case '-band':
      return (left, right) => bitwise('-band', left, right);
    case '-bor':
      return (left, right) => bitwise('-bor', left, right);
    case '-bxor':
      return (left, right) => bitwise('-bxor', left, right);
    case '-shl':
      return (left, right) => shift('-shl', left, right);
    case '-shr':
      return (left, right) => shift('-shr', left, right);
    case '-and':
      return (left, right) => truth(left) && truth(right);
    case '-or':
      return (left, right) => truth(left) || truth(right);
    case '-xor':
      return (left, right) => truth(left) !== truth(right);
    case '??':
      return (left, right) => left ?? right;
    default:
      return named(operator.toLowerCase());
  }
}

function named(operator: string): BinaryFunction {
  const name = operator.replace(/^-/, '');
  const plainMaker = MAKERS.get(name);
  if (plainMaker !== undefined) return plainMaker(false);
  const maker = /^[ci]/.test(name) ? MAKERS.get(name.slice(1)) : undefined;
  if (maker === undefined) {
    throw failure('UnexpectedOperator', `The operator '${operator}' is not available here.`, {
      category: 'InvalidOperation',
    });
  }
  return maker(name.startsWith('c'));
}
