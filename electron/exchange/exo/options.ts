import { fail } from '../../../shared/model/failure.ts';

/** Typed option values of a Get-EXO* cmdlet, looked up in any case. */
export class ExoOptions {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #cmdlet: string;

  constructor(cmdlet: string, parameters: Readonly<Record<string, unknown>>) {
    this.#cmdlet = cmdlet;
    this.#values = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  }

  text(name: string): string | null {
    const value = this.#values.get(name.toLowerCase());
    if (typeof value === 'string') return value === '' ? null : value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  }

  list(name: string): readonly string[] {
    const value = this.#values.get(name.toLowerCase());
    if (Array.isArray(value)) return value.map(String);
    const one = this.text(name);
    return one === null ? [] : one.split(',').map((part) => part.trim());
  }

  on(name: string): boolean {
    return this.#values.get(name.toLowerCase()) === true;
  }

  /** The first of these that has a value, with its name. */
  first(...names: readonly string[]): { name: string; value: string } | null {
    for (const name of names) {
      const value = this.text(name);
      if (value !== null) return { name, value };
    }
    return null;
  }

  /** What the service takes no more; real-client.md 6.2, "Refused locally". Throws invalid-input. */
  refuse(...names: readonly string[]): void {
    for (const name of names) {
      if (this.#values.has(name.toLowerCase())) {
        throw fail('invalid-input', `${this.#cmdlet} does not support -${name}.`, `Leave -${name} out.`);
      }
    }
  }
}

/** Query options in the order they were added; values percent-encoded, so that & # + % stay part of the value. */
export class Query {
  readonly #parts: string[] = [];

  add(name: string, value: string): this {
    this.#parts.push(`${name}=${encode(value)}`);
    return this;
  }

  toString(): string {
    return this.#parts.length === 0 ? '' : `?${this.#parts.join('&')}`;
  }
}

/** encodeURIComponent, with the comma of name lists left readable. */
function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',');
}

export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** An entity key: base64 of UTF-8 in quotes, the characters that would end a path segment percent-encoded. */
export const key = (text: string) => `('${encodeURIComponent(base64(text))}')`;
