import type { CmdletInfo } from '../../../../../shared/model/cmdlet.ts';
import { toText } from '../../convert/text.ts';
import type { CmdletHelp } from '../../../../../shared/model/cmdlet-help.ts';
import type { CommandEntry, Runtime } from '../../interpreter/runtime.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { infoOf, moduleOf } from './command-info.ts';
import { setNames, syntaxOf } from './command-syntax.ts';
import { commentHelp } from './comment-help.ts';
import { errorRecord } from './failures.ts';
import { helpObject, parameterObject, shortHelp, type HelpFacts } from './help-object.ts';
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
  let name = bound.text('Name') ?? '';
  if (name === '' || hasWildcards(name)) {
    const matches = wildcard(name === '' ? '*' : name);
    const names = runtime
      .commands()
      .filter((entry) => entry.type !== 'Alias' && matches(entry.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const [only] = names;
    if (only === undefined) notFound(context, name);
    if (names.length !== 1 || only === undefined) {
      for (const each of names)
        context.write(shortHelp({ ...factsOf(context, each, null), synopsis: synopsisOf(each) }));
      return;
    }
    name = only.name;
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
  const help = 'block' in entry ? commentHelp(entry.name, entry.block.text) : servedHelp(context, entry);
  const served = help === null ? null : new HelpSections(help, runtime);
  const facts = factsOf(context, entry, help);
  if (bound.has('Parameter') && info !== null) {
    writeParameters(context, info, { help, served }, (bound.list('Parameter') ?? []).map(toText));
  } else if (bound.on('Examples')) {
    const examples = served?.examples() ?? [];
    const rest = examples.length === 0 ? examplesOf(entry) : examples;
    context.write(helpObject(facts, '#ExamplesView', lines(entry, [...(served?.synopsis() ?? []), ...rest])));
  } else {
    const how = bound.on('Full') ? 'full' : bound.on('Detailed') ? 'detailed' : 'plain';
    const text = served === null ? sections(context, entry, how !== 'plain') : all(served, info, how);
    context.write(helpObject(facts, VIEWS[how], lines(entry, text)));
  }
}

const VIEWS = { plain: '', detailed: '#DetailedView', full: '#FullView' } as const;

const synopsisOf = (entry: CommandEntry): string => ('builtIn' in entry ? entry.builtIn.synopsis : '');

function factsOf({ runtime }: Context, entry: CommandEntry, help: CmdletHelp | null): HelpFacts {
  return {
    name: entry.name,
    category: entry.type === 'Cmdlet' ? 'Cmdlet' : 'Function',
    module: moduleOf(entry),
    aliases: aliasesOf(runtime, entry),
    info: infoOf(entry, runtime),
    help,
    synopsis: help?.synopsis ?? synopsisOf(entry),
    online: address(entry),
  };
}

function aliasesOf(runtime: Runtime, { name }: CommandEntry): string[] {
  return runtime
    .commands()
    .filter((alias) => alias.type === 'Alias' && alias.definition.toLowerCase() === name.toLowerCase())
    .map((alias) => alias.name);
}

/** What the service's help says; null: it says nothing, and a warning says why where it should have. */
function servedHelp(context: Context, entry: CommandEntry): CmdletHelp | null {
  const { runtime } = context;
  if (!('service' in entry)) return null;
  const told = runtime.host.service.help?.(entry.service.name, entry.connection);
  if (told === undefined) return null;
  if (told.problem !== null) {
    context.warning(`${told.problem} What is shown is made of the cmdlet's own facts.`);
  }
  return told.help;
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
  const synopsis = synopsisOf(entry);
  if (synopsis !== '') text.push('SYNOPSIS', `    ${synopsis}`, '');
  if (info === null) return text;
  text.push(...syntaxLines(info));
  text.push('PARAMETERS');
  for (const each of info.parameters) {
    text.push(...(detailed ? parameterLines(each, null) : [`    ${parameterHead(each.name, each.type)}`]));
  }
  const aliases = aliasesOf(context.runtime, entry);
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
  { help, served }: { readonly help: CmdletHelp | null; readonly served: HelpSections | null },
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
      const text = ['', ...parameterLines(each, served).map((line) => line.replace(/^ {4}/, ''))].join('\n');
      context.write(parameterObject(each, help, text, info.name));
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
