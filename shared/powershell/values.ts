/**
 * PowerShell values as the console keeps them: plain data that can be posted between threads.
 *
 * A JavaScript number is always an Int32 (the commonest number, and the fastest to count with); every other number
 * type carries its kind. An array is an Object[].
 */

export interface PsLong {
  readonly kind: 'long';
  readonly value: bigint;
}

export interface PsDouble {
  readonly kind: 'double';
  readonly value: number;
  /** Set: a Single (System.Single), `value` rounded to its precision. */
  readonly single?: true;
  /** A command's argument keeps how it was typed, and is that as text ("1.50"). */
  readonly written?: string;
}

/** value × 10^-scale, exact. */
export interface PsDecimal {
  readonly kind: 'decimal';
  readonly unscaled: bigint;
  readonly scale: number;
}

/** The rarer whole-number types: byte, sbyte, short, ushort, uint, ulong, bigint. */
export interface PsInteger {
  readonly kind: 'byte' | 'sbyte' | 'short' | 'ushort' | 'uint' | 'ulong' | 'bigint';
  readonly value: bigint;
}

export type PsNumber = number | PsLong | PsDouble | PsDecimal | PsInteger;

export interface PsHashtable {
  readonly kind: 'hashtable';
  /** `[ordered]@{}`. Pairs are kept in the order they were written either way. */
  readonly ordered: boolean;
  readonly pairs: readonly (readonly [key: PsValue, value: PsValue])[];
}

/** `{ … }` as its inner text, blanks kept: what the service takes for filters. */
export interface PsScriptBlockText {
  readonly kind: 'scriptBlock';
  readonly text: string;
}

export interface PsSwitch {
  readonly kind: 'switch';
  readonly on: boolean;
}

/** A point in time: ISO 8601 text, with Z where it is UTC. */
export interface PsDateTime {
  readonly kind: 'dateTime';
  readonly iso: string;
}

export type PsValue =
  | null
  | boolean
  | string
  | PsNumber
  | PsHashtable
  | PsScriptBlockText
  | PsSwitch
  | PsDateTime
  | readonly PsValue[];

export function isPsArray(value: PsValue): value is readonly PsValue[] {
  return Array.isArray(value);
}

export function isPsNumber(value: PsValue): value is PsNumber {
  if (typeof value === 'number') return true;
  if (value === null || typeof value !== 'object' || isPsArray(value)) return false;
  return 'unscaled' in value || ('value' in value && value.kind !== undefined);
}

/** Digits of a decimal with its scale kept: 5.10 stays 5.10. */
export function decimalText(value: PsDecimal): string {
  const negative = value.unscaled < 0n;
  const digits = (negative ? -value.unscaled : value.unscaled).toString().padStart(value.scale + 1, '0');
  const whole = digits.slice(0, digits.length - value.scale);
  const fraction = value.scale > 0 ? `.${digits.slice(digits.length - value.scale)}` : '';
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

/** A number as PowerShell turns it into text with the invariant culture. */
export function numberText(value: PsNumber): string {
  if (typeof value === 'number') return String(value);
  if (value.kind === 'decimal') return decimalText(value);
  if (value.kind === 'double') return doubleText(value.value);
  return value.value.toString();
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) {
    const [mantissa = '0', exponent = '+0'] = value.toExponential().split('e');
    const sign = exponent.startsWith('-') ? '-' : '+';
    return `${mantissa}E${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
  }
  return String(value);
}

/** A number as a JavaScript number (a long beyond 2^53 loses digits); for ranges and counts. */
export function numberOf(value: PsNumber): number {
  if (typeof value === 'number') return value;
  if (value.kind === 'decimal') return Number(decimalText(value));
  return Number(value.value);
}

/** A value as PowerShell turns it into text: lists joined with a blank, switches and Booleans as True and False. */
export function toText(value: PsValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isPsNumber(value)) return numberText(value);
  if (isPsArray(value)) return value.map(toText).join(' ');
  if (value.kind === 'hashtable') {
    return value.ordered
      ? 'System.Collections.Specialized.OrderedDictionary'
      : 'System.Collections.Hashtable';
  }
  if (value.kind === 'scriptBlock') return value.text;
  if (value.kind === 'dateTime') return value.iso;
  return value.on ? 'True' : 'False';
}
