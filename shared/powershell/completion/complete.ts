import type { CmdletInfo } from '../../model/cmdlet.ts';
import { commonParameters } from '../parameters.ts';
import { argumentAt } from './arguments.ts';
import { functionNames, functionOf } from './commands.ts';
import {
  commandOf,
  commandWords,
  cursorAt,
  nameOf,
  statementOf,
  type Command,
  type Cursor,
} from './cursor.ts';
import { PropertySource } from './properties.ts';
import { filterItems, isFilter } from './filters.ts';
import { keyItems, ownerOf } from './keys.ts';
import { answer, fitting, nothing } from './offer.ts';
import { operatorItems } from './operators.ts';
import { acceptedValues, parameterDetail, valueItems, type TypedValue } from './values.ts';
import { splatItems, variableItems } from './variables.ts';
import type { Completion, CompletionItem, CompletionWorld, NamedCommand } from './world.ts';

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
    return answer(start, offset, [...fixed, ...names.filter(({ label }) => !labels.has(label))]);
  }
  const splat = current?.kind === 'splattedVariable' || typed === '@';
  if (splat) return answer(from, offset, splatItems(typed, text, from, world));
  const command = commandOf(level);
  const dot = command.at(-1);
  if (dot !== undefined && dot.end + base === from && isMemberSign(dot.token.kind)) {
    const target = command.slice(0, -1);
    if (dot.token.kind === 'colonColon' || target.at(-1)?.end !== dot.start) {
      if (command.length > 1) return nothing(offset);
    } else return members(typed, from, offset, new PropertySource(cursor, world).ofTarget(target));
  }
  const words = commandWords(command);
  if (words.length === 0) return atBeginning(place, command.length === 0);
  return inCommand(place, words);
}

/** Where a command, a key or an expression begins. */
function atBeginning(place: Place, isFirst: boolean): Completion {
  const { text, typed, from, offset, cursor, world } = place;
  const { level } = cursor;
  const opener = level.opener?.kind;
  if (opener === 'lBracket') return nothing(offset);
  if (typed.startsWith('-')) return answer(from, offset, operatorItems(typed, 'unary'));
  const find = (name: string): CmdletInfo | undefined => findCommand(text, name, world);
  if (opener === 'atCurly' && isFirst) return answer(from, offset, keyItems(typed, text, level, find));
  const owner = opener === 'lCurly' ? ownerOf(level, find) : null;
  if (owner !== null && isFilter(owner.parameter.name)) {
    return answer(from, offset, filterItems(typed, world.propertiesOfCommand(owner.command.name)).items);
  }
  return commandNames(place);
}

function isMemberSign(kind: string): boolean {
  return kind === 'dot' || kind === 'questionDot' || kind === 'colonColon';
}

/** A command of the text itself or of the tab. */
export function findCommand(text: string, name: string, world: CompletionWorld): CmdletInfo | undefined {
  return functionOf(text, name) ?? world.find(name);
}

function commandNames({ text, typed, from, offset, cursor, world }: Place): Completion {
  const items = new Map<string, CompletionItem>();
  const own = functionNames(text).map((name): NamedCommand => ({ name, kind: 'function', detail: '' }));
  for (const known of [own, world.commands()]) {
    for (const { name, kind, detail } of fitting(known, typed, (each) => each.name)) {
      const key = name.toLowerCase();
      if (!items.has(key)) items.set(key, { label: name, kind, detail, insert: name });
    }
  }
  const isStatement = commandOf(cursor.level).length === 0 && statementOf(cursor.level).length === 1;
  return answer(from, offset, [...items.values()], isStatement && cursor.level.opener?.kind !== 'lParen');
}

function inCommand(place: Place, words: Command): Completion {
  const { text, typed, from, offset, cursor, world } = place;
  const name = nameOf(words);
  if (name === null && typed.startsWith('-')) return answer(from, offset, operatorItems(typed, 'binary'));
  const info = name === null ? undefined : findCommand(text, name, world);
  if (info === undefined) return nothing(offset);
  const isInline = cursor.current?.kind === 'parameter' && typed.endsWith(':');
  if (typed.startsWith('-') && !isInline) return parameterNames(place, info, words);
  const inline = isInline && cursor.current !== null ? cursor.current : null;
  const before: Command =
    inline === null
      ? words
      : [...words, { token: inline, group: null, start: inline.start, end: inline.end }];
  const value = inline === null ? typedValue(typed, text.charAt(offset)) : typedValue('', '');
  if (value === null) return nothing(offset);
  const { owners } = argumentAt(before, info);
  if (value.quote !== '' && owners.some((owner) => isFilter(owner.name))) {
    const { items, replaced } = filterItems(value.text, world.propertiesOfCommand(info.name));
    return answer(offset - replaced, offset, items);
  }
  const properties = new PropertySource(cursor, world);
  const items = new Map<string, CompletionItem>();
  for (const owner of owners) {
    for (const item of valueItems(owner, info.name, value, world, properties)) items.set(item.label, item);
  }
  const start = inline === null ? from + value.quote.length : offset;
  return answer(start, offset + (value.closed ? 1 : 0), [...items.values()]);
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
  const begun = typed.slice(1);
  const { given } = argumentAt(words, info);
  const free = [...info.parameters, ...commonParameters(info)].filter(
    ({ name }) => !given.has(name.toLowerCase()),
  );
  const item = (name: string, label: string, detail: string): CompletionItem => ({
    label: `-${label}`,
    kind: 'parameter',
    detail,
    insert: `-${name}`,
  });
  const byName = fitting(free, begun, ({ name }) => name);
  const shown = new Set(byName);
  const byAlias = free.flatMap((parameter) => {
    if (shown.has(parameter)) return [];
    return fitting(parameter.aliases, begun, (alias) => alias)
      .slice(0, 1)
      .map((alias) => item(parameter.name, alias, `-${parameter.name}`));
  });
  const named = byName.map((parameter) =>
    item(parameter.name, parameter.name, parameterDetail(parameter, info)),
  );
  return answer(from, offset, [...named, ...byAlias]);
}

function members(typed: string, from: number, to: number, names: readonly string[]): Completion {
  const items = fitting(names, typed, (name) => name).map((name): CompletionItem => ({
    label: name,
    kind: 'property',
    detail: '',
    insert: /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`,
  }));
  return answer(from, to, items);
}
