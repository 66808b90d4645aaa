import { FailureError, type Failure, type FailureCode } from '../../shared/model/failure.ts';
import type { Place, Problem } from '../../shared/model/console.ts';
import { detailsOf } from '../exchange/service-failure.ts';

/** Whatever went wrong as a Failure; what was not thrown on purpose becomes `internal`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return {
    code: 'internal',
    message: `Something went wrong inside the app: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Try again; if it stays so, send the diagnostics to support.',
    correlationId: null,
    retryable: true,
  };
}

/** A problem of a run, with what support asks for. */
export function problemOf(error: unknown, cmdlet: string | null, place: Place | null): Problem {
  const failure = failureOf(error);
  const details = detailsOf(error).map(([label, value]): [string, string] => [label, value]);
  if (details.length === 0 && failure.correlationId !== null) {
    details.push(['Correlation ID', failure.correlationId]);
  }
  return { severity: 'error', failure, place, cmdlet, details };
}

/** What the service said beside its answer. */
export function spokenProblem(
  severity: Problem['severity'],
  code: FailureCode,
  text: string,
  cmdlet: string,
  correlationId: string,
): Problem {
  return {
    severity,
    failure: { code, message: text, hint: '', correlationId, retryable: false },
    place: null,
    cmdlet,
    details: [],
  };
}
