import { failure } from '../values/errors.ts';
import { decimalOfDouble, divideHalfEven, doubleOfDecimal, tenTo } from '../dotnet/decimal.ts';
import type { NumberValue, PsDecimal, PsDouble, Value } from '../values/model.ts';

export type IntegerKind = 'byte' | 'sbyte' | 'short' | 'ushort' | 'uint' | 'ulong' | 'int' | 'long';

interface IntegerRange {
  readonly min: bigint;
  readonly max: bigint;
  /** As messages name it: "an Int32". */
  readonly article: string;
  readonly fullName: string;
}

function range(bits: bigint, signed: boolean, article: string, fullName: string): IntegerRange {
  return signed
    ? { min: -(2n ** (bits - 1n)), max: 2n ** (bits - 1n) - 1n, article, fullName }
    : { min: 0n, max: 2n ** bits - 1n, article, fullName };
}

export const INTEGERS: Readonly<Record<IntegerKind, IntegerRange>> = {
  byte: range(8n, false, 'an unsigned byte', 'System.Byte'),
  sbyte: range(8n, true, 'a signed byte', 'System.SByte'),
  short: range(16n, true, 'an Int16', 'System.Int16'),
  ushort: range(16n, false, 'a UInt16', 'System.UInt16'),
  int: range(32n, true, 'an Int32', 'System.Int32'),
  uint: range(32n, false, 'a UInt32', 'System.UInt32'),
  long: range(64n, true, 'an Int64', 'System.Int64'),
  ulong: range(64n, false, 'a UInt64', 'System.UInt64'),
};

/** An integer of that kind; the caller has checked its range. */
export function integer(kind: IntegerKind, value: bigint): NumberValue {
  if (kind === 'int') return Number(value);
  if (kind === 'long') return { kind: 'long', value };
  return { kind, value };
}

export function single(value: number): PsDouble {
  return { kind: 'double', value: Math.fround(value), single: true };
}

/** .NET's TypeCode, which orders the number types for promotion; 0: none of them (bigint too). */
export function typeCode(value: Value): number {
  if (typeof value === 'number') return 9;
  if (typeof value === 'boolean') return 3;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 0;
  switch (value.kind) {
    case 'char':
      return 4;
    case 'sbyte':
      return 5;
    case 'byte':
      return 6;
    case 'short':
      return 7;
    case 'ushort':
      return 8;
    case 'uint':
      return 10;
    case 'long':
      return 11;
    case 'ulong':
      return 12;
    case 'double':
      return value.single === true ? 13 : 14;
    case 'decimal':
      return 15;
    case 'enum':
      return 9;
    default:
      return 0;
  }
}

/** Nearest double. */
export function toDouble(value: NumberValue): number {
  if (typeof value === 'number') return value;
  if (value.kind === 'double') return value.value;
  if (value.kind === 'decimal') return doubleOfDecimal(value);
  return Number(value.value);
}

/** Whole part, halves to the even neighbour, as .NET's casts round. NaN and infinities give null. */
export function toBigInt(value: NumberValue): bigint | null {
  if (typeof value === 'number') return BigInt(value);
  if (value.kind === 'double') {
    return Number.isFinite(value.value) ? BigInt(roundHalfEven(value.value)) : null;
  }
  if (value.kind === 'decimal') return divideHalfEven(value.unscaled, tenTo(value.scale));
  return value.value;
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A number, char, bool or enum as a plain double for arithmetic; undefined: none of them. */
export function numericDouble(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  switch (value.kind) {
    case 'double':
      return value.value;
    case 'decimal':
      return doubleOfDecimal(value);
    case 'char':
      return value.code;
    case 'enum':
      return value.value;
    case 'long':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
      return Number(value.value);
    default:
      return undefined;
  }
}

/** A whole number, char, bool or enum as bigint; doubles and decimals are rounded. */
export function numericBigInt(value: Value): bigint {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 0n;
  switch (value.kind) {
    case 'char':
      return BigInt(value.code);
    case 'enum':
      return BigInt(value.value);
    case 'long':
    case 'byte':
    case 'sbyte':
    case 'short':
    case 'ushort':
    case 'uint':
    case 'ulong':
    case 'bigint':
    case 'double':
    case 'decimal':
      return toBigInt(value) ?? 0n;
    default:
      return 0n;
  }
}

/** A number, char, bool or enum as a decimal. Throws PowerShell's error where it doesn't fit. */
export function numericDecimal(value: Value): PsDecimal {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    if (value.kind === 'decimal') return value;
    if (value.kind === 'double') {
      const made = decimalOfDouble(value.value, value.single === true ? 7 : 15);
      if (made === null) throw decimalRange();
      return made;
    }
  }
  return { kind: 'decimal', unscaled: numericBigInt(value), scale: 0 };
}

function decimalRange(): Error {
  return overflow('Value was either too large or too small for a Decimal.');
}

/** The error of arithmetic that no type holds. */
export function overflow(message: string): Error {
  return failure('RuntimeException', message, {
    category: 'NotSpecified',
    inner: { kind: 'exception', typeName: 'System.OverflowException', message, inner: null, more: {} },
  });
}
