import { randomUUID } from 'node:crypto';
import { CLOUDS, EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { fail } from '../../shared/model/failure.ts';
import { APPS_WAY, currentProxyWay, wayKey } from '../http/proxy-way.ts';
import type { AccountBook } from './account-book.ts';
import type { CloudStore } from './cloud-store.ts';
import { endsSignIn, isDamaged, needsPerson, wantsMore, type SignInSubject } from './errors.ts';
import { Flights } from './flights.ts';
import { signInInBrowser } from './flows/browser.ts';
import { signInByPassword, type CredentialDeps } from './flows/credential.ts';
import { signInByDeviceCode, type DeviceDeps } from './flows/device.ts';
import type { FlowRequest } from './flows/flow.ts';
import { IdentityError, type IdentityToken } from './identity.ts';
import type { IdentityClients } from './identity-clients.ts';
import {
  aborted,
  ANY_TENANT,
  authorityOf,
  cloudFor,
  leadsWhereAsked,
  memoryKey,
  otherAccount,
  tokenKey,
} from './requests.ts';
import { claimFacts, readClaims } from './token-claims.ts';
import { TokenMemory } from './token-memory.ts';
import { TokenUsers } from './token-users.ts';
import type { AccessToken, TokenRequest } from './types.ts';

export interface AcquireDeps extends Omit<CredentialDeps, 'inBrowser'>, DeviceDeps {
  readonly book: AccountBook;
  readonly store: CloudStore;
  readonly clients: IdentityClients;
}

/** Tokens of people: kept ones, silently renewed ones, and those that need the person. */
export interface TokenAcquirer {
  /** Throws FailureError. */
  acquire(request: TokenRequest): Promise<AccessToken>;
  /** Asks the person, whoever it then is. Throws FailureError. */
  signIn(request: TokenRequest): Promise<AccessToken>;
  /** Forgets what matches, and ends what is under way for it. */
  end(matches: (key: string) => boolean): Promise<void>;
  forget(matches: (key: string) => boolean): void;
  /** A connection was closed: its access tokens go, in memory and in the cache, unless another one uses them. */
  release(connectionId: string, scopes: readonly string[]): Promise<void>;
}

export function createAcquirer(deps: AcquireDeps): TokenAcquirer {
  const { book, store, clients, explain } = deps;
  const tokens = new TokenMemory();
  const flights = new Flights<AccessToken>();
  const users = new TokenUsers();

  async function acquire(request: TokenRequest): Promise<AccessToken> {
    const token = await find(request);
    const { connectionId, cloudId, clientId, scopes } = request;
    if (connectionId !== null) {
      const { accountId } = token;
      const { loginHost } = cloudFor(request);
      const key = tokenKey(request, accountId);
      users.note(connectionId, { key, cloudId, accountId, loginHost, clientId, scopes });
    }
    return token;
  }

  async function release(connectionId: string, scopes: readonly string[]): Promise<void> {
    const free = users.release(connectionId, scopes);
    const keys = new Set(free.map(({ key }) => key));
    tokens.forget((key) => keys.has(key));
    for (const { cloudId, loginHost, clientId, accountId, scopes: held } of free) {
      const client = await clients.of({ ...CLOUDS[cloudId], loginHost }, clientId);
      for (const scope of held) client.dropAccess(accountId, scope.replace(/\/\.default$/, ''));
      store.touch(cloudId);
    }
  }

  async function find(request: TokenRequest): Promise<AccessToken> {
    const accountId = request.accountId ?? book.byName(request.cloudId, request.loginHint);
    // Who typed a password wants it to be looked at, whatever is kept.
    const password = request.interactive === 'never' ? null : passwordOf(request);
    if (password !== null) return withPerson(request, accountId, password, null);
    if (request.interactive === 'always') return withPerson(request, accountId, null, null);
    if (accountId === null) {
      if (request.interactive !== 'never' || request.flow?.kind === 'credential')
        return withPerson(request, null, null, null);
      throw explain(nobody(), subjectOf(request, null));
    }
    const key = tokenKey(request, accountId);
    const fresh = request.claims !== undefined || request.forceRefresh === true;
    const held = fresh ? null : tokens.get(key);
    if (held !== null) return held;
    try {
      const way = wayKey(currentProxyWay() ?? APPS_WAY);
      const flight = memoryKey([key, request.claims ?? '', String(request.forceRefresh === true), way]);
      return await flights.join(flight, request.signal, (signal) => silent(request, accountId, key, signal));
    } catch (error) {
      if (!(error instanceof IdentityError)) throw aborted(request) ?? error;
      if (request.interactive === 'never' || !needsPerson(error))
        throw explain(error, subjectOf(request, accountId));
      const claims = error.claims ?? request.claims;
      // Requests that go side by side share one page: the customer list reads three things at once, and two
      // connections may belong to the same account, organisation and client.
      const page = memoryKey([key, request.flow?.kind ?? 'browser', claims ?? '']);
      return flights.join(page, request.signal, (signal) =>
        withPerson({ ...request, claims, signal }, accountId, null, error),
      );
    }
  }

  async function silent(
    request: TokenRequest,
    accountId: string,
    key: string,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const cloud = cloudFor(request);
    const client = await clients.of(cloud, request.clientId);
    const account = { cloudId: request.cloudId, accountId };
    try {
      const identity = await client.silent({
        accountId,
        authority: authorityOf(cloud, request.tenant),
        tenantId: ANY_TENANT.has(request.tenant) ? null : request.tenant,
        scopes: request.scopes,
        claims: request.claims,
        forceRefresh: request.forceRefresh === true,
        correlationId: randomUUID(),
        signal,
      });
      const token = toAccessToken(request, identity);
      if (leadsWhereAsked(request, token)) tokens.set(key, token, deps.now());
      book.setEnded(account, false);
      if (client.hasChanged()) store.touch(request.cloudId);
      return token;
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      const known = await client.knows(accountId);
      if (endsSignIn(error) && request.clientId === EXCHANGE_CLIENT_ID) {
        if (known || error.error === 'login_required') book.setEnded(account, true);
      }
      if (isDamaged(error)) {
        // Asking again with the same would be refused again: what is kept goes, and the person is asked once.
        await client.remove(accountId);
        tokens.forget((one) => one.startsWith(`${request.cloudId}\n`) && one.includes(`\n${accountId}\n`));
        store.touch(request.cloudId);
      }
      throw error;
    }
  }

  /** The way to sign in that the connection has; `refused` is what the silent attempt met. */
  async function withPerson(
    request: TokenRequest,
    accountId: string | null,
    password: string | null,
    refused: IdentityError | null,
  ): Promise<AccessToken> {
    const identity = await signInWith(await flowRequest(request, accountId), request, password, refused);
    const token = toAccessToken(request, identity);
    if (leadsWhereAsked(request, token)) {
      tokens.set(tokenKey(request, identity.accountId), token, deps.now());
    }
    return token;
  }

  function signInWith(
    flow: FlowRequest,
    request: TokenRequest,
    password: string | null,
    refused: IdentityError | null,
  ): Promise<IdentityToken> {
    const inBrowser = (changed: FlowRequest) => signInInBrowser(deps, changed);
    switch (request.flow?.kind) {
      case 'device':
        return signInByDeviceCode(deps, flow);
      case 'credential':
        if (password !== null) return signInByPassword({ ...deps, inBrowser }, flow, password);
        if (refused !== null && wantsMore(refused)) return inBrowser(flow);
        throw passwordNeeded(flow.loginHint);
      case 'browser':
      case undefined:
        return inBrowser(flow);
    }
  }

  async function flowRequest(request: TokenRequest, accountId: string | null): Promise<FlowRequest> {
    const cloud = cloudFor(request);
    const client = await clients.of(cloud, request.clientId);
    const known = accountId === null ? null : book.find({ cloudId: request.cloudId, accountId });
    const loginHint = known?.username ?? request.loginHint;
    return {
      cloudId: cloud.id,
      loginHost: cloud.loginHost,
      clientId: request.clientId,
      client,
      authority: authorityOf(cloud, request.tenant),
      scopes: request.scopes,
      claims: request.claims,
      loginHint,
      purpose: request.purpose,
      connectionId: request.connectionId,
      subject: { ...subjectOf(request, accountId), username: loginHint },
      signal: request.signal,
      accept: async (token) => {
        if (accountId !== null && token.accountId !== accountId) {
          const knows = book.find({ cloudId: cloud.id, accountId: token.accountId }) !== null;
          if (!knows) await client.remove(token.accountId);
          throw otherAccount(token.username, loginHint);
        }
        book.remember(cloud.id, token);
        await store.flush();
      },
    };
  }

  function toAccessToken(request: TokenRequest, identity: IdentityToken): AccessToken {
    const claims = readClaims(identity.accessToken);
    const known = book.find({ cloudId: request.cloudId, accountId: identity.accountId });
    return {
      value: identity.accessToken,
      expiresAt: identity.expiresAt,
      tenantId: claims?.tid ?? identity.tenantId,
      accountId: identity.accountId,
      username: known?.username ?? identity.username,
      displayName: known?.displayName ?? identity.displayName,
      actor: 'user',
      ...claimFacts(claims, deps.now()),
      correlationId: identity.correlationId,
    };
  }

  function subjectOf(request: TokenRequest, accountId: string | null): SignInSubject {
    const account = accountId === null ? null : book.find({ cloudId: request.cloudId, accountId });
    const own = ANY_TENANT.has(request.tenant) || request.tenant === account?.homeTenantId;
    const cloud = cloudFor(request);
    return {
      username: account?.username ?? request.loginHint,
      organization: own ? null : request.purpose,
      cloudName: cloud.name,
      flow: request.flow?.kind ?? 'browser',
      loginHost: cloud.loginHost,
      tenant: own ? (account?.homeTenantId ?? request.tenant) : request.tenant,
      clientId: request.clientId,
    };
  }

  return {
    acquire,
    signIn: (request) => withPerson(request, null, null, null),
    async end(matches) {
      await flights.end(matches, fail('cancelled', 'The account was signed out.', ''));
      tokens.forget(matches);
    },
    forget: (matches) => tokens.forget(matches),
    release,
  };
}

const passwordOf = ({ flow }: TokenRequest): string | null =>
  flow?.kind === 'credential' ? flow.password() : null;

const nobody = () =>
  new IdentityError({ error: 'login_required', description: '', correlationId: randomUUID() });

function passwordNeeded(username: string | null) {
  return fail(
    'secret-needed',
    `The password of ${username ?? 'the account'} is needed: it is not kept, and neither is a sign-in that would do.`,
    'Type the password, or sign in in the browser.',
    { retryable: true, action: 'enter-secret' },
  );
}
