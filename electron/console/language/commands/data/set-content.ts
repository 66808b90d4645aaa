import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { Terminating } from '../../values/errors.ts';
import { valueText } from './csv-rows.ts';
import { contentItems } from './get-content.ts';
import { notOnDrive, setDriveItem } from './folder/drives.ts';
import { glob, isWild } from './folder/glob.ts';
import { drivePath, type DrivePath, fullPath } from './folder/paths.ts';
import { eachTarget, filterParameters, orError, pathParameters, writtenPaths } from './folder/targets.ts';
import { encodingArgument } from './folder/text-encodings.ts';
import { LINE_BREAK, TextFile } from './folder/text-writer.ts';

const writing = [
  parameter('Value', 'Object[]', {
    position: 1,
    mandatory: true,
    pipeline: true,
    byName: true,
    allow: ['null', 'emptyString', 'emptyCollection'],
  }),
  parameter('PassThru', 'SwitchParameter'),
  parameter('Path', 'String[]', { sets: [{ set: 'Path', mandatory: true, position: 0, byName: true }] }),
  ...pathParameters().slice(1),
  ...filterParameters,
  parameter('Force', 'SwitchParameter'),
  parameter('NoNewline', 'SwitchParameter'),
  parameter('Encoding', 'Encoding'),
  parameter('AsByteStream', 'SwitchParameter'),
];

/** What a line goes to: files, raw files, or things on other drives. */
interface Sink {
  line(text: string): void;
  byte(value: number): void;
  end(): void;
}

class FileSink implements Sink {
  readonly #file: TextFile;
  readonly #context: Context;
  readonly #end: string;
  #bytes: number[] = [];

  constructor(file: TextFile, context: Context) {
    this.#file = file;
    this.#context = context;
    this.#end = context.bound.on('NoNewline') ? '' : LINE_BREAK;
  }

  line(text: string): void {
    this.#file.write(text + this.#end);
  }

  byte(value: number): void {
    this.#bytes.push(value);
  }

  end(): void {
    this.#file.flush();
    if (this.#bytes.length > 0) {
      this.#context.runtime.host.files.write(this.#file.path, Uint8Array.from(this.#bytes), 'append');
      this.#bytes = [];
    }
  }
}

function driveSink(place: DrivePath, context: Context): Sink {
  const lines: string[] = [];
  return {
    line: (text) => {
      lines.push(text);
    },
    byte: () => {
      throw notOnDrive(place.drive);
    },
    end: () => {
      setDriveItem(place, lines.length === 1 ? (lines[0] ?? '') : lines, context.runtime);
    },
  };
}

/** These commands have an id of their own for a folder that isn't there. */
function openContent(context: Context, path: string, mode: Parameters<typeof TextFile.open>[2]): TextFile {
  try {
    return TextFile.open(context, path, mode);
  } catch (error) {
    if (error instanceof Terminating && error.record.exception.typeName === NO_FOLDER) {
      error.record.errorId = 'GetContentWriterDirectoryNotFoundError';
      error.record.category = 'ObjectNotFound';
    }
    throw error;
  }
}

const NO_FOLDER = 'System.IO.DirectoryNotFoundException';

function writeContent(context: Context, name: string, append: boolean): Running {
  const { bound, runtime } = context;
  const encoding = encodingArgument(bound.get('Encoding')) ?? 'utf8NoBOM';
  const raw = bound.on('AsByteStream');
  const passThru = bound.on('PassThru');
  let sinks: Sink[] | null = null;
  return {
    process() {
      sinks ??= open();
      const value = bound.get('Value') ?? null;
      for (const item of contentItems(value)) {
        if (item === null) continue;
        runtime.host.checkStop();
        if (raw) {
          const byte = convertTo(item, 'System.Byte', runtime.culture);
          for (const sink of sinks) sink.byte(Number(toText(byte)));
        } else {
          const text = valueText(item, runtime) ?? '';
          for (const sink of sinks) sink.line(text);
        }
      }
      if (passThru) context.write(value);
    },
    end() {
      for (const sink of sinks ?? []) sink.end();
    },
  };

  function open(): Sink[] {
    const opened: Sink[] = [];
    for (const { text, literal } of writtenPaths(context)) {
      orError(context, () => {
        const place = drivePath(text);
        if (place.drive !== null) {
          if (context.shouldProcess(text, name)) opened.push(driveSink(place, context));
          return;
        }
        const paths =
          !literal && isWild(place.path)
            ? glob(place.path, runtime).map((entry) => fullPath(entry.path, runtime))
            : [place.path];
        for (const path of paths) {
          if (!context.shouldProcess(`Path: ${path}`, name)) continue;
          const mode = { append, noClobber: false, encoding: raw ? ('utf8NoBOM' as const) : encoding };
          opened.push(new FileSink(openContent(context, path, mode), context));
        }
      });
    }
    return opened;
  }
}

export const setContent: BuiltIn = {
  info: declare('Set-Content', writing, { defaultSet: 'Path', supportsShouldProcess: true }),
  typeName: 'Microsoft.PowerShell.Commands.SetContentCommand',
  aliases: ['sc'],
  synopsis: 'Writes lines into a file of the working folder, in place of what was there.',
  start: (context) => writeContent(context, 'Set Content', false),
};

export const addContent: BuiltIn = {
  info: declare('Add-Content', writing, { defaultSet: 'Path', supportsShouldProcess: true }),
  typeName: 'Microsoft.PowerShell.Commands.AddContentCommand',
  aliases: ['ac'],
  synopsis: 'Adds lines at the end of a file of the working folder.',
  start: (context) => writeContent(context, 'Add Content', true),
};

export const clearContent: BuiltIn = {
  info: declare(
    'Clear-Content',
    [
      parameter('Path', 'String[]', {
        sets: [{ set: 'Path', mandatory: true, position: 0, byName: true }],
      }),
      ...pathParameters().slice(1),
      ...filterParameters,
      parameter('Force', 'SwitchParameter'),
    ],
    { defaultSet: 'Path', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ClearContentCommand',
  aliases: ['clc'],
  synopsis: 'Empties a file of the working folder.',
  start(context) {
    return {
      process() {
        eachTarget(context, {
          entry: (entry) => {
            const full = fullPath(entry.path, context.runtime);
            if (!context.shouldProcess(`Item: ${full}`, 'Clear Content')) return;
            context.runtime.host.files.write(entry.path, new Uint8Array(0), 'overwrite');
          },
          drive: (place) => {
            setDriveItem(place, null, context.runtime);
          },
        });
      },
    };
  },
};
