import { printConnection } from '../../../shared/connect/print.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import { FailureError } from '../../../shared/model/failure.ts';

/**
 * A Connect- command that names the wrong environment, with the whole command for the right one: what the draft says, at
 * that environment's own hosts. Any other failure stays as it is.
 */
export function withCommand(error: unknown, draft: ConnectionDraft): unknown {
  if (!(error instanceof FailureError)) return error;
  const { environment } = error.failure;
  if (environment === undefined) return error;
  const options = { ...draft.options, connectionUri: null, authorityUri: null };
  const command = printConnection({
    ...{ ...draft, cloudId: environment, options },
    username: draft.loginHint,
  }).trim();
  const lines = command.split('\n');
  const last = lines.at(-1) ?? '';
  const instead = lines.length === 1 ? `Type instead: ${last}` : `Type instead, with your secrets: ${last}`;
  return new FailureError({ ...error.failure, hint: instead, command }, { cause: error });
}
