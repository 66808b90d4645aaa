import type { CmdletInfo } from '../../../../../shared/model/cmdlet.ts';
import { toText } from '../../convert/text.ts';
import type { CommandEntry } from '../../interpreter/runtime.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { infoOf, moduleOf } from './command-info.ts';
import { setNames, syntaxOf } from './command-syntax.ts';
import { errorRecord } from './failures.ts';
import { HelpSections, parameterHead, parameterLines } from './help-text.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.GetHelpCommand';

/**
 * Help of the service's cmdlets is the service's where the connection loaded it (-LoadCmdletHelp). All else is made from
 * the table of cmdlets; its examples are on Microsoft's pages, whose addresses it names.
 */
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
  if (bound.on('Online')) {
    context.write(address(entry) ?? `${entry.name} has no page of its own.`);
    return;
  }
  const served = servedHelp(context, entry);
  if (bound.has('Parameter') && info !== null) {
    writeParameters(context, info, served, (bound.list('Parameter') ?? []).map(toText));
  } else if (bound.on('Examples')) {
    const examples = served?.examples() ?? [];
    const rest = examples.length === 0 ? examplesOf(entry) : examples;
    context.write(lines(entry, [...(served?.synopsis() ?? []), ...rest]));
  } else {
    const how = bound.on('Full') ? 'full' : bound.on('Detailed') ? 'detailed' : 'plain';
    context.write(
      lines(entry, served === null ? sections(context, entry, how !== 'plain') : all(served, info, how)),
    );
  }
}

/** What the service's help says; null: it says nothing, and a warning says why where it should have. */
function servedHelp(context: Context, entry: CommandEntry): HelpSections | null {
  const { runtime } = context;
  if (!('service' in entry)) return null;
  const told = runtime.host.service.help?.(entry.service.name, entry.connection);
  if (told === undefined) return null;
  if (told.problem !== null) {
    context.warning(`${told.problem} What is shown is made of the cmdlet's own facts.`);
  }
  return told.help === null ? null : new HelpSections(told.help, runtime);
}

/** The sections in PowerShell's order. The syntax is what this account may type, which the service's help doesn't know. */
function all(served: HelpSections, info: CmdletInfo | null, how: 'plain' | 'detailed' | 'full'): string[] {
  const parameters = info?.parameters ?? [];
  const heads = parameters.flatMap((each) => [
    `    ${served.head(each)}`,
    ...served.parameterText(each.name),
  ]);
  return [
    ...served.synopsis(),
    ...(info === null ? [] : syntaxLines(info)),
    ...served.description(),
    ...(how === 'detailed' ? ['PARAMETERS', ...heads, ''] : []),
    ...(how === 'full' ? ['PARAMETERS', ...parameters.flatMap((each) => parameterLines(each, served))] : []),
    ...(how === 'full' ? [...served.inputs(), ...served.outputs(), ...served.notes()] : []),
    ...(how === 'plain' ? [] : served.examples()),
    ...(how === 'detailed' ? [] : served.links()),
    ...(how === 'full' ? [] : served.remarks()),
  ];
}

function syntaxLines(info: CmdletInfo): string[] {
  return ['SYNTAX', ...setNames(info).flatMap((set) => [`    ${syntaxOf(info, set)}`, ''])];
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
  text.push(...syntaxLines(info));
  text.push('PARAMETERS');
  for (const each of info.parameters) {
    text.push(...(detailed ? parameterLines(each, null) : [`    ${parameterHead(each.name, each.type)}`]));
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

function writeParameters(
  context: Context,
  info: CmdletInfo,
  served: HelpSections | null,
  patterns: readonly string[],
): void {
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
      context.write(
        ['', ...parameterLines(each, served).map((line) => line.replace(/^ {4}/, ''))].join('\n'),
      );
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
