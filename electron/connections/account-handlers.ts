import type { Handlers } from '../../shared/contract/index.ts';
import type { Account } from '../../shared/model/account.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { AccountsService } from '../auth/accounts.ts';
import type { CertificatesService } from '../certificates/certificates.ts';
import type { Vault } from '../vault/types.ts';
import type { Connections } from './connections.ts';

export interface AccountHandlersOptions {
  readonly accounts: AccountsService;
  readonly vault: Vault;
  readonly certificates: Pick<CertificatesService, 'start'>;
  readonly connections: Pick<Connections, 'disconnectAccount'>;
  readonly activity: ActivityLog;
  /** Electron's clipboard in the app. */
  readonly copy: (text: string) => void | Promise<void>;
  /** Told after an account went, to forget what was read with it. */
  readonly signedOut?: (account: Account) => void;
}

/** What the renderer can do with accounts and sign-ins. No token ever passes here. */
export function createAccountHandlers(options: AccountHandlersOptions): Handlers['accounts'] {
  const { accounts, certificates, vault } = options;

  async function record<T>(
    account: string,
    cloudId: string,
    what: string,
    action: () => Promise<T>,
  ): Promise<T> {
    const entry = await options.activity.begin({
      who: account,
      where: { connectionId: null, organization: '', tenantId: null, cloudId, colour: null },
      kind: 'account',
      what,
      correlationId: null,
    });
    try {
      const value = await action();
      await entry.end({ outcome: what === 'Sign out' ? 'signed-out' : 'done', amount: null, failure: null });
      return value;
    } catch (error) {
      const failure = error instanceof FailureError ? error.failure : null;
      const stopped = failure?.code === 'sign-in-cancelled' || failure?.code === 'cancelled';
      await entry.end({
        outcome: stopped ? 'stopped' : 'failed',
        amount: null,
        failure: stopped ? null : failure,
      });
      throw error;
    }
  }

  async function signOut(account: Account): Promise<void> {
    await record(account.username, account.cloudId, 'Sign out', async () => {
      await options.connections.disconnectAccount(account);
      await accounts.signOut(account);
    });
    options.signedOut?.(account);
  }

  return {
    list: async () => [...accounts.list()],
    signIn: ({ cloudId, loginHint }) =>
      record(loginHint ?? '', cloudId, 'Sign in', () =>
        accounts.signIn({
          cloudId,
          loginHint: loginHint === '' ? null : loginHint,
          signal: new AbortController().signal,
        }),
      ),
    async signOut(key) {
      const account = accounts.find(key);
      if (account === null) throw fail('account-unknown', 'This account is not signed in here.', '');
      await signOut(account);
    },
    async signOutEverywhere() {
      for (const account of accounts.list()) await signOut(account);
    },
    listSignIns: async () => [...accounts.signIns()],
    reopenPage: ({ signInId }) => accounts.reopenPage(signInId),
    copyLink: async ({ signInId }) => {
      await options.copy(accounts.pageLink(signInId));
    },
    copyCode: async ({ signInId }) => {
      await options.copy(accounts.deviceCode(signInId));
    },
    cancelSignIn: async ({ signInId }) => accounts.cancelSignIn(signInId),
    vaultStatus: async () => vault.status(),
    async retryVault() {
      await accounts.flush();
      const status = await vault.open();
      if (status.state === 'persisted') await Promise.all([accounts.start(), certificates.start()]);
      return status;
    },
  };
}
