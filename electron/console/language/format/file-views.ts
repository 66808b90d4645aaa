import { findProperty } from '../members/properties.ts';
import { compositeFormat } from '../dotnet/composite.ts';
import { toText } from '../convert/text.ts';
import { text } from './packets.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Token } from './packets.ts';
import type { View, ViewGroup } from './view-model.ts';

const TYPES = ['System.IO.DirectoryInfo', 'System.IO.FileInfo'];

function read(value: Value, name: string, rt: Runtime): Value {
  return findProperty(value, name, rt)?.value() ?? null;
}

/** The folder that a file or folder is in. */
function parent(value: Value, rt: Runtime): string {
  const told = read(value, 'PSParentPath', rt);
  if (told !== null) return toText(told).replace('Microsoft.PowerShell.Core\\FileSystem::', '') || '/';
  const full = toText(read(value, 'FullName', rt));
  const at = Math.max(full.lastIndexOf('/'), full.lastIndexOf('\\'));
  return at <= 0 ? full : full.slice(0, at);
}

const GROUP: ViewGroup = {
  by: parent,
  heading: (value, rt): readonly Token[] => [text('    Directory: '), text(parent(value, rt))],
};

/** Time of the last change in two columns, as wide as on Windows. */
function changed(value: Value, rt: Runtime): Value {
  const time = read(value, 'LastWriteTime', rt);
  return time === null ? null : compositeFormat('{0,10:d} {0,8:t}', [time], rt.culture);
}

function isFolder(value: Value, rt: Runtime): boolean {
  return read(value, 'PSIsContainer', rt) === true;
}

/** Folders and files, under "Directory:" headings. */
export const FILE_VIEWS: readonly View[] = [
  {
    kind: 'table',
    name: 'children',
    types: TYPES,
    wrap: true,
    group: GROUP,
    columns: [
      { field: 'Mode', width: 7, alignment: 'left' },
      { field: changed, label: 'LastWriteTime', width: 26, alignment: 'right' },
      {
        field: (value, rt) => (isFolder(value, rt) ? '' : read(value, 'Length', rt)),
        label: 'Length',
        width: 14,
        alignment: 'right',
      },
      { field: 'Name', alignment: 'left' },
    ],
  },
  {
    kind: 'list',
    name: 'children',
    types: ['System.IO.FileInfo'],
    group: GROUP,
    lines: [
      'Name',
      'Length',
      'CreationTime',
      'LastWriteTime',
      'LastAccessTime',
      'Mode',
      'LinkType',
      'Target',
      'VersionInfo',
    ].map((field) => ({ field })),
  },
  {
    kind: 'list',
    name: 'children',
    types: ['System.IO.DirectoryInfo'],
    group: GROUP,
    lines: ['Name', 'CreationTime', 'LastWriteTime', 'LastAccessTime', 'Mode', 'LinkType', 'Target'].map(
      (field) => ({
        field,
      }),
    ),
  },
  {
    kind: 'wide',
    name: 'children',
    types: TYPES,
    group: GROUP,
    field: (value, rt) => {
      const name = toText(read(value, 'Name', rt));
      return isFolder(value, rt) ? `[${name}]` : name;
    },
  },
];
