import { isAnchorless } from './anchors.ts';
import type { ServiceError } from './error-body.ts';
import type { ExchangeTarget } from './types.ts';

/**
 * A request of an app that -BypassMailboxAnchoring sent without X-AnchorMailbox and that the service refused before a
 * cmdlet ran: names the option, and how to go on. Null: another failure.
 */
export function anchorlessWords(
  target: ExchangeTarget,
  { cmdlet, status }: { readonly cmdlet: string; readonly status: number },
  error: ServiceError | null,
) {
  if (status !== 400 || !isAnchorless(target) || error === null || error.fromCmdlet) return null;
  return {
    code: 'cmdlet-refused',
    message: `${cmdlet} was refused, on a connection that -BypassMailboxAnchoring keeps from saying which organisation an app’s requests are for. The service said: ${error.text ?? 'nothing'}`,
    hint: 'Connect again without -BypassMailboxAnchoring (in the form: Send no mailbox anchor).',
    action: 'edit-connection',
  } as const;
}
