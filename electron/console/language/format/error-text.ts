import type { Runtime } from '../interpreter/runtime.ts';
import type { PsErrorRecord } from '../values/errors.ts';

/** A line of the script longer than this is shown around the error only. */
const LONGEST_LINE = 69;

/**
 * An error as PowerShell 7 shows it (ConciseView): "Get-Mailbox: message", and for one further down in a script its
 * line with the place underlined. $ErrorView may ask for the older NormalView or CategoryView.
 */
export function errorText(record: PsErrorRecord, rt: Runtime): string[] {
  const view = rt.getVariable('ErrorView')?.value;
  const chosen = typeof view === 'string' ? view.toLowerCase() : '';
  if (chosen === 'categoryview') return [categoryLine(record)];
  if (chosen === 'normalview') return normalView(record);
  const reason = reasonOf(record);
  const message = record.message.split(/\r?\n/);
  const place = record.place;
  if (place === null || (place.line <= 1 && record.category !== 'ParserError') || record.lineText === '') {
    return message.map((line, at) => (at === 0 ? `${reason}: ${line}` : line));
  }
  const number = String(place.line);
  const margin = ' '.repeat(Math.max(0, number.length - 4));
  const { line, mark } = underlined(record);
  return [
    `${reason}: `,
    `${margin}Line |`,
    `${number.padStart(4)} |  ${line}`,
    `${margin}     |  ${mark}`,
    ...message.map((part, at) => (at === 0 ? `${margin}     | ${part}` : part)),
  ];
}

/** What stands before the colon: the command, "Exception" for `throw`, or the kind of error. */
function reasonOf(record: PsErrorRecord): string {
  if (record.exception.more['WasThrownFromThrowStatement'] === true) return 'Exception';
  const command = record.commandName ?? record.activity ?? '';
  if (command !== '') return command;
  if (record.exception.typeName.endsWith('.CommandNotFoundException') && typeof record.target === 'string') {
    return record.target;
  }
  if (record.category !== 'NotSpecified') return record.category;
  return record.reason ?? shortName(record.exception.typeName);
}

function shortName(typeName: string): string {
  return typeName.split('.').at(-1) ?? typeName;
}

/** The script's line and the tildes under the part that failed. */
export function underlined(record: PsErrorRecord): { line: string; mark: string } {
  const place = record.place;
  const source = (record.lineText.split('\n')[0] ?? '').trimEnd();
  const tabs = /\t/g;
  const before = source.slice(0, Math.max(0, (place?.column ?? 1) - 1)).replace(tabs, '    ');
  const line = source.replace(tabs, '    ');
  const wanted = place === null ? 1 : place.end - place.start;
  const length = Math.max(1, Math.min(wanted, line.length - before.length));
  if (line.length <= LONGEST_LINE) return { line, mark: ' '.repeat(before.length) + '~'.repeat(length) };
  const shown = Math.min(length, LONGEST_LINE);
  const from = Math.max(
    0,
    Math.min(before.length - Math.floor((LONGEST_LINE - shown) / 2), line.length - LONGEST_LINE),
  );
  const to = from + LONGEST_LINE;
  const lead = from > 0 ? '… ' : '';
  return {
    line: `${lead}${line.slice(from, to)}${to < line.length ? ' …' : ''}`,
    mark: ' '.repeat(lead.length + before.length - from) + '~'.repeat(shown),
  };
}

function categoryInfo(record: PsErrorRecord): string {
  const target = record.targetName ?? (typeof record.target === 'string' ? record.target : '');
  const type = record.targetType ?? (typeof record.target === 'string' ? 'String' : '');
  return `${record.category}: (${target}:${type}) [${record.activity ?? ''}], ${record.reason ?? shortName(record.exception.typeName)}`;
}

function categoryLine(record: PsErrorRecord): string {
  return categoryInfo(record);
}

function normalView(record: PsErrorRecord): string[] {
  const head = record.activity === null || record.activity === '' ? '' : `${record.activity} : `;
  const lines = `${head}${record.message}`.split(/\r?\n/);
  if (record.place !== null && record.lineText !== '') {
    const { line, mark } = underlined(record);
    lines.push(
      `At line:${String(record.place.line)} char:${String(record.place.column)}`,
      `+ ${line}`,
      `+ ${mark}`,
    );
  }
  lines.push(`+ CategoryInfo          : ${categoryInfo(record)}`);
  lines.push(`+ FullyQualifiedErrorId : ${record.fullyQualifiedErrorId}`);
  return lines;
}
