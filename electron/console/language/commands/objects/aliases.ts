import { toText } from '../../convert/text.ts';
import type { AliasEntry, CommandEntry } from '../../interpreter/runtime.ts';
import { hasWildcards, wildcard } from '../../operators/wildcard.ts';
import type { Value } from '../../values/model.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { textCompare } from './collate.ts';
import { commandObject } from './command-info.ts';
import { errorRecord } from './failures.ts';
import { ITEM_OPTIONS } from './variable-names.ts';

const TYPE = 'Microsoft.PowerShell.Commands.';

type Alias = CommandEntry & { type: 'Alias' };

function aliasesOf(context: Context): Alias[] {
  const order = textCompare(context.runtime.culture, false);
  return context.runtime
    .commands()
    .filter((entry): entry is Alias => entry.type === 'Alias')
    .sort((a, b) => order(a.name, b.name));
}

function missing(context: Context, command: string, what: 'name' | 'definition', text: string): void {
  context.error(
    errorRecord(command, {
      id: 'ItemNotFoundException',
      message: `This command cannot find a matching alias because an alias with the ${what} '${text}' does not exist.`,
      type: 'System.Management.Automation.ItemNotFoundException',
      category: 'ObjectNotFound',
      target: text,
    }),
  );
}

export const getAlias: BuiltIn = {
  info: declare(
    'Get-Alias',
    [
      parameter('Name', 'String[]', {
        position: 0,
        pipeline: true,
        byName: true,
        sets: ['Default'],
        notNull: 'nullOrEmpty',
      }),
      parameter('Exclude', 'String[]'),
      parameter('Scope', 'String'),
      parameter('Definition', 'String[]', { sets: ['Definition'], notNull: 'nullOrEmpty' }),
    ],
    { defaultSet: 'Default' },
  ),
  typeName: `${TYPE}GetAliasCommand`,
  aliases: ['gal'],
  synopsis: 'Gets the aliases for the current session.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      const byDefinition = bound.has('Definition');
      const given = bound.list(byDefinition ? 'Definition' : 'Name')?.map(toText) ?? ['*'];
      const exclude = (bound.list('Exclude') ?? []).map((pattern) => wildcard(toText(pattern)));
      for (const text of given) {
        const matches = wildcard(text);
        const found = aliasesOf(context).filter(
          (alias) =>
            matches(byDefinition ? alias.definition : alias.name) &&
            !exclude.some((excluded) => excluded(alias.name)),
        );
        for (const alias of found) context.write(commandObject(alias, runtime));
        if (found.length === 0 && !hasWildcards(text)) {
          missing(context, `${TYPE}GetAliasCommand`, byDefinition ? 'definition' : 'name', text);
        }
      }
    },
  }),
};

const WRITE_PARAMETERS = [
  parameter('Name', 'String', { mandatory: true, position: 0, byName: true }),
  parameter('Value', 'String', { mandatory: true, position: 1, byName: true }),
  parameter('Description', 'String'),
  parameter('Option', ITEM_OPTIONS),
  parameter('PassThru', 'SwitchParameter'),
  parameter('Scope', 'String'),
  parameter('Force', 'SwitchParameter'),
];

function write(context: Context, action: string): void {
  const { bound, runtime } = context;
  const name = bound.text('Name') ?? '';
  const definition = bound.text('Value') ?? '';
  if (!context.shouldProcess(`Name: ${name} Value: ${definition}`, action)) return;
  const guard = guardOf(context, name);
  if (guard === 'Constant' || (guard === 'ReadOnly' && !bound.on('Force'))) {
    guarded(context, 'AliasNotWritable', name, NOT_WRITABLE(name));
    return;
  }
  const options = bound.enum('Option')?.name.split(', ') ?? [];
  const alias: AliasEntry = {
    name,
    definition,
    description: bound.text('Description') ?? '',
    ...(options.includes('Constant')
      ? { guard: 'Constant' as const }
      : options.includes('ReadOnly')
        ? { guard: 'ReadOnly' as const }
        : {}),
  };
  runtime.setAlias(alias, bound.text('Scope'));
  if (bound.on('PassThru')) context.write(commandObject({ type: 'Alias', ...alias }, runtime));
}

const NOT_WRITABLE = (name: string): string =>
  `Alias is not writeable because alias ${name} is read-only or constant and cannot be written to.`;

/** PowerShell's own aliases that it lets scripts change; the others are read-only. */
const CHANGEABLE = new Set(
  (
    'cat cd chdir clear cls copy cp curl del dir echo erase fhx gerr h help history kill lp ls man md mount move mv ' +
    'popd ps pushd pwd r rd ren rm rmdir set type wget iwr irm inmo fimo upmo pumo'
  ).split(' '),
);

function guardOf(context: Context, name: string): AliasEntry['guard'] {
  const entry = context.runtime.findCommand(name);
  if (entry?.type !== 'Alias') return undefined;
  const isOwn = 'description' in entry;
  return entry.guard ?? (isOwn || CHANGEABLE.has(entry.name.toLowerCase()) ? undefined : 'ReadOnly');
}

function guarded(context: Context, id: string, name: string, message: string): void {
  const verb = id === 'AliasNotRemovable' ? 'Remove' : /^n/i.test(context.typed) ? 'New' : 'Set';
  context.error(
    errorRecord(`${TYPE}${verb}AliasCommand`, {
      id,
      message,
      type: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
      category: 'WriteError',
      target: name,
    }),
  );
}

function isAlias(context: Context, name: string): boolean {
  return context.runtime.findCommand(name)?.type === 'Alias';
}

export const setAlias: BuiltIn = {
  info: declare('Set-Alias', WRITE_PARAMETERS, { defaultSet: 'Default', supportsShouldProcess: true }),
  typeName: `${TYPE}SetAliasCommand`,
  aliases: ['sal'],
  synopsis: 'Creates or changes an alias for a cmdlet or other command in the current session.',
  start: (context) => ({
    process() {
      write(context, 'Set Alias');
    },
  }),
};

export const newAlias: BuiltIn = {
  info: declare('New-Alias', WRITE_PARAMETERS, { defaultSet: 'Default', supportsShouldProcess: true }),
  typeName: `${TYPE}NewAliasCommand`,
  aliases: ['nal'],
  synopsis: 'Creates a new alias.',
  start: (context) => ({
    process() {
      const name = context.bound.text('Name') ?? '';
      if (isAlias(context, name) && !context.bound.on('Force')) {
        context.error(
          errorRecord(`${TYPE}NewAliasCommand`, {
            id: 'AliasAlreadyExists',
            message: `The alias is not allowed, because an alias with the name '${name}' already exists.`,
            type: 'System.Management.Automation.SessionStateException',
            category: 'ResourceExists',
            target: name,
          }),
        );
        return;
      }
      write(context, 'New Alias');
    },
  }),
};

export const removeAlias: BuiltIn = {
  info: declare(
    'Remove-Alias',
    [
      parameter('Name', 'String[]', { mandatory: true, position: 0, pipeline: true, byName: true }),
      parameter('Scope', 'String'),
      parameter('Force', 'SwitchParameter'),
    ],
    { defaultSet: 'Default' },
  ),
  typeName: `${TYPE}RemoveAliasCommand`,
  aliases: [],
  synopsis: 'Removes an alias from the current session.',
  start: (context) => ({
    process() {
      for (const value of context.bound.list('Name') ?? ([] as Value[])) {
        const name = toText(value);
        const guard = guardOf(context, name);
        if (guard === 'Constant' || (guard === 'ReadOnly' && !context.bound.on('Force'))) {
          const message = `Alias was not removed because alias ${name} is constant or read-only.`;
          guarded(context, 'AliasNotRemovable', name, message);
        } else if (!context.runtime.removeAlias(name, context.bound.text('Scope'))) {
          missing(context, `${TYPE}RemoveAliasCommand`, 'name', name);
        }
      }
    },
  }),
};
