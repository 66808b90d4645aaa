import { toDouble } from '../convert/numbers.ts';
import type { NumberValue, PsDecimal } from '../values/model.ts';

export function isDecimal(value: NumberValue): value is PsDecimal {
  return typeof value === 'object' && value.kind === 'decimal';
}

/** -1, 0 or 1; exact except where one of them is a double. */
export function orderNumbers(left: NumberValue, right: NumberValue): number {
  if (typeof left === 'number' && typeof right === 'number') return Math.sign(left - right);
  if (isDouble(left) || isDouble(right)) {
    const difference = toDouble(left) - toDouble(right);
    return Number.isNaN(difference) ? 0 : Math.sign(difference);
  }
  const a = scaled(left);
  const b = scaled(right);
  const scale = Math.max(a.scale, b.scale);
  const x = a.unscaled * 10n ** BigInt(scale - a.scale);
  const y = b.unscaled * 10n ** BigInt(scale - b.scale);
  return x < y ? -1 : x > y ? 1 : 0;
}

function isDouble(value: NumberValue): boolean {
  return typeof value === 'object' && value.kind === 'double';
}

function scaled(value: NumberValue): { unscaled: bigint; scale: number } {
  if (typeof value === 'number') return { unscaled: BigInt(value), scale: 0 };
  if (value.kind === 'decimal') return value;
  return { unscaled: BigInt(value.value), scale: 0 };
}

/** `mode`: a name of System.MidpointRounding. */
export function roundDouble(value: number, digits: number, mode: string): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e16) return value;
  if (digits === 0) return roundWhole(value, mode);
  const power = 10 ** digits;
  const shifted = value * power;
  return Number.isFinite(shifted) ? roundWhole(shifted, mode) / power : value;
}

function roundWhole(value: number, mode: string): number {
  switch (mode) {
    case 'ToZero':
      return Math.trunc(value);
    case 'ToNegativeInfinity':
      return Math.floor(value);
    case 'ToPositiveInfinity':
      return Math.ceil(value);
    default: {
      const below = Math.trunc(value);
      const rest = Math.abs(value - below);
      if (rest < 0.5) return below;
      if (rest > 0.5 || mode === 'AwayFromZero') return below + Math.sign(value);
      return below % 2 === 0 ? below : below + Math.sign(value);
    }
  }
}
