import { toText } from '../../convert/text.ts';
import { netToString, toStringOf } from '../../dotnet/to-string.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { findProperty, propertiesOf } from '../../members/properties.ts';
import { typeNamesOf } from '../../members/types.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Shape } from '../../values/shape.ts';
import { Terminating } from '../../values/errors.ts';
import { type CellWriter, cellWriter, type CsvStyle, quote } from './csv-text.ts';

/**
 * What ToString() of a property's value gives; null for null.
 * @param exact doubles with all their digits (.NET's own), not PowerShell's 15.
 */
export function valueText(value: Value, rt: Runtime, exact = false): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.wrapped === true) return toText(value);
  return exact ? netToString(value, rt.culture) : toStringOf(value, rt.culture);
}

/** Select-Object's calculated properties are wrapped values, whose text has PowerShell's 15 digits. */
export function isExact(row: Value): boolean {
  return !(row instanceof PsObject && row.typeNames[0]?.startsWith('Selected.') === true);
}

/** Columns of formatting data, which people export by mistake. */
const FORMAT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  FormatStartData: [
    'ClassId2e4f51ef21dd47e99d3c952918aff9cd',
    'pageHeaderEntry',
    'pageFooterEntry',
    'autosizeInfo',
    'shapeInfo',
    'groupingEntry',
  ],
};

/** The columns that the first object decides: a hashtable's keys, else the object's properties. */
export function columnsOf(value: Value, rt: Runtime): string[] {
  if (value instanceof PsHashtable) return value.keys().map((key) => toText(key));
  if (value instanceof PsObject && value.base === null && value.extra === null) return [...value.shape.names];
  if (value instanceof PsObject && value.base instanceof PsHashtable) {
    return [...value.base.keys().map((key) => toText(key)), ...value.shape.names];
  }
  if (hasKind(value, 'reference')) {
    const known = FORMAT_COLUMNS[value.typeName.slice(value.typeName.lastIndexOf('.') + 1)];
    if (known !== undefined) return [...known];
  }
  return propertiesOf(value, rt).map((property) => property.name);
}

/** The line before the header with -IncludeTypeInformation. */
export function typeLine(value: Value): string {
  const name = typeNamesOf(value)[0] ?? '';
  return `#TYPE ${name.toLowerCase().startsWith('csv:') ? name.slice(4) : name}`;
}

/** Writes objects as lines, with the columns of the first one. */
export class CsvRows {
  readonly columns: readonly string[];
  readonly #style: CsvStyle;
  readonly #rt: Runtime;
  readonly #writers: readonly CellWriter[];
  #shape: Shape | null = null;
  #places: readonly number[] = [];
  #exact = true;
  readonly #pieces: string[];
  readonly #alwaysQuoted: boolean;

  constructor(columns: readonly string[], style: CsvStyle, rt: Runtime) {
    this.columns = columns;
    this.#style = style;
    this.#rt = rt;
    this.#writers = columns.map((column) => cellWriter(style, column));
    this.#pieces = columns.map(() => '');
    this.#alwaysQuoted = style.quoted === null && style.quoting === 'Always';
  }

  header(): string {
    return this.columns
      .map((column, at) => this.#writers[at]?.(column) ?? column)
      .join(this.#style.delimiter);
  }

  row(value: Value): string {
    if (value instanceof PsObject && value.extra === null && value.base === null)
      return this.#plainRow(value);
    const { delimiter } = this.#style;
    let line = '';
    for (let at = 0; at < this.columns.length; at++) {
      if (at > 0) line += delimiter;
      const text = this.#lookUp(value, this.columns[at] ?? '');
      if (text !== null) line += this.#writers[at]?.(text) ?? text;
    }
    return line;
  }

  /**
   * Pieces are joined at once: a string made with + stays a tree of its parts, which costs more memory than the text.
   */
  #plainRow(row: PsObject): string {
    if (row.shape !== this.#shape) this.#learn(row);
    const { values } = row;
    const writers = this.#writers;
    const places = this.#places;
    const pieces = this.#pieces;
    const exact = this.#exact;
    const quoted = this.#alwaysQuoted;
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? -1;
      const value = place < 0 ? null : (values[place] ?? null);
      const text = typeof value === 'string' ? value : valueText(value, this.#rt, exact);
      if (text === null) pieces[at] = '';
      else if (quoted) pieces[at] = text.includes('"') ? quote(text) : `"${text}"`;
      else pieces[at] = writers[at]?.(text) ?? text;
    }
    return pieces.join(this.#style.delimiter);
  }

  #learn(row: PsObject): void {
    const { shape } = row;
    this.#exact = isExact(row);
    this.#shape = shape;
    this.#places = this.columns.map((column) => shape.indexOf(column));
  }

  /** A property that can't be read counts as null. */
  #lookUp(value: Value, column: string): string | null {
    const table = value instanceof PsObject ? value.base : value;
    if (table instanceof PsHashtable) {
      const found = table.get(column);
      if (found !== undefined) return valueText(found, this.#rt, true);
      if (!(value instanceof PsObject)) return null;
    }
    try {
      const property = findProperty(value, column, this.#rt);
      return property === undefined ? null : valueText(property.value(), this.#rt, isExact(value));
    } catch (error) {
      if (error instanceof Terminating) return null;
      throw error;
    }
  }
}
