import type { ConnectionProfile, ConnectionStatus } from '../../shared/model/connection.ts';
import type { Problem } from '../../shared/model/console.ts';
import { notHere } from '../exchange/not-here.ts';
import { callerOf } from '../exchange/caller.ts';
import { notOnOffer } from '../exchange/refusal.ts';
import type { ExchangeTarget } from '../exchange/types.ts';
import { strongestExchangeRole } from '../auth/roles.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { OwnPlace } from './script/places.ts';
import { organizationName } from '../connections/identity.ts';

/** Of the same thing these often need more of a role than those that the account has. */
const MORE = /^(get|set|new|add|remove|enable|disable|update)-/i;
const HAS_ALL = new Set(['Global Administrator', 'Exchange Administrator']);

/**
 * A cmdlet that there is, but not for this account: which account and organisation, what it has there, which role
 * usually brings it. Any other problem stays as it is.
 */
export async function withAccess(
  problem: Problem,
  text: string,
  { profile, session, cmdlets }: OwnPlace,
  signal: AbortSignal,
): Promise<Problem> {
  const { failure, place } = problem;
  if (failure.code !== 'cmdlet-unknown') return problem;
  const typed = place === null ? problem.cmdlet : text.slice(place.start, place.end);
  const cmdlet = withoutPrefix(typed ?? '', profile.options.prefix);
  if (!/^[a-z]+-[a-z0-9]+$/i.test(cmdlet) || /^[a-z]+-exo/i.test(cmdlet)) return problem;
  const seen = session.knows(cmdlet);
  if (!seen && !isOfOfferedNoun(cmdlet, cmdlets)) return problem;
  const caller = await callerOf(session.target, signal);
  const strongest = strongestExchangeRole(caller.directoryRoleIds) ?? '';
  if (!seen && HAS_ALL.has(strongest)) return problem;
  const words = notOnOffer(cmdlet, { ...caller, organization: organizationName(profile) });
  return { ...problem, cmdlet, failure: { ...failure, ...words } };
}

/** Set-Mailbox, where Get-Mailbox is on offer. */
function isOfOfferedNoun(cmdlet: string, cmdlets: readonly CmdletInfo[]): boolean {
  const noun = nounIn(cmdlet);
  return MORE.test(cmdlet) && cmdlets.some(({ name }) => nounIn(name) === noun);
}

const nounIn = (cmdlet: string): string => cmdlet.slice(cmdlet.indexOf('-') + 1).toLowerCase();

function withoutPrefix(typed: string, prefix: string): string {
  const noun = nounIn(typed);
  const has = prefix !== '' && noun.startsWith(prefix.toLowerCase());
  const dash = typed.indexOf('-') + 1;
  return has ? typed.slice(0, dash) + typed.slice(dash + prefix.length) : typed;
}

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
