import { INTEGERS, integer, numericBigInt, toBigInt, typeCode } from '../convert/numbers.ts';
import { toInteger } from '../convert/to-number.ts';
import { enumOf } from '../members/enum-names.ts';
import { isArray, isNumber } from '../values/model.ts';
import { noOperator } from './errors.ts';
import { plain, textToNumber } from './operand.ts';
import type { IntegerKind } from '../convert/numbers.ts';
import type { Value } from '../values/model.ts';

const METHODS: Readonly<Record<string, string>> = {
  '-band': 'op_BitwiseAnd',
  '-bor': 'op_BitwiseOr',
  '-bxor': 'op_ExclusiveOr',
  '-shl': 'op_LeftShift',
  '-shr': 'op_RightShift',
  '-bnot': 'op_OnesComplement',
};

/** A whole number for bits: fractions are rounded, the type is the smallest of int, long and ulong that holds it. */
function whole(value: Value): { value: bigint; kind: IntegerKind } | null {
  const code = typeCode(value);
  if (value === null) return { value: 0n, kind: 'int' };
  if (code === 0) return null;
  if (code <= 9) return { value: numericBigInt(value), kind: 'int' };
  const number = isNumber(value) ? toBigInt(value) : null;
  if (number === null) return null;
  if (code === 10) return { value: number, kind: 'uint' };
  if (code === 11) return { value: number, kind: 'long' };
  if (code === 12) return { value: number, kind: 'ulong' };
  for (const kind of ['int', 'uint', 'long', 'ulong'] as const) {
    if (number >= INTEGERS[kind].min && number <= INTEGERS[kind].max) return { value: number, kind };
  }
  return null;
}

function operand(value: Value, other: Value): Value {
  return typeof value === 'string' ? textToNumber(value, other) : value;
}

export function bitwise(operator: '-band' | '-bor' | '-bxor', left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    return operator === '-band' ? left & right : operator === '-bor' ? left | right : left ^ right;
  }
  const first = plain(left);
  const second = plain(right);
  const a = operand(first, second);
  const b = operand(second, a);
  const x = whole(a);
  const y = whole(b);
  if (x === null || y === null) throw noOperator(first, second, METHODS[operator] ?? '', operator);
  if (isEnum(a) && (isEnum(b) || typeof second === 'string')) {
    const value =
      operator === '-band' ? x.value & y.value : operator === '-bor' ? x.value | y.value : x.value ^ y.value;
    return enumOf(a.typeName, Number(value));
  }
  const result =
    operator === '-band' ? x.value & y.value : operator === '-bor' ? x.value | y.value : x.value ^ y.value;
  return integer(wider(x.kind, y.kind), clamp(result, wider(x.kind, y.kind)));
}

function isEnum(value: Value): value is Extract<Value, { kind: 'enum' }> {
  return value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'enum';
}

function wider(a: IntegerKind, b: IntegerKind): IntegerKind {
  if (a === b) return a;
  if (a === 'ulong' || b === 'ulong') return 'ulong';
  return 'long';
}

function clamp(value: bigint, kind: IntegerKind): bigint {
  switch (kind) {
    case 'int':
      return BigInt.asIntN(32, value);
    case 'uint':
      return BigInt.asUintN(32, value);
    case 'ulong':
      return BigInt.asUintN(64, value);
    default:
      return BigInt.asIntN(64, value);
  }
}

export function shift(operator: '-shl' | '-shr', left: Value, right: Value): Value {
  const first = plain(left);
  const a = operand(first, 0);
  const code = typeCode(a);
  const x = code === 3 || code === 4 ? null : whole(a);
  if (x === null) throw noOperator(first, right, METHODS[operator] ?? '', operator);
  const by = Number(toInteger(plain(right), 'int'));
  const width = x.kind === 'int' || x.kind === 'uint' ? 31 : 63;
  const count = BigInt(by & width);
  const result = operator === '-shl' ? x.value << count : x.value >> count;
  return integer(x.kind, clamp(result, x.kind));
}

export function complement(value: Value): Value {
  if (typeof value === 'number') return ~value;
  const first = plain(value);
  const x = whole(operand(first, 0));
  if (x === null) throw noOperator(first, null, METHODS['-bnot'] ?? '', '-bnot');
  const result = x.kind === 'uint' || x.kind === 'ulong' ? INTEGERS[x.kind].max - x.value : -x.value - 1n;
  return integer(x.kind, result);
}
