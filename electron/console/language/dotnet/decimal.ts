import type { PsDecimal } from '../values/model.ts';

/** Largest magnitude of a decimal's digits: 2^96 - 1. */
export const DECIMAL_MAX = 79228162514264337593543950335n;
const MAX_SCALE = 28;

/** Thrown where a result needs more than 96 bits; callers turn it into PowerShell's words. */
export class DecimalOverflow extends Error {
  constructor() {
    super('Value was either too large or too small for a Decimal.');
  }
}

const POWERS: bigint[] = [1n];

export function tenTo(exponent: number): bigint {
  for (let at = POWERS.length; at <= exponent; at++) POWERS.push((POWERS[at - 1] ?? 1n) * 10n);
  return POWERS[exponent] ?? 1n;
}

export function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** value / divisor, halves to the even neighbour. */
export function divideHalfEven(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  const rest = abs(value % divisor) * 2n;
  const size = abs(divisor);
  const up = rest > size || (rest === size && quotient % 2n !== 0n);
  if (!up) return quotient;
  return value < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** Brings digits into 96 bits and 28 places, rounding as .NET does. Throws `DecimalOverflow`. */
export function decimal(unscaled: bigint, scale: number): PsDecimal {
  if (scale <= MAX_SCALE && unscaled <= DECIMAL_MAX && unscaled >= -DECIMAL_MAX) {
    return { kind: 'decimal', unscaled, scale };
  }
  let drop = Math.max(0, scale - MAX_SCALE);
  for (; drop <= scale; drop++) {
    const digits = divideHalfEven(unscaled, tenTo(drop));
    if (abs(digits) <= DECIMAL_MAX) return { kind: 'decimal', unscaled: digits, scale: scale - drop };
  }
  throw new DecimalOverflow();
}

export function addDecimal(left: PsDecimal, right: PsDecimal): PsDecimal {
  const scale = Math.max(left.scale, right.scale);
  return decimal(unscaledAt(left, scale) + unscaledAt(right, scale), scale);
}

export function subtractDecimal(left: PsDecimal, right: PsDecimal): PsDecimal {
  const scale = Math.max(left.scale, right.scale);
  return decimal(unscaledAt(left, scale) - unscaledAt(right, scale), scale);
}

export function multiplyDecimal(left: PsDecimal, right: PsDecimal): PsDecimal {
  return decimal(left.unscaled * right.unscaled, left.scale + right.scale);
}

/** As exact as 28 digits allow; places that the division itself made lose their zeros. `right` isn't zero. */
export function divideDecimal(left: PsDecimal, right: PsDecimal): PsDecimal {
  const scale = left.scale - right.scale;
  if (scale >= 0 && left.unscaled % right.unscaled === 0n) {
    return decimal(left.unscaled / right.unscaled, scale);
  }
  for (let places = MAX_SCALE; places >= 0; places--) {
    const shift = places - scale;
    const digits =
      shift >= 0
        ? divideHalfEven(left.unscaled * tenTo(shift), right.unscaled)
        : divideHalfEven(left.unscaled, right.unscaled * tenTo(-shift));
    if (abs(digits) <= DECIMAL_MAX) return trimmed({ kind: 'decimal', unscaled: digits, scale: places });
  }
  throw new DecimalOverflow();
}

/** The rest has the sign of `left`. `right` isn't zero. */
export function remainderDecimal(left: PsDecimal, right: PsDecimal): PsDecimal {
  const scale = Math.max(left.scale, right.scale);
  const a = unscaledAt(left, scale);
  const b = unscaledAt(right, scale);
  if (abs(a) < abs(b)) return left;
  return decimal(a % b, scale);
}

export function compareDecimal(left: PsDecimal, right: PsDecimal): number {
  if (left.scale === right.scale) return sign(left.unscaled - right.unscaled);
  const scale = Math.max(left.scale, right.scale);
  return sign(unscaledAt(left, scale) - unscaledAt(right, scale));
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

export function unscaledAt(value: PsDecimal, scale: number): bigint {
  return scale === value.scale ? value.unscaled : value.unscaled * tenTo(scale - value.scale);
}

/** Without zeros at the end of its fraction. */
export function trimmed(value: PsDecimal): PsDecimal {
  let { unscaled, scale } = value;
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale--;
  }
  return scale === value.scale ? value : { kind: 'decimal', unscaled, scale };
}

/** 15 significant digits (7 of a single), as .NET's conversion keeps. null: outside what a decimal holds. */
export function decimalOfDouble(value: number, digits = 15): PsDecimal | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 7.922816251426434e28) return null;
  if (value === 0) return { kind: 'decimal', unscaled: 0n, scale: 0 };
  const [mantissa = '0', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const unscaled = BigInt(whole + fraction);
  if (scale < 0) return decimal(unscaled * tenTo(-scale), 0);
  return trimmed(decimal(unscaled, scale));
}

/** Number of a decimal: nearest double. */
export function doubleOfDecimal(value: PsDecimal): number {
  if (value.scale === 0) return Number(value.unscaled);
  return Number(`${String(value.unscaled)}e-${String(value.scale)}`);
}

/** "12.50", "-1e3" (no blanks, "." only) → decimal with its places kept; null: no such number. Throws DecimalOverflow. */
export function decimalOfText(text: string): PsDecimal | null {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (parts === null) return null;
  const [, minus = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return null;
  const digits = BigInt(whole + fraction);
  const unscaled = minus === '-' ? -digits : digits;
  const scale = fraction.length - Number(exponent);
  if (scale < 0) {
    if (scale < -60) {
      if (digits === 0n) return { kind: 'decimal', unscaled: 0n, scale: 0 };
      throw new DecimalOverflow();
    }
    return decimal(unscaled * tenTo(-scale), 0);
  }
  return decimal(unscaled, scale);
}

/** Rounds to `digits` digits behind the point; `mode`: a name of System.MidpointRounding. */
export function roundDecimal(value: PsDecimal, digits: number, mode: string): PsDecimal {
  if (value.scale <= digits) return value;
  const divisor = tenTo(value.scale - digits);
  const whole = value.unscaled / divisor;
  const rest = value.unscaled % divisor;
  const sign = value.unscaled < 0n ? -1n : 1n;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  let up = false;
  if (mode === 'ToNegativeInfinity') up = rest < 0n;
  else if (mode === 'ToPositiveInfinity') up = rest > 0n;
  else if (mode !== 'ToZero') {
    up = twice > divisor || (twice === divisor && (mode === 'AwayFromZero' || whole % 2n !== 0n));
  }
  return { kind: 'decimal', unscaled: up ? whole + sign : whole, scale: digits };
}
