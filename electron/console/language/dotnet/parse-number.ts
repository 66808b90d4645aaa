import { DecimalOverflow, decimalOfText } from './decimal.ts';
import { numberSymbols } from './symbols.ts';
import type { Culture } from '../culture.ts';
import type { PsDecimal } from '../values/model.ts';
import type { NumberSymbols } from './symbols.ts';

/** Which of .NET's NumberStyles a text may use. */
export interface NumberStyle {
  readonly point?: boolean;
  readonly exponent?: boolean;
  readonly groups?: boolean;
  readonly parentheses?: boolean;
  readonly currency?: boolean;
  readonly trailingSign?: boolean;
  readonly hex?: boolean;
}

/** NumberStyles.Integer, Float | AllowThousands, Number, Any. */
export const STYLES = {
  integer: {},
  float: { point: true, exponent: true, groups: true },
  number: { point: true, groups: true, trailingSign: true },
  any: { point: true, groups: true, exponent: true, parentheses: true, currency: true, trailingSign: true },
} as const satisfies Record<string, NumberStyle>;

export type Parsed = { readonly text: string } | 'format';

/** Strips a text to sign, digits, "." and exponent as the style allows; `format`: it isn't a number. */
export function plainNumber(text: string, style: NumberStyle, symbols: NumberSymbols): Parsed {
  let rest = text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '').replace(/\0+$/, '');
  let negative = false;
  let signs = 0;
  if (style.parentheses === true && rest.startsWith('(') && rest.endsWith(')')) {
    negative = true;
    signs++;
    rest = rest.slice(1, -1);
  }
  const takeSign = (): void => {
    const mark = rest[0] ?? '';
    if (rest.startsWith(symbols.negative) || mark === '-' || mark === '\u2212') {
      negative = true;
      signs++;
      rest = rest.slice(1);
    } else if (mark === '+') {
      signs++;
      rest = rest.slice(1);
    }
  };
  takeSign();
  if (style.currency === true && symbols.currency !== '') {
    if (rest.startsWith(symbols.currency)) {
      rest = rest.slice(symbols.currency.length).trimStart();
      if (signs === 0) takeSign();
    } else if (rest.endsWith(symbols.currency)) rest = rest.slice(0, -symbols.currency.length).trimEnd();
  }
  if (style.trailingSign === true && signs === 0 && /[+-]$/.test(rest)) {
    negative = rest.endsWith('-');
    signs++;
    rest = rest.slice(0, -1).trimEnd();
  }
  if (signs > 1) return 'format';
  const point = rest.indexOf(symbols.decimal);
  const e = style.exponent === true ? /[eE][+-]?\d+$/.exec(rest) : null;
  let body = e === null ? rest : rest.slice(0, e.index);
  const exponent = e?.[0] ?? '';
  let fraction = '';
  if (point >= 0 && point < body.length) {
    if (style.point !== true) return 'format';
    fraction = body.slice(point + symbols.decimal.length);
    body = body.slice(0, point);
    if (!/^\d*$/.test(fraction)) return 'format';
  }
  if (style.groups === true && symbols.group !== '') {
    if (body.startsWith(symbols.group)) return 'format';
    body = body.split(symbols.group).join('');
    if (symbols.group === '\u00a0' || symbols.group === '\u202f') body = body.replace(/[ \u00a0\u202f]/g, '');
  }
  if (!/^\d*$/.test(body) || (body === '' && fraction === '')) return 'format';
  return { text: `${negative ? '-' : ''}${body}${fraction === '' ? '' : `.${fraction}`}${exponent}` };
}

/** double.Parse; null: not in a correct format. */
export function parseDouble(
  text: string,
  culture: Culture,
  style: NumberStyle = STYLES.float,
): number | null {
  const symbols = numberSymbols(culture);
  const trimmed = text.trim();
  const plain = plainNumber(text, style, symbols);
  if (plain !== 'format') return Number(plain.text);
  const word = trimmed.toLowerCase();
  if (word === 'nan' || word === '-nan' || word === '+nan') return NaN;
  const infinity = symbols.infinity.toLowerCase();
  if (word === infinity || word === `+${infinity}` || word === 'infinity' || word === '∞') return Infinity;
  if (word === `-${infinity}` || word === '-infinity' || word === '-∞') return -Infinity;
  return null;
}

/** decimal.Parse with its places kept. */
export function parseDecimal(
  text: string,
  culture: Culture,
  style: NumberStyle = STYLES.number,
): PsDecimal | 'format' | 'overflow' {
  const plain = plainNumber(text, style, numberSymbols(culture));
  if (plain === 'format') return 'format';
  try {
    return decimalOfText(plain.text) ?? 'format';
  } catch (error) {
    if (error instanceof DecimalOverflow) return 'overflow';
    throw error;
  }
}

/** int.Parse and its like; the range is the caller's. A fraction of zeros is taken where the style has a point. */
export function parseInteger(
  text: string,
  culture: Culture,
  style: NumberStyle = STYLES.integer,
): bigint | 'format' | 'overflow' {
  if (style.hex === true) {
    const digits = text.trim();
    return /^[0-9a-f]+$/i.test(digits) ? BigInt(`0x${digits}`) : 'format';
  }
  const plain = plainNumber(text, style, numberSymbols(culture));
  if (plain === 'format') return 'format';
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(plain.text);
  if (parts === null) return 'format';
  const exponent = Number(parts[4] ?? '0');
  if (Math.abs(exponent) > 400 || plain.text.length > 2000) return 'overflow';
  const digits = (parts[2] ?? '') + (parts[3] ?? '');
  const drop = (parts[3] ?? '').length - exponent;
  let value = BigInt(digits === '' ? '0' : digits);
  if (drop > 0) {
    const unit = 10n ** BigInt(drop);
    if (value % unit !== 0n) return 'overflow';
    value /= unit;
  } else value *= 10n ** BigInt(-drop);
  return parts[1] === '-' ? -value : value;
}
