import { tryConvert } from '../../convert/convert.ts';
import { UNIX_EPOCH_TICKS, type PsDateTime } from '../../values/time.ts';
import type { Value } from '../../values/model.ts';
import type { Culture } from '../../culture.ts';
import { localTicks } from './local-time.ts';

export type JsonDateKind = 'Default' | 'Local' | 'Utc' | 'Offset' | 'String';

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const MICROSOFT = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;

/** The date that a JSON text is, as `kind` wants it; the text itself where it is none. */
export function dateOrText(text: string, kind: JsonDateKind, culture: Culture): Value {
  if (kind === 'String' || text.length < 9) return text;
  const first = text.charCodeAt(0);
  if (first === 47) return microsoftDate(text, kind, culture) ?? text;
  if (first < 48 || first > 57 || text[10] !== 'T') return text;
  const match = ISO.exec(text);
  if (match === null) return text;
  if (kind === 'Offset') {
    const read = tryConvert(text, 'System.DateTimeOffset', culture);
    return 'value' in read ? read.value : text;
  }
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  if (y < 1 || mo < 1 || mo > 12 || date.getUTCDate() !== d || h > 24 || mi > 59 || s > 59) return text;
  const ticks =
    UNIX_EPOCH_TICKS +
    BigInt(date.getTime()) * 10_000n +
    BigInt(h * 3600 + mi * 60 + s) * 10_000_000n +
    BigInt(fraction.padEnd(7, '0'));
  if (zone === undefined) return finish({ kind: 'dateTime', ticks, zone: 'Unspecified' }, kind, culture);
  if (zone === 'Z') return finish({ kind: 'dateTime', ticks, zone: 'Utc' }, kind, culture);
  const sign = zone.startsWith('-') ? -1n : 1n;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const offset = sign * (BigInt(digits.slice(0, 2)) * 60n + BigInt(digits.slice(2))) * 600_000_000n;
  const utc = ticks - offset;
  if (kind === 'Utc') return { kind: 'dateTime', ticks: utc, zone: 'Utc' };
  return { kind: 'dateTime', ticks: localTicks(utc, culture), zone: 'Local' };
}

function finish(date: PsDateTime, kind: JsonDateKind, culture: Culture): PsDateTime {
  if (kind === 'Utc') return { kind: 'dateTime', ticks: date.ticks, zone: 'Utc' };
  if (kind === 'Local' && date.zone === 'Utc') {
    return { kind: 'dateTime', ticks: localTicks(date.ticks, culture), zone: 'Local' };
  }
  if (kind === 'Local') return { kind: 'dateTime', ticks: date.ticks, zone: 'Local' };
  return date;
}

function microsoftDate(text: string, kind: JsonDateKind, culture: Culture): Value | null {
  const match = MICROSOFT.exec(text);
  if (match === null) return null;
  const utc = UNIX_EPOCH_TICKS + BigInt(match[1] ?? '0') * 10_000n;
  if (match[2] === undefined || kind === 'Utc') {
    return finish({ kind: 'dateTime', ticks: utc, zone: 'Utc' }, kind, culture);
  }
  return { kind: 'dateTime', ticks: localTicks(utc, culture), zone: 'Local' };
}
