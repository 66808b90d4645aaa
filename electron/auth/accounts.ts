import { randomUUID } from 'node:crypto';
import { CLOUD_IDS, CLOUDS, EXCHANGE_CLIENT_ID, type Cloud, type CloudId } from '../../shared/clouds.ts';
import type { Account } from '../../shared/model/account.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { HttpClient } from '../http/types.ts';
import type { Vault } from '../vault/types.ts';
import { createServiceClock, describeSkew, MOST_SKEW_MS } from './clock.ts';
import { createCloudStore } from './cloud-store.ts';
import { endsSignIn, needsBrowser, type SignInSubject } from './errors.ts';
import { Flights } from './flights.ts';
import {
  IdentityError,
  type IdentityClient,
  type IdentityClientOptions,
  type IdentityToken,
} from './identity.ts';
import { explainSignIn, signInInBrowser } from './interactive.ts';
import { createSignIns } from './sign-ins.ts';
import { readClaims } from './token-claims.ts';
import { TokenMemory } from './token-memory.ts';
import type { AccessToken, AccountKey, Accounts, TokenRequest } from './types.ts';

export interface AccountsOptions {
  readonly vault: Vault;
  readonly http: HttpClient;
  /** shell.openExternal in the app; rejects where there is no browser. */
  readonly openBrowser: (address: string) => Promise<void>;
  /** The address to open for a sign-in page: practice pages are on plain loopback. */
  readonly browserAddress: (address: string) => Promise<string>;
  readonly now?: () => number;
  readonly signInLimitMs?: number;
}

/** Accounts with what main alone calls. */
export interface AccountsService extends Accounts {
  /** Reads who is signed in from the vault (opened before); also after the vault was opened again. */
  start(): Promise<void>;
  /** Keeps the name of an account's own organisation, once some answer told it. */
  noteOrganization(cloudId: CloudId, tenantId: string, name: string): void;
  /** Hands everything to the vault; to be called before the vault is opened again. */
  flush(): Promise<void>;
  /** Ends sign-ins and writes what is left to write. */
  close(): Promise<void>;
}

const ANY_TENANT: ReadonlySet<string> = new Set(['organizations', 'common']);
const memoryKey = (parts: readonly (string | null)[]) => parts.join('\n');

export function createAccounts(options: AccountsOptions): AccountsService {
  const now = options.now ?? Date.now;
  const clock = createServiceClock(now);
  const http = clock.watch(options.http);
  const clients = new Map<string, Promise<IdentityClient>>();
  const opened = new Map<string, IdentityClient>();
  const signIns = createSignIns({
    openBrowser: options.openBrowser,
    now,
    ...(options.signInLimitMs === undefined ? {} : { limitMs: options.signInLimitMs }),
  });
  const store = createCloudStore(options.vault, collectCaches);
  const tokens = new TokenMemory();
  const flights = new Flights<AccessToken>();
  /** Accounts whose kept sign-in is over. */
  const ended = new Set<string>();
  const listeners = new Set<(accounts: readonly Account[]) => void>();
  /** Nothing is asked for before it is known who is signed in: the keychain may take its time. */
  let markLoaded: () => void = () => {};
  const loaded = new Promise<void>((resolve) => {
    markLoaded = resolve;
  });

  const accounts: AccountsService = {
    list: listAccounts,
    find: (key) =>
      listAccounts().find((one) => one.cloudId === key.cloudId && one.accountId === key.accountId) ?? null,
    acquireToken,
    async signIn(request) {
      await loaded;
      const cloud = CLOUDS[request.cloudId];
      const token = await inBrowser(
        {
          cloudId: request.cloudId,
          clientId: EXCHANGE_CLIENT_ID,
          accountId: null,
          loginHint: request.loginHint,
          tenant: 'organizations',
          scopes: [`https://${cloud.exchangeHost}/.default`],
          interactive: 'always',
          purpose: request.loginHint ?? 'New account',
          connectionId: null,
          signal: request.signal,
        },
        null,
      );
      const account = accounts.find({ cloudId: request.cloudId, accountId: token.accountId });
      if (account === null)
        throw fail('internal', 'The account was lost while it signed in.', 'Sign in again.');
      return account;
    },
    signOut,
    signIns: () => signIns.list(),
    reopenPage: (id) => signIns.reopen(id),
    pageLink: (id) => signIns.link(id),
    cancelSignIn: (id) => signIns.cancel(id),
    onAccounts(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onSignIns: (listener) => signIns.onChange(listener),
    async start() {
      await store.load();
      clients.clear();
      opened.clear();
      tokens.forget(() => true);
      ended.clear();
      markLoaded();
      announce();
    },
    noteOrganization(cloudId, tenantId, name) {
      const { organizations } = store.document(cloudId);
      if (organizations[tenantId] === name) return;
      organizations[tenantId] = name;
      store.touch(cloudId);
      announce();
    },
    flush: () => store.flush(),
    async close() {
      signIns.cancelWhere(() => true);
      await store.flush();
    },
  };
  return accounts;

  function listAccounts(): Account[] {
    return CLOUD_IDS.flatMap((cloudId) => {
      const document = store.document(cloudId);
      return document.accounts.map((account) => ({
        ...account,
        cloudId,
        homeOrganization: document.organizations[account.homeTenantId] ?? null,
        usable:
          Object.keys(document.clients).length > 0 && !ended.has(accountKey(cloudId, account.accountId)),
      }));
    });
  }

  function announce(): void {
    const list = listAccounts();
    for (const listener of listeners) listener(list);
  }

  function collectCaches(cloudId: CloudId): void {
    for (const [key, client] of opened) {
      const [ofCloud, clientId] = key.split('\n');
      if (ofCloud === cloudId && clientId !== undefined && client.hasChanged()) {
        store.document(cloudId).clients[clientId] = client.takeCache();
      }
    }
  }

  /** MSAL is loaded with the first token, not with the app. */
  function clientFor(cloud: Cloud, clientId: string): Promise<IdentityClient> {
    const key = memoryKey([cloud.id, clientId]);
    let client = clients.get(key);
    if (client === undefined) {
      client = openClient(cloud, clientId).then((made) => {
        opened.set(key, made);
        return made;
      });
      clients.set(key, client);
    }
    return client;
  }

  async function openClient(cloud: Cloud, clientId: string): Promise<IdentityClient> {
    const { createIdentityClient } = await import('./msal/identity-client.ts');
    const document = store.document(cloud.id);
    const make = (cache: string | null) => {
      const settings: IdentityClientOptions = { clientId, loginHost: cloud.loginHost, cache };
      return createIdentityClient(settings, http);
    };
    try {
      return make(document.clients[clientId] ?? null);
    } catch {
      // A damaged cache: only this client's sign-ins are gone, and their accounts say so.
      document.clients = Object.fromEntries(
        Object.entries(document.clients).filter(([id]) => id !== clientId),
      );
      for (const account of document.accounts) ended.add(accountKey(cloud.id, account.accountId));
      store.touch(cloud.id);
      announce();
      return make(null);
    }
  }

  async function acquireToken(request: TokenRequest): Promise<AccessToken> {
    await loaded;
    const accountId = request.accountId ?? accountByName(request.cloudId, request.loginHint);
    if (request.interactive !== 'always' && accountId !== null) {
      const key = tokenKey(request, accountId);
      const fresh = request.claims !== undefined || request.forceRefresh === true;
      const held = fresh ? null : tokens.get(key);
      if (held !== null) return held;
      try {
        const flight = memoryKey([key, request.claims ?? '', String(request.forceRefresh === true)]);
        return await flights.join(flight, request.signal, (signal) =>
          silent(request, accountId, key, signal),
        );
      } catch (error) {
        if (!(error instanceof IdentityError)) throw aborted(request) ?? error;
        if (request.interactive === 'never' || !needsBrowser(error))
          throw explain(error, subjectOf(request, accountId));
        const claims = error.claims ?? request.claims;
        // Requests that go side by side share one page: the customer list reads three things at once, and two
        // connections may belong to the same account, organisation and client.
        const page = memoryKey([key, 'browser', claims ?? '']);
        return flights.join(page, request.signal, (signal) =>
          inBrowser({ ...request, claims, signal }, accountId),
        );
      }
    }
    if (request.interactive === 'never') {
      const error = new IdentityError({
        error: 'login_required',
        description: '',
        correlationId: randomUUID(),
      });
      throw explain(error, subjectOf(request, accountId));
    }
    return inBrowser(request, accountId);
  }

  async function silent(
    request: TokenRequest,
    accountId: string,
    key: string,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const cloud = CLOUDS[request.cloudId];
    const client = await clientFor(cloud, request.clientId);
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
      const token = toAccessToken(request.cloudId, identity);
      if (leadsWhereAsked(request, token)) tokens.set(key, token, now());
      if (ended.delete(accountKey(request.cloudId, accountId))) announce();
      if (client.hasChanged()) store.touch(request.cloudId);
      return token;
    } catch (error) {
      const known = await client.knows(accountId);
      if (error instanceof IdentityError && endsSignIn(error) && request.clientId === EXCHANGE_CLIENT_ID) {
        if (known || error.error === 'login_required') markEnded(request.cloudId, accountId);
      }
      throw error;
    }
  }

  async function inBrowser(request: TokenRequest, accountId: string | null): Promise<AccessToken> {
    const cloud = CLOUDS[request.cloudId];
    const client = await clientFor(cloud, request.clientId);
    const known = accountId === null ? null : accounts.find({ cloudId: request.cloudId, accountId });
    const loginHint = known?.username ?? request.loginHint;
    const subject = { ...subjectOf(request, accountId), username: loginHint };
    const identity = await signInInBrowser(
      { signIns, browserAddress: options.browserAddress, explain },
      {
        client,
        authority: authorityOf(cloud, request.tenant),
        scopes: request.scopes,
        claims: request.claims,
        loginHint,
        prompt: loginHint === null ? 'select_account' : null,
        cloudId: cloud.id,
        purpose: request.purpose,
        connectionId: request.connectionId,
        subject,
        signal: request.signal,
        accept: async (token) => {
          if (accountId !== null && token.accountId !== accountId) {
            if (!knows(request.cloudId, token.accountId)) await client.remove(token.accountId);
            throw otherAccount(token.username, loginHint);
          }
          remember(request.cloudId, token);
          await store.flush();
        },
      },
    );
    const token = toAccessToken(request.cloudId, identity);
    if (leadsWhereAsked(request, token)) tokens.set(tokenKey(request, identity.accountId), token, now());
    return token;
  }

  function remember(cloudId: CloudId, identity: IdentityToken): void {
    const document = store.document(cloudId);
    const homeTenantId = identity.accountId.split('.')[1] ?? identity.tenantId;
    const before = document.accounts.find((account) => account.accountId === identity.accountId);
    // In a customer's organisation the same person may have another name; their own one stays.
    if (before === undefined || identity.tenantId === homeTenantId) {
      const account = {
        accountId: identity.accountId,
        username: identity.username,
        displayName: identity.displayName,
        homeTenantId,
      };
      document.accounts = [...document.accounts.filter((one) => one !== before), account];
    }
    ended.delete(accountKey(cloudId, identity.accountId));
    store.touch(cloudId);
    // `usable` looks at the caches, so they are taken over before anyone is told.
    collectCaches(cloudId);
    announce();
  }

  async function signOut(key: AccountKey): Promise<void> {
    const { cloudId, accountId } = key;
    const name = accounts.find(key)?.username.toLowerCase();
    const document = store.document(cloudId);
    const mine = (text: string) => text.startsWith(`${cloudId}\n`) && text.includes(`\n${accountId}\n`);
    signIns.cancelWhere((one) => one.cloudId === cloudId && one.loginHint?.toLowerCase() === name);
    await flights.end(mine, fail('cancelled', 'The account was signed out.', ''));
    tokens.forget(mine);
    for (const clientId of Object.keys(document.clients)) {
      const client = await clientFor(CLOUDS[cloudId], clientId);
      await client.remove(accountId);
    }
    document.accounts = document.accounts.filter((account) => account.accountId !== accountId);
    ended.delete(accountKey(cloudId, accountId));
    store.touch(cloudId);
    announce();
    await store.flush();
  }

  function markEnded(cloudId: CloudId, accountId: string): void {
    const key = accountKey(cloudId, accountId);
    if (ended.has(key)) return;
    ended.add(key);
    announce();
  }

  function knows(cloudId: CloudId, accountId: string): boolean {
    return accounts.find({ cloudId, accountId }) !== null;
  }

  function accountByName(cloudId: CloudId, username: string | null): string | null {
    if (username === null) return null;
    const wanted = username.toLowerCase();
    const found = store
      .document(cloudId)
      .accounts.find((account) => account.username.toLowerCase() === wanted);
    return found?.accountId ?? null;
  }

  function toAccessToken(cloudId: CloudId, identity: IdentityToken): AccessToken {
    const claims = readClaims(identity.accessToken);
    const known = store
      .document(cloudId)
      .accounts.find((account) => account.accountId === identity.accountId);
    return {
      value: identity.accessToken,
      expiresAt: identity.expiresAt,
      tenantId: claims?.tid ?? identity.tenantId,
      accountId: identity.accountId,
      username: known?.username ?? identity.username,
      displayName: known?.displayName ?? identity.displayName,
      directoryRoleIds: claims?.wids ?? [],
      correlationId: identity.correlationId,
    };
  }

  function subjectOf(request: TokenRequest, accountId: string | null): SignInSubject {
    const account = accountId === null ? null : accounts.find({ cloudId: request.cloudId, accountId });
    const own = ANY_TENANT.has(request.tenant) || request.tenant === account?.homeTenantId;
    return {
      username: account?.username ?? request.loginHint,
      organization: own ? null : request.purpose,
      cloudName: CLOUDS[request.cloudId].name,
    };
  }

  function explain(error: unknown, subject: SignInSubject): FailureError {
    const failure = explainSignIn(error, subject);
    const skew = clock.skewMs();
    const aboutTime = error instanceof IdentityError && error.numbers.some((number) => OF_TIME.has(number));
    if (!aboutTime || Math.abs(skew) < MOST_SKEW_MS) return failure;
    return fail(
      'clock-skew',
      `The sign-in was refused because this computer’s clock is ${describeSkew(skew)}.`,
      'Set the date and time of this computer, then sign in again.',
      { correlationId: failure.failure.correlationId, cause: error },
    );
  }
}

/** Refusals that a wrong clock brings about: something expired or not valid yet. */
const OF_TIME: ReadonlySet<number> = new Set([70008, 50089, 500133, 700024, 5000811]);

const accountKey = (cloudId: CloudId, accountId: string) => memoryKey([cloudId, accountId]);

function tokenKey(request: TokenRequest, accountId: string): string {
  const scopes = [...request.scopes].sort().join(' ');
  return memoryKey([request.cloudId, request.clientId, accountId, request.tenant.toLowerCase(), scopes]);
}

/** A token for another organisation than asked is refused by whoever asked; it must not be what the next one gets too. */
function leadsWhereAsked(request: TokenRequest, token: AccessToken): boolean {
  const isId = /^[0-9a-f-]{36}$/i.test(request.tenant);
  return !isId || request.tenant.toLowerCase() === token.tenantId.toLowerCase();
}

function authorityOf(cloud: Cloud, tenant: string): string {
  if (!/^[\w.-]{1,255}$/.test(tenant)) {
    throw fail(
      'invalid-input',
      `“${tenant.slice(0, 80)}” is not a tenant id or domain.`,
      'Check it for typing errors.',
    );
  }
  return `https://${cloud.loginHost}/${tenant}`;
}

function aborted(request: TokenRequest): FailureError | null {
  return request.signal.aborted ? fail('cancelled', 'The request was cancelled.', '') : null;
}

function otherAccount(came: string, wanted: string | null): FailureError {
  return fail(
    'sign-in-failed',
    `${came} signed in, but this is for ${wanted ?? 'another account'}.`,
    'Sign in again and choose the right account; “Use another account” on the page leads there.',
    { retryable: true },
  );
}
