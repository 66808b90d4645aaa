import type { CmdletInfo, CmdletParameter } from '../model/cmdlet.ts';
import type { Token } from './lexer/tokens.ts';
import { commonParameters, matchParameter } from './parameters.ts';
import { parseScript } from './parser/index.ts';
import { printArgument } from './printer.ts';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'cmdlet' | 'parameter' | 'value';
  /** Type of a parameter, with "required" where it is; empty for values. */
  readonly detail: string;
  /** What is put in place of the text from `from` to `to`. */
  readonly insert: string;
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

const maxItems = 200;

/** What can stand at an offset: cmdlet names, parameter names, accepted values, $true and $false. Never throws. */
export function complete(text: string, offset: number, cmdlets: readonly CmdletInfo[]): Completion {
  const { tokens } = parseScript(text);
  const before = tokens.filter(
    (t) => t.start < offset && t.kind !== 'whitespace' && t.kind !== 'lineContinuation',
  );
  const last = before[before.length - 1];
  const current = last !== undefined && last.end >= offset ? last : undefined;
  if (current?.kind === 'comment') return nothing(offset);
  const from = current?.start ?? offset;
  const typed = text.slice(from, offset);
  const words = commandWords(before, current);
  const nameToken = words[0];
  if (nameToken === undefined) return cmdletNames(typed, from, offset, cmdlets);
  const cmdlet = cmdlets.find((c) => c.name.toLowerCase() === nameToken.value.toLowerCase());
  if (cmdlet === undefined) return nothing(offset);
  const inline = current?.kind === 'parameter' && typed.endsWith(':') ? current : undefined;
  if (typed.startsWith('-') && inline === undefined)
    return parameterNames(typed.slice(1), from, offset, cmdlet, words);
  const owner = inline ?? ownerOf(words);
  if (owner === undefined) return nothing(offset);
  return inline === undefined
    ? parameterValues(typed, from, offset, cmdlet, owner)
    : parameterValues('', offset, offset, cmdlet, owner);
}

function nothing(offset: number): Completion {
  return { from: offset, to: offset, items: [] };
}

const separators: ReadonlySet<string> = new Set([
  'newLine',
  'semi',
  'pipe',
  'andAnd',
  'orOr',
  'lParen',
  'lCurly',
]);

/** Words of the command at the cursor before the word being typed, its name first. */
function commandWords(before: readonly Token[], current: Token | undefined): Token[] {
  const words: Token[] = [];
  for (const token of before) {
    if (separators.has(token.kind)) words.length = 0;
    else if (token !== current && token.kind !== 'comment') words.push(token);
  }
  return words;
}

/** The parameter whose value is being typed: the last one, with nothing or a comma list after it. */
function ownerOf(words: readonly Token[]): Token | undefined {
  for (let i = words.length - 1; i > 0; i--) {
    const word = words[i];
    if (word?.kind === 'parameter') return word;
    if (i === words.length - 1 && word?.kind !== 'comma') return undefined;
  }
  return undefined;
}

function cmdletNames(typed: string, from: number, to: number, cmdlets: readonly CmdletInfo[]): Completion {
  const lower = typed.toLowerCase();
  const items: CompletionItem[] = [];
  for (const { name } of cmdlets) {
    if (items.length >= maxItems) break;
    if (name.toLowerCase().startsWith(lower))
      items.push({ label: name, kind: 'cmdlet', detail: '', insert: name });
  }
  return { from, to, items };
}

function parameterNames(
  typed: string,
  from: number,
  to: number,
  cmdlet: CmdletInfo,
  words: readonly Token[],
): Completion {
  const lower = typed.toLowerCase();
  const used = new Set<string>();
  for (const word of words) {
    if (word.kind !== 'parameter') continue;
    const match = matchParameter(cmdlet, word.value);
    if ('found' in match) used.add(match.found.name);
  }
  const offered = [...cmdlet.parameters, ...commonParameters(cmdlet)];
  const items = offered
    .filter((p) => !used.has(p.name))
    .filter(
      (p) =>
        p.name.toLowerCase().startsWith(lower) || p.aliases.some((a) => a.toLowerCase().startsWith(lower)),
    )
    .map((p): CompletionItem => ({
      label: `-${p.name}`,
      kind: 'parameter',
      detail: p.sets.some((entry) => entry.mandatory) ? `${p.type}, required` : p.type,
      insert: `-${p.name}`,
    }));
  return { from, to, items };
}

function parameterValues(
  typed: string,
  from: number,
  to: number,
  cmdlet: CmdletInfo,
  owner: Token,
): Completion {
  const match = matchParameter(cmdlet, owner.value);
  if ('candidates' in match) return nothing(to);
  const lower = typed.replace(/^['"]/, '').toLowerCase();
  const items = valuesOf(match.found)
    .filter((value) => value.toLowerCase().startsWith(lower))
    .map((value): CompletionItem => ({
      label: value,
      kind: 'value',
      detail: '',
      insert: value.startsWith('$') ? value : printArgument(value),
    }));
  return { from, to, items };
}

function valuesOf(parameter: CmdletParameter): readonly string[] {
  if (parameter.values !== undefined) return parameter.values;
  if (parameter.type === 'Boolean' || parameter.type === 'SwitchParameter') return ['$true', '$false'];
  if (parameter.type === 'ActionPreference')
    return ['Continue', 'SilentlyContinue', 'Stop', 'Ignore', 'Inquire'];
  return [];
}
