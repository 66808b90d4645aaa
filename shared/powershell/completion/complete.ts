import type { CmdletInfo } from '../../model/cmdlet.ts';
import { commonParameters } from '../parameters.ts';
import { argumentAt } from './arguments.ts';
import { functionsOf } from './commands.ts';
import { commandOf, commandWords, cursorAt, nameOf, type Command, type Cursor } from './cursor.ts';
import { PropertySource } from './properties.ts';
import { acceptedValues, valueItems, type TypedValue } from './values.ts';
import { splatItems, variableItems } from './variables.ts';
import type { Completion, CompletionItem, CompletionWorld, NamedCommand } from './world.ts';

/** Items of one answer; an editor asks again as more is typed. */
export const MOST_ITEMS = 200;

/** What can stand at an offset of a script, finished or not. Never throws for what the text is. */
export function complete(text: string, offset: number, world: CompletionWorld): Completion {
  const cursor = cursorAt(text, offset);
  const { current, base } = cursor;
  if (current?.kind === 'comment') return nothing(offset);
  const from = current === null ? offset : base + current.start;
  return atCursor({ text, offset, from, typed: text.slice(from, offset), cursor, world });
}

interface Place {
  readonly text: string;
  readonly offset: number;
  readonly from: number;
  readonly typed: string;
  readonly cursor: Cursor;
  readonly world: CompletionWorld;
}

function atCursor(place: Place): Completion {
  const { text, offset, from, typed, cursor, world } = place;
  const { current, level, base } = cursor;
  const isLiteral = current?.kind === 'stringLiteral' || current?.kind === 'hereStringLiteral';
  const variable = isLiteral ? null : /(?<!`)\$\{?[\w:]*$/.exec(typed);
  if (variable !== null) {
    const [written] = variable;
    const start = offset - written.length;
    const fixed = start === from ? booleans(place, written) : [];
    const names = variableItems(written, text, start, world);
    const labels = new Set(fixed.map(({ label }) => label));
    return limited(start, offset, [...fixed, ...names.filter(({ label }) => !labels.has(label))]);
  }
  const splat = current?.kind === 'splattedVariable' || typed === '@';
  if (splat) return limited(from, offset, splatItems(typed, text, from, world));
  const command = commandOf(level);
  const dot = command.at(-1);
  if (dot !== undefined && dot.end + base === from && isMemberSign(dot.token.kind)) {
    const target = command.slice(0, -1);
    if (dot.token.kind === 'colonColon' || target.at(-1)?.end !== dot.start) {
      if (command.length > 1) return nothing(offset);
    } else return members(typed, from, offset, new PropertySource(cursor, world).ofTarget(target));
  }
  const words = commandWords(command);
  if (words.length === 0) {
    const opener = level.opener?.kind;
    const isName = opener !== 'lBracket' && !(opener === 'atCurly' && command.length === 0);
    return isName ? commandNames(place) : nothing(offset);
  }
  return inCommand(place, words);
}

function isMemberSign(kind: string): boolean {
  return kind === 'dot' || kind === 'questionDot' || kind === 'colonColon';
}

function nothing(offset: number): Completion {
  return { from: offset, to: offset, items: [] };
}

function limited(from: number, to: number, items: readonly CompletionItem[]): Completion {
  return { from, to, items: items.slice(0, MOST_ITEMS) };
}

/** A command of the text itself or of the tab. */
export function findCommand(text: string, name: string, world: CompletionWorld): CmdletInfo | undefined {
  const lower = name.toLowerCase();
  return functionsOf(text).findLast((each) => each.name.toLowerCase() === lower) ?? world.find(name);
}

function commandNames({ text, typed, from, offset, world }: Place): Completion {
  const lower = typed.toLowerCase();
  const items = new Map<string, CompletionItem>();
  const add = ({ name, kind, detail }: NamedCommand): boolean => {
    if (name.toLowerCase().startsWith(lower))
      items.set(name.toLowerCase(), { label: name, kind, detail, insert: name });
    return items.size < MOST_ITEMS;
  };
  for (const { name } of functionsOf(text)) add({ name, kind: 'function', detail: '' });
  for (const known of world.commands()) if (!add(known)) break;
  return { from, to: offset, items: [...items.values()] };
}

function inCommand(place: Place, words: Command): Completion {
  const { text, typed, from, offset, cursor, world } = place;
  const name = nameOf(words);
  const info = name === null ? undefined : findCommand(text, name, world);
  if (info === undefined) return nothing(offset);
  const isInline = cursor.current?.kind === 'parameter' && typed.endsWith(':');
  if (typed.startsWith('-') && !isInline) return parameterNames(place, info, words);
  const inline = isInline && cursor.current !== null ? cursor.current : null;
  const before: Command =
    inline === null ? words : [...words, { token: inline, group: null, start: inline.start, end: inline.end }];
  const value = inline === null ? typedValue(typed, text.charAt(offset)) : typedValue('', '');
  if (value === null) return nothing(offset);
  const properties = new PropertySource(cursor, world);
  const items = new Map<string, CompletionItem>();
  for (const owner of argumentAt(before, info).owners) {
    for (const item of valueItems(owner, info.name, value, world, properties)) items.set(item.label, item);
  }
  const start = inline === null ? from + value.quote.length : offset;
  return limited(start, offset + (value.closed ? 1 : 0), [...items.values()]);
}

/** null: nothing is offered behind such a start. */
function typedValue(typed: string, next: string): TypedValue | null {
  const first = typed.charAt(0);
  if (first === '@' || first === '$') return null;
  if (first !== "'" && first !== '"') return { text: typed, quote: '', closed: false };
  const text = typed.slice(1);
  if (text.includes(first)) return null;
  return { text, quote: first, closed: next === first };
}

/** $true and $false where they are what a parameter takes. */
function booleans({ text, cursor, world }: Place, written: string): CompletionItem[] {
  const words = commandWords(commandOf(cursor.level));
  const name = nameOf(words);
  const info = name === null ? undefined : findCommand(text, name, world);
  if (info === undefined) return [];
  return argumentAt(words, info)
    .owners.flatMap(acceptedValues)
    .filter((value) => value.startsWith(written.toLowerCase()))
    .map((value) => ({ label: value, kind: 'value', detail: '', insert: value }));
}

function parameterNames({ typed, from, offset }: Place, info: CmdletInfo, words: Command): Completion {
  const lower = typed.slice(1).toLowerCase();
  const { given } = argumentAt(words, info);
  const begins = (name: string): boolean => name.toLowerCase().startsWith(lower);
  const items = [...info.parameters, ...commonParameters(info)]
    .filter(({ name, aliases }) => !given.has(name.toLowerCase()) && [name, ...aliases].some(begins))
    .map((p): CompletionItem => ({
      label: `-${p.name}`,
      kind: 'parameter',
      detail: p.sets.some((entry) => entry.mandatory) ? `${p.type}, required` : p.type,
      insert: `-${p.name}`,
    }));
  return limited(from, offset, items);
}

function members(typed: string, from: number, to: number, names: readonly string[]): Completion {
  const lower = typed.toLowerCase();
  const items = names
    .filter((name) => name.toLowerCase().startsWith(lower))
    .map((name): CompletionItem => ({
      label: name,
      kind: 'property',
      detail: '',
      insert: /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`,
    }));
  return limited(from, to, items);
}
