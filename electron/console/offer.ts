import type { ConnectionProfile, ConnectionStatus } from '../../shared/model/connection.ts';
import type { Problem } from '../../shared/model/console.ts';
import { notHere } from '../exchange/not-here.ts';
import type { ExchangeTarget } from '../exchange/types.ts';
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

/** Get-EXO* on a Security & Compliance connection: it is not the account that lacks something. Any other stays. */
export function withService(problem: Problem, text: string, target: ExchangeTarget): Problem {
  const { failure, place } = problem;
  if (target.service !== 'compliance' || target.eop || failure.code !== 'cmdlet-unknown') return problem;
  const named = place === null ? text : text.slice(place.start);
  const cmdlet = /^\s*(Get-EXO\w+)/i.exec(named.slice(0, 200))?.[1];
  return cmdlet === undefined ? problem : { ...problem, failure: notHere(cmdlet).failure };
}
