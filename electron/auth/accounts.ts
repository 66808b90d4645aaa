import { CLOUDS, EXCHANGE_CLIENT_ID, type CloudId } from '../../shared/clouds.ts';
import { fail } from '../../shared/model/failure.ts';
import type { HttpClient } from '../http/types.ts';
import type { Vault } from '../vault/types.ts';
import { createAccountBook } from './account-book.ts';
import { createAcquirer } from './acquire.ts';
import { createServiceClock } from './clock.ts';
import { createCloudStore } from './cloud-store.ts';
import { explainWithClock } from './explain.ts';
import { createIdentityClients } from './identity-clients.ts';
import { createSignIns } from './sign-ins.ts';
import type { AccountKey, Accounts } from './types.ts';

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
  const store = createCloudStore(options.vault, (cloudId) => clients.collectCaches(cloudId));
  const clients = createIdentityClients({
    http,
    document: (cloudId) => store.document(cloudId),
    cacheDamaged: (cloudId) => book.endAll(cloudId),
  });
  const book = createAccountBook(store, (cloudId) => clients.collectCaches(cloudId));
  const acquirer = createAcquirer({
    book,
    store,
    clients,
    signIns,
    http,
    now,
    browserAddress: options.browserAddress,
    explain: (error, subject) => explainWithClock(error, subject, clock.skewMs()),
  });
  /** Nothing is asked for before it is known who is signed in: the keychain may take its time. */
  let markLoaded: () => void = () => {};
  const loaded = new Promise<void>((resolve) => {
    markLoaded = resolve;
  });

  async function signOut(key: AccountKey): Promise<void> {
    const { cloudId, accountId } = key;
    const name = book.find(key)?.username.toLowerCase();
    signIns.cancelWhere((one) => one.cloudId === cloudId && one.loginHint?.toLowerCase() === name);
    await acquirer.end((text) => text.startsWith(`${cloudId}\n`) && text.includes(`\n${accountId}\n`));
    for (const client of await clients.all(cloudId)) await client.remove(accountId);
    book.forget(key);
    await store.flush();
  }

  return {
    list: () => book.list(),
    find: (key) => book.find(key),
    async acquireToken(request) {
      await loaded;
      return acquirer.acquire(request);
    },
    releaseTokens(connectionId, scopes) {
      // What can't be opened holds no token either.
      acquirer.release(connectionId, scopes).catch(() => undefined);
    },
    async signIn({ cloudId, loginHint, signal }) {
      await loaded;
      const token = await acquirer.signIn({
        cloudId,
        clientId: EXCHANGE_CLIENT_ID,
        accountId: null,
        loginHint,
        tenant: 'organizations',
        scopes: [`https://${CLOUDS[cloudId].exchangeHost}/.default`],
        interactive: 'always',
        purpose: loginHint ?? 'New account',
        connectionId: null,
        signal,
      });
      const account = book.find({ cloudId, accountId: token.accountId });
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
    onAccounts: (listener) => book.onChange(listener),
    onSignIns: (listener) => signIns.onChange(listener),
    async start() {
      await store.load();
      clients.clear();
      acquirer.forget(() => true);
      markLoaded();
      book.reset();
    },
    noteOrganization: (cloudId, tenantId, name) => book.nameOrganization(cloudId, tenantId, name),
    flush: () => store.flush(),
    async close() {
      signIns.cancelWhere(() => true);
      await store.flush();
    },
  };
}
