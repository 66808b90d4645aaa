import { FailureError, type Failure } from '../../shared/model/failure.ts';

/** Pairs that a supporter asks for, in order (shared/model/console.ts, problemSchema.details). */
export type FailureDetails = readonly (readonly [label: string, value: string])[];

/** A failure that the service told about, with what it said. */
export class ServiceFailure extends FailureError {
  readonly details: FailureDetails;

  constructor(failure: Failure, details: FailureDetails) {
    super(failure);
    this.details = details;
  }
}

/** The details of any failure; none where the service said nothing. */
export function detailsOf(error: unknown): FailureDetails {
  return error instanceof ServiceFailure ? error.details : [];
}
