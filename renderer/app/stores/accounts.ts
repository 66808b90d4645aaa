import { create } from 'zustand';
import { api, on } from '../api.ts';
import { failureOf } from '../failure.ts';
import type { Account, SignIn, VaultStatus } from '../../../shared/model/account.ts';
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

/** A sign-in that waits, or has just ended; null: none of that id is known. */
export const useSignIn = (signInId: string | null): SignIn | null =>
  useAccounts((state) => state.signIns.find((one) => one.signInId === signInId) ?? null);

type Told = Pick<AccountsState, 'data' | 'signIns' | 'vault'>;

/**
 * Each answer counts from the moment it comes: one that waited for the others would undo what an event told since. And
 * one that an event overtook is the older of the two: main had made it before.
 */
async function load(told: ReadonlySet<keyof Told>): Promise<void> {
  const take = <K extends keyof Told>(name: K, asked: Promise<Told[K]>): Promise<void> =>
    asked.then((value) => {
      if (!told.has(name)) useAccounts.setState({ [name]: value } as Pick<Told, K>);
    });
  const answers = await Promise.allSettled([
    take('data', api.accounts.list()),
    take('signIns', api.accounts.listSignIns()),
    take('vault', api.accounts.vaultStatus()),
  ]);
  const errors = answers
    .filter((result) => result.status === 'rejected')
    .map((result) => failureOf(result.reason));
  useAccounts.setState({ loaded: true, errors });
}

/** Loads and follows; the answer stops. */
export function startAccounts(): () => void {
  const told = new Set<keyof Told>();
  const tell = (name: keyof Told, change: Partial<Told>) => {
    told.add(name);
    useAccounts.setState(change);
  };
  const stops = [
    on('accounts', (data) => tell('data', { data })),
    on('signIns', (signIns) => tell('signIns', { signIns })),
    on('vault', (vault) => tell('vault', { vault })),
  ];
  void load(told);
  return () => stops.forEach((stop) => stop());
}
