import type { Context } from '../../builtin.ts';
import type { CmdletParameter } from '../../../../../../shared/model/cmdlet.ts';
import type { FileEntry } from '../../../host.ts';
import { parameter } from '../../declare.ts';
import { Terminating } from '../../../values/errors.ts';
import type { Value } from '../../../values/model.ts';
import { toText } from '../../../convert/text.ts';
import { nameFilter, resolve } from './glob.ts';
import { drivePath, type DrivePath, pathText } from './paths.ts';

/** -Path and -LiteralPath as most commands on items have them. */
export function pathParameters(
  options: { mandatory?: boolean; position?: number } = {},
): readonly CmdletParameter[] {
  const mandatory = options.mandatory ?? true;
  return [
    parameter('Path', 'String[]', {
      sets: [
        {
          set: 'Path',
          mandatory,
          position: options.position ?? 0,
          pipeline: true,
          byName: true,
        },
      ],
    }),
    parameter('LiteralPath', 'String[]', {
      aliases: ['PSPath', 'LP'],
      sets: [{ set: 'LiteralPath', mandatory: true, byName: true }],
    }),
  ];
}

export const filterParameters: readonly CmdletParameter[] = [
  parameter('Filter', 'String'),
  parameter('Include', 'String[]'),
  parameter('Exclude', 'String[]'),
];

/** A path argument, as text, and whether wildcards in it are plain characters. */
export interface WrittenPath {
  readonly text: string;
  readonly literal: boolean;
}

/** The paths given, else `otherwise`. */
export function writtenPaths(context: Context, otherwise: string | null = null): WrittenPath[] {
  const { bound } = context;
  const literal = bound.list('LiteralPath');
  if (literal !== undefined) return literal.map((path) => ({ text: pathText(path), literal: true }));
  const paths = bound.list('Path');
  if (paths !== undefined) return paths.map((path) => ({ text: pathText(path), literal: false }));
  return otherwise === null ? [] : [{ text: otherwise, literal: false }];
}

/** -Filter, -Include and -Exclude as one check of a name. */
export function boundFilter(context: Context): (name: string) => boolean {
  const { bound } = context;
  const texts = (name: string): string[] | undefined =>
    bound.list(name)?.map((value: Value) => toText(value));
  const filter = bound.text('Filter');
  const passes = nameFilter(texts('Include'), texts('Exclude'));
  if (filter === undefined || filter === '') return passes;
  const also = nameFilter([filter], undefined);
  return (name) => also(name) && passes(name);
}

/** Does `work`; an error in it is one of the command, which goes on with the next path. */
export function orError(context: Context, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    context.error(error.record);
  }
}

/** Every file and folder that the paths mean, or the thing on another drive; what isn't there is an error. */
export function eachTarget(
  context: Context,
  handlers: { entry(entry: FileEntry, written: string): void; drive(place: DrivePath): void },
): void {
  const filter = boundFilter(context);
  for (const { text, literal } of writtenPaths(context)) {
    orError(context, () => {
      const place = drivePath(text);
      if (place.drive !== null) {
        handlers.drive(place);
        return;
      }
      for (const entry of resolve(place.path, context.runtime, literal)) {
        if (filter(entry.name)) orError(context, () => handlers.entry(entry, text));
      }
    });
  }
}
