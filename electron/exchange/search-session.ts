import type { FailureAction, FailureCode } from '../../shared/model/failure.ts';
import type { ExchangeTarget } from './types.ts';

/** The service's words for it, whatever stands around them (exchange-rest-protocol.md 3, EnableSearchOnlySession). */
const SAYS_SO = /-EnableSearchOnlySession\b/i;

/** A cmdlet of compliance searches that wants another session; null: the service said something else. */
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
      hint: 'How Microsoft’s module tells the service of such a session is not public, and the service asks for it here. Run this cmdlet with that module.',
    };
  }
  return {
    code,
    message: `${cmdlet} needs a session for compliance searches, and this connection was made without one.`,
    hint: 'Connect again with -EnableSearchOnlySession. Other cmdlets of this connection go on as they did.',
    action: 'connect-for-searches',
  };
}
