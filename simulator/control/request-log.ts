import type { PracticeClock } from '../clock.ts';
import type { PracticeRequest } from '../types.ts';
import { claimsOf, redactBody, redactHeaders, redactUrl } from './redact.ts';
import type { FaultEffect, LogEntry, ServiceName } from './types.ts';

/** What the practice cloud received, the newest so many. */
export interface RequestLog {
  /** Notes a request; call `done` with the outcome. */
  note(request: PracticeRequest): { done(outcome: Outcome): void };
  entries(): readonly LogEntry[];
  clear(): void;
}

export interface Outcome {
  readonly service: ServiceName;
  readonly status: number;
  readonly fault: FaultEffect['kind'] | null;
}

const LIMIT = 20_000;

/** Keeps the log in memory, at most 20,000 entries. Off (nothing kept) unless someone can read it. */
export function createRequestLog(clock: PracticeClock, enabled: boolean): RequestLog {
  let entries: LogEntry[] = [];
  let lastId = 0;
  return {
    note: (request) => {
      if (!enabled) return { done: () => {} };
      const entry: { -readonly [K in keyof LogEntry]: LogEntry[K] } = {
        id: ++lastId,
        at: new Date(clock.now()).toISOString(),
        service: 'none',
        method: request.method,
        url: redactUrl(request.url),
        headers: redactHeaders(request.headers),
        token: claimsOf(request.headers.authorization),
        body: redactBody(request.body, request.headers['content-type']),
        status: 0,
        fault: null,
      };
      entries.push(entry);
      if (entries.length > LIMIT) entries = entries.slice(-LIMIT / 2);
      return {
        done: (outcome) => {
          entry.service = outcome.service;
          entry.status = outcome.status;
          entry.fault = outcome.fault;
        },
      };
    },
    entries: () => entries,
    clear: () => {
      entries = [];
    },
  };
}
