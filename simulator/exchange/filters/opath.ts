import type { Schema } from '../model/schema.ts';
import {
  FilterProblem,
  filterProperty,
  type Comparison,
  type Expression,
  type Literal,
} from './expression.ts';

interface Token {
  readonly kind: 'open' | 'close' | 'operator' | 'word' | 'text' | 'variable' | 'end';
  readonly text: string;
  readonly at: number;
}

const SYNTAX =
  'Invalid filter syntax. For a description of the filter parameter syntax see the command help.';

function problem(filter: string, at: number, what: string): FilterProblem {
  return new FilterProblem(`${SYNTAX} "${filter}" at position ${at + 1}. ${what}`, at);
}

/** OPATH's words: `(`, `)`, `-operator`, bare words, `'text'` with `''` for a quote, `$true`. */
function tokens(filter: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    const rest = filter.slice(at);
    const blank = /^\s+/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const quoted = /^'((?:[^']|'')*)'|^"((?:[^"]|"")*)"/.exec(rest);
    const match = quoted ?? /^\(|^\)|^\$[A-Za-z]+|^-[A-Za-z]+|^[^\s()'"]+/.exec(rest);
    if (!match) throw problem(filter, at, 'A quoted value has no closing quote.');
    const [text] = match;
    if (quoted) {
      const inner =
        quoted[1] === undefined ? (quoted[2] ?? '').replaceAll('""', '"') : quoted[1].replaceAll("''", "'");
      found.push({ kind: 'text', text: inner, at });
    } else if (text === '(' || text === ')') found.push({ kind: text === '(' ? 'open' : 'close', text, at });
    else if (text.startsWith('$')) found.push({ kind: 'variable', text, at });
    else if (/^-[A-Za-z]/.test(text)) found.push({ kind: 'operator', text: text.toLowerCase(), at });
    else found.push({ kind: 'word', text, at });
    at += text.length;
  }
  found.push({ kind: 'end', text: '', at: filter.length });
  return found;
}

// prettier-ignore
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '-eq': 'eq', '-ne': 'ne', '-gt': 'gt', '-ge': 'ge', '-lt': 'lt', '-le': 'le', '-like': 'like', '-notlike': 'notlike',
};

class Parser {
  readonly #filter: string;
  readonly #schema: Schema;
  readonly #tokens: Token[];
  #next = 0;

  constructor(filter: string, schema: Schema) {
    this.#filter = filter;
    this.#schema = schema;
    this.#tokens = tokens(filter);
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#filter.length };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next++;
    return token;
  }

  #fail(token: Token, what: string): FilterProblem {
    return problem(this.#filter, token.at, what);
  }

  parse(): Expression {
    const expression = this.#either();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#fail(rest, `"${rest.text}" isn't expected there.`);
    return expression;
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#peek().text === '-or' && this.#peek().kind === 'operator') {
      this.#take();
      left = { kind: 'or', left, right: this.#both() };
    }
    return left;
  }

  #both(): Expression {
    let left = this.#single();
    while (this.#peek().text === '-and' && this.#peek().kind === 'operator') {
      this.#take();
      left = { kind: 'and', left, right: this.#single() };
    }
    return left;
  }

  #single(): Expression {
    const token = this.#take();
    if (token.kind === 'operator' && token.text === '-not') return { kind: 'not', of: this.#single() };
    if (token.kind === 'open') {
      const inner = this.#either();
      const close = this.#take();
      if (close.kind !== 'close') throw this.#fail(close, 'A closing parenthesis is missing.');
      return inner;
    }
    if (token.kind !== 'word') throw this.#fail(token, 'A property name is expected.');
    const property = filterProperty(this.#schema, token.text, token.at);
    const operator = this.#take();
    const by = operator.kind === 'operator' ? COMPARISONS[operator.text] : undefined;
    if (!by) throw this.#fail(operator, `"${operator.text}" isn't a comparison.`);
    return { kind: 'compare', property, by, value: this.#value() };
  }

  #value(): Literal {
    const token = this.#take();
    if (token.kind === 'text') return token.text;
    if (token.kind === 'word' && /^-?\d+(\.\d+)?$/.test(token.text)) return Number(token.text);
    if (token.kind === 'variable') {
      const name = token.text.toLowerCase();
      if (name === '$true') return true;
      if (name === '$false') return false;
      if (name === '$null') return null;
      throw this.#fail(token, `The variable ${token.text} has no value here.`);
    }
    if (token.kind === 'word') return token.text;
    throw this.#fail(token, 'A value is expected.');
  }
}

/** Reads an OPATH filter (`-Filter`). Throws FilterProblem, worded as the service words it. */
export function parseOpath(filter: string, schema: Schema): Expression {
  return new Parser(filter, schema).parse();
}
