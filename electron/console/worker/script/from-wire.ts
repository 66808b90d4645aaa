import { tryConvert } from '../../language/convert/convert.ts';
import { INVARIANT } from '../../language/culture.ts';
import { double, long, type Value } from '../../language/values/model.ts';
import { CUSTOM_OBJECT, PsObject } from '../../language/values/object.ts';
import { Shape } from '../../language/values/shape.ts';
import { BYTES } from '../../results/table.ts';
import { byteSize } from './byte-size.ts';

/** .NET types that an annotation names and that text or numbers are turned into (real-client.md 6.4). */
const TYPED =
  /^System\.(DateTime|Int32|Int64|Double|Decimal|Guid|TimeSpan|Version|UInt32|UInt64|Int16|Byte)$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Makes the language's objects of an answer's rows; rows of one answer mostly have the same names. */
export class RowReader {
  #keys: readonly string[] = [];
  #shape = Shape.empty;
  /** For each key: its place in the object, -1 for an annotation. */
  #places: readonly number[] = [];
  /** .NET type by place. */
  readonly #types = new Map<string, string>();
  readonly #exo: boolean;

  /** @param exo they are answers of a Get-EXO* command, whose numbers may be sizes and whose key is no property */
  constructor(exo = false) {
    this.#exo = exo;
  }

  read(row: object): PsObject {
    const record = row as Readonly<Record<string, unknown>>;
    const keys = Object.keys(record);
    if (!sameKeys(keys, this.#keys)) this.#learn(keys, record);
    const values: Value[] = [];
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at];
      if (key === undefined || (this.#places[at] ?? -1) < 0) continue;
      const value = record[key];
      const isSize = this.#exo && typeof value === 'number' && BYTES.test(key);
      values.push(isSize ? byteSize(value) : toValue(value, this.#types.get(key)));
    }
    return new PsObject(this.#shape, values, CUSTOM_OBJECT);
  }

  #learn(keys: readonly string[], record: Readonly<Record<string, unknown>>): void {
    const names: string[] = [];
    const seen = new Set<string>();
    this.#places = keys.map((key) => {
      const lower = key.toLowerCase();
      if (key.includes('@') || seen.has(lower) || (this.#exo && key === 'ObjectKey')) return -1;
      seen.add(lower);
      return names.push(key) - 1;
    });
    for (const key of keys) {
      const type = record[key];
      if (key.endsWith('@data.type') && typeof type === 'string') {
        this.#types.set(key.slice(0, -'@data.type'.length), type);
      }
    }
    this.#keys = keys;
    this.#shape = Shape.of(names);
  }
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** JSON to a value: whole numbers are Int64 and dates DateTime, as PowerShell reads them. */
function toValue(value: unknown, type: string | undefined): Value {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'number') {
    const plain = Number.isSafeInteger(value) ? long(BigInt(value)) : double(value);
    return typed(plain, type);
  }
  if (typeof value === 'string') {
    if (type !== undefined) return typed(value, type);
    return ISO.test(value) ? typed(value, 'System.DateTime') : value;
  }
  if (Array.isArray(value)) return value.map((item) => toValue(item, undefined));
  return PsObject.from(
    Object.entries(value).flatMap(([name, item]): [string, Value][] =>
      name.includes('@') ? [] : [[name, toValue(item, undefined)]],
    ),
  );
}

function typed(value: Value, type: string | undefined): Value {
  if (type === undefined || !TYPED.test(type)) return value;
  const converted = tryConvert(value, type, INVARIANT);
  return 'value' in converted ? converted.value : value;
}
