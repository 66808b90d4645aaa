import { toText } from '../../language/convert/text.ts';
import { formatDate } from '../../language/dotnet/dates.ts';
import { INVARIANT } from '../../language/culture.ts';
import { enumerable } from '../../language/members/enumerate.ts';
import { TICKS_PER_DAY, TICKS_PER_MILLISECOND, TICKS_PER_SECOND } from '../../language/values/time.ts';
import { isNumber, type Value } from '../../language/values/model.ts';
import type { PsObject } from '../../language/values/object.ts';
import type { PsValue } from '../../../../shared/powershell/values.ts';

/** What names an object of the service, best first. */
const NAMES = ['Identity', 'ExternalDirectoryObjectId', 'Guid', 'DistinguishedName', 'Name'];

/** A value of the language as plain data that a cmdlet's parameter takes. */
export function toWire(value: Value): PsValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || isNumber(value))
    return value;
  const items = enumerable(value);
  if (items !== null) return Array.from(items, toWire);
  if (Array.isArray(value)) return [];
  switch (value.kind) {
    case 'dateTime':
      return { kind: 'dateTime', iso: formatDate(value, 'o', INVARIANT) };
    case 'scriptBlock':
      return { kind: 'scriptBlock', text: value.text };
    case 'secureString':
      return value.reveal();
    case 'credential':
      return table([
        ['UserName', value.userName],
        ['Password', value.password.reveal()],
      ]);
    case 'hashtable':
      return {
        kind: 'hashtable',
        ordered: value.ordered,
        pairs: Array.from(value.entries(), ([key, item]): [PsValue, PsValue] => [toWire(key), member(item)]),
      };
    case 'object':
      return objectName(value);
    default:
      return toText(value);
  }
}

/** A member of a hashtable. A TimeSpan there is sent as an object of its own (real-client.md 4.3). */
function member(value: Value): PsValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isNumber(value))
    return toWire(value);
  return value.kind === 'timeSpan' ? spanTable(value.ticks) : toWire(value);
}

/** .NET's properties of a TimeSpan. */
function spanTable(ticks: bigint): PsValue {
  const part = (unit: bigint, most: bigint) => Number((ticks / unit) % most);
  const total = (unit: bigint): PsValue => ({ kind: 'double', value: Number(ticks) / Number(unit) });
  const units = [
    ['Days', TICKS_PER_DAY, 10_675_200n],
    ['Hours', TICKS_PER_SECOND * 3600n, 24n],
    ['Minutes', TICKS_PER_SECOND * 60n, 60n],
    ['Seconds', TICKS_PER_SECOND, 60n],
    ['Milliseconds', TICKS_PER_MILLISECOND, 1000n],
    ['Microseconds', 10n, 1000n],
  ] as const;
  return table([
    ['Ticks', { kind: 'long', value: ticks }],
    ...units.map(([name, unit, most]): [string, PsValue] => [name, part(unit, most)]),
    ['Nanoseconds', Number(ticks % 10n) * 100],
    ...units.map(([name, unit]): [string, PsValue] => [`Total${name}`, total(unit)]),
    ['TotalNanoseconds', { kind: 'double', value: Number(ticks) * 100 }],
  ]);
}

/** Sent without a type of its own, as an [ordered] one is. */
function table(pairs: readonly (readonly [string, PsValue])[]): PsValue {
  return { kind: 'hashtable', ordered: true, pairs };
}

/** An object given where a name is wanted (`-Identity $mailbox`) stands for what names it. */
function objectName(value: PsObject): PsValue {
  if (value.base !== null) return toWire(value.base);
  for (const name of NAMES) {
    const found = value.get(name);
    if (found !== undefined && found !== null && found !== '') return toWire(found);
  }
  return toText(value);
}
