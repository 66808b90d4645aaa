import type { NumberValue } from '../values/model.ts';

/** A number as its digits: 0.DIGITS × 10^point, without zeros in front. Zero has no digits. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

export const NO_DIGITS: Digits = { negative: false, digits: '', point: 0 };

export function digitsOfBigInt(value: bigint, scale = 0): Digits {
  if (value === 0n) return NO_DIGITS;
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString();
  return { negative, digits, point: digits.length - scale };
}

/** `places` significant digits of a finite double, halves to even where the double is exactly between. */
export function significant(value: number, places: number): Digits {
  if (value === 0) return Object.is(value, -0) ? { ...NO_DIGITS, negative: true } : NO_DIGITS;
  const count = Math.min(Math.max(places, 1), 101);
  return ofExponential(evenAtTie(value, count), value < 0);
}

function ofExponential(text: string, negative: boolean): Digits {
  const [mantissa = '0', exponent = '0'] = text.split('e');
  return { negative, digits: mantissa.replace(/[-.]/g, ''), point: Number(exponent) + 1 };
}

function evenAtTie(value: number, count: number): string {
  const text = value.toExponential(count - 1);
  if (count > 18) return text;
  const finer =
    value
      .toExponential(Math.min(count + 20, 100))
      .split('e')[0]
      ?.replace(/[-.]/g, '') ?? '';
  const tail = finer.slice(count);
  if (!tail.startsWith('5') || /[1-9]/.test(tail.slice(1))) return text;
  // Exactly between: JavaScript went up, .NET goes to the even digit.
  const even = Number(finer[count - 1]) % 2 === 0;
  if (!even) return text;
  const exponent = value.toExponential(Math.min(count + 20, 100)).split('e')[1] ?? '0';
  return `${finer.slice(0, 1)}.${finer.slice(1, count)}e${exponent}`;
}

/** Digits of a finite double to `places` behind the point, halves to even where it is exactly between. */
export function fixedPlaces(value: number, places: number): Digits {
  if (value === 0) return Object.is(value, -0) ? { ...NO_DIGITS, negative: true } : NO_DIGITS;
  const size = Math.abs(value);
  if (size >= 1e21) return trimFront({ ...digitsOfBigInt(BigInt(size)), negative: value < 0 });
  const at = Math.min(places, 100);
  let text = size.toFixed(at);
  if (at < 30 && mayBeTie(size, at)) {
    const finer = size.toFixed(Math.min(at + 40, 100));
    const cut = finer.length - (Math.min(at + 40, 100) - at);
    const tail = finer.slice(cut).replace('.', '');
    if (tail.startsWith('5') && !/[1-9]/.test(tail.slice(1))) {
      const kept = finer.slice(0, cut).replace(/\.$/, '');
      if (Number(kept.at(-1)) % 2 === 0) text = kept;
    }
  }
  const [whole = '0', fraction = ''] = text.split('.');
  return trimFront({ negative: value < 0, digits: whole + fraction, point: whole.length });
}

/** False: the digits after the last place are certainly not 5 and nothing else. */
function mayBeTie(size: number, places: number): boolean {
  const scaled = size * 10 ** places;
  return scaled > 1e9 || Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-6;
}

function trimFront(value: Digits): Digits {
  const zeros = /^0*/.exec(value.digits)?.[0].length ?? 0;
  if (zeros === value.digits.length) return { negative: value.negative, digits: '', point: 0 };
  return { negative: value.negative, digits: value.digits.slice(zeros), point: value.point - zeros };
}

/** Exact digits of any number but a double; of a double its 15 (or 7) significant ones, as custom formats take. */
export function exactDigits(value: NumberValue): Digits {
  if (typeof value === 'number') return digitsOfBigInt(BigInt(value));
  if (value.kind === 'double') return trimEnd(significant(value.value, value.single === true ? 7 : 15));
  if (value.kind === 'decimal') return digitsOfBigInt(value.unscaled, value.scale);
  return digitsOfBigInt(value.value);
}

function trimEnd(value: Digits): Digits {
  return { ...value, digits: value.digits.replace(/0+$/, '') };
}

/** Rounds to `places` behind the point, halves away from zero. */
export function roundPlaces(value: Digits, places: number): Digits {
  return roundTo(value, value.point + places);
}

/** Rounds to `count` digits, halves away from zero. */
export function roundTo(value: Digits, count: number): Digits {
  if (count >= value.digits.length) return value;
  if (count < 0) return { negative: value.negative, digits: '', point: 0 };
  const up = (value.digits.charCodeAt(count) || 0) >= 53;
  if (!up) {
    const digits = value.digits.slice(0, count);
    return digits === '' ? { negative: value.negative, digits: '', point: 0 } : { ...value, digits };
  }
  const raised = (BigInt(`0${value.digits.slice(0, count)}`) + 1n).toString();
  const grown = raised.length > count ? 1 : 0;
  return { negative: value.negative, digits: raised, point: value.point + grown };
}

/** Whole part and `places` digits behind it, from digits already rounded. */
export function split(value: Digits, places: number): { whole: string; fraction: string } {
  const { digits, point } = value;
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const rest = point <= 0 ? '0'.repeat(Math.min(-point, places)) + digits : digits.slice(point);
  return { whole, fraction: rest.slice(0, places).padEnd(places, '0') };
}
