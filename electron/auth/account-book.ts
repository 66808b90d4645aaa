import { CLOUD_IDS, type CloudId } from '../../shared/clouds.ts';
import type { Account } from '../../shared/model/account.ts';
import type { CloudStore } from './cloud-store.ts';
import type { IdentityToken } from './identity.ts';
import { accountKey } from './requests.ts';
import type { AccountKey } from './types.ts';

/** Who is signed in, over the documents that the vault keeps. */
export interface AccountBook {
  list(): Account[];
  find(key: AccountKey): Account | null;
  /** homeAccountId of the account with this name. */
  byName(cloudId: CloudId, username: string | null): string | null;
  /** Notes who a token is for; told to the listeners. */
  remember(cloudId: CloudId, identity: IdentityToken): void;
  forget(key: AccountKey): void;
  /** Its kept sign-in is over, or (false) works again. */
  setEnded(key: AccountKey, ended: boolean): void;
  /** All of a cloud: what was kept of them could not be read. */
  endAll(cloudId: CloudId): void;
  /** Nothing is ended any more: the documents were read again. */
  reset(): void;
  nameOrganization(cloudId: CloudId, tenantId: string, name: string): void;
  onChange(listener: (accounts: readonly Account[]) => void): () => void;
}

/** @param collect puts the token caches into a cloud's document; `usable` looks at them. */
export function createAccountBook(store: CloudStore, collect: (cloudId: CloudId) => void): AccountBook {
  /** Accounts whose kept sign-in is over. */
  const ended = new Set<string>();
  const listeners = new Set<(accounts: readonly Account[]) => void>();

  const list = (): Account[] =>
    CLOUD_IDS.flatMap((cloudId) => {
      const document = store.document(cloudId);
      return document.accounts.map((account) => ({
        ...account,
        cloudId,
        homeOrganization: document.organizations[account.homeTenantId] ?? null,
        usable:
          Object.keys(document.clients).length > 0 && !ended.has(accountKey(cloudId, account.accountId)),
      }));
    });

  function announce(): void {
    const accounts = list();
    for (const listener of listeners) listener(accounts);
  }

  return {
    list,
    find: (key) =>
      list().find((one) => one.cloudId === key.cloudId && one.accountId === key.accountId) ?? null,
    byName(cloudId, username) {
      const wanted = username?.toLowerCase();
      const { accounts } = store.document(cloudId);
      return accounts.find((account) => account.username.toLowerCase() === wanted)?.accountId ?? null;
    },
    remember(cloudId, identity) {
      const document = store.document(cloudId);
      const homeTenantId = identity.accountId.split('.')[1] ?? identity.tenantId;
      const before = document.accounts.find((account) => account.accountId === identity.accountId);
      // In a customer's organisation the same person may have another name; their own one stays.
      if (before === undefined || identity.tenantId === homeTenantId) {
        const { accountId, username, displayName } = identity;
        const account = { accountId, username, displayName, homeTenantId };
        document.accounts = [...document.accounts.filter((one) => one !== before), account];
      }
      ended.delete(accountKey(cloudId, identity.accountId));
      store.touch(cloudId);
      // `usable` looks at the caches, so they are taken over before anyone is told.
      collect(cloudId);
      announce();
    },
    forget({ cloudId, accountId }) {
      const document = store.document(cloudId);
      document.accounts = document.accounts.filter((account) => account.accountId !== accountId);
      ended.delete(accountKey(cloudId, accountId));
      store.touch(cloudId);
      announce();
    },
    setEnded({ cloudId, accountId }, isEnded) {
      const key = accountKey(cloudId, accountId);
      if (ended.has(key) === isEnded) return;
      if (isEnded) ended.add(key);
      else ended.delete(key);
      announce();
    },
    endAll(cloudId) {
      for (const account of store.document(cloudId).accounts)
        ended.add(accountKey(cloudId, account.accountId));
      store.touch(cloudId);
      announce();
    },
    reset() {
      ended.clear();
      announce();
    },
    nameOrganization(cloudId, tenantId, name) {
      const { organizations } = store.document(cloudId);
      if (organizations[tenantId] === name) return;
      organizations[tenantId] = name;
      store.touch(cloudId);
      announce();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
