import { fail, type FailureError } from '../../shared/model/failure.ts';
import { serviceName } from '../http/hosts.ts';
import { callerWithout } from './caller.ts';
import type { ExchangeTarget } from './types.ts';

/** A module file of zero entries: the module connects “successfully” then, and has no commands (real-client.md 1). */
export function noCmdlets(target: ExchangeTarget): FailureError {
  const { account, organization } = callerWithout(target);
  return fail(
    'no-access',
    `${serviceName(target.host)} lets ${account} run no cmdlet at all in ${organization}.`,
    'It needs a role in this organisation: ask an administrator. A role that was just given takes up to an hour to count.',
    { action: 'sign-in-again' },
  );
}
