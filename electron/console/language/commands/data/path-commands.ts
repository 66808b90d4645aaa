import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { Terminating } from '../../values/errors.ts';
import { commandError, enumArgument } from './failures.ts';
import { driveItems } from './folder/drives.ts';
import { glob, resolve } from './folder/glob.ts';
import { drivePath, fullPath, locationOf, pathText, separatorOf } from './folder/paths.ts';
import {
  boundFilter,
  eachTarget,
  filterParameters,
  orError,
  pathParameters,
  writtenPaths,
} from './folder/targets.ts';
import { pathInfo } from './location.ts';
import { isAbsolute, joinPath as join, leafOf, parentOf, qualifierOf, splitLeaf } from './path-text.ts';
import { utcTicks } from './local-time.ts';
import { localDate } from './local-time.ts';
import type { Value } from '../../values/model.ts';

export const joinPathCommand: BuiltIn = {
  info: declare('Join-Path', [
    parameter('Path', 'String[]', {
      aliases: ['PSPath'],
      position: 0,
      mandatory: true,
      pipeline: true,
      byName: true,
    }),
    parameter('ChildPath', 'String[]', {
      position: 1,
      mandatory: true,
      byName: true,
      allow: ['null', 'emptyString', 'emptyCollection'],
    }),
    parameter('AdditionalChildPath', 'String[]', { position: 2, byName: true, remaining: true }),
    parameter('Resolve', 'SwitchParameter'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.JoinPathCommand',
  aliases: [],
  synopsis: 'Joins parts of a path.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const separator = separatorOf(runtime);
        for (const parent of bound.list('Path') ?? []) {
          const children = [
            ...(bound.list('ChildPath') ?? ['']),
            ...(bound.list('AdditionalChildPath') ?? []),
          ];
          const [first = '', ...rest] = children.map(toText);
          const child = rest.reduce((whole, more) => join(whole, more, separator), first);
          const path = join(pathText(parent), child, separator);
          if (!bound.on('Resolve')) context.write(path);
          else {
            orError(context, () => {
              for (const entry of resolve(path, runtime)) context.write(fullPath(entry.path, runtime));
            });
          }
        }
      },
    };
  },
};

const SPLITS = ['Leaf', 'LeafBase', 'Extension', 'Qualifier', 'NoQualifier', 'IsAbsolute'];

export const splitPath: BuiltIn = {
  info: declare(
    'Split-Path',
    [
      parameter('Path', 'String[]', {
        sets: ['ParentSet', ...SPLITS.map((name) => `${name}Set`)].map((set) => ({
          set,
          mandatory: true,
          position: 0,
          pipeline: true,
          byName: true,
        })),
      }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'LiteralPathSet', mandatory: true, byName: true }],
      }),
      ...['Qualifier', 'NoQualifier'].map((name) =>
        parameter(name, 'SwitchParameter', { sets: [{ set: `${name}Set`, mandatory: true, position: 1 }] }),
      ),
      parameter('Parent', 'SwitchParameter', { sets: [{ set: 'ParentSet', position: 1 }] }),
      ...['Leaf', 'LeafBase', 'Extension'].map((name) =>
        parameter(name, 'SwitchParameter', { sets: [{ set: `${name}Set`, mandatory: true, position: 1 }] }),
      ),
      parameter('Resolve', 'SwitchParameter'),
      parameter('IsAbsolute', 'SwitchParameter', { sets: [{ set: 'IsAbsoluteSet', mandatory: true }] }),
    ],
    { defaultSet: 'ParentSet' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.SplitPathCommand',
  aliases: [],
  synopsis: 'Gives a part of a path.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        for (const { text, literal } of writtenPaths(context)) {
          if (!bound.on('Resolve')) {
            part(context, text);
            continue;
          }
          orError(context, () => {
            for (const entry of resolve(text, runtime, literal)) part(context, fullPath(entry.path, runtime));
          });
        }
      },
    };
  },
};

function part(context: Context, path: string): void {
  const { bound, runtime } = context;
  if (bound.on('Leaf')) context.write(leafOf(path));
  else if (bound.on('LeafBase')) context.write(splitLeaf(path).base);
  else if (bound.on('Extension')) context.write(splitLeaf(path).extension);
  else if (bound.on('IsAbsolute')) context.write(isAbsolute(path));
  else if (bound.on('NoQualifier')) context.write(path.slice(qualifierOf(path).length));
  else if (bound.on('Qualifier')) {
    const qualifier = qualifierOf(path);
    if (qualifier !== '') context.write(qualifier);
    else {
      context.error(
        commandError(
          'System.FormatException',
          'ParsePathFormatError',
          `Cannot parse path because path '${path}' does not have a qualifier specified.`,
          'InvalidArgument',
        ),
      );
    }
  } else context.write(parentOf(path, separatorOf(runtime)));
}

export const testPath: BuiltIn = {
  info: declare(
    'Test-Path',
    [
      parameter('Path', 'String[]', {
        sets: [{ set: 'Path', mandatory: true, position: 0, pipeline: true, byName: true }],
        allow: ['null', 'emptyString', 'emptyCollection'],
      }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'LiteralPath', mandatory: true, byName: true }],
        allow: ['null', 'emptyString', 'emptyCollection'],
      }),
      ...filterParameters,
      parameter('PathType', 'Microsoft.PowerShell.Commands.TestPathType', { aliases: ['Type'] }),
      parameter('IsValid', 'SwitchParameter'),
      parameter('OlderThan', 'DateTime'),
      parameter('NewerThan', 'DateTime'),
    ],
    { defaultSet: 'Path' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.TestPathCommand',
  aliases: [],
  synopsis: 'Tells whether a file or folder of the working folder is there.',
  start(context) {
    const kind = enumArgument(
      'PathType',
      context.bound.get('PathType'),
      'Microsoft.PowerShell.Commands.TestPathType',
      ['Any', 'Container', 'Leaf'],
    )?.name;
    return {
      process() {
        for (const { text, literal } of writtenPaths(context)) {
          context.write(isThere(context, text, literal, kind));
        }
      },
    };
  },
};

/** What can't be looked at isn't there: nothing outside the working folder is. */
function isThere(context: Context, text: string, literal: boolean, kind: string | undefined): boolean {
  const { bound, runtime } = context;
  if (text.trim() === '') return false;
  if (bound.on('IsValid')) return !text.includes('\0');
  try {
    const place = drivePath(text);
    if (place.drive !== null) {
      if (place.path === '') return kind !== 'Leaf';
      const found = driveItems(place, runtime);
      return found.some(({ children }) => kind !== (children === undefined ? 'Container' : 'Leaf'));
    }
    const passes = boundFilter(context);
    const older = bound.get('OlderThan') ?? null;
    const newer = bound.get('NewerThan') ?? null;
    const ticks = (value: Value): bigint | null =>
      value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'dateTime'
        ? utcTicks(value, runtime.culture)
        : null;
    const before = ticks(older);
    const after = ticks(newer);
    return glob(place.path, runtime, literal).some((entry) => {
      if (kind === 'Container' && !entry.folder) return false;
      if (kind === 'Leaf' && entry.folder) return false;
      const at = utcTicks(localDate(entry.modified, runtime.culture), runtime.culture);
      if (before !== null && at >= before) return false;
      if (after !== null && at <= after) return false;
      return entry.path === '' || passes(entry.name);
    });
  } catch (error) {
    if (error instanceof Terminating) return false;
    throw error;
  }
}

export const resolvePath: BuiltIn = {
  info: declare(
    'Resolve-Path',
    [
      ...pathParameters(),
      parameter('Relative', 'SwitchParameter'),
      parameter('RelativeBasePath', 'String'),
      parameter('Force', 'SwitchParameter'),
    ],
    { defaultSet: 'Path' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ResolvePathCommand',
  aliases: ['rvpa'],
  synopsis: 'Gives the full paths that a path with wildcards stands for.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        eachTarget(context, {
          entry: (entry) => {
            if (bound.on('Relative'))
              context.write(relativePath(entry.path, locationOf(runtime), separatorOf(runtime)));
            else context.write(pathInfo(entry.path, runtime));
          },
          drive: ({ drive, path }) => {
            context.write(`${drive ?? ''}:${path}`);
          },
        });
      },
    };
  },
};

/** A path of the working folder as seen from a folder in it. */
export function relativePath(path: string, from: string, separator: string): string {
  const parts = path === '' ? [] : path.split('/');
  const base = from === '' ? [] : from.split('/');
  let same = 0;
  while (same < parts.length && same < base.length && parts[same] === base[same]) same++;
  const up = base.slice(same).map(() => '..');
  const down = parts.slice(same);
  return [...(up.length === 0 ? ['.'] : up), ...down].join(separator);
}

export const convertPath: BuiltIn = {
  info: declare('Convert-Path', [...pathParameters()], { defaultSet: 'Path' }),
  typeName: 'Microsoft.PowerShell.Commands.ConvertPathCommand',
  aliases: ['cvpa'],
  synopsis: 'Gives the full path of a path.',
  start(context) {
    return {
      process() {
        eachTarget(context, {
          entry: (entry) => {
            context.write(fullPath(entry.path, context.runtime));
          },
          drive: ({ path }) => {
            context.write(path);
          },
        });
      },
    };
  },
};
