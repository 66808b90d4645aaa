import { stringify } from 'csv-stringify/sync';

/** What a line tells; null where it does not apply. */
export interface LogRow {
  readonly at: Date;
  readonly connectionId: string;
  readonly organization: string;
  readonly account: string;
  readonly cmdlet: string;
  /** Names alone: values may be secrets, or names of people. */
  readonly parameters: readonly string[];
  /** Which answer of the cmdlet it is; null: of connecting or disconnecting. */
  readonly answer: 'first' | 'next page' | 'in a batch' | null;
  readonly clientRequestId: string | null;
  readonly serverRequestId: string | null;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly retries: number | null;
  readonly outcome: 'ok' | 'failed' | 'cancelled' | 'unknown';
  readonly errorCode: string | null;
  readonly error: string | null;
  readonly performance: LogPerformance | null;
}

/** What -TrackPerformance adds. */
export interface LogPerformance {
  readonly queuedMs: number;
  readonly firstByteMs: number | null;
  readonly bodyMs: number | null;
  /** Between tries. */
  readonly waitedMs: number;
  readonly bytes: number;
  /** Of the app's main process while the call ran. */
  readonly cpuMs: number;
  readonly memoryMb: number;
}

const COLUMNS = [
  'TimeUtc',
  'ConnectionId',
  'Organisation',
  'Account',
  'Cmdlet',
  'Parameters',
  'Answer',
  'ClientRequestId',
  'ServerRequestId',
  'HttpStatus',
  'DurationMs',
  'Retries',
  'Outcome',
  'ErrorCode',
  'Error',
];
const PERFORMANCE = ['QueuedMs', 'FirstByteMs', 'BodyMs', 'WaitedMs', 'Bytes', 'CpuMs', 'MemoryMb'];

const BOM = '\ufeff';

/** As the app writes any CSV: no cell is taken for a formula. */
const line = (cells: readonly (string | number)[]): string =>
  stringify([[...cells]], { escape_formulas: true, record_delimiter: 'windows' });

/** The file's first line, with the mark that Excel needs. */
export function headLine(performance: boolean): string {
  return BOM + line([...COLUMNS, ...(performance ? PERFORMANCE : [])]);
}

/** One line of the file. @param measured the file has the columns of -TrackPerformance */
export function rowLine(row: LogRow, measured: boolean): string {
  const { performance } = row;
  return line(
    [
      row.at.toISOString(),
      row.connectionId,
      row.organization,
      row.account,
      row.cmdlet,
      row.parameters.join(' '),
      row.answer,
      row.clientRequestId,
      row.serverRequestId,
      row.status,
      rounded(row.durationMs),
      row.retries,
      row.outcome,
      row.errorCode,
      row.error,
      ...(measured ? performanceCells(performance) : []),
    ].map((cell) => (typeof cell === 'string' ? oneLine(cell) : (cell ?? ''))),
  );
}

function performanceCells(performance: LogPerformance | null): (number | null)[] {
  if (performance === null) return PERFORMANCE.map(() => null);
  const { queuedMs, firstByteMs, bodyMs, waitedMs, bytes, cpuMs, memoryMb } = performance;
  return [queuedMs, firstByteMs, bodyMs, waitedMs, bytes, cpuMs, memoryMb].map(rounded);
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 4000);
