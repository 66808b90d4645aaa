import type { FileEntry } from '../../../host.ts';
import type { Runtime } from '../../../interpreter/runtime.ts';
import { long, type Value } from '../../../values/model.ts';
import type { PsReference } from '../../../values/block.ts';
import { enumValue } from '../../../values/simple.ts';
import type { PsDateTime } from '../../../values/time.ts';
import { nativeProperty, nativeReference, type NativeProperty } from '../../../values/native.ts';
import { localDate, utcTicks } from '../local-time.ts';
import { fullPath, separatorOf } from './paths.ts';

const FILE = 'System.IO.FileInfo';
const FOLDER = 'System.IO.DirectoryInfo';
const PROVIDER = 'Microsoft.PowerShell.Core\\FileSystem::';

function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}

/** The part after the last dot, with it. */
function extensionOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at < 0 || at === name.length - 1 ? '' : name.slice(at);
}

/** A file or folder as Get-Item gives it. */
export function fileObject(entry: FileEntry, rt: Runtime): PsReference {
  const full = fullPath(entry.path, rt);
  const name = entry.path === '' ? (full.split(separatorOf(rt)).at(-1) ?? full) : entry.name;
  const parent = entry.path === '' ? '' : fullPath(parentOf(entry.path), rt);
  const time = (at: number): PsDateTime => localDate(at, rt.culture);
  const utc = (at: number): PsDateTime => ({
    kind: 'dateTime',
    ticks: utcTicks(time(at), rt.culture),
    zone: 'Utc',
  });
  const note = (property: string, type: string, value: Value): NativeProperty =>
    nativeProperty(property, type, () => value, 'NoteProperty');
  const plain = (property: string, type: string, get: () => Value): NativeProperty =>
    nativeProperty(property, type, get);
  const extension = extensionOf(name);
  const base = entry.folder || extension === '' ? name : name.slice(0, -extension.length);
  const properties: NativeProperty[] = [
    note('PSPath', 'String', PROVIDER + full),
    note('PSParentPath', 'String', PROVIDER + parent),
    note('PSChildName', 'String', name),
    note('PSIsContainer', 'Boolean', entry.folder),
    nativeProperty('Mode', 'String', () => (entry.folder ? 'd----' : '-a---'), 'CodeProperty'),
    nativeProperty('BaseName', 'String', () => base, 'ScriptProperty'),
    ...(entry.folder
      ? [
          plain('Parent', FOLDER, () => parentObject(entry, rt)),
          plain('Root', FOLDER, () => fileObject({ ...entry, path: '', name: '', folder: true }, rt)),
        ]
      : [
          plain('Length', 'Int64', () => long(BigInt(entry.bytes))),
          plain('DirectoryName', 'String', () => parent),
          plain('Directory', FOLDER, () => parentObject(entry, rt)),
          plain('IsReadOnly', 'Boolean', () => false),
        ]),
    plain('FullName', 'String', () => full),
    plain('Extension', 'String', () => extension),
    plain('Name', 'String', () => name),
    plain('Exists', 'Boolean', () => true),
    plain('CreationTime', 'DateTime', () => time(entry.created)),
    plain('CreationTimeUtc', 'DateTime', () => utc(entry.created)),
    plain('LastAccessTime', 'DateTime', () => time(entry.modified)),
    plain('LastAccessTimeUtc', 'DateTime', () => utc(entry.modified)),
    plain('LastWriteTime', 'DateTime', () => time(entry.modified)),
    plain('LastWriteTimeUtc', 'DateTime', () => utc(entry.modified)),
    plain('Attributes', 'System.IO.FileAttributes', () =>
      entry.folder
        ? enumValue('System.IO.FileAttributes', 'Directory', 16)
        : enumValue('System.IO.FileAttributes', 'Normal', 128),
    ),
  ];
  const typeName = entry.folder ? FOLDER : FILE;
  return nativeReference({
    typeNames: [typeName, 'System.IO.FileSystemInfo', 'System.MarshalByRefObject', 'System.Object'],
    properties,
    toText: () => full,
    methods: new Map([['tostring', () => full]]),
  });
}

function parentObject(entry: FileEntry, rt: Runtime): Value {
  if (entry.path === '') return null;
  const path = parentOf(entry.path);
  const found = path === '' ? null : rt.host.files.stat(path);
  return fileObject(found ?? { ...entry, name: '', path: '', folder: true, bytes: 0 }, rt);
}
