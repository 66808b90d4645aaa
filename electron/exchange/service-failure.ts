import { FailureError, type Failure } from '../../shared/model/failure.ts';

/** Pairs that a supporter asks for, in order (shared/model/console.ts, problemSchema.details). */
export type FailureDetails = readonly (readonly [label: string, value: string])[];

/** How an answer came, whatever it said. */
export interface AnswerFacts {
  readonly status: number;
  readonly tries: number;
  /** Milliseconds of the last try. */
  readonly elapsedMs: number;
}

/** A failure that the service told about, with what it said. */
export class ServiceFailure extends FailureError {
  readonly details: FailureDetails;
  readonly answer: AnswerFacts;

  constructor(failure: Failure, details: FailureDetails, { status, tries, elapsedMs }: AnswerFacts) {
    super(failure);
    this.details = details;
    this.answer = { status, tries, elapsedMs };
  }
}

/** The details of any failure; none where the service said nothing. */
export function detailsOf(error: unknown): FailureDetails {
  return error instanceof ServiceFailure ? error.details : [];
}
