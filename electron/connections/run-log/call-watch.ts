import { FailureError, type FailureCode } from '../../../shared/model/failure.ts';
import { redact } from '../../diagnostics/redact.ts';
import { ServiceFailure } from '../../exchange/service-failure.ts';
import type { AnswerPage, PageRequest } from '../../exchange/types.ts';
import type { Tried } from '../../http/tried.ts';
import { hideValues } from './hide-values.ts';
import type { LogPerformance, LogRow } from './row.ts';

/** A call of a cmdlet, of which parameters' names alone are written. */
export interface WatchedCall extends Pick<PageRequest, 'cmdlet' | 'parameters' | 'correlationId'> {
  readonly answer: LogRow['answer'];
}

/** Follows one call to its end. */
export interface CallWatch {
  readonly tried: (tried: Tried) => void;
  readonly done: (page: AnswerPage) => void;
  readonly failed: (error: unknown) => void;
}

/** The part of a row that a call tells. */
export type CallRow = Omit<LogRow, 'at' | 'connectionId' | 'organization' | 'account'>;

interface CallWatchDeps {
  readonly now: () => number;
  readonly performance: boolean;
  readonly write: (row: CallRow) => void;
}

const NO_ERROR = { errorCode: null, error: null } as const;

export function watchCall(call: WatchedCall, deps: CallWatchDeps): CallWatch {
  const started = deps.now();
  const cpu = deps.performance ? process.cpuUsage() : null;
  const tries: Tried[] = [];

  function write(
    answer: { status: number | null; serverRequestId: string | null; tries: number; bytes: number },
    end: Pick<CallRow, 'outcome' | 'errorCode' | 'error'>,
  ): void {
    const durationMs = deps.now() - started;
    const { cmdlet, parameters, correlationId } = call;
    deps.write({
      cmdlet,
      parameters: Object.keys(parameters),
      answer: call.answer,
      clientRequestId: correlationId,
      serverRequestId: answer.serverRequestId,
      status: answer.status,
      durationMs,
      retries: Math.max(0, Math.max(tries.length, answer.tries) - 1),
      ...end,
      performance: cpu === null ? null : measured(tries, durationMs, answer.bytes, process.cpuUsage(cpu)),
    });
  }

  return {
    tried: (tried) => void tries.push(tried),
    done({ status, headers, tries: sent, body }) {
      const serverRequestId = headers['request-id'] ?? null;
      write({ status, serverRequestId, tries: sent, bytes: body.byteLength }, { outcome: 'ok', ...NO_ERROR });
    },
    failed(error) {
      const last = tries.at(-1);
      const answer = error instanceof ServiceFailure ? error.answer : null;
      const failure = error instanceof FailureError ? error.failure : null;
      write(
        {
          status: answer?.status ?? last?.status ?? null,
          serverRequestId: failure?.requestId ?? last?.requestId ?? null,
          tries: answer?.tries ?? 0,
          bytes: last?.bytes ?? 0,
        },
        endOf(failure, call.parameters),
      );
    },
  };
}

/** What is written of a failure: without secrets, and without the values of the call that it quotes. */
export function endOf(
  failure: { readonly code: FailureCode; readonly message: string } | null,
  parameters: Readonly<Record<string, unknown>>,
): Pick<LogRow, 'outcome' | 'errorCode' | 'error'> {
  const code = failure?.code ?? 'internal';
  const outcome = code === 'cancelled' ? 'cancelled' : code === 'outcome-unknown' ? 'unknown' : 'failed';
  return {
    outcome,
    errorCode: code,
    error: failure === null ? null : hideValues(redact(failure.message), parameters),
  };
}

function measured(
  tries: readonly Tried[],
  durationMs: number,
  bytes: number,
  cpu: NodeJS.CpuUsage,
): LogPerformance {
  const last = tries.at(-1);
  const inTries = tries.reduce(
    (sum, { queuedMs, firstByteMs, bodyMs }) => sum + queuedMs + (firstByteMs ?? 0) + (bodyMs ?? 0),
    0,
  );
  return {
    queuedMs: tries.reduce((sum, { queuedMs }) => sum + queuedMs, 0),
    firstByteMs: last?.firstByteMs ?? null,
    bodyMs: last?.bodyMs ?? null,
    waitedMs: Math.max(0, durationMs - inTries),
    bytes,
    cpuMs: (cpu.user + cpu.system) / 1000,
    memoryMb: process.memoryUsage.rss() / 1_048_576,
  };
}
