import type { CmdletInfo } from '../../../../../shared/model/cmdlet.ts';
import type { ParameterAst, ScriptBlockAst } from '../../../../../shared/powershell/ast.ts';
import { allSets } from '../../../../../shared/powershell/parameters.ts';
import type { CommandEntry, Runtime } from '../../interpreter/runtime.ts';
import { enumNamed } from '../../members/enum-names.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { commonParameters } from '../../../../../shared/powershell/parameters.ts';
import { resolveType } from '../../members/types.ts';
import { moduleObject, modulesOf } from '../session/modules.ts';
import { allParameters, setNames, syntaxOf } from './command-syntax.ts';

const PREFIX = 'System.Management.Automation.';
const SHAPE = Shape.of([
  'CommandType',
  'Name',
  'Version',
  'Source',
  'Definition',
  'ModuleName',
  'Verb',
  'Noun',
  'DefaultParameterSet',
  'Parameters',
  'ReferencedCommand',
  'ResolvedCommand',
  'ResolvedCommandName',
  'DisplayName',
  'ScriptBlock',
  'CmdletBinding',
  'HelpUri',
  'Description',
  'Options',
  'ParameterSets',
  'Module',
]);
const PARAMETER_SHAPE = Shape.of(['Name', 'ParameterType', 'Aliases', 'IsDynamic', 'SwitchParameter']);

const MANAGEMENT =
  /-(Content|Item|ChildItem|Path|Location|Clipboard|TimeZone)$|^(Get-Process|Test-Connection)$/;
const EXCHANGE_MODULE = 'ExchangeOnlineManagement';
const EXCHANGE = /^(Connect|Disconnect)-(ExchangeOnline|IPPSSession)$|^Get-ConnectionInformation$/;
const OTHERS: readonly (readonly [names: RegExp, module: string])[] = [
  [EXCHANGE, EXCHANGE_MODULE],
  [/-(SecureString|Credential|ExecutionPolicy|PfxCertificate)$/, 'Microsoft.PowerShell.Security'],
  [/-Transcript$/, 'Microsoft.PowerShell.Host'],
  [/^(Get|Set|Install|Update|Uninstall)-(Module|InstalledModule|PSRepository)$/, 'PowerShellGet'],
];
const CORE =
  /^(Where-Object|ForEach-Object|Get-Command|Get-Help|Invoke-Command|Out-Default|Out-Host|Out-Null|Set-StrictMode|.*-Module|.*-History|Clear-Host)$/;

/** The module that a command comes from. */
export function moduleOf(entry: CommandEntry): string {
  if (entry.type !== 'Cmdlet') return '';
  if ('service' in entry) return EXCHANGE_MODULE;
  const other = OTHERS.find(([names]) => names.test(entry.name) && entry.name !== 'Get-Module');
  if (other !== undefined) return other[1];
  if (CORE.test(entry.name)) return 'Microsoft.PowerShell.Core';
  return MANAGEMENT.test(entry.name) ? 'Microsoft.PowerShell.Management' : 'Microsoft.PowerShell.Utility';
}

/** null: an alias. */
export function infoOf(entry: CommandEntry, rt: Runtime): CmdletInfo | null {
  if (entry.type === 'Alias') return null;
  if ('block' in entry) return rt.signature(entry.name, entry.block).info;
  return 'service' in entry ? entry.service : entry.builtIn.info;
}

function typeNamesFor(entry: CommandEntry): string[] {
  const own = `${PREFIX}${entry.type === 'Filter' ? 'FilterInfo' : `${entry.type}Info`}`;
  const middle = entry.type === 'Filter' ? [`${PREFIX}FunctionInfo`] : [];
  return [own, ...middle, `${PREFIX}CommandInfo`, 'System.Object'];
}

/** The module that connects is a script: its commands are functions, but for the one that tells of connections. */
function shownType(entry: CommandEntry): CommandEntry['type'] {
  return entry.type === 'Cmdlet' && /^(Connect|Disconnect)-(ExchangeOnline|IPPSSession)$/.test(entry.name)
    ? 'Function'
    : entry.type;
}

function exchangeModule(rt: Runtime): PsObject | null {
  const found = modulesOf(rt).find(({ name }) => name === EXCHANGE_MODULE);
  return found === undefined ? null : moduleObject(found);
}

/** What Get-Command writes for a command. */
export function commandObject(entry: CommandEntry, rt: Runtime): PsObject {
  const info = infoOf(entry, rt);
  const module = moduleOf(entry);
  const comesFrom = 'builtIn' in entry && module === EXCHANGE_MODULE ? exchangeModule(rt) : null;
  const [verb = '', noun = ''] = entry.name.split('-');
  const resolved = entry.type === 'Alias' ? rt.findCommand(entry.definition) : undefined;
  const target = resolved === undefined || resolved.type === 'Alias' ? null : commandObject(resolved, rt);
  const advanced = 'block' in entry && rt.signature(entry.name, entry.block).advanced;
  const isCommand = entry.type !== 'Alias' && entry.name.includes('-');
  return new PsObject(
    SHAPE,
    [
      enumNamed(`${PREFIX}CommandTypes`, shownType(entry)),
      entry.name,
      comesFrom === null ? version(module) : (comesFrom.get('Version') ?? null),
      module,
      definitionOf(entry, info),
      module,
      isCommand ? verb : '',
      isCommand ? noun : '',
      info?.defaultSet ?? null,
      parametersOf(entry, info, advanced),
      target,
      target,
      entry.type === 'Alias' ? entry.definition : null,
      entry.type === 'Alias' ? `${entry.name} -> ${entry.definition}` : entry.name,
      'block' in entry ? entry.block : null,
      'block' in entry ? advanced : null,
      '',
      entry.type === 'Alias' ? (entry.description ?? '') : '',
      enumNamed(`${PREFIX}ScopedItemOptions`, entry.type === 'Alias' ? (entry.guard ?? 'None') : 'None'),
      info === null ? null : setNames(info).map((set) => parameterSet(info, set)),
      comesFrom,
    ],
    typeNamesFor(entry),
  );
}

function version(module: string): Value {
  if (module === '' || module === EXCHANGE_MODULE) return null;
  return { kind: 'version', parts: [7, 0, 0, 0], text: '7.0.0.0' };
}

/** Of an alias what it stands for, of a function its body, of a cmdlet its syntax. */
function definitionOf(entry: CommandEntry, info: CmdletInfo | null): string {
  if (entry.type === 'Alias') return entry.definition;
  if ('block' in entry) return entry.block.text;
  return info === null
    ? ''
    : setNames(info)
        .map((set) => `\n${syntaxOf(info, set)}\n`)
        .join('');
}

function parametersOf(entry: CommandEntry, info: CmdletInfo | null, advanced: boolean): Value {
  const table = new PsHashtable({
    generic: { key: 'String', value: 'System.Management.Automation.ParameterMetadata' },
  });
  if (info !== null && !('block' in entry)) {
    for (const { name, type, aliases } of allParameters(info)) {
      table.set(name, metadata(name, type, aliases));
    }
  } else if ('block' in entry) {
    for (const { name, attributes } of functionParameters(entry.block.ast)) {
      const constraint = attributes.find((each) => each.kind === 'TypeConstraint');
      const written = constraint?.typeName.name ?? 'Object';
      table.set(name, metadata(name, resolveType(written) ?? written, []));
    }
    if (info !== null && advanced) {
      for (const { name, type, aliases } of commonParameters(info))
        table.set(name, metadata(name, type, aliases));
    }
  } else return null;
  return table;
}

const SET_SHAPE = Shape.of(['Name', 'IsDefault', 'Parameters']);
const IN_SET_SHAPE = Shape.of([
  'Name',
  'ParameterType',
  'IsMandatory',
  'IsDynamic',
  'Position',
  'ValueFromPipeline',
  'ValueFromPipelineByPropertyName',
  'Aliases',
]);

/** What no position is as a number. */
const NO_POSITION = -2147483648;

function parameterSet(info: CmdletInfo, set: string): PsObject {
  const parameters = allParameters(info).flatMap((parameter): Value[] => {
    const entry = parameter.sets.find((each) => each.set === set || each.set === allSets);
    if (entry === undefined) return [];
    const { name, type, aliases } = parameter;
    return [
      new PsObject(
        IN_SET_SHAPE,
        [
          name,
          { kind: 'type', name: type.includes('.') ? type : `System.${type}` },
          entry.mandatory,
          false,
          entry.position ?? NO_POSITION,
          entry.pipeline,
          entry.byName,
          [...aliases],
        ],
        [`${PREFIX}CommandParameterInfo`, 'System.Object'],
      ),
    ];
  });
  return new PsObject(
    SET_SHAPE,
    [set, set === info.defaultSet, parameters],
    [`${PREFIX}CommandParameterSetInfo`, 'System.Object'],
  );
}

function metadata(name: string, type: string, aliases: readonly string[]): PsObject {
  return new PsObject(
    PARAMETER_SHAPE,
    [
      name,
      { kind: 'type', name: type.includes('.') ? type : `System.${type}` },
      [...aliases],
      false,
      /^switch(parameter)?$/i.test(type),
    ],
    ['System.Management.Automation.ParameterMetadata', 'System.Object'],
  );
}

/** Those of a param block. */
export function functionParameters(ast: ScriptBlockAst): readonly ParameterAst[] {
  return ast.param?.parameters ?? [];
}
