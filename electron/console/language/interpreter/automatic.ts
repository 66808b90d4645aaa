import { semanticVersion } from '../members/families/semantic-version.ts';
import { convertTo } from '../convert/convert.ts';
import type { Culture } from '../culture.ts';
import { failure, Terminating } from '../values/errors.ts';
import { PsHashtable } from '../values/collections.ts';
import { nativeProperty, nativeReference } from '../values/native.ts';
import type { PsReference } from '../values/block.ts';
import type { PsVersion } from '../values/simple.ts';
import type { Value } from '../values/model.ts';
import type { Interp } from './interp.ts';
import { consoleHost } from './console-host.ts';
import { Box } from './scope.ts';

const VERSION: PsVersion = { kind: 'version', parts: [7, 6, 0, -1], text: '7.6.0' };

/** The variables that a console has from the start. */
export function defineAutomatic(interp: Interp): void {
  const set = (name: string, value: Value, options: Box['options'] = []): Box => {
    const box = new Box(name, value);
    box.description = 'automatic';
    box.setOptions(options);
    interp.global.vars.set(name.toLowerCase(), box);
    return box;
  };
  const constant: Box['options'] = ['Constant', 'AllScope'];
  const root = interp.host.files.root ?? '';
  set('true', true, constant);
  set('false', false, constant);
  set('null', null, ['None']);
  set('Error', interp.errorList, ['Constant']);
  set('PSVersionTable', versionTable(), constant);
  set(
    'PWD',
    pathInfo(() => interp.host.files.root ?? ''),
    ['None'],
  );
  set('HOME', root, constant);
  set('PID', 1, constant);
  set('Host', consoleHost(interp, VERSION), constant);
  set('ExecutionContext', executionContext(), constant);
  set('ShellId', 'Microsoft.PowerShell', constant);
  set('PSCulture', interp.host.culture.name, constant);
  set('PSUICulture', interp.host.culture.name, constant);
  set('PSHOME', '', constant);
  set('PSEdition', 'Core', constant);
  set('IsWindows', false, constant);
  set('IsLinux', true, constant);
  set('IsMacOS', false, constant);
  set('IsCoreCLR', true, constant);
  set('PROFILE', '');
  set('NestedPromptLevel', 0);
  set('StackTrace', '');
  set('MaximumHistoryCount', 4096);
  set('OFS', null).isPrivate = true;
  interp.global.vars.delete('ofs');
  set('OutputEncoding', null);
  set('FormatEnumerationLimit', 4);
  set('PSDefaultParameterValues', new PsHashtable());
  set('PSScriptRoot', '');
  set('PSCommandPath', '');
  set('args', []);
  set('LASTEXITCODE', null);
  interp.global.vars.delete('lastexitcode');
  definePreferences(interp);
}

function definePreferences(interp: Interp): void {
  const preferences: readonly (readonly [string, Value])[] = [
    ['ErrorActionPreference', 'Continue'],
    ['WarningPreference', 'Continue'],
    ['VerbosePreference', 'SilentlyContinue'],
    ['DebugPreference', 'SilentlyContinue'],
    ['InformationPreference', 'SilentlyContinue'],
    ['ProgressPreference', 'Continue'],
    ['ConfirmPreference', 'High'],
    ['WhatIfPreference', false],
    ['ErrorView', 'ConciseView'],
  ];
  for (const [name, value] of preferences) {
    const box = new Box(name, value);
    box.description = 'automatic';
    const type =
      PREFERENCE_TYPES.get(name) ?? (value === 'Continue' || value === 'SilentlyContinue' ? ACTION : null);
    if (type !== null) {
      const check = typedCheck(type, interp.host.culture);
      box.value = check(value);
      box.check = check;
    }
    interp.global.vars.set(name.toLowerCase(), box);
  }
}

const ACTION = 'System.Management.Automation.ActionPreference';
const PREFERENCE_TYPES: ReadonlyMap<string, string> = new Map([
  ['ConfirmPreference', 'System.Management.Automation.ConfirmImpact'],
]);

function typedCheck(type: string, culture: Culture): (value: Value) => Value {
  return (value) => {
    try {
      return convertTo(value, type, culture);
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      throw failure('RuntimeException', error.record.message, {
        type: 'System.Management.Automation.ArgumentTransformationMetadataException',
        category: 'MetadataError',
        inner: error.record.exception,
      });
    }
  };
}

function versionTable(): PsHashtable {
  const table = new PsHashtable({ ordered: true });
  const pairs: readonly (readonly [string, Value])[] = [
    ['PSVersion', semanticVersion(7, 6, 0)],
    ['PSEdition', 'Core'],
    ['GitCommitId', '7.6.0'],
    ['OS', 'Tenantdeck'],
    ['Platform', 'Unix'],
    ['PSCompatibleVersions', []],
    ['PSRemotingProtocolVersion', { kind: 'version', parts: [2, 4, -1, -1], text: '2.4' }],
    ['SerializationVersion', { kind: 'version', parts: [1, 1, 0, 1], text: '1.1.0.1' }],
    ['WSManStackVersion', { kind: 'version', parts: [3, 0, -1, -1], text: '3.0' }],
  ];
  for (const [key, value] of pairs) table.set(key, value);
  return table;
}

function native(
  typeName: string,
  text: string,
  properties: readonly (readonly [string, Value])[],
): PsReference {
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: properties.map(([name, value]) => nativeProperty(name, 'Object', () => value)),
    toText: () => text,
  });
}

/** The folder may be chosen while the script runs. */
function pathInfo(root: () => string): PsReference {
  const typeName = 'System.Management.Automation.PathInfo';
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('Drive', 'PSDriveInfo', () => null),
      nativeProperty('Provider', 'ProviderInfo', () => 'Microsoft.PowerShell.Core\\FileSystem'),
      nativeProperty('ProviderPath', 'String', root),
      nativeProperty('Path', 'String', root),
    ],
    toText: root,
  });
}

function executionContext(): PsReference {
  return native(
    'System.Management.Automation.EngineIntrinsics',
    'System.Management.Automation.EngineIntrinsics',
    [],
  );
}
