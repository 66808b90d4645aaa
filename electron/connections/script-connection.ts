import type { ConnectionDraft, ConnectionProfile } from '../../shared/model/connection.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import type { SignIn } from '../../shared/model/account.ts';
import type { Accounts } from '../auth/types.ts';
import type { Profiles } from './connector-types.ts';
import { createProfileConnection, type ProfileConnectionDeps } from './profile-connection.ts';
import { newProfile } from './profiles.ts';
import type { ScriptConnection } from './types.ts';

type Deps = Omit<ProfileConnectionDeps, 'store' | 'changed'> & { readonly accounts: Accounts };

/**
 * Connects what a script's Connect- command asks for. Nothing of it is saved. Throws FailureError.
 * @param onSignIn told of the sign-in that a person has to finish, at each change of it; null: it is over
 */
export async function openScriptConnection(
  deps: Deps,
  { id, draft }: { readonly id: string; readonly draft: ConnectionDraft },
  secrets: ConnectSecrets | null,
  signal: AbortSignal,
  onSignIn: (signIn: SignIn | null) => void = () => undefined,
): Promise<ScriptConnection> {
  const [service] = draft.services;
  if (service === undefined) throw fail('invalid-input', 'No service was named.', '');
  let profile: ConnectionProfile = newProfile(
    draft,
    deps.accounts,
    new Date(deps.now()).toISOString(),
    0,
    id,
  );
  const store: Profiles = {
    list: () => [profile],
    find: (id) => (id === profile.id ? profile : null),
    put(changed) {
      profile = changed;
    },
  };
  const line = createProfileConnection(profile.id, { ...deps, store, changed: () => undefined });
  const cancel = () => line.cancel();
  let told: SignIn | null = null;
  const stopListening = deps.accounts.onSignIns((signIns) => {
    const own = signIns.find((signIn) => signIn.connectionId === profile.id && isOpen(signIn)) ?? null;
    if (own === told) return;
    told = own;
    onSignIn(own);
  });
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    await line.connect([service], secrets);
  } finally {
    signal.removeEventListener('abort', cancel);
    stopListening();
    if (told !== null) onSignIn(null);
  }
  const session = line.session(service);
  if (session === null) {
    const status = line.statusOf(service);
    if (status.state === 'failed') throw new FailureError(status.failure);
    throw fail('not-connected', 'The connection was closed.', 'Connect again.');
  }
  return {
    profile: () => profile,
    session,
    status: () => line.statusOf(service),
    runLog: () => line.runLogOf(service),
    banner: () => line.bannerOf(service),
    close: () => void line.disconnect([service]),
  };
}

const isOpen = ({ state }: SignIn): boolean => state === 'waiting' || state === 'finishing';
