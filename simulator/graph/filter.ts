import { GraphError } from './errors.ts';
import { textAt, valueAt, type Entity } from './entity.ts';

type Test = (entity: Entity) => boolean;

const TOKEN = /\s*(?:('(?:[^']|'')*')|([A-Za-z_][\w/.]*)|(-?\d+(?:\.\d+)?)|([(),]))/uy;

interface Token {
  readonly kind: 'text' | 'name' | 'number' | 'mark';
  readonly value: string;
}

function fail(what: string): GraphError {
  return new GraphError(400, 'BadRequest', `Invalid filter clause: ${what}`);
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const text = filter.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw fail(`syntax error at position ${at} in '${filter}'.`);
    const [, quoted, name, number, mark] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else tokens.push({ kind: 'mark', value: mark ?? '' });
  }
  return tokens;
}

/**
 * The OData filters that Graph takes here: eq and ne on a property path, startswith, and, or, not, parentheses.
 * `sample` is one object of the collection, to tell unknown properties from empty ones. Throws GraphError 400.
 */
export function parseFilter(filter: string, sample: Entity | null): Test {
  const tokens = tokenize(filter);
  let position = 0;
  const peek = (): Token | undefined => tokens[position];
  const take = (what: string): Token => {
    const token = tokens[position++];
    if (token === undefined) throw fail(`${what} expected at the end of '${filter}'.`);
    return token;
  };
  const mark = (value: string): void => {
    const token = take(`'${value}'`);
    if (token.kind !== 'mark' || token.value !== value)
      throw fail(`'${value}' expected, '${token.value}' found.`);
  };
  const isWord = (word: string): boolean => peek()?.kind === 'name' && peek()?.value === word;

  const property = (): string => {
    const token = take('a property');
    const head = token.value.split('/')[0] ?? '';
    if (token.kind !== 'name' || (sample !== null && !(head in sample))) {
      throw fail(`could not find a property named '${token.value}'.`);
    }
    return token.value;
  };
  const literal = (): unknown => {
    const token = take('a value');
    if (token.kind === 'text') return token.value;
    if (token.kind === 'number') return Number(token.value);
    if (token.value === 'true' || token.value === 'false') return token.value === 'true';
    if (token.value === 'null') return null;
    throw fail(`a value expected, '${token.value}' found.`);
  };
  const same = (a: unknown, b: unknown): boolean =>
    typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : (a ?? null) === b;

  const primary = (): Test => {
    if (peek()?.kind === 'mark' && peek()?.value === '(') {
      mark('(');
      const inner = either();
      mark(')');
      return inner;
    }
    if (isWord('not')) {
      position++;
      const inner = primary();
      return (entity) => !inner(entity);
    }
    if (isWord('startswith')) {
      position++;
      mark('(');
      const path = property();
      mark(',');
      const start = String(literal()).toLowerCase();
      mark(')');
      return (entity) => textAt(entity, path).toLowerCase().startsWith(start);
    }
    const path = property();
    const operator = take('an operator').value;
    if (operator !== 'eq' && operator !== 'ne') throw fail(`the operator '${operator}' is not supported.`);
    const value = literal();
    return (entity) => same(valueAt(entity, path), value) === (operator === 'eq');
  };
  const both = (): Test => {
    let left = primary();
    while (isWord('and')) {
      position++;
      const first = left;
      const second = primary();
      left = (entity) => first(entity) && second(entity);
    }
    return left;
  };
  const either = (): Test => {
    let left = both();
    while (isWord('or')) {
      position++;
      const first = left;
      const second = both();
      left = (entity) => first(entity) || second(entity);
    }
    return left;
  };

  const test = either();
  const rest = peek();
  if (rest !== undefined) throw fail(`'${rest.value}' was not expected.`);
  return test;
}
