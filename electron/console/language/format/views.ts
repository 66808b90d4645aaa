import { toStringOf } from '../dotnet/to-string.ts';
import { FILE_VIEWS } from './file-views.ts';
import { COMMAND_VIEWS } from './command-views.ts';
import { findProperty } from '../members/properties.ts';
import { invokeMember } from '../members/members.ts';
import { errorText } from './error-text.ts';
import { NEWLINE, text } from './packets.ts';
import { isArray } from '../values/model.ts';
import { shownText, TEXT_TYPE } from '../values/shown-text.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Token } from './packets.ts';
import type { ShapeName, View, ViewColumn } from './view-model.ts';

const AUTOMATION = 'System.Management.Automation';

function columns(...fields: (string | [field: string, width: number])[]): ViewColumn[] {
  return fields.map((field) =>
    typeof field === 'string' ? { field } : { field: field[0], width: field[1] },
  );
}

function lines(...fields: string[]): { field: string }[] {
  return fields.map((field) => ({ field }));
}

/** Lines of a text with breaks between them. */
function lined(parts: readonly string[]): Token[] {
  return parts.flatMap((part, at) => (at === 0 ? [text(part)] : [NEWLINE, text(part)]));
}

/** How PowerShell shows the types that scripts meet, in its order: the first that fits is a type's default. */
const VIEWS: readonly View[] = [
  {
    kind: 'table',
    name: 'System.RuntimeType',
    types: ['System.RuntimeType'],
    columns: [
      { field: 'IsPublic', width: 8 },
      { field: 'IsSerializable', label: 'IsSerial', width: 8 },
      { field: 'Name', width: 40 },
      { field: 'BaseType' },
    ],
  },
  {
    kind: 'table',
    name: 'Microsoft.PowerShell.Commands.MemberDefinition',
    types: ['Microsoft.PowerShell.Commands.MemberDefinition'],
    autosize: true,
    group: { by: 'TypeName' },
    columns: columns('Name', 'MemberType', 'Definition'),
  },
  {
    kind: 'table',
    name: 'Microsoft.PowerShell.Commands.GroupInfo',
    types: ['Microsoft.PowerShell.Commands.GroupInfo'],
    columns: [
      { field: 'Count', width: 5, alignment: 'right' },
      { field: 'Name', width: 25 },
      { field: 'Group' },
    ],
  },
  {
    kind: 'list',
    name: 'Microsoft.PowerShell.Commands.GroupInfo',
    types: ['Microsoft.PowerShell.Commands.GroupInfo'],
    lines: lines('Name', 'Count', 'Group', 'Values'),
  },
  {
    kind: 'table',
    name: 'Microsoft.PowerShell.Commands.GroupInfoNoElement',
    types: ['Microsoft.PowerShell.Commands.GroupInfoNoElement'],
    columns: [
      { field: 'Count', width: 5, alignment: 'right' },
      { field: 'Name', width: 25 },
    ],
  },
  {
    kind: 'list',
    name: 'Microsoft.PowerShell.Commands.GroupInfoNoElement',
    types: ['Microsoft.PowerShell.Commands.GroupInfoNoElement'],
    lines: lines('Name', 'Count', 'Values'),
  },
  {
    kind: 'complex',
    name: 'MatchInfo',
    types: ['Microsoft.PowerShell.Commands.MatchInfo'],
    tokens: (value, rt) => [text(matchText(value, rt))],
  },
  {
    kind: 'table',
    name: 'Variable',
    types: [`${AUTOMATION}.PSVariable`],
    columns: columns(['Name', 30], 'Value'),
  },
  { kind: 'table', name: 'PathInfo', types: [`${AUTOMATION}.PathInfo`], columns: columns('Path') },
  ...COMMAND_VIEWS,
  ...FILE_VIEWS,
  {
    kind: 'table',
    name: 'ThumbprintTable',
    types: ['System.Security.Cryptography.X509Certificates.X509Certificate2'],
    group: { by: 'PSParentPath' },
    columns: [
      { field: 'Thumbprint', width: 41 },
      { field: 'Subject', width: 20 },
      { field: usageNames, label: 'EnhancedKeyUsageList' },
    ],
  },
  {
    kind: 'complex',
    name: 'ScriptBlock',
    types: [`${AUTOMATION}.ScriptBlock`],
    outOfBand: true,
    tokens: (value, rt) => [text(toStringOf(value, rt.culture))],
  },
  {
    kind: 'complex',
    name: 'ErrorInstance',
    types: [`${AUTOMATION}.ErrorRecord`],
    outOfBand: true,
    tokens: (value, rt) =>
      value !== null && typeof value === 'object' && 'errorId' in value ? lined(errorText(value, rt)) : [],
  },
  {
    kind: 'complex',
    name: 'WarningRecord',
    types: [`${AUTOMATION}.InformationalRecord`],
    outOfBand: true,
    tokens: (value, rt) => [text(propertyText(value, 'Message', rt))],
  },
  {
    kind: 'complex',
    name: 'InformationRecord',
    types: [`${AUTOMATION}.InformationRecord`],
    outOfBand: true,
    tokens: (value, rt) => [text(toStringOf(value, rt.culture))],
  },
  {
    kind: 'complex',
    name: 'HelpText',
    types: [TEXT_TYPE],
    outOfBand: true,
    tokens: (value, rt) => lined((shownText(value) ?? propertyText(value, 'Name', rt)).split('\n')),
  },
  {
    kind: 'table',
    name: 'HelpInfoShort',
    types: ['HelpInfoShort'],
    columns: columns(['Name', 33], ['Category', 9], ['Module', 25], 'Synopsis'),
  },
  {
    kind: 'table',
    name: 'System.Globalization.CultureInfo',
    types: ['System.Globalization.CultureInfo'],
    columns: columns(['LCID', 16], ['Name', 16], 'DisplayName'),
  },
  {
    kind: 'table',
    name: 'System.Version',
    types: ['System.Version'],
    columns: columns(['Major', 6], ['Minor', 6], ['Build', 6], ['Revision', 8]),
  },
  {
    kind: 'table',
    name: `${AUTOMATION}.SemanticVersion`,
    types: [`${AUTOMATION}.SemanticVersion`],
    columns: columns(['Major', 6], ['Minor', 6], ['Patch', 6], ['PreReleaseLabel', 15], ['BuildLabel', 11]),
  },
  {
    kind: 'table',
    name: 'Dictionary',
    types: ['System.Collections.DictionaryEntry'],
    columns: columns(['Name', 30], 'Value'),
  },
  {
    kind: 'list',
    name: 'System.Collections.DictionaryEntry',
    types: ['System.Collections.DictionaryEntry'],
    lines: lines('Name', 'Value'),
  },
  {
    kind: 'list',
    name: 'System.TimeSpan',
    types: ['System.TimeSpan'],
    lines: lines(
      'Days',
      'Hours',
      'Minutes',
      'Seconds',
      'Milliseconds',
      'Ticks',
      'TotalDays',
      'TotalHours',
      'TotalMinutes',
      'TotalSeconds',
      'TotalMilliseconds',
    ),
  },
  {
    kind: 'table',
    name: 'System.TimeSpan',
    types: ['System.TimeSpan'],
    columns: columns('Days', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'),
  },
  { kind: 'wide', name: 'System.TimeSpan', types: ['System.TimeSpan'], field: 'TotalMilliseconds' },
  {
    kind: 'complex',
    name: 'DateTime',
    types: ['System.DateTime'],
    tokens: (value, rt) => [text(propertyText(value, 'DateTime', rt))],
  },
  {
    kind: 'table',
    name: 'Microsoft.PowerShell.Commands.FileHashInfo',
    types: ['Microsoft.PowerShell.Commands.FileHashInfo'],
    columns: columns(['Algorithm', 15], ['Hash', 70], 'Path'),
  },
  { kind: 'table', name: 'System.Guid', types: ['System.Guid'], columns: columns('Guid') },
  {
    kind: 'table',
    name: 'System.Net.NetworkCredential',
    types: ['System.Net.NetworkCredential'],
    columns: columns(['UserName', 50], ['Domain', 50]),
  },
  {
    kind: 'table',
    name: `${AUTOMATION}.PSMethod`,
    types: [`${AUTOMATION}.PSMethod`],
    wrap: true,
    columns: [{ field: overloadLines, label: 'OverloadDefinitions' }],
  },
];

/** What a certificate is for, in words. */
function usageNames(value: Value, rt: Runtime): Value {
  const usages = findProperty(value, 'EnhancedKeyUsageList', rt)?.value() ?? null;
  return isArray(usages) ? usages.map((one) => propertyText(one, 'FriendlyName', rt)) : null;
}

/** Each overload on a line of its own, as Out-String ends them. */
function overloadLines(value: Value, rt: Runtime): Value {
  const overloads = findProperty(value, 'OverloadDefinitions', rt)?.value() ?? null;
  const lines = isArray(overloads) ? overloads : [overloads];
  return lines.map((line) => `${toStringOf(line, rt.culture)}\n`).join('');
}

function propertyText(value: Value, name: string, rt: Runtime): string {
  const found = findProperty(value, name, rt);
  return found === undefined ? toStringOf(value, rt.culture) : toStringOf(found.value(), rt.culture);
}

function matchText(value: Value, rt: Runtime): string {
  const root = rt.host.files.root;
  return toStringOf(invokeMember(value, 'ToString', root === null ? [] : [root], rt), rt.culture);
}

const byType = new Map<string, View[]>();
for (const view of VIEWS) {
  for (const type of view.types) {
    const known = byType.get(type);
    if (known === undefined) byType.set(type, [view]);
    else known.push(view);
  }
}

const DESERIALIZED = 'Deserialized.';

/** Types of objects read back from a file look like those that were written. */
export function livingTypes(typeNames: readonly string[]): readonly string[] {
  return typeNames[0]?.startsWith(DESERIALIZED) === true
    ? typeNames.map((name) => (name.startsWith(DESERIALIZED) ? name.slice(DESERIALIZED.length) : name))
    : typeNames;
}

/** The view of the nearest of an object's types; any shape where none is told. */
export function findView(
  typeNames: readonly string[],
  shape: ShapeName | null,
  name: string | null,
): View | null {
  for (const type of livingTypes(typeNames)) {
    const found = byType
      .get(type)
      ?.find(
        (view) =>
          (shape === null || view.kind === shape) &&
          !(view.kind === 'complex' && view.outOfBand === true) &&
          (name === null || view.name.toLowerCase() === name.toLowerCase()),
      );
    if (found !== undefined) return found;
  }
  return null;
}

export function findOutOfBandView(typeNames: readonly string[]): (View & { kind: 'complex' }) | null {
  for (const type of typeNames) {
    for (const view of byType.get(type) ?? [])
      if (view.kind === 'complex' && view.outOfBand === true) return view;
  }
  return null;
}

/** Names of all views of a type, for the message about an unknown one. */
export function viewNames(typeName: string, shape: ShapeName): string[] {
  return (byType.get(typeName) ?? []).filter((view) => view.kind === shape).map((view) => view.name);
}
