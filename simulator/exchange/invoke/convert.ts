import type { ServerParameter } from '../cmdlets/definition.ts';
import { badValue } from '../failure.ts';
import { dateOf } from '../filters/expression.ts';
import { formatSize, parseSize } from '../model/values.ts';
import type { SecretKey } from '../module/secret-key.ts';

/** `@{Add=…; Remove=…}` on a multi-valued property. */
export interface Delta {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export type BoundValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | Delta
  | Uint8Array
  | readonly Readonly<Record<string, string>>[];

const TABLE_TAG = '#Exchange.GenericHashTable';
const BYTES_TAG = '#Exchange.ByteArrayType';

export function isDelta(value: BoundValue | undefined): value is Delta {
  return typeof value === 'object' && value !== null && 'add' in value && 'remove' in value;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object without its tag arrives as a JObject and binds to nothing (exchange-rest-protocol.md 1.2). */
function untagged(parameter: ServerParameter): Error {
  return badValue(
    parameter.name,
    `Cannot convert the "Newtonsoft.Json.Linq.JObject" value of type "Newtonsoft.Json.Linq.JObject" to type "${parameter.type}".`,
  );
}

function scalarText(parameter: ServerParameter, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw isObject(value) ? untagged(parameter) : badValue(parameter.name, 'The value is not text.');
}

function textList(parameter: ServerParameter, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value)
    ? value.map((item) => scalarText(parameter, item))
    : [scalarText(parameter, value)];
}

function delta(parameter: ServerParameter, value: Json): Delta {
  if (value['@odata.type'] !== TABLE_TAG) throw untagged(parameter);
  const found: Record<'add' | 'remove', string[]> = { add: [], remove: [] };
  for (const [key, item] of Object.entries(value)) {
    if (key === '@odata.type') continue;
    const name = key.toLowerCase();
    if (name !== 'add' && name !== 'remove') {
      throw badValue(
        parameter.name,
        `A hash table for a multivalued property may hold only the keys Add and Remove, not "${key}".`,
      );
    }
    found[name] = textList(parameter, item);
  }
  return found;
}

function member(parameter: ServerParameter, value: unknown): string {
  const members = parameter.members ?? [];
  if (typeof value === 'number') {
    const found = members[value];
    if (found !== undefined) return found;
  }
  const text = scalarText(parameter, value).trim();
  const found = members.find((word) => word.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw badValue(
    parameter.name,
    `Cannot convert value "${text}" to the type of the parameter. The identifier name ${text} can't be matched to a valid enumerator name. Specify one of the following enumerator names and try again: ${members.join(', ')}`,
  );
}

function timespan(parameter: ServerParameter, value: unknown): string {
  const text = scalarText(parameter, value);
  if (/^unlimited$/i.test(text)) return 'Unlimited';
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(text);
  if (match)
    return `${Number(match[1] ?? 0)}.${(match[2] ?? '0').padStart(2, '0')}:${match[3] ?? ''}:${match[4] ?? ''}`;
  if (/^\d+$/.test(text)) return `${text}.00:00:00`;
  throw badValue(parameter.name, `String was not recognized as a valid TimeSpan: "${text}".`);
}

function size(parameter: ServerParameter, value: unknown): string {
  const text = scalarText(parameter, value);
  if (/^unlimited$/i.test(text)) return 'Unlimited';
  // ResultSize, RecipientLimits and such are counts, everything else is a size in bytes.
  const counts = /Size$|Limits$/.test(parameter.name) && !parameter.name.startsWith('Max');
  if (counts) {
    if (/^\d+$/.test(text) && Number(text) > 0) return text;
    throw badValue(
      parameter.name,
      `Cannot convert value "${text}" to type "Unlimited". The number must be greater than 0, or "Unlimited".`,
    );
  }
  const bytes = parseSize(text);
  if (bytes === null) throw badValue(parameter.name, `"${text}" isn't a valid size.`);
  return formatSize(bytes);
}

function bytes(parameter: ServerParameter, value: unknown): Uint8Array {
  if (!isObject(value) || value['@odata.type'] !== BYTES_TAG) throw untagged(parameter);
  const data = value['Data'];
  const good =
    Array.isArray(data) && data.every((n) => Number.isInteger(n) && Number(n) >= 0 && Number(n) <= 255);
  if (!good) throw badValue(parameter.name, 'Data must be an array of numbers from 0 to 255.');
  return Uint8Array.from(data as number[]);
}

function tables(parameter: ServerParameter, value: unknown, tag: unknown): Record<string, string>[] {
  if (!Array.isArray(value) || tag !== '#Collection(Exchange.GenericHashTable)') throw untagged(parameter);
  return value.map((item: unknown) => {
    if (!isObject(item)) throw untagged(parameter);
    return Object.fromEntries(Object.entries(item).map(([key, entry]) => [key, String(entry)]));
  });
}

function secret(parameter: ServerParameter, value: unknown, key: SecretKey | null): string {
  const text = scalarText(parameter, value);
  if (text === '') return text;
  const clear = key?.decrypt(text) ?? null;
  if (clear === null)
    throw badValue(parameter.name, 'The encrypted value could not be read with any current key.');
  if (parameter.kind === 'credential' && !/^\s*\{.*"UserName".*"Password".*\}\s*$/s.test(clear)) {
    throw badValue(parameter.name, 'The encrypted value holds no user name and password.');
  }
  return clear;
}

/** Reads one parameter's JSON as strictly as the service does (exchange-rest-protocol.md 1.2). `tag` is `Name@odata.type`. */
export function convert(
  parameter: ServerParameter,
  value: unknown,
  tag: unknown,
  key: SecretKey | null,
): BoundValue {
  const { name, kind } = parameter;
  if (value === null) {
    if (kind === 'bool' || kind === 'switch' || kind === 'int') {
      throw badValue(name, `Cannot convert value "" to type "System.${parameter.type}".`);
    }
    return null;
  }
  switch (kind) {
    case 'switch':
    case 'bool':
      if (typeof value === 'boolean') return value;
      if (kind === 'bool' && (value === 0 || value === 1)) return value === 1;
      throw badValue(
        name,
        `Cannot convert value "${JSON.stringify(value)}" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.`,
      );
    case 'int': {
      const number = typeof value === 'number' ? value : Number(scalarText(parameter, value) || 'NaN');
      if (!Number.isInteger(number))
        throw badValue(name, `Cannot convert value "${JSON.stringify(value)}" to type "System.Int32".`);
      if (parameter.range && (number < parameter.range.min || number > parameter.range.max)) {
        throw badValue(
          name,
          `The ${number} argument is outside the range ${parameter.range.min} to ${parameter.range.max}.`,
        );
      }
      return number;
    }
    case 'text':
    case 'id': {
      if (Array.isArray(value)) throw badValue(name, 'Cannot convert value to type System.String.');
      const text = scalarText(parameter, value);
      if (parameter.length && (text.length < parameter.length.min || text.length > parameter.length.max)) {
        throw badValue(
          name,
          `The character length of the ${text.length} character argument must be from ${parameter.length.min} to ${parameter.length.max}.`,
        );
      }
      return text;
    }
    case 'texts':
      return textList(parameter, value);
    case 'list':
      return isObject(value) ? delta(parameter, value) : textList(parameter, value);
    case 'enum':
      return member(parameter, Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value);
    case 'enums':
      return (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value]).map(
        (item: unknown) => member(parameter, item),
      );
    case 'size':
      return size(parameter, value);
    case 'timespan':
      return timespan(parameter, value);
    case 'date': {
      const time = dateOf(scalarText(parameter, value));
      if (time === null)
        throw badValue(
          name,
          `String was not recognized as a valid DateTime: "${scalarText(parameter, value)}".`,
        );
      return `${new Date(time).toISOString().slice(0, 19)}Z`;
    }
    case 'secret':
    case 'credential':
      return secret(parameter, value, key);
    case 'bytes':
      return bytes(parameter, value);
    case 'tables':
      return tables(parameter, value, tag);
    case 'any':
      return Array.isArray(value) ? textList(parameter, value) : scalarText(parameter, value);
  }
}
