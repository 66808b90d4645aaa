import { fail } from '../../../shared/model/failure.ts';

/**
 * `-Filter` of the Get-EXO* cmdlets: OPATH as PowerShell writes it, turned into OData (real-client.md 6.3). Unlike the
 * real client, operators are taken in any case and doubled quotes are understood.
 */
export function toODataFilter(opath: string): string {
  const parser = new FilterParser(tokenize(opath));
  const filter = parser.or();
  parser.end();
  return filter;
}

/** Properties that hold a list: they are asked with any(). */
const COLLECTIONS = new Set(
  [
    'EmailAddresses',
    'InPlaceHolds',
    'GrantSendOnBehalfTo',
    'PoliciesIncluded',
    'PoliciesExcluded',
    'AcceptMessagesOnlyFrom',
    'RejectMessagesFrom',
    'ExtensionCustomAttribute1',
    'ExtensionCustomAttribute2',
    'ExtensionCustomAttribute3',
    'ExtensionCustomAttribute4',
    'ExtensionCustomAttribute5',
    'PersistedCapabilities',
    'ProtocolSettings',
    'ManagedBy',
    'Languages',
    'UMAddresses',
  ].map((name) => name.toLowerCase()),
);

const COMPARISONS = new Map([
  ['-eq', 'eq'],
  ['-ne', 'ne'],
  ['-gt', 'gt'],
  ['-ge', 'ge'],
  ['-lt', 'lt'],
  ['-le', 'le'],
]);

type Token =
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string };

function refuse(message: string): Error {
  return fail('language', message, 'Compare a property: -Filter "Department -eq \'Sales\'".');
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at++;
    } else if (char === '(' || char === ')') {
      tokens.push({ kind: char === '(' ? 'open' : 'close' });
      at++;
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(text, at, char);
      tokens.push({ kind: 'text', text: quoted.text });
      at = quoted.end;
    } else {
      const word = /^[^\s()'"]+/.exec(text.slice(at, at + 1000))?.[0] ?? char;
      const operator = word.startsWith('-') && !/^-\d/.test(word);
      tokens.push(operator ? { kind: 'operator', text: word.toLowerCase() } : { kind: 'word', text: word });
      at += word.length;
    }
  }
  return tokens;
}

function readQuoted(text: string, start: number, quote: string): { text: string; end: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0) throw refuse(`The filter has a ${quote} that is never closed.`);
    value += text.slice(at, close);
    if (text.charAt(close + 1) !== quote) return { text: value, end: close + 1 };
    value += quote;
    at = close + 2;
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#at < this.#tokens.length)
      throw refuse('The filter goes on after its end; an operator is missing.');
  }

  or(): string {
    return this.#joined('-or', () => this.#joined('-and', () => this.#not()));
  }

  #joined(operator: '-or' | '-and', part: () => string): string {
    const parts = [part()];
    while (this.#takeOperator(operator)) parts.push(part());
    return parts.join(operator === '-or' ? ' or ' : ' and ');
  }

  #not(): string {
    if (this.#takeOperator('-not')) {
      this.#deeper();
      const negated = `not (${stripped(this.#not())})`;
      this.#depth--;
      return negated;
    }
    const token = this.#next();
    if (token.kind !== 'open') {
      if (token.kind !== 'word') throw refuse('The filter needs the name of a property here.');
      return this.#comparison(token.text);
    }
    this.#deeper();
    const inner = this.or();
    if (this.#tokens[this.#at++]?.kind !== 'close') throw refuse('A bracket in the filter is never closed.');
    this.#depth--;
    return `(${inner})`;
  }

  #deeper(): void {
    if (++this.#depth > 100) throw refuse('The filter has too many brackets inside each other.');
  }

  #comparison(property: string): string {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(property)) {
      throw refuse(`"${property.slice(0, 60)}" in the filter is not the name of a property.`);
    }
    const operator = this.#next();
    if (operator.kind !== 'operator')
      throw refuse(`An operator such as -eq must follow ${property} in the filter.`);
    const literal = this.#next();
    if (literal.kind !== 'text' && literal.kind !== 'word') {
      throw refuse(`A value must follow ${property} ${operator.text} in the filter.`);
    }
    const list = COLLECTIONS.has(property.toLowerCase());
    const subject = list ? 'd' : property;
    const test = compare(subject, operator.text, literal);
    if (!list) return test;
    const negated = /^not \((.*)\)$/s.exec(test)?.[1];
    return negated === undefined ? `${property}/any(d:${test})` : `not (${property}/any(d:${negated}))`;
  }

  #takeOperator(operator: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || token.text !== operator) return false;
    this.#at++;
    return true;
  }

  #next(): Token {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw refuse('The filter ends too early.');
    return token;
  }
}

/** `(a)` in one pair of brackets that belong together loses them; `(a) or (b)` keeps them. */
function stripped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "'") inText = !inText;
    else if (!inText && char === '(') depth++;
    else if (!inText && char === ')' && --depth === 0 && at < text.length - 1) return text;
  }
  return text.slice(1, -1);
}

function compare(subject: string, operator: string, literal: Token & { text: string }): string {
  const plain = COMPARISONS.get(operator);
  if (plain !== undefined) return `${subject} ${plain} ${value(literal)}`;
  if (operator === '-like') return like(subject, literal.text);
  if (operator === '-notlike') return `not (${like(subject, literal.text)})`;
  throw refuse(
    `${operator} can't be used in a filter; it takes -eq, -ne, -gt, -ge, -lt, -le, -like and -notlike.`,
  );
}

function value(literal: Token & { text: string }): string {
  if (literal.kind === 'text') return quoted(literal.text);
  const constant = /^\$(true|false|null)$/i.exec(literal.text)?.[1];
  if (constant !== undefined) return constant.toLowerCase();
  if (/^-?\d+(\.\d+)?$/.test(literal.text)) return literal.text;
  if (literal.text.startsWith('$'))
    throw refuse(`The variable ${literal.text.slice(0, 60)} has no value here.`);
  return quoted(literal.text);
}

function like(subject: string, pattern: string): string {
  const inner = pattern.replace(/^\*/, '').replace(/\*$/, '');
  if (inner === '' || inner.includes('*')) {
    throw refuse(
      `-like '${pattern.slice(0, 60)}' can't be asked: * may stand only at the start and the end.`,
    );
  }
  const starts = pattern.startsWith('*');
  const ends = pattern.endsWith('*');
  if (starts && ends) return `contains(${subject}, ${quoted(inner)})`;
  if (starts) return `endswith(${subject}, ${quoted(inner)})`;
  if (ends) return `startswith(${subject}, ${quoted(inner)})`;
  return `${subject} eq ${quoted(inner)}`;
}
