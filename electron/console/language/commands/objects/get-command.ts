import { toText } from '../../convert/text.ts';
import type { CommandEntry, Runtime } from '../../interpreter/runtime.ts';
import { hasWildcards, wildcard } from '../../operators/wildcard.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { textCompare } from './collate.ts';
import { commandObject, infoOf, moduleOf } from './command-info.ts';
import { allParameters, setNames, syntaxOf } from './command-syntax.ts';
import { errorRecord } from './failures.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.GetCommandCommand';
const CMDLETS = ['CmdletSet'];
const ALL = ['AllCommandSet'];

export const getCommand: BuiltIn = {
  info: declare(
    'Get-Command',
    [
      parameter('Name', 'String[]', {
        position: 0,
        pipeline: true,
        byName: true,
        sets: ALL,
        notNull: 'nullOrEmpty',
      }),
      parameter('Verb', 'String[]', { byName: true, sets: CMDLETS }),
      parameter('Noun', 'String[]', { byName: true, sets: CMDLETS }),
      parameter('Module', 'String[]', { byName: true, aliases: ['PSSnapin'] }),
      parameter('FullyQualifiedModule', 'Object[]', { byName: true }),
      parameter('CommandType', 'System.Management.Automation.CommandTypes', {
        byName: true,
        sets: ALL,
        aliases: ['Type'],
      }),
      parameter('TotalCount', 'Int32', { byName: true }),
      parameter('Syntax', 'SwitchParameter', { byName: true }),
      parameter('ShowCommandInfo', 'SwitchParameter'),
      parameter('ArgumentList', 'Object[]', { position: 1, aliases: ['Args'], remaining: true }),
      parameter('All', 'SwitchParameter', { byName: true }),
      parameter('ListImported', 'SwitchParameter', { byName: true }),
      parameter('ParameterName', 'String[]'),
      parameter('ParameterType', 'Object[]'),
      parameter('UseFuzzyMatching', 'SwitchParameter', { sets: ALL }),
      parameter('FuzzyMinimumDistance', 'UInt32', { sets: ALL }),
      parameter('UseAbbreviationExpansion', 'SwitchParameter', { sets: ALL }),
    ],
    { defaultSet: 'CmdletSet' },
  ),
  typeName: COMMAND,
  aliases: ['gcm'],
  synopsis: 'Gets all commands.',
  start: (context) => {
    let left = context.bound.number('TotalCount') ?? Infinity;
    return {
      process() {
        for (const entry of wanted(context)) {
          if (left-- <= 0) return;
          if (context.bound.on('Syntax')) context.write(syntaxText(entry, context.runtime));
          else context.write(commandObject(entry, context.runtime));
        }
      },
    };
  },
};

/** All sets of a cmdlet, each on a line between empty ones. */
function syntaxText(entry: CommandEntry, rt: Runtime): string {
  const info = infoOf(entry, rt);
  if (info === null) return entry.type === 'Alias' ? entry.definition : '';
  const common = !('block' in entry) || rt.signature(entry.name, entry.block).advanced;
  return `\n${setNames(info)
    .map((set) => syntaxOf(info, set, common))
    .join('\n\n')}\n`;
}

function wanted(context: Context): CommandEntry[] {
  const { bound, runtime } = context;
  const passes = filterOf(context);
  if (!bound.has('Name')) return ordered(context, runtime.commands()).filter(passes);
  const found: CommandEntry[] = [];
  for (const name of (bound.list('Name') ?? []).map(toText)) {
    if (hasWildcards(name)) {
      const matches = wildcard(name);
      const all = ordered(context, runtime.commands()).filter((entry) => matches(entry.name));
      found.push(...all.filter(passes));
      continue;
    }
    const entry = runtime.findCommand(name.replace(/^.*\\/, ''));
    if (entry !== undefined && passes(entry)) found.push(entry);
    else notFound(context, name);
  }
  return found;
}

/** -Verb, -Noun, -Module, -CommandType and -ParameterName. */
function filterOf(context: Context): (entry: CommandEntry) => boolean {
  const { bound } = context;
  const patterns = (name: string): ((text: string) => boolean)[] | null =>
    bound.list(name)?.map((pattern) => wildcard(toText(pattern))) ?? null;
  const verbs = patterns('Verb');
  const nouns = patterns('Noun');
  const modules = patterns('Module');
  const parameters = patterns('ParameterName');
  const kinds = bound.enum('CommandType')?.name.split(', ');
  const any = (tests: ((text: string) => boolean)[], text: string): boolean =>
    tests.some((test) => test(text));
  return (entry) => {
    const dash = entry.name.indexOf('-');
    const hasParts = dash > 0 && entry.type !== 'Alias';
    if (verbs !== null && !(hasParts && any(verbs, entry.name.slice(0, dash)))) return false;
    if (nouns !== null && !(hasParts && any(nouns, entry.name.slice(dash + 1)))) return false;
    if (modules !== null && !any(modules, moduleOf(entry))) return false;
    if (kinds !== undefined && !kinds.includes('All') && !kinds.includes(entry.type)) return false;
    if (parameters === null) return true;
    const info = infoOf(entry, context.runtime);
    return (
      info !== null &&
      allParameters(info).some(
        ({ name, aliases }) => any(parameters, name) || aliases.some((alias) => any(parameters, alias)),
      )
    );
  };
}

const KINDS = ['Alias', 'Function', 'Filter', 'Cmdlet'];

function ordered(context: Context, entries: readonly CommandEntry[]): CommandEntry[] {
  const order = textCompare(context.runtime.culture, false);
  return [...entries].sort((a, b) => KINDS.indexOf(a.type) - KINDS.indexOf(b.type) || order(a.name, b.name));
}

function notFound(context: Context, name: string): void {
  context.error(
    errorRecord(COMMAND, {
      id: 'CommandNotFoundException',
      message: `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
      type: 'System.Management.Automation.CommandNotFoundException',
      category: 'ObjectNotFound',
      target: name,
    }),
  );
}
