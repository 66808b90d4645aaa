import { isDelta, type BoundValue, type Delta } from './convert.ts';

/** The parameters of one command after binding, asked by name in any case. */
export class Bound {
  readonly #values: ReadonlyMap<string, BoundValue>;
  /** The parameter set that was chosen. */
  readonly set: string | null;

  constructor(values: ReadonlyMap<string, BoundValue>, set: string | null) {
    this.#values = values;
    this.set = set;
  }

  get names(): string[] {
    return [...this.#values.keys()];
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  get(name: string): BoundValue | undefined {
    return this.#values.get(name.toLowerCase());
  }

  /** Text of a parameter; null when it wasn't given or is null. */
  text(name: string): string | null {
    const value = this.get(name);
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
  }

  flag(name: string): boolean {
    return this.get(name) === true;
  }

  list(name: string): readonly string[] | null {
    const value = this.get(name);
    if (typeof value === 'string') return [value];
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  }

  delta(name: string): Delta | null {
    const value = this.get(name);
    return isDelta(value) ? value : null;
  }
}
