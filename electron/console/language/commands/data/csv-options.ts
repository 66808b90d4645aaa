import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { Context } from '../builtin.ts';
import { parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import type { Culture } from '../../culture.ts';
import type { CsvStyle, Quoting } from './csv-text.ts';
import { commandFailure, enumArgument, INVALID_OPERATION } from './failures.ts';

const QUOTE_KINDS = ['Never', 'Always', 'AsNeeded'];

/** Parameters that ConvertTo-Csv and Export-Csv share, after InputObject and the path. */
export const csvWritingParameters: readonly CmdletParameter[] = [
  parameter('Delimiter', 'Char', { position: 1, sets: ['Delimiter'], notNull: 'null' }),
  parameter('UseCulture', 'SwitchParameter', { sets: ['UseCulture'] }),
  parameter('IncludeTypeInformation', 'SwitchParameter', { aliases: ['ITI'] }),
  parameter('NoTypeInformation', 'SwitchParameter', { aliases: ['NTI'] }),
  parameter('QuoteFields', 'String[]', { aliases: ['QF'] }),
  parameter('UseQuotes', 'Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind', {
    aliases: ['UQ'],
  }),
  parameter('NoHeader', 'SwitchParameter'),
];

/** The list separator that -UseCulture takes. */
export function listSeparator(culture: Culture): string {
  // .NET takes it from the system; the usual rule is a semicolon where the decimal mark is a comma.
  const sample = new Intl.NumberFormat(culture.name === '' ? 'en-US' : culture.name).format(1.5);
  return sample.includes(',') ? ';' : ',';
}

export function delimiterOf(context: Context): string {
  const { bound, runtime } = context;
  if (bound.on('UseCulture')) return listSeparator(runtime.culture);
  const given = bound.get('Delimiter');
  return given === undefined ? ',' : toText(given);
}

/** How to write, and whether a type line comes first. Refuses switches that exclude each other. */
export function csvWriting(context: Context): { style: CsvStyle; types: boolean; header: boolean } {
  const { bound } = context;
  if (bound.has('QuoteFields') && bound.has('UseQuotes')) {
    throw commandFailure(
      INVALID_OPERATION,
      'CannotSpecifyQuoteFieldsAndUseQuotes',
      'You must specify either the -UseQuotes or -QuoteFields parameters, but not both.',
      'InvalidData',
    );
  }
  if (bound.has('IncludeTypeInformation') && bound.has('NoTypeInformation')) {
    throw commandFailure(
      INVALID_OPERATION,
      'CannotSpecifyIncludeTypeInformationAndNoTypeInformation',
      'You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.',
      'InvalidData',
    );
  }
  const kind = enumArgument(
    'UseQuotes',
    bound.get('UseQuotes'),
    'Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind',
    QUOTE_KINDS,
  );
  const quoting: Quoting =
    kind?.name === 'AsNeeded' ? 'AsNeeded' : kind?.name === 'Never' ? 'Never' : 'Always';
  const fields = bound.list('QuoteFields');
  return {
    style: {
      delimiter: delimiterOf(context),
      quoting,
      quoted: fields === undefined ? null : new Set(fields.map((field) => toText(field).toLowerCase())),
    },
    types:
      bound.on('IncludeTypeInformation') ||
      (bound.has('NoTypeInformation') && !bound.on('NoTypeInformation')),
    header: !bound.on('NoHeader'),
  };
}
