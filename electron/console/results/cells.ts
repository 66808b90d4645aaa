import type { Column } from '../../../shared/model/console.ts';

/** What a cell may hold: JSON as it was parsed; undefined where the object had no such property. */
export type Cell = unknown;

export type CellKind = Column['kind'];

/** Flags of what was seen in a column. */
export const SEEN = {
  text: 1,
  number: 2,
  boolean: 4,
  date: 8,
  size: 16,
  list: 32,
  object: 64,
  unlimited: 128,
} as const;

const CLOSE = 41;
const COLON = 58;
const LETTER_T = 84;
const DASH = 45;

/** Which flag a value that is not null sets. Called for each cell, so it looks at as little as it can. */
export function flagOf(value: string | number | boolean | object): number {
  if (typeof value === 'string') {
    const length = value.length;
    if (length >= 19 && value.charCodeAt(10) === LETTER_T && value.charCodeAt(13) === COLON) {
      return value.charCodeAt(4) === DASH ? SEEN.date : SEEN.text;
    }
    if (length > 8 && value.charCodeAt(length - 1) === CLOSE && value.endsWith(' bytes)')) return SEEN.size;
    return length === 9 && value === 'Unlimited' ? SEEN.unlimited : SEEN.text;
  }
  if (typeof value === 'number') return SEEN.number;
  if (typeof value === 'boolean') return SEEN.boolean;
  return Array.isArray(value) ? SEEN.list : SEEN.object;
}

/** The one kind of a column; text where kinds are mixed. Unlimited is at home among sizes and numbers. */
export function kindOf(seen: number): CellKind {
  switch (seen & ~SEEN.unlimited) {
    case SEEN.number:
      return 'number';
    case SEEN.size:
    case SEEN.size | SEEN.number:
      return 'size';
    case SEEN.boolean:
      return 'boolean';
    case SEEN.date:
      return seen === SEEN.date ? 'date' : 'text';
    case SEEN.list:
      return 'list';
    case SEEN.object:
      return 'object';
    default:
      return 'text';
  }
}

/** Bytes of `49.5 GB (53,150,220,288 bytes)`; NaN where the text is no size (real-client.md 6.4). */
export function bytesOf(text: string): number {
  const digits = /\(([\d,.\u00a0 ]+) bytes\)$/.exec(text)?.[1];
  return digits === undefined ? NaN : Number(digits.replace(/\D/g, ''));
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Bytes as ByteQuantifiedSize writes them: `1.5 MB (1,572,864 bytes)` (real-client.md 6.4). */
export function sizeText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = Number(value.toPrecision(4));
  return `${digits} ${UNITS[unit] ?? 'B'} (${grouped.format(bytes)} bytes)`;
}

/** What stands before the bytes of a size: `49.5 GB`. */
export function shortSize(text: string): string {
  const end = text.indexOf(' (');
  return end < 0 ? text : text.slice(0, end);
}

/** A cell as people read it, on one line. */
export function cellText(value: Cell, kind: CellKind): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return kind === 'size' ? sizeText(value) : String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Array.isArray(value) ? listItems(value).join(', ') : objectText(value);
}

/** The items of a list, each as text. */
export function listItems(list: readonly unknown[]): string[] {
  return list.map((item) => cellText(item, 'text'));
}

/** Members of an object that stand for data: without the wire's own `@` annotations. */
export function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([name]) => !name.includes('@'));
}

function objectText(value: object): string {
  const pair = keyAndValue(value);
  if (pair !== null) return `${pair[0]}: ${cellText(pair[1], 'text')}`;
  return membersOf(value)
    .map(([name, member]) => `${name}: ${cellText(member, 'text')}`)
    .join('; ');
}

/** `{_key, _value}`, how nested tables come in some answers (exchange-rest-protocol.md 1.6). */
function keyAndValue(value: object): [string, unknown] | null {
  if (!Object.hasOwn(value, '_key') || !Object.hasOwn(value, '_value')) return null;
  const { _key: name, _value: member } = value as { _key: unknown; _value: unknown };
  return [cellText(name, 'text'), member];
}
