import type { ConnectionProfile, ConnectionStatus } from '../../shared/model/connection.ts';
import type { Problem } from '../../shared/model/console.ts';
import { organizationName } from '../connections/identity.ts';

/**
 * A command that is not on offer: says which roles the account has there, before anything is sent (connect.md,
 * failures). Any other problem stays as it is.
 */
export function withRoles(
  problem: Problem,
  profile: ConnectionProfile,
  status: ConnectionStatus | undefined,
): Problem {
  const { failure } = problem;
  if (failure.code !== 'cmdlet-unknown' || status?.state !== 'connected') return problem;
  const { account, directoryRoles } = status.token;
  const roles =
    directoryRoles.length === 0 ? 'no directory role that shows in its token' : directoryRoles.join(', ');
  const named = `In ${organizationName(profile)}, ${account} has ${roles}.`;
  return { ...problem, failure: { ...failure, hint: `${failure.hint} ${named}` } };
}
