import type { FailureAction, FailureCode } from '../../shared/model/failure.ts';
import type { ExchangeTarget } from './types.ts';

/** The service's words for it, whatever stands around them (exchange-rest-protocol.md 3, EnableSearchOnlySession). */
const SAYS_SO = /-EnableSearchOnlySession\b/i;

/**
 * What is known of such a session: the public source of module 3.9.0 says of the switch that it makes the session use an
 * on-behalf-of token, and hands it to a compiled part. No request of it was seen, so none is made up here.
 * @returns the words for a cmdlet of compliance searches that wants another session; null: the service said something else
 */
export function searchSessionWords(
  target: Pick<ExchangeTarget, 'options' | 'service'>,
  cmdlet: string,
  said: string | null,
): { code: FailureCode; message: string; hint: string; action?: FailureAction } | null {
  if (said === null || target.service !== 'compliance' || !SAYS_SO.test(said)) return null;
  const code = 'cmdlet-refused';
  if (target.options.searchOnlySession) {
    return {
      code,
      message: `The service does not take ${cmdlet} from this connection, though it was made for compliance searches.`,
      hint: 'Microsoft’s module gets an on-behalf-of token for such a session, in a part of it that is not public, so none is sent from here. Run this cmdlet with that module, 3.9.0 or later: Connect-IPPSSession -EnableSearchOnlySession.',
    };
  }
  return {
    code,
    message: `${cmdlet} needs a session for compliance searches, and this connection was made without one.`,
    hint: 'Connect again with -EnableSearchOnlySession. What this sends is the same as before, so the service may still want Microsoft’s module; then the next failure says so. Other cmdlets of this connection go on as they did.',
    action: 'connect-for-searches',
  };
}
