import { toText } from '../../convert/text.ts';
import { INVARIANT } from '../../culture.ts';
import { formatDate } from '../../dotnet/dates.ts';
import { netToString } from '../../dotnet/to-string.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { enumerable } from '../../members/enumerate.ts';
import { OffsetState } from '../../members/families/date-offset.ts';
import { propertiesOf } from '../../members/properties.ts';
import { typeNameOf } from '../../members/types.ts';
import { PsHashtable } from '../../values/collections.ts';
import { Terminating } from '../../values/errors.ts';
import { isNumber, type NumberValue, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { stateOf } from '../../values/state-of.ts';
import { commandFailure, INVALID_OPERATION } from './failures.ts';

/** How a date and time is written. */
const MOMENT = 'yyyy-MM-ddTHH:mm:ss.FFFFFFFK';

export type JsonEscaping = 'Default' | 'EscapeNonAscii' | 'EscapeHtml';

export interface JsonLayout {
  readonly depth: number;
  readonly compress: boolean;
  readonly enumsAsStrings: boolean;
  readonly escaping: JsonEscaping;
}

/** Writes values as ConvertTo-Json does; `truncated` tells afterwards whether something was too deep. */
export class JsonWriter {
  truncated = false;
  readonly #layout: JsonLayout;
  readonly #rt: Runtime;
  readonly #colon: string;
  #steps = 0;

  constructor(layout: JsonLayout, rt: Runtime) {
    this.#layout = layout;
    this.#rt = rt;
    this.#colon = layout.compress ? ':' : ': ';
  }

  /** @param piped the value came through the pipeline, so it carries what PowerShell adds to its type. */
  write(value: Value, piped: boolean): string {
    if (piped && isGuid(value)) {
      const text = jsonText(value.text, this.#layout.escaping);
      return this.#object(
        [
          ['value', text],
          ['Guid', text],
        ],
        0,
      );
    }
    return this.#value(value, 0);
  }

  /** The elements, as one array. */
  writeAll(values: readonly Value[]): string {
    return this.#array(values, 0, true);
  }

  #value(value: Value, depth: number): string {
    const { escaping } = this.#layout;
    if (value === null) return 'null';
    if (typeof value === 'string') return jsonText(value, escaping);
    if (typeof value === 'boolean') return value ? 'true' : 'false';
    if (isNumber(value)) return jsonNumber(value);
    if (!Array.isArray(value)) {
      switch (value.kind) {
        case 'char':
          return jsonText(String.fromCharCode(value.code), escaping);
        case 'guid':
        case 'uri':
          return jsonText(value.text, escaping);
        case 'dateTime':
          return `"${formatDate(value, MOMENT, this.#rt.culture)}"`;
        case 'enum':
          return this.#layout.enumsAsStrings ? jsonText(value.name, escaping) : String(value.value);
        case 'reference': {
          const offset = stateOf(value, OffsetState);
          if (offset !== null) return `"${offset.format(MOMENT, this.#rt.culture)}"`;
          break;
        }
        default:
      }
    }
    if (value instanceof PsObject && value.base !== null) return this.#based(value, depth);
    if (depth > this.#layout.depth) return this.#tooDeep(value);
    if ((++this.#steps & 1023) === 0) this.#rt.host.checkStop();
    if (value instanceof PsHashtable) return this.#dictionary(value, [], depth);
    const items = value instanceof PsObject ? null : enumerable(value);
    if (items !== null) return this.#array(items, depth, false);
    return this.#object(this.#properties(value, depth), depth);
  }

  /** A value that members were added to. */
  #based(value: PsObject, depth: number): string {
    const { base } = value;
    if (typeof base === 'string' || (typeof base === 'object' && isKind(base, 'dateTime'))) {
      return this.#value(base, depth);
    }
    if (depth > this.#layout.depth && !isScalar(base)) return this.#tooDeep(base);
    const added: [string, string][] = [];
    for (const property of propertiesOf(value, this.#rt)) {
      if (value.shape.indexOf(property.name) < 0 && value.extra?.has(property.name.toLowerCase()) !== true) {
        continue;
      }
      added.push([property.name, this.#value(this.#read(property), depth + 1)]);
    }
    if (added.length === 0) return this.#value(base, depth);
    if (base instanceof PsHashtable) return this.#dictionary(base, added, depth);
    if (isScalar(base) || (base !== null && enumerable(base) !== null)) {
      return this.#object([['value', this.#value(base, depth)], ...added], depth);
    }
    return this.#object([...this.#properties(base, depth), ...added], depth);
  }

  #properties(value: Value, depth: number): [string, string][] {
    if (value instanceof PsObject && value.extra === null) {
      const { shape, values } = value;
      return shape.names.map((name, at) => [name, this.#value(values[at] ?? null, depth + 1)]);
    }
    const all = propertiesOf(value, this.#rt);
    const own = all.filter((property) => property.type === 'Property' || property.type === 'NoteProperty');
    const rest = all.filter((property) => !own.includes(property));
    return [...own, ...rest].map((property) => [property.name, this.#value(this.#read(property), depth + 1)]);
  }

  #read(property: { value(): Value }): Value {
    try {
      return property.value();
    } catch (error) {
      if (error instanceof Terminating) return null;
      throw error;
    }
  }

  #dictionary(table: PsHashtable, added: readonly [string, string][], depth: number): string {
    const pairs: [string, string][] = [];
    for (const [key, value] of table.entries()) {
      if (typeof key !== 'string') {
        throw commandFailure(
          INVALID_OPERATION,
          'NonStringKeyInDictionary',
          `The type '${typeNameOf(table)}' is not supported for serialization or deserialization of a dictionary. Keys must be strings.`,
          'InvalidOperation',
        );
      }
      pairs.push([key, this.#value(value, depth + 1)]);
    }
    return this.#object([...pairs, ...added], depth);
  }

  #object(pairs: readonly (readonly [string, string])[], depth: number): string {
    if (pairs.length === 0) return '{}';
    const { compress, escaping } = this.#layout;
    const lines = pairs.map(([name, text]) => jsonText(name, escaping) + this.#colon + text);
    if (compress) return `{${lines.join(',')}}`;
    const inner = '  '.repeat(depth + 1);
    return `{\n${inner}${lines.join(`,\n${inner}`)}\n${'  '.repeat(depth)}}`;
  }

  #array(items: Iterable<Value>, depth: number, piped: boolean): string {
    const lines: string[] = [];
    for (const item of items) {
      if (piped && isGuid(item)) {
        const text = jsonText(item.text, this.#layout.escaping);
        lines.push(
          this.#object(
            [
              ['value', text],
              ['Guid', text],
            ],
            depth + 1,
          ),
        );
      } else lines.push(this.#value(item, depth + 1));
    }
    if (lines.length === 0) return '[]';
    if (this.#layout.compress) return `[${lines.join(',')}]`;
    const inner = '  '.repeat(depth + 1);
    return `[\n${inner}${lines.join(`,\n${inner}`)}\n${'  '.repeat(depth)}]`;
  }

  #tooDeep(value: Value): string {
    this.truncated = true;
    return jsonText(toText(value), this.#layout.escaping);
  }
}

function isKind(value: Value, kind: string): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === kind;
}

function isGuid(value: Value): value is Extract<Value, { kind: 'guid' }> {
  return isKind(value, 'guid');
}

function isScalar(value: Value): boolean {
  return (
    value === null ||
    typeof value !== 'object' ||
    isNumber(value) ||
    ['char', 'guid', 'uri', 'dateTime', 'enum'].some((kind) => isKind(value, kind)) ||
    stateOf(value, OffsetState) !== null
  );
}

function jsonNumber(value: NumberValue): string {
  if (typeof value === 'number') return String(value);
  if (value.kind === 'double') {
    if (!Number.isFinite(value.value)) {
      return Number.isNaN(value.value) ? '"NaN"' : value.value > 0 ? '"Infinity"' : '"-Infinity"';
    }
    return withPoint(netToString(value, INVARIANT));
  }
  if (value.kind === 'decimal') return withPoint(toText(value));
  return String(value.value);
}

/** A number that isn't whole by its type shows it. */
function withPoint(text: string): string {
  return /[.eE]/.test(text) ? text : `${text}.0`;
}

const ALWAYS = /[\u0085\u2028\u2029]/g;
const NON_ASCII = /[\u0080-\uffff]/g;
const HTML = /[\u0085\u2028\u2029<>&']/g;

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Text in quotes. */
export function jsonText(text: string, escaping: JsonEscaping): string {
  const quoted = JSON.stringify(text);
  switch (escaping) {
    case 'EscapeNonAscii':
      return quoted.replace(NON_ASCII, unicode);
    case 'EscapeHtml':
      return `"${quoted
        .slice(1, -1)
        .replace(/\\(.)/g, (pair, char: string) => (char === '"' ? '\\u0022' : pair))
        .replace(HTML, unicode)}"`;
    default:
      return quoted.replace(ALWAYS, unicode);
  }
}
