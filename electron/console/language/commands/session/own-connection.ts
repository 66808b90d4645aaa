import { draftFromParameters } from '../../../../../shared/connect/parameters.ts';
import { endpointOf } from '../../../../../shared/endpoints.ts';
import type { ConnectionOptions } from '../../../../../shared/model/connection-options.ts';
import type { ConnectionFacts, ConnectRequest } from '../../host.ts';
import { commandFailure } from '../data/failures.ts';

/** What a Connect- command that means the tab's own connection asks of it. */
export interface AskedOfOwn {
  /** Parameters that only a connection of its own can have, since the tab's was made otherwise. */
  readonly differs: readonly string[];
  /** To be told: what has no effect. */
  readonly notes: readonly string[];
}

type Differs = (wanted: ConnectionOptions, own: ConnectionOptions) => boolean;

const names = (list: readonly string[]): string =>
  [...new Set(list.map((name) => name.toLowerCase()))].sort().join(',');

/** Parameters that change what is sent, or where what happens is written. */
const SEPARATE: readonly (readonly [parameter: string, differs: Differs])[] = [
  ['CommandName', (wanted, own) => names(wanted.commandNames) !== names(own.commandNames)],
  ['PageSize', (wanted, own) => (wanted.pageSize ?? 1000) !== (own.pageSize ?? 1000)],
  ['BypassMailboxAnchoring', (wanted, own) => wanted.bypassMailboxAnchoring !== own.bypassMailboxAnchoring],
  ['EnableSearchOnlySession', (wanted, own) => wanted.searchOnlySession !== own.searchOnlySession],
  // Without a kind of proxy, New-PSSessionOption says nothing about it.
  ['PSSessionOption', otherProxy],
  ['EnableErrorReporting', (wanted, own) => logs(wanted) && !sameLog(wanted, own)],
];

function otherProxy(wanted: ConnectionOptions, own: ConnectionOptions): boolean {
  const otherLogin =
    wanted.proxyLogin !== null && JSON.stringify(wanted.proxyLogin) !== JSON.stringify(own.proxyLogin);
  return otherLogin || (wanted.proxy !== 'app' && wanted.proxy !== own.proxy);
}

const logs = ({ runLog }: ConnectionOptions): boolean => runLog?.errorReporting === true;
const sameLog = (a: ConnectionOptions, b: ConnectionOptions): boolean =>
  JSON.stringify(a.runLog) === JSON.stringify(b.runLog);

/**
 * Looks at all of the command's values, as for a connection that is yet to be made: the own one being there is no
 * reason to take a wrong value, or to drop a parameter without a word. Throws Terminating for what is wrong.
 */
export function askedOfOwn(request: ConnectRequest, facts: ConnectionFacts): AskedOfOwn {
  const { draft, problems, ignored } = draftFromParameters(request.command, request.values);
  const [problem] = problems;
  if (problem !== undefined) {
    const message = problem.hint === '' ? problem.message : `${problem.message} ${problem.hint}`;
    throw commandFailure('System.ArgumentException', 'InvalidArgument', message, 'InvalidArgument');
  }
  const given = new Set(Object.keys(request.values).map((name) => name.toLowerCase()));
  const differs = SEPARATE.filter(
    ([name, isOther]) => given.has(name.toLowerCase()) && isOther(draft.options, facts.options),
  ).map(([name]) => name);
  if (given.has('connectionuri') && elsewhere(draft.options, facts)) differs.push('ConnectionUri');
  return { differs, notes: effectless(ignored) };
}

/** The same environment has more than one host, as that of standalone protection. */
function elsewhere(wanted: ConnectionOptions, { environment, options, service }: ConnectionFacts): boolean {
  if (environment === 'Practice') return false;
  const host = (of: ConnectionOptions) => endpointOf(environment, of, service).host;
  return host(wanted) !== host(options);
}

/** The organisation was compared with the tab's already; what is inert is told by the command (connect.ts). */
const TOLD_ELSEWHERE = new Set(['Organization', 'DisableWAM', 'SigningCertificate', 'EXOModuleBasePath']);

function effectless(ignored: readonly { readonly parameter: string; readonly message: string }[]): string[] {
  return ignored.filter(({ parameter }) => !TOLD_ELSEWHERE.has(parameter)).map(({ message }) => message);
}
