import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import type { Account, DeviceCode, SignIn, VaultStatus } from '../../../shared/model/account.ts';
import type { Failure } from '../../../shared/model/failure.ts';

interface AccountsState {
  readonly loaded: boolean;
  readonly data: readonly Account[];
  /** Sign-ins that wait for the browser, or have just ended. */
  readonly signIns: readonly SignIn[];
  readonly vault: VaultStatus | null;
  readonly errors: readonly Failure[];
}

export const useAccounts = create<AccountsState>()(() => ({
  loaded: false,
  data: [],
  signIns: [],
  vault: null,
  errors: [],
}));

/** The code that a sign-in waits for somebody to type elsewhere; null: it waits for a browser, or is over. */
export const useDeviceCode = (signInId: string): DeviceCode | null =>
  useAccounts((state) => state.signIns.find((one) => one.signInId === signInId)?.device ?? null);

/** Each answer counts from the moment it comes: one that waited for the others would undo what an event told since. */
async function load(): Promise<void> {
  const answers = await Promise.allSettled([
    api.accounts.list().then((data) => useAccounts.setState({ data })),
    api.accounts.listSignIns().then((signIns) => useAccounts.setState({ signIns })),
    api.accounts.vaultStatus().then((vault) => useAccounts.setState({ vault })),
  ]);
  const errors = answers
    .filter((result) => result.status === 'rejected')
    .map((result) => failureOf(result.reason));
  useAccounts.setState({ loaded: true, errors });
}

/** Loads and follows; the answer stops. */
export function startAccounts(): () => void {
  const stops = [
    on('accounts', (data) => useAccounts.setState({ data })),
    on('signIns', (signIns) => useAccounts.setState({ signIns })),
    on('vault', (vault) => useAccounts.setState({ vault })),
  ];
  void load();
  return () => stops.forEach((stop) => stop());
}
