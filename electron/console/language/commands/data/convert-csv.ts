import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { CsvObjects } from './csv-objects.ts';
import { csvWriting, csvWritingParameters, delimiterOf } from './csv-options.ts';
import { columnsOf, CsvRows, typeLine } from './csv-rows.ts';

export const convertToCsv: BuiltIn = {
  info: declare(
    'ConvertTo-Csv',
    [
      parameter('InputObject', 'PSObject', { position: 0, mandatory: true, pipeline: true }),
      ...csvWritingParameters,
    ],
    { defaultSet: 'Delimiter' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ConvertToCsvCommand',
  aliases: [],
  synopsis: 'Converts objects into lines of comma-separated values.',
  start(context) {
    const { style, types, header } = csvWriting(context);
    let rows: CsvRows | null = null;
    return {
      process(input) {
        const value = input ?? context.bound.get('InputObject') ?? null;
        if (value === null) return;
        if (rows === null) {
          rows = new CsvRows(columnsOf(value, context.runtime), style, context.runtime);
          if (header) {
            if (types) context.write(typeLine(value));
            context.write(rows.header());
          }
        }
        context.write(rows.row(value));
      },
    };
  },
};

export const convertFromCsv: BuiltIn = {
  info: declare(
    'ConvertFrom-Csv',
    [
      parameter('Delimiter', 'Char', { position: 1, sets: ['Delimiter'], notNull: 'nullOrEmpty' }),
      parameter('UseCulture', 'SwitchParameter', { sets: [{ set: 'UseCulture', mandatory: true }] }),
      parameter('InputObject', 'PSObject[]', {
        position: 0,
        mandatory: true,
        pipeline: true,
        byName: true,
        notNull: 'nullOrEmpty',
      }),
      parameter('Header', 'String[]', { notNull: 'nullOrEmpty' }),
    ],
    { defaultSet: 'Delimiter' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromCsvCommand',
  aliases: [],
  synopsis: 'Makes objects of lines of comma-separated values.',
  start(context) {
    const header = context.bound.list('Header')?.map((name) => toText(name)) ?? null;
    const objects = new CsvObjects(delimiterOf(context), header, (text) => context.warning(text));
    return {
      process(input) {
        for (const line of context.bound.list('InputObject') ?? [input ?? null]) {
          if (line === null) continue;
          objects.read(toText(line), (value) => context.write(value));
        }
      },
    };
  },
};
