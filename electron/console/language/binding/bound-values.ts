import type { Bound } from '../commands/builtin.ts';
import { isNumber, type Value } from '../values/model.ts';
import type { PsEnum } from '../values/simple.ts';
import { toText } from '../convert/text.ts';
import { toDouble } from '../convert/numbers.ts';
import { truth } from '../convert/truth.ts';

/** Values by parameter, names in any case. */
export class BoundValues implements Bound {
  set = '__AllParameterSets';
  readonly #values = new Map<string, { name: string; value: Value }>();

  put(name: string, value: Value): void {
    this.#values.set(name.toLowerCase(), { name, value });
  }

  drop(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  get names(): readonly string[] {
    return Array.from(this.#values.values(), ({ name }) => name);
  }

  get(name: string): Value | undefined {
    return this.#values.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  on(name: string): boolean {
    const value = this.get(name);
    return value !== undefined && truth(value);
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : toText(value);
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    return value !== undefined && isNumber(value) ? toDouble(value) : undefined;
  }

  list(name: string): readonly Value[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    return Array.isArray(value) ? value : [value];
  }

  enum(name: string): PsEnum | undefined {
    const value = this.get(name);
    return value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'enum'
      ? value
      : undefined;
  }
}
