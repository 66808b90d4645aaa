import { randomUUID } from 'node:crypto';
import type { ConnectionStatus, Service } from '../../shared/model/connection.ts';
import { fail, FailureError, type Failure } from '../../shared/model/failure.ts';
import type { Challenge } from '../../shared/model/token-facts.ts';
import type { ActivityEntry } from '../activity/types.ts';
import { roleNames } from '../auth/roles.ts';
import type { AccessToken, TokenSource } from '../auth/types.ts';
import type { ExchangeSession, ExchangeTarget } from '../exchange/types.ts';
import { connectFailure, endsSession, refusesConnection, wasCancelled } from './connect-failures.ts';
import type { Connector, ConnectorDeps } from './connector-types.ts';
import { whereOf } from './identity.ts';
import { findWay, profileOf, type LaterTokens, type Way } from './opening.ts';
import type { RunLog } from './run-log/run-log.ts';
import { tokenFacts, withChallenge } from './token-facts.ts';

interface Attempt {
  readonly interactive: boolean;
  readonly stop: AbortController;
  readonly promise: Promise<ExchangeSession>;
}

export function createConnector(id: string, service: Service, deps: ConnectorDeps): Connector {
  let status: ConnectionStatus = { state: 'signed-out' };
  let open: ExchangeSession | null = null;
  let attempt: Attempt | null = null;
  let log: RunLog | null = null;
  let welcome: Promise<string | null> = Promise.resolve(null);
  /** Claims challenges and what came of them, until the connection is disconnected: one that failed is worth knowing. */
  let challenges: Challenge[] = [];
  const stamp = () => new Date(deps.now()).toISOString();

  function setStatus(next: ConnectionStatus): void {
    status = next;
    deps.changed(id);
  }

  async function connect(interactive: boolean): Promise<ExchangeSession> {
    if (open !== null) return open;
    if (attempt !== null && interactive && !attempt.interactive) {
      await attempt.promise.catch(() => {});
      return connect(true);
    }
    attempt ??= begin(interactive);
    return attempt.promise;
  }

  function begin(interactive: boolean): Attempt {
    const stop = new AbortController();
    const promise = run(interactive, stop.signal).finally(() => {
      if (attempt?.stop === stop) attempt = null;
    });
    promise.catch(() => {});
    return { interactive, stop, promise };
  }

  async function run(interactive: boolean, signal: AbortSignal): Promise<ExchangeSession> {
    const profile = profileOf(deps.store, id);
    const connectionId = randomUUID();
    log = deps.runLogs.begin({ profile, service, connectionId, changed: () => deps.changed(id) });
    setStatus({ state: 'connecting', since: stamp() });
    let entry: ActivityEntry | null = null;
    try {
      entry = await deps.activity.begin({
        who: profile.username ?? '',
        where: whereOf(profile),
        kind: 'connect',
        what: 'Connect',
        correlationId: null,
        service,
      });
      const later = laterTokens(connectionId);
      const way = await findWay(deps, { profile, service, connectionId, interactive, signal, later });
      const session = begun(way);
      await entry.end({
        outcome: 'connected',
        amount: null,
        failure: null,
        correlationId: way.token.correlationId,
      });
      return session;
    } catch (error) {
      const failed = connectFailure(error, signal);
      const { failure } = failed;
      const stopped = wasCancelled(failed);
      if (open === null) {
        log?.end(failure);
        setStatus(stopped ? { state: 'signed-out' } : { state: 'failed', at: stamp(), failure });
      }
      await entry?.end({
        outcome: stopped ? 'stopped' : 'failed',
        amount: null,
        failure: stopped ? null : failure,
        correlationId: failure.correlationId,
      });
      throw failed;
    }
  }

  /** The session stands: nothing more has to be asked for it. */
  function begun({ profile, token, source, target }: Way): ExchangeSession {
    const opened = deps.exchange.openSession(target);
    const session = log?.watch(opened) ?? opened;
    open = session;
    log?.connected(profile, token.correlationId);
    deps.journal.opened(target.connectionId, service, profile);
    renewAhead(target, token, source);
    setStatus({
      state: 'connected',
      since: stamp(),
      number: deps.nextNumber(),
      connectionId: target.connectionId,
      host: target.host,
      tokenExpiresAt: token.expiresAt.toISOString(),
      token: tokenFacts(token, { service, renewable: source.renewable, renewedAt: null, challenges }),
      tenantId: token.tenantId,
      cmdletCount: null,
      roles: roleNames(token.directoryRoleIds),
    });
    readCmdlets(session);
    welcome = profile.options.showBanner === false ? Promise.resolve(null) : readBanner(session);
    return session;
  }

  const laterTokens = (connectionId: string): LaterTokens => ({
    got: (token, source, claims) => noteToken(connectionId, token, source, claims),
    failed(failure, claims) {
      if (!endsSession(failure)) return;
      if (claims !== undefined) noteRefusal(connectionId, claims);
      if (isOpen(connectionId)) failSession(failure);
    },
  });

  const isOpen = (connectionId: string): boolean => open?.target.connectionId === connectionId;

  function shut(failure: Failure | null): void {
    if (open === null) return;
    const { connectionId } = open.target;
    open.close();
    open = null;
    log?.end(failure);
    deps.renewals.forget(connectionId);
    deps.journal.closed(connectionId);
  }

  /** A token that somebody can renew is renewed before a request would have to wait for it. */
  function renewAhead(target: ExchangeTarget, token: AccessToken, source: TokenSource): void {
    if (!source.renewable) return;
    const { connectionId } = target;
    deps.renewals.watch(connectionId, token, async () => {
      const { signal } = new AbortController();
      const next = await target.token({ forceRefresh: true, signal });
      if (isOpen(connectionId)) renewAhead(target, next, source);
    });
  }

  function failSession(failure: FailureError): void {
    shut(failure.failure);
    setStatus({ state: 'failed', at: stamp(), failure: failure.failure });
  }

  /** A newer token, or the answer to a challenge, shows in the status. */
  function noteToken(
    connectionId: string,
    token: AccessToken,
    source: TokenSource,
    claims: string | undefined,
  ): void {
    if (!isOpen(connectionId) || status.state !== 'connected') return;
    const isNew = status.tokenExpiresAt !== token.expiresAt.toISOString();
    if (!isNew && claims === undefined) return;
    if (claims !== undefined) {
      challenges = withChallenge(challenges, claims, { at: stamp(), outcome: 'answered' });
    }
    setStatus({
      ...status,
      tokenExpiresAt: token.expiresAt.toISOString(),
      roles: roleNames(token.directoryRoleIds),
      token: tokenFacts(token, {
        service,
        renewable: source.renewable,
        renewedAt: isNew ? stamp() : status.token.renewedAt,
        challenges,
      }),
    });
  }

  /** No token met the challenge; the next connection shows that too, where this one ends with it. */
  function noteRefusal(connectionId: string, claims: string): void {
    challenges = withChallenge(challenges, claims, { at: stamp(), outcome: 'refused' });
    if (!isOpen(connectionId) || status.state !== 'connected') return;
    setStatus({ ...status, token: { ...status.token, challenges } });
  }

  /** In the background: connecting itself needs no answer of the service. */
  function readCmdlets(session: ExchangeSession): void {
    const note = (problem: FailureError | null) => {
      session.cmdlets().then(
        ({ length }) => {
          if (open !== session || status.state !== 'connected') return;
          const cmdletsProblem = problem?.failure ?? null;
          setStatus({ ...status, waiting: undefined, cmdletCount: length, cmdletsProblem });
        },
        (error: unknown) => {
          if (open !== session || !(error instanceof FailureError)) return;
          if (refusesConnection(error)) failSession(error);
          else if (status.state === 'connected') setStatus({ ...status, waiting: undefined });
        },
      );
    };
    // The newest list came, or did not and the one of the last time stands.
    session.onCmdlets(
      (problem) => {
        if (open === session && status.state === 'connected') note(problem);
      },
      ({ until, reason }) => {
        // With the list of the last time nobody waits for it.
        if (open !== session || status.state !== 'connected' || status.cmdletCount !== null) return;
        setStatus({ ...status, waiting: { until: until.toISOString(), reason } });
      },
    );
    note(null);
  }

  /** In the background too; the end of the session ends it. */
  async function readBanner(session: ExchangeSession): Promise<string | null> {
    const banner = await session.banner(new AbortController().signal);
    if (open !== session || banner === null) return null;
    if (status.state === 'connected') setStatus({ ...status, banner });
    return banner;
  }

  return {
    status: () => status,
    session: () => open,
    banner: () => welcome,
    runLog: () => log?.state() ?? null,
    connect,
    cancel: () => attempt?.stop.abort(fail('cancelled', 'Connecting was cancelled.', '')),
    disconnect() {
      const active = open !== null || attempt !== null;
      attempt?.stop.abort(fail('cancelled', 'The connection was closed.', ''));
      shut(null);
      challenges = [];
      if (status.state !== 'signed-out') setStatus({ state: 'signed-out' });
      return active;
    },
    signingIn(signInId) {
      if (attempt === null) return;
      if (signInId !== null && !(status.state === 'signing-in' && status.signInId === signInId)) {
        setStatus({ state: 'signing-in', signInId, since: stamp() });
      } else if (signInId === null && status.state === 'signing-in') {
        setStatus({ state: 'connecting', since: status.since });
      }
    },
  };
}
