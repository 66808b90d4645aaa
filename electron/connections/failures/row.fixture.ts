import type { Failure, FailureAction, FailureCode } from '../../../shared/model/failure.ts';
import type { FailureDesk } from './desk.fixture.ts';

/** A failure that connect.md names: how it comes about, and what is said of it. */
export interface FailureRow {
  /** As the row begins in connect.md. */
  readonly row: string;
  readonly name: string;
  readonly provoke: (desk: FailureDesk) => Promise<Failure>;
  readonly code: FailureCode;
  readonly message: RegExp;
  readonly hint: RegExp;
  readonly action?: FailureAction;
}
