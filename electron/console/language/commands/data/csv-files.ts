import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { CsvObjects } from './csv-objects.ts';
import { csvWriting, csvWritingParameters, delimiterOf } from './csv-options.ts';
import { columnsOf, CsvRows, typeLine } from './csv-rows.ts';
import { CsvReader, type CsvStyle, readHeader } from './csv-text.ts';
import { commandFailure, INVALID_OPERATION } from './failures.ts';
import { folderPath, fullPath, pathText } from './folder/paths.ts';
import { glob, isWild, statEntry } from './folder/glob.ts';
import { decode, encodingArgument } from './folder/text-encodings.ts';
import { LINE_BREAK, TextFile } from './folder/text-writer.ts';

export const exportCsv: BuiltIn = {
  info: declare(
    'Export-Csv',
    [
      parameter('InputObject', 'PSObject', { mandatory: true, pipeline: true }),
      parameter('Path', 'String', { position: 0, notNull: 'nullOrEmpty' }),
      parameter('LiteralPath', 'String', { aliases: ['PSPath', 'LP'], notNull: 'nullOrEmpty' }),
      parameter('Force', 'SwitchParameter'),
      parameter('NoClobber', 'SwitchParameter', { aliases: ['NoOverwrite'] }),
      parameter('Encoding', 'Encoding'),
      parameter('Append', 'SwitchParameter'),
      ...csvWritingParameters,
    ],
    { defaultSet: 'Delimiter', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ExportCsvCommand',
  aliases: ['epcsv'],
  synopsis: 'Writes objects into a file of comma-separated values in the working folder.',
  start(context) {
    const { bound, runtime } = context;
    const { style, types, header } = csvWriting(context);
    const path = writtenPath(context);
    let file: TextFile | null = null;
    let before: readonly string[] | null = null;
    let rows: CsvRows | null = null;
    return {
      begin() {
        if (!context.shouldProcess(path, 'Export-Csv')) return;
        if (bound.on('Append')) before = existingColumns(context, path, style);
        file = TextFile.open(context, path, {
          append: bound.on('Append'),
          noClobber: bound.on('NoClobber'),
          encoding: encodingArgument(bound.get('Encoding')) ?? 'utf8NoBOM',
        });
      },
      process(input) {
        const value = input ?? bound.get('InputObject') ?? null;
        if (value === null || file === null) return;
        if (rows === null) {
          const columns = columnsOf(value, runtime);
          if (before !== null) refuseOtherColumns(before, columns, context, path);
          rows = new CsvRows(before ?? columns, style, runtime);
          if (before === null && header) {
            if (types) file.write(typeLine(value) + LINE_BREAK);
            file.write(rows.header() + LINE_BREAK);
          }
        }
        file.write(rows.row(value) + LINE_BREAK);
      },
      end() {
        file?.flush();
      },
    };
  },
};

function writtenPath(context: Context): string {
  const { bound } = context;
  const path = bound.get('Path');
  const literal = bound.get('LiteralPath');
  if ((path === undefined) === (literal === undefined)) {
    throw commandFailure(
      INVALID_OPERATION,
      'CannotSpecifyPathAndLiteralPath',
      'You must specify either the -Path or -LiteralPath parameters, but not both.',
      'InvalidData',
    );
  }
  return pathText(path ?? literal ?? null);
}

/** The header of the file that is appended to; null: there is nothing in it yet. */
function existingColumns(context: Context, written: string, style: CsvStyle): readonly string[] | null {
  const { runtime } = context;
  const path = folderPath(written, runtime);
  const there = statEntry(path, runtime);
  if (there === null || there.folder || there.bytes === 0) return null;
  const reader = new CsvReader(decode(runtime.host.files.read(path)), style.delimiter);
  reader.readType();
  return readHeader(reader);
}

function refuseOtherColumns(
  before: readonly string[],
  columns: readonly string[],
  context: Context,
  path: string,
): void {
  if (context.bound.on('Force')) return;
  const given = new Set(columns.map((column) => column.toLowerCase()));
  const lost = before.find((column) => !given.has(column.toLowerCase()));
  if (lost === undefined) return;
  throw commandFailure(
    INVALID_OPERATION,
    'CannotAppendCsvWithMismatchedPropertyNames',
    `Cannot append CSV content to the following file: ${path}. The appended object does not have a property that corresponds to the following column: ${lost}. To continue with mismatched properties, add the -Force parameter, and then retry the command.`,
    'InvalidData',
    lost,
  );
}

export const importCsv: BuiltIn = {
  info: declare(
    'Import-Csv',
    [
      parameter('Delimiter', 'Char', {
        position: 1,
        sets: ['DelimiterPath', 'DelimiterLiteralPath'],
        notNull: 'nullOrEmpty',
      }),
      parameter('Path', 'String[]', {
        notNull: 'nullOrEmpty',
        sets: ['DelimiterPath', 'CulturePath'].map((set) => ({
          set,
          position: 0,
          mandatory: true,
          pipeline: true,
          byName: true,
        })),
      }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        notNull: 'nullOrEmpty',
        sets: ['DelimiterLiteralPath', 'CultureLiteralPath'].map((set) => ({
          set,
          mandatory: true,
          byName: true,
        })),
      }),
      parameter('UseCulture', 'SwitchParameter', {
        sets: [
          { set: 'CulturePath', mandatory: true },
          { set: 'CultureLiteralPath', mandatory: true },
        ],
      }),
      parameter('Header', 'String[]', { notNull: 'nullOrEmpty' }),
      parameter('Encoding', 'Encoding'),
    ],
    { defaultSet: 'DelimiterPath' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ImportCsvCommand',
  aliases: ['ipcsv'],
  synopsis: 'Makes objects of a file of comma-separated values in the working folder.',
  start(context) {
    const { bound, runtime } = context;
    const header = bound.list('Header')?.map((name) => toText(name)) ?? null;
    return {
      process() {
        const literal = bound.has('LiteralPath');
        const encoding = encodingArgument(bound.get('Encoding')) ?? 'utf8NoBOM';
        for (const path of bound.list('LiteralPath') ?? bound.list('Path') ?? []) {
          const text = decode(readFile(context, pathText(path), literal), encoding);
          const objects = new CsvObjects(delimiterOf(context), header, (warning) => context.warning(warning));
          objects.read(text, (value) => {
            runtime.host.checkStop();
            context.write(value);
          });
        }
      },
    };
  },
};

/** Bytes of the one file that a path means. Throws as Import-Csv does. */
export function readFile(context: Context, written: string, literal: boolean): Uint8Array {
  const { runtime } = context;
  const [entry] = glob(written, runtime, literal);
  if (entry === undefined) {
    const wild = !literal && isWild(written);
    throw commandFailure(
      'System.IO.FileNotFoundException',
      'FileOpenFailure',
      `Could not find file '${wild ? written : fullPath(folderPath(written, runtime), runtime)}'.`,
      'OpenError',
    );
  }
  if (entry.folder) {
    throw commandFailure(
      'System.UnauthorizedAccessException',
      'FileOpenFailure',
      `Access to the path '${fullPath(entry.path, runtime)}' is denied.`,
      'OpenError',
    );
  }
  return runtime.host.files.read(entry.path);
}
