import type { Token, TokenKind } from '../lexer/tokens.ts';
import { parseScript } from '../parser/index.ts';
import { CLOSING, OPENING, tokensOf } from './prefix.ts';

/** A token, or what stands between brackets, as one element of a command. */
export interface Word {
  readonly token: Token;
  /** Set: `token` is the bracket that opens it. */
  readonly group: Level | null;
  readonly start: number;
  end: number;
}

export type Command = Word[];
/** Commands with pipes between them. */
export type Statement = Command[];

/** The statements between two brackets, or of the whole text. */
export interface Level {
  readonly opener: Token | null;
  readonly parent: Level | null;
  readonly statements: Statement[];
}

/** What is before a place in a text, bracket by bracket; open brackets stay open. */
export interface Cursor {
  /** All text before the place. */
  readonly root: Level;
  /** Innermost open bracket. */
  readonly level: Level;
  /** The token that the place is in or right behind; null: a blank or a bracket is before it. */
  readonly current: Token | null;
  /** Where the text that was looked at begins: further in than 0 inside an expandable string. */
  readonly base: number;
}

const ENDING: ReadonlySet<TokenKind> = new Set(['newLine', 'semi', 'andAnd', 'orOr']);
const BLANK: ReadonlySet<TokenKind> = new Set(['whitespace', 'lineContinuation', 'endOfInput']);
/** Tokens that the text right behind them doesn't belong to. */
const NO_WORD: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...OPENING,
  ...CLOSING,
  ...ENDING,
  'pipe',
  'comma',
  'dot',
  'colonColon',
  'questionDot',
  'redirection',
]);

/** What stands before an offset; the text behind it is not looked at, so that what is typed there can be unfinished. */
export function cursorAt(text: string, offset: number): Cursor {
  const root: Level = { opener: null, parent: null, statements: [[[]]] };
  const before = text.slice(0, offset);
  return { root, ...cursorIn(before, tokensOf(before), 0, root) };
}

function cursorIn(text: string, tokens: readonly Token[], base: number, into: Level): Omit<Cursor, 'root'> {
  const last = tokens.findLast((token) => token.kind !== 'endOfInput');
  const current = last === undefined || BLANK.has(last.kind) || NO_WORD.has(last.kind) ? null : last;
  let level = into;
  for (const token of tokens) if (token !== current) level = take(token, level);
  if (isOver(commandOf(level), current)) level.statements.push([[]]);
  const inner = current === null ? null : openSubexpression(current);
  if (current === null || inner === null) return { level, current, base };
  const group: Level = { opener: current, parent: level, statements: [[[]]] };
  commandOf(level).push({ token: current, group, start: current.start, end: current.end });
  const within = text.slice(current.start + inner);
  return cursorIn(within, parseScript(within).tokens, base + current.start + inner, group);
}

/** @returns the level that is open after the token */
function take(token: Token, level: Level): Level {
  const { kind } = token;
  if (BLANK.has(kind) || kind === 'comment') return level;
  if (isOver(commandOf(level), token)) level.statements.push([[]]);
  if (OPENING.has(kind)) {
    const group: Level = { opener: token, parent: level, statements: [[[]]] };
    commandOf(level).push({ token, group, start: token.start, end: token.end });
    return group;
  }
  if (CLOSING.has(kind)) {
    if (level.parent === null) return level;
    const word = commandOf(level.parent).at(-1);
    if (word !== undefined) word.end = token.end;
    return level.parent;
  }
  const statement = statementOf(level);
  const command = commandOf(level);
  if (kind === 'pipe') statement.push([]);
  else if (ENDING.has(kind)) {
    const goesOn = kind === 'newLine' && (command.length === 0 || command.at(-1)?.token.kind === 'comma');
    if (!goesOn) level.statements.push([[]]);
  } else command.push({ token, group: null, start: token.start, end: token.end });
  return level;
}

const BLOCKS = new Set(['if', 'foreach', 'for', 'while', 'switch', 'function', 'filter', 'try', 'trap']);
const GOING_ON = new Set(['else', 'elseif', 'catch', 'finally']);

/** True: a statement whose block is closed, so that the next word belongs to a new one. */
function isOver(command: Command, next: Token | null): boolean {
  const first = command[0]?.token;
  if (first?.kind !== 'keyword' || command.at(-1)?.token.kind !== 'lCurly') return false;
  return BLOCKS.has(first.text.toLowerCase()) && !GOING_ON.has(next?.text.toLowerCase() ?? '');
}

/** The statement at the end of a level. */
export function statementOf(level: Level): Statement {
  return level.statements.at(-1) ?? [];
}

/** The command at the end of a level. */
export function commandOf(level: Level): Command {
  return statementOf(level).at(-1) ?? [];
}

/** Where the text of an unclosed `$(` in a string begins, from the string's start; null: there is none. */
function openSubexpression(token: Token): number | null {
  if (token.kind !== 'stringExpandable' && token.kind !== 'hereStringExpandable') return null;
  const { text } = token;
  const open: number[] = [];
  for (let at = 1; at < text.length; at++) {
    const character = text[at];
    if (character === '`') at++;
    else if (character === '$' && text[at + 1] === '(') open.push(++at);
    else if (character === '(' && open.length > 0) open.push(-1);
    else if (character === ')') open.pop();
  }
  const last = open.findLast((at) => at >= 0);
  return last === undefined ? null : last + 1;
}

/** Every statement of a level and of those in it, in the order of the text. */
export function* statementsOf(level: Level): Generator<Statement> {
  for (const statement of level.statements) {
    yield statement;
    for (const command of statement) {
      for (const { group } of command) if (group !== null) yield* statementsOf(group);
    }
  }
}

/** A command without what stands before it: `$x =`, `return`, `&`, `!`. */
export function commandWords(command: Command): Command {
  let from = 0;
  for (let at = 0; at < command.length; at++) {
    const token = command[at]?.token;
    if (token === undefined) continue;
    if (token.kind === 'operator' && ASSIGNING.has(token.text)) from = at + 1;
    else if (token.kind === 'keyword' && token.text.toLowerCase() === 'in') from = at + 1;
    else if (at === from && isLead(token)) from = at + 1;
  }
  return command.slice(from);
}

const ASSIGNING = new Set(['=', '+=', '-=', '*=', '/=', '%=', '??=']);
const LEADS = new Set(['return', 'throw', 'exit', '!', '-not', '-bnot', '.', '&', 'else', 'do', 'try']);

function isLead(token: Token): boolean {
  return (
    ['keyword', 'operator', 'dot', 'ampersand'].includes(token.kind) && LEADS.has(token.text.toLowerCase())
  );
}

/** The name of a command; null: it is an expression, or its name is made while it runs. */
export function nameOf(words: Command): string | null {
  const first = words[0];
  if (first?.group !== null) return null;
  const { kind, text, value } = first.token;
  if (kind === 'identifier' || kind === 'generic' || kind === 'keyword') return value;
  return kind === 'operator' && text === '%' ? '%' : null;
}
