import { findProperty } from '../members/properties.ts';
import { toText } from '../convert/text.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { View } from './view-model.ts';

const AUTOMATION = 'System.Management.Automation';

/** "where -> Where-Object" for an alias, else the name. */
function commandName(value: Value, rt: Runtime): Value {
  const read = (name: string): Value => findProperty(value, name, rt)?.value() ?? null;
  if (toText(read('CommandType')) !== 'Alias') return read('Name');
  return read('DisplayName') ?? `${toText(read('Name'))} -> ${toText(read('Definition'))}`;
}

/** Commands, modules, drives. */
export const COMMAND_VIEWS: readonly View[] = [
  {
    kind: 'table',
    name: 'CommandInfo',
    types: [
      'AliasInfo',
      'ApplicationInfo',
      'CmdletInfo',
      'ExternalScriptInfo',
      'FilterInfo',
      'FunctionInfo',
      'ScriptInfo',
    ].map((name) => `${AUTOMATION}.${name}`),
    columns: [
      { field: 'CommandType', width: 15 },
      { field: commandName, label: 'Name', width: 50 },
      { field: 'Version', width: 10 },
      { field: 'Source' },
    ],
  },
  {
    kind: 'table',
    name: 'CommandInfo',
    types: [`${AUTOMATION}.CommandInfo`],
    columns: [{ field: 'CommandType', width: 15 }, { field: 'Name' }],
  },
  {
    kind: 'list',
    name: `${AUTOMATION}.AliasInfo`,
    types: [`${AUTOMATION}.AliasInfo`],
    lines: ['DisplayName', 'CommandType', 'Definition', 'ReferencedCommand', 'ResolvedCommand'].map(
      (field) => ({ field }),
    ),
  },
  {
    kind: 'list',
    name: `${AUTOMATION}.CmdletInfo`,
    types: [`${AUTOMATION}.CmdletInfo`],
    lines: [
      'Name',
      'CommandType',
      'Definition',
      'Path',
      'DLL',
      'HelpFile',
      'ParameterSets',
      'ImplementingType',
      'Verb',
      'Noun',
    ].map((field) => ({ field })),
  },
  {
    kind: 'list',
    name: `${AUTOMATION}.CommandInfo`,
    types: [`${AUTOMATION}.FilterInfo`, `${AUTOMATION}.FunctionInfo`],
    lines: ['Name', 'CommandType', 'Definition'].map((field) => ({ field })),
  },
  {
    kind: 'table',
    name: 'Module',
    types: [`${AUTOMATION}.PSModuleInfo`],
    columns: [
      { field: 'ModuleType', width: 10 },
      { field: 'Version', width: 10 },
      {
        field: (value, rt) => findProperty(value, 'PreRelease', rt)?.value() ?? null,
        label: 'PreRelease',
        width: 10,
      },
      { field: 'Name', width: 35 },
      { field: 'ExportedCommands' },
    ],
  },
];
