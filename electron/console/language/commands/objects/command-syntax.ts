import { allSets, commonParameters } from '../../../../../shared/powershell/parameters.ts';
import type { CmdletInfo, CmdletParameter, ParameterSetEntry } from '../../../../../shared/model/cmdlet.ts';

const SHORT: Readonly<Record<string, string>> = {
  String: 'string',
  Int32: 'int',
  Int64: 'long',
  Boolean: 'bool',
  Double: 'double',
  Char: 'char',
  DateTime: 'datetime',
  TimeSpan: 'timespan',
  Guid: 'guid',
  Uri: 'uri',
  Hashtable: 'hashtable',
  PSObject: 'psobject',
  ScriptBlock: 'scriptblock',
  SwitchParameter: 'switch',
  PSCredential: 'pscredential',
  SecureString: 'securestring',
};

/** A type as help shows it: "string[]", "Object[]", "psobject". */
export function helpType(type: string): string {
  const isList = type.endsWith('[]');
  const plain = isList ? type.slice(0, -2) : type;
  const last = plain.slice(plain.lastIndexOf('.') + 1);
  return `${SHORT[last] ?? last}${isList ? '[]' : ''}`;
}

function entryIn(parameter: CmdletParameter, set: string): ParameterSetEntry | undefined {
  return parameter.sets.find((entry) => entry.set === set || entry.set === allSets);
}

/** Names of the command's parameter sets, the default one first. */
export function setNames(info: CmdletInfo): string[] {
  const names = new Set<string>();
  if (info.defaultSet !== null) names.add(info.defaultSet);
  for (const parameter of info.parameters) {
    for (const entry of parameter.sets) if (entry.set !== allSets) names.add(entry.set);
  }
  return names.size === 0 ? [allSets] : [...names];
}

/**
 * The command line with all parameters of one set, as Get-Help and Get-Command -Syntax show it.
 * @param common false: a function without the common parameters.
 */
export function syntaxOf(info: CmdletInfo, set: string, common = true): string {
  const own = info.parameters
    .map((parameter) => ({ parameter, entry: entryIn(parameter, set) }))
    .filter(
      (each): each is { parameter: CmdletParameter; entry: ParameterSetEntry } => each.entry !== undefined,
    );
  const positional = own
    .filter(({ entry }) => entry.position !== null)
    .sort((a, b) => (a.entry.position ?? 0) - (b.entry.position ?? 0));
  const named = own.filter(({ entry }) => entry.position === null);
  const ordered = [
    ...positional,
    ...named.filter(({ entry }) => entry.mandatory),
    ...named.filter(({ entry }) => !entry.mandatory),
  ];
  const parts = ordered.map(({ parameter, entry }) => oneParameter(parameter, entry));
  if (info.supportsShouldProcess) parts.push('[-WhatIf]', '[-Confirm]');
  return [info.name, ...parts, ...(common ? ['[<CommonParameters>]'] : [])].join(' ');
}

function oneParameter(parameter: CmdletParameter, entry: ParameterSetEntry): string {
  const name = entry.position === null ? `-${parameter.name}` : `[-${parameter.name}]`;
  const type = parameter.type === 'SwitchParameter' ? '' : ` <${helpType(parameter.type)}>`;
  return entry.mandatory ? `${name}${type}` : `[${name}${type}]`;
}

export function allParameters(info: CmdletInfo): readonly CmdletParameter[] {
  return [...info.parameters, ...commonParameters(info)];
}
