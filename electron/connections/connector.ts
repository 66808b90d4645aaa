import { CLOUDS } from '../../shared/clouds.ts';
import type { ConnectionProfile, ConnectionStatus } from '../../shared/model/connection.ts';
import { fail, FailureError, type FailureCode } from '../../shared/model/failure.ts';
import type { ActivityEntry, ActivityLog } from '../activity/types.ts';
import { roleNames } from '../auth/roles.ts';
import type { AccessToken, Accounts, TokenRequest } from '../auth/types.ts';
import type { ExchangeService, ExchangeSession } from '../exchange/types.ts';
import { homeTenantOf, organizationName, refuseTwin, tenantIdOf } from './identity.ts';
import type { ProfileStore } from './profile-store.ts';
import { guardTenant } from './tenant-guard.ts';

export interface ConnectorDeps {
  readonly store: ProfileStore;
  readonly accounts: Accounts;
  readonly exchange: ExchangeService;
  readonly activity: ActivityLog;
  readonly now: () => number;
  /** Status or profile changed. */
  readonly changed: (id: string) => void;
}

/** The connection of one profile: its state, its session, and what is under way. */
export interface Connector {
  status(): ConnectionStatus;
  session(): ExchangeSession | null;
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
/** Answers to the first request that mean: this account may not use the service here. */
const REFUSES: ReadonlySet<FailureCode> = new Set([
  'not-authorized',
  'no-access',
  'wrong-tenant',
  'host-not-allowed',
]);
const CANCELLED: ReadonlySet<FailureCode> = new Set(['cancelled', 'sign-in-cancelled']);

export function createConnector(id: string, deps: ConnectorDeps): Connector {
  let status: ConnectionStatus = { state: 'signed-out' };
  let open: ExchangeSession | null = null;
  let attempt: Attempt | null = null;
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
    setStatus({ state: 'connecting', since: stamp() });
    let entry: ActivityEntry | null = null;
    try {
      entry = await deps.activity.begin({
        who: profile.username ?? '',
        where: whereOf(profile),
        kind: 'connect',
        what: 'Connect',
        correlationId: null,
      });
      const token = await firstToken(profile, interactive ? 'when-needed' : 'never', signal);
      signal.throwIfAborted();
      const known = takeOver(profile, token);
      const session = openSession(known, token);
      open = session;
      setStatus(connectedStatus(token, null));
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

  async function firstToken(
    profile: ConnectionProfile,
    interactive: TokenRequest['interactive'],
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const cloud = CLOUDS[profile.cloudId];
    if (cloud.closed !== null) {
      throw fail(
        'service-unavailable',
        `${cloud.name} can’t be connected to: ${cloud.closed}.`,
        'Choose another environment.',
      );
    }
    return deps.accounts.acquireToken(tokenRequest(profile, interactive, signal));
  }

  function tokenRequest(
    profile: ConnectionProfile,
    interactive: TokenRequest['interactive'],
    signal: AbortSignal,
  ): TokenRequest {
    return {
      cloudId: profile.cloudId,
      clientId: profile.clientId,
      accountId: profile.accountId,
      loginHint: profile.username,
      tenant: tenantIdOf(profile) ?? 'organizations',
      scopes: [`https://${CLOUDS[profile.cloudId].exchangeHost}/.default`],
      interactive,
      purpose: organizationName(profile),
      connectionId: id,
      signal,
    };
  }

  /** Checks where the token leads and writes down what it told of the account and the organisation. */
  function takeOver(before: ConnectionProfile, token: AccessToken): ConnectionProfile {
    const tenantId = guardTenant(before, token);
    const profile = profileNow();
    const account = deps.accounts.find({ cloudId: profile.cloudId, accountId: token.accountId });
    const isHome = homeTenantOf(token.accountId) === tenantId;
    const organization =
      profile.organization.kind === 'own'
        ? {
            kind: 'own' as const,
            tenantId,
            name: profile.organization.name ?? (isHome ? (account?.homeOrganization ?? null) : null),
            domain: profile.organization.domain ?? token.username.split('@')[1] ?? null,
          }
        : profile.organization;
    const known = {
      ...profile,
      accountId: token.accountId,
      username: token.username,
      organization,
      lastUsedAt: stamp(),
    };
    refuseTwin(known, deps.store.list());
    deps.store.put(known);
    return known;
  }

  function openSession(profile: ConnectionProfile, token: AccessToken): ExchangeSession {
    const cloud = CLOUDS[profile.cloudId];
    const session = deps.exchange.openSession({
      connectionId: id,
      cloud,
      tenantId: token.tenantId,
      username: token.username,
      delegated: profile.organization.kind === 'customer',
      cacheKey: [cloud.id, token.accountId, token.tenantId].join('|'),
      token: async ({ signal, ...fresh }) => {
        try {
          const next = await deps.accounts.acquireToken({
            ...tokenRequest(profile, 'never', signal),
            ...fresh,
          });
          guardTenant(profile, next);
          if (open === session) noteExpiry(next);
          return next;
        } catch (error) {
          const failure = toFailure(error, signal);
          if (open === session && ENDS_SESSION.has(failure.failure.code)) failSession(failure);
          throw failure;
        }
      },
    });
    return session;
  }

  function failSession(failure: FailureError): void {
    open?.close();
    open = null;
    setStatus({ state: 'failed', at: stamp(), failure: failure.failure });
  }

  function connectedStatus(token: AccessToken, cmdletCount: number | null): ConnectionStatus {
    return {
      state: 'connected',
      since: status.state === 'connected' ? status.since : stamp(),
      tokenExpiresAt: token.expiresAt.toISOString(),
      tenantId: token.tenantId,
      cmdletCount,
      roles: roleNames(token.directoryRoleIds),
    };
  }

  function noteExpiry(token: AccessToken): void {
    if (status.state !== 'connected' || status.tokenExpiresAt === token.expiresAt.toISOString()) return;
    setStatus(connectedStatus(token, status.cmdletCount));
  }

  /** In the background: connecting itself needs no answer of the service. */
  function readCmdlets(session: ExchangeSession): void {
    session.cmdlets().then(
      (cmdlets) => {
        if (open === session && status.state === 'connected')
          setStatus({ ...status, cmdletCount: cmdlets.length });
      },
      (error: unknown) => {
        if (open === session && error instanceof FailureError && REFUSES.has(error.failure.code))
          failSession(error);
      },
    );
  }

  return {
    status: () => status,
    session: () => open,
    connect,
    cancel: () => attempt?.stop.abort(fail('cancelled', 'Connecting was cancelled.', '')),
    disconnect() {
      const active = open !== null || attempt !== null;
      attempt?.stop.abort(fail('cancelled', 'The connection was closed.', ''));
      open?.close();
      open = null;
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

/** Where something happened, for the activity log. */
export function whereOf(profile: ConnectionProfile) {
  return {
    connectionId: profile.id,
    organization: organizationName(profile),
    tenantId: tenantIdOf(profile),
    cloudId: profile.cloudId,
    colour: CLOUDS[profile.cloudId].practice ? null : profile.colour,
  };
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
