import { randomUUID } from 'node:crypto';
import { CLOUD_IDS, CLOUDS, EXCHANGE_CLIENT_ID, type CloudId } from '../../shared/clouds.ts';
import type { Account } from '../../shared/model/account.ts';
import { fail } from '../../shared/model/failure.ts';
import { currentProxyChoice } from '../http/proxy-choice.ts';
import type { HttpClient } from '../http/types.ts';
import type { Vault } from '../vault/types.ts';
import { createServiceClock } from './clock.ts';
import { createCloudStore } from './cloud-store.ts';
import { endsSignIn, needsBrowser, type SignInSubject } from './errors.ts';
import { Flights } from './flights.ts';
import { IdentityError, type IdentityToken } from './identity.ts';
import { createIdentityClients } from './identity-clients.ts';
import { explainWithClock } from './explain.ts';
import { signInInBrowser } from './interactive.ts';
import {
  accountKey,
  ANY_TENANT,
  authorityOf,
  aborted,
  leadsWhereAsked,
  memoryKey,
  otherAccount,
  tokenKey,
} from './requests.ts';
import { createSignIns } from './sign-ins.ts';
import { claimFacts, readClaims } from './token-claims.ts';
import { TokenMemory } from './token-memory.ts';
import type { AccessToken, AccountKey, Accounts, TokenRequest } from './types.ts';

export interface AccountsOptions {
  readonly vault: Vault;
  readonly http: HttpClient;
  /** shell.openExternal in the app; rejects where there is no browser. `loginHost`: whose sign-in it is. */
  readonly openBrowser: (address: string, loginHost: string) => Promise<void>;
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

export function createAccounts(options: AccountsOptions): AccountsService {
  const now = options.now ?? Date.now;
  const clock = createServiceClock(now);
  const http = clock.watch(options.http);
  const signIns = createSignIns({
    openBrowser: options.openBrowser,
    now,
    ...(options.signInLimitMs === undefined ? {} : { limitMs: options.signInLimitMs }),
  });
  const explain = (error: unknown, subject: SignInSubject) =>
    explainWithClock(error, subject, clock.skewMs());
  const store = createCloudStore(options.vault, (cloudId) => clients.collectCaches(cloudId));
  const clients = createIdentityClients({
    http,
    document: (cloudId) => store.document(cloudId),
    cacheDamaged(cloudId) {
      for (const account of store.document(cloudId).accounts)
        ended.add(accountKey(cloudId, account.accountId));
      store.touch(cloudId);
      announce();
    },
  });
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
    deviceCode: (id) => signIns.code(id),
    cancelSignIn: (id) => signIns.cancel(id),
    onAccounts(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onSignIns: (listener) => signIns.onChange(listener),
    async start() {
      await store.load();
      clients.clear();
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

  async function acquireToken(request: TokenRequest): Promise<AccessToken> {
    await loaded;
    const accountId = request.accountId ?? accountByName(request.cloudId, request.loginHint);
    if (request.interactive !== 'always' && accountId !== null) {
      const key = tokenKey(request, accountId);
      const fresh = request.claims !== undefined || request.forceRefresh === true;
      const held = fresh ? null : tokens.get(key);
      if (held !== null) return held;
      try {
        const way = currentProxyChoice() ?? '';
        const flight = memoryKey([key, request.claims ?? '', String(request.forceRefresh === true), way]);
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
    const client = await clients.of(cloud, request.clientId);
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
    const client = await clients.of(cloud, request.clientId);
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
        loginHost: cloud.loginHost,
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
    clients.collectCaches(cloudId);
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
      const client = await clients.of(CLOUDS[cloudId], clientId);
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
      actor: 'user',
      ...claimFacts(claims, now()),
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
}
