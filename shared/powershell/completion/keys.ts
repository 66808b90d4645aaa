import type { CmdletInfo, CmdletParameter } from '../../model/cmdlet.ts';
import { commonParameters } from '../parameters.ts';
import { argumentAt } from './arguments.ts';
import { commandOf, commandWords, cursorAt, nameOf, type Level } from './cursor.ts';
import { fitting } from './offer.ts';
import { keysOf } from './properties.ts';
import { parameterDetail, takesProperties } from './values.ts';
import type { CompletionItem } from './world.ts';

type Find = (name: string) => CmdletInfo | undefined;

const NAMED = ['Name', 'Expression'];
/** Keys of a calculated property, by the command that it is for. */
const CALCULATED: ReadonlyMap<string, readonly string[]> = new Map([
  ['format-table', [...NAMED, 'FormatString', 'Width', 'Alignment']],
  ['format-list', [...NAMED, 'FormatString']],
  ['format-custom', ['Expression', 'Depth']],
  ['format-wide', ['Expression', 'FormatString']],
  ['sort-object', ['Expression', 'Descending', 'Ascending']],
  ['group-object', ['Expression']],
  ['measure-object', ['Expression']],
  ['compare-object', ['Expression']],
]);
const CHANGES = ['Add', 'Remove'];

/** A hashtable's keys at the cursor: of a calculated property, of a change to a list, of what is splatted further on. */
export function keyItems(typed: string, text: string, level: Level, find: Find): CompletionItem[] {
  const there = new Set(keysOf(level).map((key) => key.toLowerCase()));
  return fitting(offered(text, level, find), typed, ({ label }) => label).filter(
    ({ label }) => !there.has(label.toLowerCase()),
  );
}

function offered(text: string, level: Level, find: Find): CompletionItem[] {
  const variable = assignedTo(level);
  if (variable !== null) return splatted(text, variable, find);
  const owner = ownerOf(level, find);
  if (owner === null) return [];
  const { command, parameter } = owner;
  if (takesProperties(parameter)) {
    return (CALCULATED.get(command.name.toLowerCase()) ?? NAMED).map((key) => item(key, 'property', ''));
  }
  const isList = /multivalued|collection|\[\]$/i.test(parameter.type);
  return isList && /^set-/i.test(command.name) ? CHANGES.map((key) => item(key, 'property', '')) : [];
}

/** The parameter that a bracket's content is given to. */
export function ownerOf(
  level: Level,
  find: Find,
): { readonly command: CmdletInfo; readonly parameter: CmdletParameter } | null {
  if (level.parent === null) return null;
  const words = commandWords(commandOf(level.parent));
  const name = nameOf(words);
  const command = name === null ? undefined : find(name);
  const [parameter] = command === undefined ? [] : argumentAt(words.slice(0, -1), command).owners;
  return command === undefined || parameter === undefined ? null : { command, parameter };
}

/** `$name = @{` */
function assignedTo({ parent }: Level): string | null {
  if (parent === null) return null;
  const [variable, sign, table] = commandOf(parent);
  if (variable?.token.kind !== 'variable' || sign?.token.text !== '=' || table?.group == null) return null;
  return variable.token.value;
}

/** Parameters of the commands that a variable is splatted to. */
function splatted(text: string, variable: string, find: Find): CompletionItem[] {
  const items = new Map<string, CompletionItem>();
  const written = `@${variable.toLowerCase()}`;
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(written); at >= 0; at = lower.indexOf(written, at + 1)) {
    if (/\w/.test(lower.charAt(at + written.length))) continue;
    const name = nameOf(commandWords(commandOf(cursorAt(text, at).level)));
    const info = name === null ? undefined : find(name);
    if (info === undefined) continue;
    for (const parameter of [...info.parameters, ...commonParameters(info)]) {
      items.set(parameter.name, item(parameter.name, 'parameter', parameterDetail(parameter, info)));
    }
  }
  return [...items.values()];
}

function item(label: string, kind: CompletionItem['kind'], detail: string): CompletionItem {
  return { label, kind, detail, insert: label };
}
