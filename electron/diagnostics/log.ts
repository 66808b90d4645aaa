import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { redact } from './redact.ts';

/** Values that help support: ids, counts, names. Redacted like the message. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** An Error's name, message and stack are written, redacted; its own properties are not. */
  error(message: string, fields?: LogFields, cause?: unknown): void;
}

const KEPT_FILES = 5;
const FILE_BYTES = 1_000_000;

export interface LogFile {
  readonly folder: string;
  /** The log of one part of the app. */
  scope(name: string): Log;
  /** The newest lines, for the support bundle. */
  tail(lines: number): string[];
}

/** Writes `<folder>/tenantdeck.log`, a megabyte a file, five files. A disk that can't be written to is no reason to stop. */
export function openLog(folder: string): LogFile {
  mkdirSync(folder, { recursive: true });
  const logger = electronLog.create({ logId: `tenantdeck-${folder}` });
  const path = join(folder, 'tenantdeck.log');
  logger.transports.console.level = false;
  const file = logger.transports.file;
  file.level = 'info';
  file.maxSize = FILE_BYTES;
  file.resolvePathFn = () => path;
  file.format = '{text}';
  file.archiveLogFn = () => {
    rotate(path);
  };
  // The one sink: nothing reaches the file but through this line.
  const write = (
    level: 'info' | 'warn' | 'error',
    scope: string,
    message: string,
    fields: LogFields,
    cause?: unknown,
  ): void => {
    logger[level](redact(formatLine(level, scope, message, fields, cause)));
  };
  return {
    folder,
    scope: (name) => ({
      info: (message, fields = {}) => {
        write('info', name, message, fields);
      },
      warn: (message, fields = {}) => {
        write('warn', name, message, fields);
      },
      error: (message, fields = {}, cause) => {
        write('error', name, message, fields, cause);
      },
    }),
    tail(lines) {
      try {
        return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines);
      } catch {
        return [];
      }
    },
  };
}

/** What of a loose record can stand in a line: plain values; the rest is left out. */
export function plainFields(more: Readonly<Record<string, unknown>> = {}): LogFields {
  const plain: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(more)) {
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    )
      plain[name] = value;
  }
  return plain;
}

function rotate(path: string): void {
  rmSync(`${path}.${String(KEPT_FILES - 1)}`, { force: true });
  for (let n = KEPT_FILES - 2; n >= 0; n--) {
    try {
      renameSync(n === 0 ? path : `${path}.${String(n)}`, `${path}.${String(n + 1)}`);
    } catch {
      // Not there yet.
    }
  }
}

function formatLine(
  level: string,
  scope: string,
  message: string,
  fields: LogFields,
  cause: unknown,
): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const error = cause instanceof Error ? ` | ${cause.name}: ${cause.stack ?? cause.message}` : '';
  return (
    [new Date().toISOString(), level, `[${scope}]`, message, ...pairs].join(' ') +
    error.replaceAll('\n', '\n    ')
  );
}
