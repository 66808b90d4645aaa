import type { Schema } from '../model/schema.ts';
import {
  FilterProblem,
  filterProperty,
  type Comparison,
  type Expression,
  type Literal,
} from './expression.ts';

const COMPARISONS: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const FUNCTIONS: readonly string[] = ['startswith', 'endswith', 'contains'];

/** Reads the `$filter` forms that Get-EXO* send (real-client.md 6.3); words are case-sensitive, as OData's are. */
class Parser {
  readonly #text: string;
  readonly #schema: Schema;
  #at = 0;

  constructor(text: string, schema: Schema) {
    this.#text = text;
    this.#schema = schema;
  }

  #fail(what: string): FilterProblem {
    return new FilterProblem(`Syntax error at position ${this.#at} in '${this.#text}': ${what}`, this.#at);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at += found[0].length;
    return found;
  }

  #expect(pattern: RegExp, what: string): RegExpExecArray {
    const found = this.#match(pattern);
    if (!found) throw this.#fail(`${what} expected.`);
    return found;
  }

  parse(): Expression {
    const expression = this.#either();
    this.#match(/\s*/y);
    if (this.#at < this.#text.length) throw this.#fail(`'${this.#text.slice(this.#at)}' isn't expected.`);
    return expression;
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#match(/\s+or\s+/y)) left = { kind: 'or', left, right: this.#both() };
    return left;
  }

  #both(): Expression {
    let left = this.#single();
    while (this.#match(/\s+and\s+/y)) left = { kind: 'and', left, right: this.#single() };
    return left;
  }

  #single(): Expression {
    this.#match(/\s*/y);
    if (this.#match(/not(?=[\s(])\s*/y)) return { kind: 'not', of: this.#single() };
    if (this.#match(/\(/y)) {
      const inner = this.#either();
      this.#expect(/\s*\)/y, ')');
      return inner;
    }
    const call = this.#match(/([a-z]+)\(/y);
    if (call) return this.#function(call[1] ?? '', null, null);
    const start = this.#at;
    const path = this.#expect(/([A-Za-z_][A-Za-z0-9_]*)(\/any\(\s*([A-Za-z_]\w*)\s*:\s*)?/y, 'property');
    const name = path[1] ?? '';
    if (path[2] !== undefined) return this.#any(name, path[3] ?? '', start);
    return this.#compare(name, start);
  }

  #compare(name: string, start: number): Expression {
    const property = filterProperty(this.#schema, name, start);
    const operator = this.#expect(/\s+([A-Za-z]+)\s+/y, 'operator')[1] ?? '';
    if (!COMPARISONS.includes(operator)) throw this.#fail(`'${operator}' isn't an operator.`);
    return { kind: 'compare', property, by: operator as Comparison, value: this.#literal() };
  }

  /** `EmailAddresses/any(d:startswith(d, 'smtp:'))` or `…/any(d:d eq 'x')`. */
  #any(name: string, range: string, start: number): Expression {
    const call = this.#match(/([a-z]+)\(/y);
    let inner: Expression;
    if (call) inner = this.#function(call[1] ?? '', range, name);
    else {
      this.#expect(new RegExp(range, 'y'), 'range variable');
      inner = this.#compare(name, start);
    }
    this.#expect(/\s*\)/y, ')');
    return inner;
  }

  #function(name: string, range: string | null, collection: string | null): Expression {
    if (!FUNCTIONS.includes(name)) throw this.#fail(`'${name}' isn't a known function.`);
    const start = this.#at;
    const argument = this.#expect(/\s*([A-Za-z_]\w*)\s*,\s*/y, 'property')[1] ?? '';
    if (range !== null && argument !== range) throw this.#fail(`'${argument}' isn't the range variable.`);
    const property = filterProperty(this.#schema, collection ?? argument, start);
    const text = this.#literal();
    if (typeof text !== 'string') throw this.#fail(`${name} takes text.`);
    this.#expect(/\s*\)/y, ')');
    const pattern = name === 'startswith' ? `${text}*` : name === 'endswith' ? `*${text}` : `*${text}*`;
    return { kind: 'compare', property, by: 'like', value: pattern };
  }

  #literal(): Literal {
    const text = this.#match(/'((?:[^']|'')*)'/y);
    if (text) return (text[1] ?? '').replaceAll("''", "'");
    const word = this.#expect(
      /true|false|null|-?\d+(?:\.\d+)?(?![\w-])|[0-9a-fA-F-]{36}|\d{4}-\d{2}-\d{2}T[\d:.]+Z?/y,
      'value',
    )[0];
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : word;
  }
}

export function parseODataFilter(text: string, schema: Schema): Expression {
  return new Parser(text, schema).parse();
}
