import type { PsDecimal, PsNumber } from '../values.ts';
import { ch, forcesNewToken, forcesNewTokenAfterNumber, isDash, isDigit, isHexDigit } from './chars.ts';

export interface NumberScan {
  /** Offset after the number. */
  readonly end: number;
  /** null: shaped like a number, but it fits no type. */
  readonly value: PsNumber | null;
}

const multipliers: Record<string, bigint> = {
  k: 1024n,
  m: 1024n ** 2n,
  g: 1024n ** 3n,
  t: 1024n ** 4n,
  p: 1024n ** 5n,
};

const suffixes: ReadonlySet<string> = new Set(['u', 's', 'l', 'd', 'y', 'n', 'ul', 'us', 'uy']);
const maxDecimal = 2n ** 96n - 1n;
/** Longer digit runs are not numbers anybody types, and big ones are slow to read. */
const maxDigits = 400;

function skipDigits(text: string, from: number): number {
  let i = from;
  while (isDigit(text.charCodeAt(i))) i++;
  return i;
}

function codeAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : 0;
}

/**
 * Reads a numeric literal: sign (if the caller allows one), decimal, 0x or 0b digits, fraction, exponent, type suffix
 * (u s l d y n and their pairs) and multiplier (kb to pb).
 * @returns null where the text is a word that only begins like a number (`7zip`).
 */
export function scanNumber(
  text: string,
  start: number,
  expression: boolean,
  ternary: boolean,
): NumberScan | null {
  let i = start;
  let negative = false;
  const first = codeAt(text, i);
  if (isDash(first) || first === ch.plus) {
    negative = isDash(first);
    i++;
  }
  const digitsStart = i;
  let radix = 10;
  let real = false;
  let body: string;
  const prefix = codeAt(text, i + 1) | 32;
  if (codeAt(text, i) === ch.zero && (prefix === 0x78 || prefix === 0x62)) {
    radix = prefix === 0x78 ? 16 : 2;
    i += 2;
    const from = i;
    if (radix === 16) while (isHexDigit(codeAt(text, i))) i++;
    else while (codeAt(text, i) === ch.zero || codeAt(text, i) === ch.zero + 1) i++;
    if (i === from) return null;
    body = text.slice(from, i);
  } else {
    i = skipDigits(text, i);
    if (codeAt(text, i) === ch.dot && codeAt(text, i + 1) !== ch.dot) {
      real = true;
      i = skipDigits(text, i + 1);
    }
    if ((codeAt(text, i) | 32) === 0x65) {
      real = true;
      i++;
      if (codeAt(text, i) === ch.plus || isDash(codeAt(text, i))) i++;
      const exponent = i;
      i = skipDigits(text, i);
      if (i === exponent) return null;
    }
    body = text.slice(digitsStart, i).replace(/[\u2013-\u2015]/g, '-');
  }
  let suffix = '';
  while (suffix.length < 2) {
    const next = suffix + (text[i] ?? '').toLowerCase();
    if (next.length === suffix.length || !suffixes.has(next)) break;
    suffix = next;
    i++;
  }
  let multiplier = 1n;
  const unit = multipliers[(text[i] ?? '').toLowerCase()];
  if (unit !== undefined) {
    if ((text[i + 1] ?? '').toLowerCase() !== 'b') return null;
    multiplier = unit;
    i += 2;
  }
  const next = codeAt(text, i);
  if (!forcesNewToken(next) && !(expression && forcesNewTokenAfterNumber(next, ternary))) return null;
  if (body.length > maxDigits) return { end: i, value: null };
  const value = real
    ? realValue(body, negative, suffix, multiplier)
    : wholeValue(body, radix, negative, suffix, multiplier);
  return { end: i, value };
}

function realValue(body: string, negative: boolean, suffix: string, multiplier: bigint): PsNumber | null {
  if (suffix === 'd') return decimalOf(body, negative, multiplier);
  const value = Number(body) * Number(multiplier) * (negative ? -1 : 1);
  if (suffix === '') return { kind: 'double', value };
  if (!Number.isFinite(value)) return null;
  // .NET rounds half to even on the way to a whole number.
  const rounded = Math.round(value);
  const even = Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  return typed(BigInt(even), suffix);
}

function decimalOf(body: string, negative: boolean, multiplier: bigint): PsDecimal | null {
  const [mantissa = '', exponentText = '0'] = body.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  let scale = fraction.length - Number(exponentText);
  if (Math.abs(scale) > 60) return null;
  let unscaled = BigInt(`${whole}${fraction}` || '0') * multiplier;
  if (scale < 0) {
    unscaled *= 10n ** BigInt(-scale);
    scale = 0;
  }
  while (scale > 28) {
    unscaled /= 10n;
    scale--;
  }
  if (unscaled > maxDecimal) return null;
  return { kind: 'decimal', unscaled: negative ? -unscaled : unscaled, scale };
}

function wholeValue(
  body: string,
  radix: number,
  negative: boolean,
  suffix: string,
  multiplier: bigint,
): PsNumber | null {
  let kind = suffix;
  let value: bigint;
  if (radix === 10) {
    value = BigInt(body);
  } else {
    value = BigInt(`${radix === 16 ? '0x' : '0b'}${body}`);
    const bits = radix === 16 ? body.length * 4 : body.length;
    const width = { y: 8, s: 16, l: 64 }[suffix] ?? (suffix === '' ? (bits <= 32 ? 32 : 64) : 0);
    if (bits > 64 && (suffix === '' || suffix === 'l')) return null;
    // The highest bit is the sign where the literal fills its type.
    if (width > 0 && bits === width) value = BigInt.asIntN(width, value);
    if (bits === 64 && (suffix === '' || suffix === 'u')) kind = suffix === '' ? 'l' : 'ul';
  }
  value *= multiplier;
  if (negative) value = -value;
  return typed(value, kind, radix === 10);
}

function fits(value: bigint, bits: number, signed: boolean): boolean {
  return signed ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value;
}

function typed(value: bigint, suffix: string, mayWiden = false): PsNumber | null {
  switch (suffix) {
    case 'y':
      return fits(value, 8, true) ? { kind: 'sbyte', value } : null;
    case 'uy':
      return fits(value, 8, false) ? { kind: 'byte', value } : null;
    case 's':
      return fits(value, 16, true) ? { kind: 'short', value } : null;
    case 'us':
      return fits(value, 16, false) ? { kind: 'ushort', value } : null;
    case 'l':
      return fits(value, 64, true) ? { kind: 'long', value } : null;
    case 'ul':
      return fits(value, 64, false) ? { kind: 'ulong', value } : null;
    case 'u':
      if (fits(value, 32, false)) return { kind: 'uint', value };
      return fits(value, 64, false) ? { kind: 'ulong', value } : null;
    case 'n':
      return { kind: 'bigint', value };
    case 'd':
      return decimalFrom(value);
    default:
      if (fits(value, 32, true)) return Number(value);
      if (fits(value, 64, true)) return { kind: 'long', value };
      if (!mayWiden) return null;
      return decimalFrom(value) ?? { kind: 'double', value: Number(value) };
  }
}

function decimalFrom(value: bigint): PsDecimal | null {
  const size = value < 0n ? -value : value;
  return size <= maxDecimal ? { kind: 'decimal', unscaled: value, scale: 0 } : null;
}
