import { randomUUID } from 'node:crypto';
import { endpointOf, type Endpoint } from '../../shared/endpoints.ts';
import type {
  ConnectionProfile,
  ConnectionStatus,
  RunLogState,
  Service,
} from '../../shared/model/connection.ts';
import { fail, FailureError, type Failure, type FailureCode } from '../../shared/model/failure.ts';
import type { ActivityEntry, ActivityLog } from '../activity/types.ts';
import { roleNames } from '../auth/roles.ts';
import type { AccessToken, TokenSource } from '../auth/types.ts';
import type { Challenge } from '../../shared/model/token-facts.ts';
import type { ExchangeService, ExchangeSession, ExchangeTarget } from '../exchange/types.ts';
import { guardAddresses } from './address-guard.ts';
import { refuseTwin, whereOf } from './identity.ts';
import { learnedProfile } from './learned-profile.ts';
import type { OpenJournal } from './open-journal.ts';
import type { ProfileStore } from './profile-store.ts';
import type { Renewals } from './renewals.ts';
import type { RunLog, RunLogs } from './run-log/run-log.ts';
import { sessionTarget } from './session-target.ts';
import { guardTenant } from './tenant-guard.ts';
import { tokenFacts, withChallenge } from './token-facts.ts';

/** Where a connector finds its profile: the saved ones, or the one of a script. */
export type Profiles = Pick<ProfileStore, 'find' | 'list' | 'put'>;

export interface ConnectorDeps {
  readonly store: Profiles;
  /** The connection's tokens, shared by its services. */
  readonly tokens: (profile: ConnectionProfile) => TokenSource;
  /** Name of an account's own organisation, where it is known. */
  readonly homeOrganization: (profile: ConnectionProfile, accountId: string) => string | null;
  readonly exchange: ExchangeService;
  readonly activity: ActivityLog;
  readonly journal: Pick<OpenJournal, 'opened' | 'closed'>;
  readonly renewals: Pick<Renewals, 'watch' | 'forget'>;
  readonly runLogs: Pick<RunLogs, 'begin'>;
  readonly now: () => number;
  /** The next number of Get-ConnectionInformation. */
  readonly nextNumber: () => number;
  /** Status or profile changed. */
  readonly changed: (id: string) => void;
}

/** One service of a connection: its state, its session, and what is under way. */
export interface Connector {
  status(): ConnectionStatus;
  session(): ExchangeSession | null;
  /** Of the newest attempt to connect that wrote one; null: none did. */
  runLog(): RunLogState | null;
  /** With `interactive` the browser may open. Joins what is under way. Throws FailureError. */
  connect(interactive: boolean): Promise<ExchangeSession>;
  cancel(): void;
  /** True: something was open or under way. */
  disconnect(): boolean;
  /** A sign-in for this connection waits in the browser (its id) or is over (null). */
  signingIn(signInId: string | null): void;
}

interface Attempt {
  readonly interactive: boolean;
  readonly stop: AbortController;
  readonly promise: Promise<ExchangeSession>;
}

/** After these the session is of no use until somebody connects again. */
const ENDS_SESSION: ReadonlySet<FailureCode> = new Set([
  'sign-in-needed',
  'mfa-needed',
  'conditional-access',
  'consent-needed',
  'wrong-tenant',
  'no-access',
]);
/** Answers to the first request that mean: this account may not use the service here, or it is not the service's. */
const REFUSES: ReadonlySet<FailureCode> = new Set([
  'bad-answer',
  'not-authorized',
  'no-access',
  'wrong-tenant',
  'host-not-allowed',
]);
const CANCELLED: ReadonlySet<FailureCode> = new Set(['cancelled', 'sign-in-cancelled']);

export function createConnector(id: string, service: Service, deps: ConnectorDeps): Connector {
  let status: ConnectionStatus = { state: 'signed-out' };
  let open: ExchangeSession | null = null;
  let attempt: Attempt | null = null;
  let log: RunLog | null = null;
  /** Claims challenges and what came of them, until the connection is disconnected: one that failed is worth knowing. */
  let challenges: Challenge[] = [];
  const stamp = () => new Date(deps.now()).toISOString();

  function setStatus(next: ConnectionStatus): void {
    status = next;
    deps.changed(id);
  }

  function profileNow(): ConnectionProfile {
    const profile = deps.store.find(id);
    if (profile === null)
      throw fail('not-found', 'This connection is no longer there.', 'Choose another one.');
    return profile;
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
    const profile = profileNow();
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
      guardAddresses(profile.cloudId, profile.options);
      const endpoint = endpointOf(profile.cloudId, profile.options, service);
      const source = deps.tokens(profile);
      const token = await source.get({
        scopes: [`${endpoint.audience}/.default`],
        interactive: interactive ? 'when-needed' : 'never',
        signal,
      });
      signal.throwIfAborted();
      const known = takeOver(profile, token);
      const target = targetOf(known, token, endpoint, source, connectionId);
      // The token at hand will do for the probe, unless the service refuses it.
      const host = await deps.exchange.discoverHost(
        { ...target, token: (asked) => (isPlain(asked) ? Promise.resolve(token) : target.token(asked)) },
        signal,
      );
      signal.throwIfAborted();
      const opened = deps.exchange.openSession({ ...target, host });
      const session = log?.watch(opened) ?? opened;
      open = session;
      log?.connected(known, token.correlationId);
      deps.journal.opened(connectionId, service, known);
      renewAhead(target, token, source);
      setStatus({
        state: 'connected',
        since: stamp(),
        number: deps.nextNumber(),
        connectionId,
        host,
        tokenExpiresAt: token.expiresAt.toISOString(),
        token: tokenFacts(token, { service, renewable: source.renewable, renewedAt: null, challenges }),
        tenantId: token.tenantId,
        cmdletCount: null,
        roles: roleNames(token.directoryRoleIds),
      });
      readCmdlets(session);
      await entry.end({
        outcome: 'connected',
        amount: null,
        failure: null,
        correlationId: token.correlationId,
      });
      return session;
    } catch (error) {
      const failure = toFailure(error, signal);
      const stopped = CANCELLED.has(failure.failure.code);
      if (open === null) {
        log?.end(failure.failure);
        setStatus(
          stopped ? { state: 'signed-out' } : { state: 'failed', at: stamp(), failure: failure.failure },
        );
      }
      await entry?.end({
        outcome: stopped ? 'stopped' : 'failed',
        amount: null,
        failure: stopped ? null : failure.failure,
        correlationId: failure.failure.correlationId,
      });
      throw failure;
    }
  }

  /** Checks where the token leads and writes down what it told of the account and the organisation. */
  function takeOver(before: ConnectionProfile, token: AccessToken): ConnectionProfile {
    const tenantId = guardTenant(before, token);
    const profile = profileNow();
    const homeName = deps.homeOrganization(profile, token.accountId);
    const known = learnedProfile(profile, token, { tenantId, homeName, at: stamp() });
    refuseTwin(known, deps.store.list());
    deps.store.put(known);
    return known;
  }

  function targetOf(
    profile: ConnectionProfile,
    first: AccessToken,
    endpoint: Endpoint,
    source: TokenSource,
    connectionId: string,
  ): ExchangeTarget {
    return sessionTarget(profile, first, endpoint, {
      connectionId,
      token: async ({ signal, ...fresh }) => {
        try {
          const next = await source.get({
            scopes: [`${endpoint.audience}/.default`],
            interactive: 'never',
            signal,
            ...fresh,
          });
          guardTenant(profile, next);
          noteToken(connectionId, next, source, fresh.claims);
          return next;
        } catch (error) {
          const failure = toFailure(error, signal);
          if (fresh.claims !== undefined && ENDS_SESSION.has(failure.failure.code)) {
            noteRefusal(connectionId, fresh.claims);
          }
          if (isOpen(connectionId) && ENDS_SESSION.has(failure.failure.code)) failSession(failure);
          throw failure;
        }
      },
    });
  }

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
          setStatus({ ...status, cmdletCount: length, cmdletsProblem: problem?.failure ?? null });
        },
        (error: unknown) => {
          if (open !== session || !(error instanceof FailureError)) return;
          if (REFUSES.has(error.failure.code)) failSession(error);
        },
      );
    };
    // The newest list came, or did not and the one of the last time stands.
    session.onCmdlets((problem) => {
      if (open === session && status.state === 'connected') note(problem);
    });
    note(null);
  }

  return {
    status: () => status,
    session: () => open,
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

/** True: any token that is good will do. */
function isPlain(asked: Parameters<ExchangeTarget['token']>[0]): boolean {
  return asked.claims === undefined && asked.forceRefresh !== true;
}

function toFailure(error: unknown, signal: AbortSignal): FailureError {
  if (error instanceof FailureError) return error;
  if (signal.aborted) return fail('cancelled', 'Connecting was cancelled.', '');
  return fail(
    'internal',
    'Connecting failed for a reason the app does not know.',
    'Try again; if it stays so, save a diagnostics bundle for support.',
    { retryable: true, cause: error },
  );
}
