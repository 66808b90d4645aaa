import type { Context } from '../builtin.ts';
import { notHere } from './failures.ts';

const DEFAULT_STORE = 'Cert:\\CurrentUser\\My';

/** Where -CertStoreLocation says that the app's vault stands for. Throws Terminating where it names another store. */
export function vaultLocation(context: Context, command: string): 'CurrentUser' | 'LocalMachine' {
  const written = context.bound.text('CertStoreLocation') ?? DEFAULT_STORE;
  const match = /^cert:[\\/]*(CurrentUser|LocalMachine)[\\/]My[\\/]?$/i.exec(written.trim());
  if (match === null) {
    throw notHere(
      `${command} keeps its certificates in the app: -CertStoreLocation is ${DEFAULT_STORE} or Cert:\\LocalMachine\\My, and '${written}' is neither.`,
    );
  }
  if (match[1]?.toLowerCase() !== 'localmachine') return 'CurrentUser';
  context.warning(
    "The certificate is kept in the app's own vault, not in the store of this computer: other programs do not see it.",
  );
  return 'LocalMachine';
}
