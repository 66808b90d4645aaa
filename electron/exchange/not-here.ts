import { fail, type FailureError } from '../../shared/model/failure.ts';

/**
 * Get-EXO* on a Security & Compliance connection. The module asks such a read of whatever Exchange connection is newest;
 * here a command stays with its connection.
 */
export function notHere(cmdlet: string): FailureError {
  return fail(
    'cmdlet-refused',
    `${cmdlet} reads Exchange Online, and this connection is to Security & Compliance. Nothing was sent.`,
    'Open a tab on the organisation’s Exchange Online connection and run it there.',
  );
}
