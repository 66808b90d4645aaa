import { double, long, type Value } from '../../values/model.ts';

/** Broken JSON; the message is the one that people see after "Conversion from JSON failed with error: ". */
export class JsonError extends Error {}

/** What the reader makes of what it reads. */
export interface JsonMaker {
  text(text: string): Value;
  array(items: Value[]): Value;
  object(pairs: readonly (readonly [string, Value])[]): Value;
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
/** What the errors call the words. */
const WORD_NAMES: Readonly<Record<string, string>> = {
  true: 'boolean',
  false: 'boolean',
  Infinity: 'positive infinity',
  '-Infinity': 'negative infinity',
};
const WORD = /[A-Za-z0-9_$]/;

/**
 * Reads JSON as leniently as PowerShell's does: comments, single quotes, names without quotes, commas at the end,
 * octal and hexadecimal numbers, NaN and Infinity.
 */
export class JsonReader {
  readonly #text: string;
  readonly #maker: JsonMaker;
  readonly #maxDepth: number;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #started = false;
  #depth = 0;
  /** Names and indexes of what is being read, for the errors. */
  readonly #path: (string | number)[] = [];

  constructor(text: string, maker: JsonMaker, maxDepth: number) {
    this.#text = text;
    this.#maker = maker;
    this.#maxDepth = maxDepth;
  }

  /** undefined: there is nothing but white space and comments. */
  read(): Value | undefined {
    this.#blanks();
    if (this.#at >= this.#text.length) return undefined;
    const value = this.#value();
    this.#blanks();
    if (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      throw this.#error(`Additional text encountered after finished reading JSON content: ${char}.`);
    }
    return value;
  }

  #error(message: string): JsonError {
    const path = this.#path
      .map((part, at) =>
        typeof part === 'number'
          ? `[${String(part)}]`
          : /^[^.[\]'"\s()\\/]+$/.test(part)
            ? at === 0
              ? part
              : `.${part}`
            : `['${part}']`,
      )
      .join('');
    const line = this.#started ? this.#line : 0;
    const position = this.#at - this.#lineStart;
    return new JsonError(`${message} Path '${path}', line ${String(line)}, position ${String(position)}.`);
  }

  #blanks(): void {
    const text = this.#text;
    for (;;) {
      const char = text[this.#at];
      if (char === undefined) return;
      if (char === '\n') this.#newLine(1);
      else if (char === '\r') this.#newLine(text[this.#at + 1] === '\n' ? 2 : 1);
      else if (char === '/') this.#comment();
      else if (/\s/.test(char)) this.#at++;
      else return;
    }
  }

  #newLine(length: number): void {
    this.#at += length;
    this.#line++;
    this.#lineStart = this.#at;
    this.#started = true;
  }

  #comment(): void {
    const text = this.#text;
    this.#started = true;
    const next = text[this.#at + 1];
    if (next === '/') {
      while (this.#at < text.length && text[this.#at] !== '\n' && text[this.#at] !== '\r') this.#at++;
      return;
    }
    if (next !== '*') {
      this.#at++;
      throw next === undefined
        ? this.#error('Unexpected end while parsing comment.')
        : this.#error(`Error parsing comment. Expected: *, got ${next}.`);
    }
    const end = text.indexOf('*/', this.#at + 2);
    if (end < 0) {
      this.#at = text.length;
      throw this.#error('Unexpected end while parsing comment.');
    }
    while (this.#at < end) {
      if (text[this.#at] === '\n') this.#newLine(1);
      else this.#at++;
    }
    this.#at = end + 2;
  }

  #value(): Value {
    const char = this.#text[this.#at] ?? '';
    switch (char) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
      case "'":
        this.#started = true;
        return this.#maker.text(this.#string(char));
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#text.startsWith('new', this.#at) ? this.#unexpected(char) : this.#word('null', null);
      case 'u':
        return this.#word('undefined', null);
      case 'N':
        return this.#word('NaN', double(Number.NaN));
      case 'I':
        return this.#word('Infinity', double(Number.POSITIVE_INFINITY));
      default:
        if (char === '-' && this.#text[this.#at + 1] === 'I') {
          return this.#word('-Infinity', double(Number.NEGATIVE_INFINITY));
        }
        if (/[-.0-9]/.test(char)) return this.#number();
        return this.#unexpected(char);
    }
  }

  #unexpected(char: string): never {
    throw this.#error(`Unexpected character encountered while parsing value: ${char}.`);
  }

  #word(word: string, value: Value): Value {
    const text = this.#text;
    let same = 0;
    while (same < word.length && text[this.#at + same] === word[same]) same++;
    this.#at += same;
    this.#started = true;
    const after = text[this.#at];
    if (same < word.length && after === undefined) throw this.#error('Unexpected end when reading JSON.');
    if (same === word.length && (after === undefined || /[\s,\]}/)]/.test(after))) return value;
    throw this.#error(`Error parsing ${WORD_NAMES[word] ?? word} value.`);
  }

  #object(): Value {
    this.#enter();
    const pairs: [string, Value][] = [];
    const top = this.#path.length;
    for (;;) {
      this.#blanks();
      const char = this.#text[this.#at];
      if (char === undefined) throw this.#error('Unexpected end when deserializing object.');
      if (char === '}') break;
      const name = this.#name(char);
      this.#blanks();
      const colon = this.#text[this.#at];
      if (colon === undefined) throw this.#error('Unexpected end when deserializing object.');
      if (colon !== ':') {
        throw this.#error(`Invalid character after parsing property name. Expected ':' but got: ${colon}.`);
      }
      this.#path[top] = name;
      this.#at++;
      this.#blanks();
      const next = this.#text[this.#at];
      if (next === undefined) throw this.#error('Unexpected end when deserializing object.');
      pairs.push([name, next === ',' ? null : this.#value()]);
      this.#blanks();
      const after = this.#text[this.#at];
      if (after === ',') this.#at++;
      else if (after !== '}' && after !== undefined) {
        throw this.#error(`After parsing a value an unexpected character was encountered: ${after}.`);
      }
    }
    this.#at++;
    this.#path.length = top;
    this.#depth--;
    return this.#maker.object(pairs);
  }

  #enter(): void {
    this.#at++;
    this.#started = true;
    if (++this.#depth > this.#maxDepth) {
      throw this.#error(`The reader's MaxDepth of ${String(this.#maxDepth)} has been exceeded.`);
    }
  }

  #name(char: string): string {
    if (char === '"' || char === "'") return this.#string(char);
    const from = this.#at;
    while (WORD.test(this.#text[this.#at] ?? '')) this.#at++;
    if (this.#at > from && this.#at >= this.#text.length) {
      throw this.#error('Unexpected end while parsing unquoted property name.');
    }
    if (this.#at === from) throw this.#error(`Invalid property identifier character: ${char}.`);
    return this.#text.slice(from, this.#at);
  }

  #array(): Value {
    this.#enter();
    const items: Value[] = [];
    this.#path.push(0);
    const top = this.#path.length - 1;
    for (;;) {
      this.#blanks();
      const char = this.#text[this.#at];
      // An array that doesn't end is taken as it is.
      if (char === undefined) break;
      if (char === ']') {
        this.#at++;
        break;
      }
      this.#path[top] = items.length;
      if (char === ',') {
        this.#at++;
        items.push(null);
        continue;
      }
      items.push(this.#value());
      this.#blanks();
      const after = this.#text[this.#at];
      if (after === ',') this.#at++;
      else if (after !== ']' && after !== undefined) {
        throw this.#error(`After parsing a value an unexpected character was encountered: ${after}.`);
      }
    }
    this.#path.length = top;
    this.#depth--;
    return this.#maker.array(items);
  }

  #string(mark: string): string {
    const text = this.#text;
    this.#at++;
    let result = '';
    let from = this.#at;
    for (;;) {
      const char = text[this.#at];
      if (char === undefined) {
        throw this.#error(`Unterminated string. Expected delimiter: ${mark}.`);
      }
      if (char === mark) {
        result += text.slice(from, this.#at);
        this.#at++;
        return result;
      }
      if (char === '\n') this.#newLine(1);
      else if (char === '\\') {
        result += text.slice(from, this.#at) + this.#escape(mark);
        from = this.#at;
      } else this.#at++;
    }
  }

  #escape(mark: string): string {
    const char = this.#text[this.#at + 1];
    const simple: Readonly<Record<string, string>> = {
      b: '\b',
      t: '\t',
      n: '\n',
      f: '\f',
      r: '\r',
      '\\': '\\',
      '"': '"',
      "'": "'",
      '/': '/',
    };
    this.#at += 2;
    if (char === 'u') {
      const digits = this.#text.slice(this.#at, this.#at + 4);
      if (digits.length < 4) {
        this.#at = this.#text.length;
        throw this.#error('Unexpected end while parsing Unicode escape sequence.');
      }
      if (!/^[0-9A-Fa-f]{4}$/.test(digits)) {
        throw this.#error(`Invalid Unicode escape sequence: \\u${digits}.`);
      }
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    if (char === undefined) {
      this.#at = this.#text.length;
      throw this.#error(`Unterminated string. Expected delimiter: ${mark}.`);
    }
    const plain = Object.hasOwn(simple, char) ? simple[char] : undefined;
    if (plain !== undefined) return plain;
    throw this.#error(`Bad JSON escape sequence: \\${char}.`);
  }

  #number(): Value {
    const match = /[-+.0-9A-Za-z]+/y;
    match.lastIndex = this.#at;
    const word = match.exec(this.#text)?.[0] ?? '';
    this.#started = true;
    this.#at += word.length;
    const after = this.#text[this.#at];
    if (after !== undefined && !/[\s,\]}/]/.test(after)) {
      throw this.#error(`Unexpected character encountered while parsing number: ${after}.`);
    }
    const value = toNumber(word);
    if (value === null) throw this.#error(`Input string '${word}' is not a valid number.`);
    return value;
  }
}

function toNumber(word: string): Value {
  if (/^0[xX][0-9A-Fa-f]+$/.test(word)) return long(BigInt.asIntN(64, BigInt(word)));
  if (/^0[0-7]+$/.test(word)) return long(BigInt(`0o${word.slice(1)}`));
  if (/^-?\d+$/.test(word)) {
    const value = BigInt(word);
    return value >= INT64_MIN && value <= INT64_MAX ? long(value) : { kind: 'bigint', value };
  }
  if (/^-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(word)) return double(Number(word));
  return null;
}
