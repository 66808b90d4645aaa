import type { CmdletInfo, CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import { allSets } from '../../../../../shared/powershell/parameters.ts';
import { toText } from '../../convert/text.ts';
import type { CommandEntry } from '../../interpreter/runtime.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { infoOf, moduleOf } from './command-info.ts';
import { helpType, setNames, syntaxOf } from './command-syntax.ts';
import { errorRecord } from './failures.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.GetHelpCommand';

/** Help is made from the table of cmdlets; examples are on Microsoft's pages, whose addresses it names. */
export const getHelp: BuiltIn = {
  info: declare(
    'Get-Help',
    [
      parameter('Name', 'String', { position: 0, byName: true }),
      parameter('Path', 'String'),
      parameter('Category', 'String[]'),
      parameter('Full', 'SwitchParameter', { sets: ['AllUsersView'] }),
      parameter('Detailed', 'SwitchParameter', { mandatory: true, sets: ['DetailedView'] }),
      parameter('Examples', 'SwitchParameter', { mandatory: true, sets: ['Examples'] }),
      parameter('Parameter', 'String[]', { mandatory: true, sets: ['Parameters'] }),
      parameter('Component', 'String[]'),
      parameter('Functionality', 'String[]'),
      parameter('Role', 'String[]'),
      parameter('Online', 'SwitchParameter', { mandatory: true, sets: ['Online'] }),
      parameter('ShowWindow', 'SwitchParameter', { mandatory: true, sets: ['ShowWindow'] }),
    ],
    { defaultSet: 'AllUsersView' },
  ),
  typeName: COMMAND,
  aliases: ['help', 'man'],
  synopsis: 'Displays information about commands.',
  start: (context) => ({
    process() {
      help(context);
    },
  }),
};

function help(context: Context): void {
  const { bound, runtime } = context;
  const name = bound.text('Name') ?? '';
  if (name === '' || hasWildcards(name)) {
    const matches = wildcard(name === '' ? '*' : name);
    const names = runtime
      .commands()
      .filter((entry) => entry.type === 'Cmdlet' && matches(entry.name))
      .map((entry) => entry.name)
      .sort();
    for (const each of names) context.write(each);
    if (names.length === 0) notFound(context, name);
    return;
  }
  let entry = runtime.findCommand(name);
  if (entry?.type === 'Alias') entry = runtime.findCommand(entry.definition);
  if (entry === undefined || entry.type === 'Alias') {
    notFound(context, name);
    return;
  }
  const info = infoOf(entry, runtime);
  if (bound.has('Parameter') && info !== null) {
    writeParameters(context, info, (bound.list('Parameter') ?? []).map(toText));
  } else if (bound.on('Online')) context.write(address(entry) ?? `${entry.name} has no page of its own.`);
  else if (bound.on('Examples')) context.write(lines(entry, examplesOf(entry)));
  else context.write(lines(entry, sections(context, entry, bound.on('Full') || bound.on('Detailed'))));
}

function lines(entry: CommandEntry, rest: readonly string[]): string {
  return ['', 'NAME', `    ${entry.name}`, '', ...rest].join('\n');
}

function sections(context: Context, entry: CommandEntry, detailed: boolean): string[] {
  const info = infoOf(entry, context.runtime);
  const text: string[] = [];
  const synopsis = 'builtIn' in entry ? entry.builtIn.synopsis : '';
  if (synopsis !== '') text.push('SYNOPSIS', `    ${synopsis}`, '');
  if (info === null) return text;
  text.push('SYNTAX', ...setNames(info).flatMap((set) => [`    ${syntaxOf(info, set)}`, '']));
  text.push('PARAMETERS');
  for (const each of info.parameters) {
    text.push(...(detailed ? parameterLines(each) : [`    ${head(each)}`]));
  }
  const aliases = context.runtime
    .commands()
    .filter((alias) => alias.type === 'Alias' && alias.definition.toLowerCase() === entry.name.toLowerCase())
    .map((alias) => alias.name);
  text.push('', 'ALIASES', `    ${aliases.length === 0 ? 'None' : aliases.join(', ')}`, '');
  text.push(...examplesOf(entry));
  return text;
}

function examplesOf(entry: CommandEntry): string[] {
  const page = address(entry);
  return page === null ? [] : ['RELATED LINKS', `    Description and examples: ${page}`, ''];
}

/** Microsoft's page of a command; null: of a function. */
function address(entry: CommandEntry): string | null {
  if (entry.type !== 'Cmdlet') return null;
  const module = 'service' in entry ? 'exchangepowershell' : moduleOf(entry).toLowerCase();
  return `https://learn.microsoft.com/powershell/module/${module}/${entry.name.toLowerCase()}`;
}

function head({ name, type }: CmdletParameter): string {
  return type === 'SwitchParameter' ? `-${name}` : `-${name} <${helpType(type)}>`;
}

function parameterLines(each: CmdletParameter): string[] {
  const [entry] = each.sets;
  const sets = each.sets.filter(({ set }) => set !== allSets).map(({ set }) => set);
  const how = [
    ...(each.sets.some(({ pipeline }) => pipeline) ? ['ByValue'] : []),
    ...(each.sets.some(({ byName }) => byName) ? ['ByPropertyName'] : []),
  ];
  return [
    `    ${head(each)}`,
    '',
    `        Required?                    ${each.sets.some(({ mandatory }) => mandatory) ? 'true' : 'false'}`,
    `        Position?                    ${entry?.position === null || entry === undefined ? 'Named' : String(entry.position)}`,
    `        Accept pipeline input?       ${how.length === 0 ? 'false' : `true (${how.join(', ')})`}`,
    `        Parameter set name           ${sets.length === 0 ? '(All)' : sets.join(', ')}`,
    `        Aliases                      ${each.aliases.length === 0 ? 'None' : each.aliases.join(', ')}`,
    ...(each.values === undefined ? [] : [`        Values                       ${each.values.join(', ')}`]),
    '',
  ];
}

function writeParameters(context: Context, info: CmdletInfo, patterns: readonly string[]): void {
  for (const pattern of patterns) {
    const matches = wildcard(pattern);
    const found = info.parameters.filter(({ name }) => matches(name));
    if (found.length === 0) {
      context.error(
        errorRecord(COMMAND, {
          id: 'NoMatchingParameter',
          message: `No parameter matches criteria ${pattern}.`,
          category: 'ObjectNotFound',
          target: pattern,
        }),
      );
    }
    for (const each of found) {
      context.write(['', ...parameterLines(each).map((line) => line.replace(/^ {4}/, ''))].join('\n'));
    }
  }
}

function notFound(context: Context, name: string): void {
  context.error(
    errorRecord(COMMAND, {
      id: 'HelpNotFound',
      message: `Get-Help could not find ${name}. Get-Command *word* lists the commands whose names hold a word.`,
      type: 'Microsoft.PowerShell.Commands.HelpNotFoundException',
      category: 'ResourceUnavailable',
      target: name,
    }),
  );
}
