import type { Token } from '../lexer/tokens.ts';
import { parseScript } from '../parser/index.ts';

/** How a placeholder's text stands: as (part of) an unquoted word, or inside quotes of one kind. */
export type Surroundings = 'argument' | 'expression' | 'single' | 'double';

export interface PlaceholderPlace {
  readonly start: number;
  readonly end: number;
  readonly where: Surroundings;
  /** The unquoted word around it; in quotes the placeholder alone. */
  readonly word: { readonly start: number; readonly end: number };
}

/** Something to fill in, with every place where it stands. */
export interface PlaceholderField {
  readonly key: string;
  /** What to call it: its own name, or its parameter's where the name only says what kind of value it is. */
  readonly label: string;
  /** As it stands in the text. */
  readonly text: string;
  /** Without dash; null: it is no parameter's value. */
  readonly parameter: string | null;
  /** It stands only in parts in brackets, which may be left out. */
  readonly optional: boolean;
  readonly places: readonly PlaceholderPlace[];
}

/** `[-Name value]` of a syntax line. */
export interface OptionalPart {
  /** The bracketed text, brackets and the blank before it included. */
  readonly start: number;
  readonly end: number;
  /** Without brackets. */
  readonly text: string;
  /** Fields in it; none: only to be taken or left out. */
  readonly keys: readonly string[];
}

export interface Template {
  readonly fields: readonly PlaceholderField[];
  readonly options: readonly OptionalPart[];
}

/** Longer texts are scripts of somebody's own, not examples to fill in. */
const LONGEST = 50_000;

/** `<Name>` and `<%Name%>`: begins with a letter, has no blank before the bracket. */
const MARK = /<%?\s?([\p{L}_](?:[\p{L}\p{N}_ .,/:-]{0,78}[\p{L}\p{N}_.)])?)\s?%?>/gu;
/** A whole quoted value that asks to be replaced: "YOUR-APP-ID", 'YourPassword', "connection-guid-here". */
const ASKING = /^(?:YOUR[-_][A-Z0-9_-]+|Your[A-Z][A-Za-z]+|[a-z]+(?:-[a-z]+)*-here)$/u;
const OPTION = /(?<=\s)\[(-[A-Za-z]\w*[^[\]\r\n]*)\]/gu;
/** Files after a redirection sign, never names to fill in. */
const FILE = /\.(?:txt|csv|log|ps1|json|xml|tmp|dat)$/iu;
/** Names that say the kind of value only, so that two of them under different parameters are two values. */
const KINDS = new Set(
  'url uri string value settings guid int integer int32 number boolean bool datetime date name id identity text path object list type'.split(
    ' ',
  ),
);
/** Its value has marks of its own, such as <Department>. */
const NAMING_POLICY = /-DistributionGroupNamingPolicy(?::|\s+)$/iu;
/** In a quoted text these are markup. */
const MARKUP = new Set(
  'a b i u s p br hr em h1 h2 h3 h4 h5 h6 li ol ul td th tr col pre div img html head body span code font link meta style table tbody thead title script center strong'.split(
    ' ',
  ),
);

interface Found extends PlaceholderPlace {
  readonly name: string;
  /** Where the argument begins that it is (part of). */
  readonly argument: number;
}

/** How far around a placeholder its word and parameter are looked for. */
const NEAR = 1000;

function textBefore(text: string, at: number): string {
  return text.slice(Math.max(0, at - NEAR), at);
}

/**
 * Finds what a pasted example leaves to be filled in: `<UPN>`, `'<Password>'`, "YOUR-APP-ID", and the parts in brackets
 * of a syntax line. Comparisons, redirections to files, markup and named groups of patterns are none.
 * @returns null: nothing to fill in
 */
export function findPlaceholders(text: string): Template | null {
  if (text.length > LONGEST || !mayHold(text)) return null;
  const { tokens } = parseScript(text);
  const quoted = tokens.filter(isQuoted);
  const covered = tokens.filter((token) => isQuoted(token) || token.kind === 'comment');
  const found = [
    ...inWords(text, covered),
    ...quoted.flatMap((token) => inQuotes(token, textBefore(text, token.start))),
  ].sort((a, b) => a.start - b.start);
  if (found.length === 0) return null;
  const options = [...text.matchAll(OPTION)].filter(({ index }) => !isCovered(covered, index));
  return describe(text, found, options);
}

function mayHold(text: string): boolean {
  return /<[%\p{L}_]|your|-here/iu.test(text);
}

function isQuoted(token: Token): boolean {
  return /^(?:hereString|string)(?:Literal|Expandable)$/u.test(token.kind);
}

/** @param tokens in the order of the text */
function isCovered(tokens: readonly Token[], at: number): boolean {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return (tokens[low]?.start ?? Infinity) <= at;
}

/** Outside quotes and comments. */
function inWords(text: string, covered: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (const { 0: mark, 1: name = '', index: start } of text.matchAll(MARK)) {
    const end = start + mark.length;
    if (isCovered(covered, start) || isCovered(covered, end - 1)) continue;
    if (FILE.test(name) || (/\s>$/u.test(mark) && !mark.includes('%'))) continue;
    // List<string> and the like.
    if (/\w/u.test(text.charAt(start - 1)) && KINDS.has(name.toLowerCase())) continue;
    const around = surroundings(text, start, end);
    found.push({ start, end, name, argument: around.word.start, ...around });
  }
  return found;
}

/** The word around a placeholder, and whether it is a command's argument. */
function surroundings(
  text: string,
  start: number,
  end: number,
): Pick<PlaceholderPlace, 'where'> & { readonly word: PlaceholderPlace['word'] } {
  const line = textBefore(text, start);
  const before = /[^\s()[\]{},;|&=]*$/u.exec(line)?.[0] ?? '';
  const named = /^-[A-Za-z]\w*:/u.exec(before)?.[0] ?? '';
  const after = /^[^\s()[\]{},;|&]*/u.exec(text.slice(end, end + NEAR))?.[0] ?? '';
  const word = { start: start - before.length + named.length, end: end + after.length };
  const earlier = textBefore(text, word.start).replace(/`\r?\n\s*$/u, ' ');
  // After a word on the same line, or a list that began there.
  const argument = named !== '' || /[\p{L}\p{N}_'")\]>.*-]\s*,?[ \t]*$/u.test(earlier);
  const first = /(?:^|[\r\n;|{(])[ \t]*$/u.test(earlier) || /=[ \t]*$/u.test(earlier);
  return { where: argument && !first && !isReturn(earlier) ? 'argument' : 'expression', word };
}

function isReturn(earlier: string): boolean {
  return /(?:^|\s)(?:return|throw|in|-[a-z]{2,12})\s*$/iu.test(earlier) && !parameterBefore(earlier);
}

const OPERATORS =
  /^(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split)|and|or|xor|not|is|isnot|as|join|f)$/iu;

/** The parameter whose value begins here. */
function parameterBefore(earlier: string): string | null {
  const name = /(?:^|[\s([])-([A-Za-z]\w*)(?::|\s+|\s*`\r?\n\s*)\(?$/u.exec(earlier)?.[1];
  return name === undefined || OPERATORS.test(name) ? null : name;
}

/** In a quoted text, here-strings left out: those hold markup and messages. */
function inQuotes(token: Token, before: string): Found[] {
  if (token.kind !== 'stringLiteral' && token.kind !== 'stringExpandable') return [];
  const where = token.kind === 'stringLiteral' ? 'single' : 'double';
  const inside = token.text.slice(1, -1);
  const from = token.start + 1;
  const place = (start: number, end: number, name: string): Found => {
    return { start, end, name, where, word: { start, end }, argument: token.start };
  };
  if (ASKING.test(inside)) return [place(from, from + inside.length, inside)];
  if (/<\/|\/>|<!/u.test(inside) || NAMING_POLICY.test(before)) return [];
  return [...inside.matchAll(MARK)].flatMap(({ 0: mark, 1: name = '', index }) => {
    const start = from + index;
    const end = start + mark.length;
    const nested = token.nested?.some((part) => part.start < end && start < part.end) ?? false;
    const grouped = /[?\\k]/u.test(inside.charAt(index - 1));
    // Small letters are mostly meant as they stand: '<none>', '<tab>'.
    const meant = !/^\p{Lu}|your/u.test(name) || MARKUP.has(name.toLowerCase());
    if (nested || grouped || meant) return [];
    return [place(start, end, name)];
  });
}

function describe(text: string, found: readonly Found[], options: readonly RegExpMatchArray[]): Template {
  const fields = new Map<string, PlaceholderField & { places: PlaceholderPlace[] }>();
  const inside = (start: number): boolean =>
    options.some(({ 0: part, index = 0 }) => index <= start && start < index + part.length);
  const keys: string[] = [];
  for (const { start, end, where, name, word, argument } of found) {
    const parameter = parameterBefore(textBefore(text, argument));
    const kind = KINDS.has(name.toLowerCase());
    const key = kind && parameter !== null ? `${name} -${parameter}`.toLowerCase() : name.toLowerCase();
    keys.push(key);
    const place = { start, end, where, word };
    const field = fields.get(key);
    if (field !== undefined) {
      field.places.push(place);
      fields.set(key, { ...field, optional: field.optional && inside(start) });
      continue;
    }
    const label = kind && parameter !== null ? parameter : name;
    const shown = text.slice(start, end);
    fields.set(key, { key, label, text: shown, parameter, optional: inside(start), places: [place] });
  }
  return {
    fields: [...fields.values()],
    options: options.map(({ 0: part, 1: bare = '', index = 0 }) => ({
      start: index - 1,
      end: index + part.length,
      text: bare,
      keys: keys.filter((_, at) => {
        const start = found[at]?.start ?? -1;
        return index <= start && start < index + part.length;
      }),
    })),
  };
}
