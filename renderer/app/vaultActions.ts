import { api } from './api.ts';
import { failureOf } from './failure.ts';
import { useAccounts } from './stores/accounts.ts';
import { notify } from '../ui/toasts.ts';

/** Tries the keychain again and says how it went. */
export async function retryVault(): Promise<void> {
  try {
    const vault = await api.accounts.retryVault();
    useAccounts.setState({ vault });
    if (vault.state === 'persisted') notify({ text: 'Sign-ins are kept from now on.' });
  } catch (error) {
    notify({ text: failureOf(error).message, intent: 'error' });
  }
}
