import { beforeEach, describe, expect, it } from 'vitest';
import type { VaultStatus } from '../../shared/model/account.ts';
import { fail } from '../../shared/model/failure.ts';
import type { AccountsService } from '../auth/accounts.ts';
import { account, failureOf, fakeAccounts, fakeActivity } from '../testing/world.ts';
import type { Vault } from '../vault/types.ts';
import { createAccountHandlers } from './account-handlers.ts';

let order: string[] = [];
let activity: ReturnType<typeof fakeActivity>;
let copied = '';
const good: VaultStatus = { state: 'persisted', reason: null, sentence: '', hint: '' };

function handlers(more: Partial<AccountsService> = {}) {
  const note = (what: string) => () => {
    order.push(what);
    return Promise.resolve();
  };
  const accounts: AccountsService = {
    ...fakeAccounts(),
    pageLink: () => 'http://localhost:1/authorize?state=s',
    signOut: note('tokens removed'),
    start: note('read again'),
    flush: note('handed over'),
    noteOrganization: () => {},
    close: () => Promise.resolve(),
    ...more,
  };
  const vault: Vault = {
    status: () => good,
    onStatus: () => () => {},
    open: () => {
      order.push('opened');
      return Promise.resolve(good);
    },
    read: () => Promise.resolve(null),
    write: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    setPersistent: () => Promise.resolve(good),
  };
  return createAccountHandlers({
    accounts,
    vault,
    certificates: { start: note('certificates read again') },
    connections: { disconnectAccount: note('disconnected') },
    activity,
    copy: (text) => {
      copied = text;
    },
    signedOut: () => order.push('forgotten'),
  });
}
beforeEach(() => {
  order = [];
  copied = '';
  activity = fakeActivity();
});

describe('what the window can do with accounts', () => {
  it('signs out: connections first, then tokens, then what was read; and writes it down', async () => {
    await handlers().signOut(account);
    expect(order).toEqual(['disconnected', 'tokens removed', 'forgotten']);
    expect(activity.records).toMatchObject([
      { kind: 'account', who: account.username, outcome: 'signed-out' },
    ]);
  });

  it('knows nobody else', async () => {
    const stranger = { cloudId: 'Practice' as const, accountId: 'x.y' };
    expect((await failureOf(handlers().signOut(stranger))).code).toBe('account-unknown');
    expect(order).toEqual([]);
  });

  it('hands over what memory holds before it opens the vault again, and reads it after', async () => {
    await handlers().retryVault();
    expect(order).toEqual(['handed over', 'opened', 'read again', 'certificates read again']);
  });

  it('copies a sign-in’s link to the clipboard and answers nothing of it', async () => {
    const answer: unknown = await handlers().copyLink({ signInId: '33333333-3333-4333-8333-333333333333' });
    expect(answer).toBeUndefined();
    expect(copied).toContain('authorize');
  });

  it('copies a device code to the clipboard', async () => {
    const api = handlers({ deviceCode: () => 'ABCDEFGHJ' });
    await api.copyCode({ signInId: '33333333-3333-4333-8333-333333333333' });
    expect(copied).toBe('ABCDEFGHJ');
  });

  it('writes down a sign-in that was cancelled as stopped', async () => {
    const cancelled = () => Promise.reject(fail('sign-in-cancelled', 'The sign-in was cancelled.', ''));
    const signIn = handlers({ signIn: cancelled }).signIn({ cloudId: 'Practice', loginHint: null });
    expect((await failureOf(signIn)).code).toBe('sign-in-cancelled');
    expect(activity.records).toMatchObject([{ outcome: 'stopped' }]);
  });
});
