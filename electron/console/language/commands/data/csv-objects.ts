import type { Value } from '../../values/model.ts';
import { CUSTOM_OBJECT, PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { checkNames, CsvReader, readHeader } from './csv-text.ts';

export const UNNAMED_WARNING =
  'One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.';

/**
 * Makes objects of delimited text. Keeps header and type from one text to the next, as ConvertFrom-Csv does with
 * lines that come one by one.
 */
export class CsvObjects {
  #names: readonly string[] | null;
  #shape: Shape | null = null;
  #typeNames: readonly string[] = CUSTOM_OBJECT;
  #typed = false;
  #warned = false;
  readonly #delimiter: string;
  readonly #warn: (text: string) => void;

  constructor(delimiter: string, names: readonly string[] | null, warn: (text: string) => void) {
    this.#delimiter = delimiter;
    this.#names = names;
    this.#warn = warn;
  }

  read(text: string, write: (value: Value) => void): void {
    const reader = new CsvReader(text, this.#delimiter);
    if (!this.#typed) this.#setType(reader.readType());
    this.#names ??= readHeader(reader);
    const names = this.#names;
    if (names === null) return;
    if (this.#shape === null) {
      checkNames(names);
      this.#shape = this.#shapeOf(names);
    }
    const shape = this.#shape;
    const width = shape.names.length;
    const typeNames = this.#typeNames;
    for (;;) {
      const cells: Value[] = reader.read();
      if (cells.length === 0) return;
      if (cells.length === 1 && cells[0] === '') continue;
      if (names.some((name) => name === '')) this.#warnOnce();
      while (cells.length < width) cells.push(null);
      if (cells.length > width) cells.length = width;
      write(new PsObject(shape, cells, typeNames));
    }
  }

  #setType(type: string | null): void {
    if (type === null) return;
    this.#typed = true;
    this.#typeNames = [type, `CSV:${type}`];
  }

  #shapeOf(names: readonly string[]): Shape {
    let count = 0;
    return Shape.of(
      names.map((name) => {
        if (name !== '') return name;
        count++;
        return `H${String(count)}`;
      }),
    );
  }

  #warnOnce(): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#warn(UNNAMED_WARNING);
  }
}
