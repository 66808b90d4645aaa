import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { FileEntry } from '../../host.ts';
import { enumerable } from '../../members/enumerate.ts';
import type { Value } from '../../values/model.ts';
import { typedArray } from '../../values/model.ts';
import { commandError, commandFailure, INVALID_OPERATION } from './failures.ts';
import { driveItem } from './folder/drives.ts';
import { fullPath } from './folder/paths.ts';
import { eachTarget, filterParameters, pathParameters } from './folder/targets.ts';
import { decode, encodingArgument } from './folder/text-encodings.ts';

const LONGEST = { min: 0, max: Number.MAX_SAFE_INTEGER };

export const getContent: BuiltIn = {
  info: declare(
    'Get-Content',
    [
      parameter('ReadCount', 'Int64', { byName: true }),
      parameter('TotalCount', 'Int64', { aliases: ['First', 'Head'], byName: true, range: LONGEST }),
      parameter('Tail', 'Int32', { aliases: ['Last'], byName: true, range: LONGEST }),
      ...pathParameters(),
      ...filterParameters,
      parameter('Force', 'SwitchParameter'),
      parameter('Delimiter', 'String'),
      parameter('Wait', 'SwitchParameter'),
      parameter('Raw', 'SwitchParameter'),
      parameter('Encoding', 'Encoding'),
      parameter('AsByteStream', 'SwitchParameter'),
    ],
    { defaultSet: 'Path' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetContentCommand',
  aliases: ['gc', 'cat', 'type'],
  synopsis: 'Reads a file of the working folder, line by line.',
  start(context) {
    const { bound } = context;
    if (bound.has('TotalCount') && bound.has('Tail')) {
      throw commandFailure(
        INVALID_OPERATION,
        'TailAndHeadCannotCoexist',
        'The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.',
        'InvalidOperation',
      );
    }
    if (bound.on('Wait')) {
      throw commandFailure(
        INVALID_OPERATION,
        'NotSupported',
        'Get-Content -Wait is not on offer: the console does not follow a file that grows. Read it without -Wait.',
        'NotImplemented',
      );
    }
    return {
      process() {
        eachTarget(context, {
          entry: (entry) => {
            readEntry(context, entry);
          },
          drive: (place) => {
            for (const item of driveItem(place, context.runtime)) context.write(item.content);
          },
        });
      },
    };
  },
};

function readEntry(context: Context, entry: FileEntry): void {
  const { bound, runtime } = context;
  if (entry.folder) {
    const full = fullPath(entry.path, runtime);
    context.error(
      commandError(
        INVALID_OPERATION,
        'GetContainerContentException',
        `Unable to get content because it is a directory: '${full}'. Please use 'Get-ChildItem' instead.`,
        'InvalidOperation',
        full,
      ),
    );
    return;
  }
  const bytes = runtime.host.files.read(entry.path);
  if (bound.on('AsByteStream')) {
    const values = Array.from(bytes, (byte): Value => ({ kind: 'byte', value: BigInt(byte) }));
    if (bound.on('Raw')) context.write(typedArray(values, 'Byte'));
    else writeParts(context, values, 'Byte');
    return;
  }
  const text = decode(bytes, encodingArgument(bound.get('Encoding')) ?? 'utf8NoBOM');
  if (bound.on('Raw')) {
    if (text !== '') context.write(text);
    return;
  }
  const delimiter = bound.text('Delimiter');
  writeParts(context, delimiter === undefined ? linesOf(text) : piecesOf(text, delimiter), 'Object');
}

/** Lines without their breaks; a break at the end starts no line. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function piecesOf(text: string, delimiter: string): string[] {
  if (text === '') return [];
  if (delimiter === '') return [text];
  const pieces = text.split(delimiter);
  if (pieces.at(-1) === '') pieces.pop();
  return pieces;
}

/** -TotalCount, -Tail and -ReadCount. */
function writeParts(context: Context, all: readonly Value[], elementType: string): void {
  const { bound } = context;
  const total = bound.number('TotalCount');
  const tail = bound.number('Tail');
  const parts =
    tail !== undefined
      ? tail === 0
        ? []
        : all.slice(-tail)
      : total !== undefined
        ? all.slice(0, total)
        : all;
  const readCount = bound.number('ReadCount') ?? 1;
  if (readCount === 1) {
    for (const [at, part] of parts.entries()) {
      if ((at & 255) === 0) context.runtime.host.checkStop();
      context.write(part);
    }
    return;
  }
  const step = readCount <= 0 ? Math.max(parts.length, 1) : readCount;
  for (let at = 0; at < parts.length; at += step) {
    const piece = parts.slice(at, at + step);
    context.write(elementType === 'Object' ? piece : typedArray(piece, elementType));
  }
}

/** One value or the elements of a list, as content to write. */
export function contentItems(value: Value): Iterable<Value> {
  return enumerable(value) ?? [value];
}
