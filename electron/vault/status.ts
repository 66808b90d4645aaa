import type { VaultStatus } from '../../shared/model/account.ts';

type Reason = NonNullable<VaultStatus['reason']>;

const KEYCHAINS: Readonly<Record<string, string>> = {
  win32: 'the Windows Credential Manager',
  darwin: 'the macOS Keychain',
  linux: 'the Secret Service keyring',
};

/** What people call the keychain of this computer. */
export function keychainName(platform: string): string {
  return KEYCHAINS[platform] ?? 'the system’s keychain';
}

const MEMORY = 'Sign-ins are kept in memory only and end when the app closes';

/** The status in words that are true right now. `aside` is the name a file was put aside under. */
export function describeStatus(
  state: VaultStatus['state'],
  reason: Reason | null,
  platform: string,
  aside: string | null = null,
): VaultStatus {
  const keychain = keychainName(platform);
  const stored = `Sign-ins are kept in files encrypted with AES-256; their key is in ${keychain}.`;
  const kept = aside === null ? '' : ` It was put aside as ${aside}.`;
  const status = (sentence: string, hint: string): VaultStatus => ({ state, reason, sentence, hint });

  if (state === 'unknown') return status('Sign-ins have not been looked up yet.', '');
  switch (reason) {
    case null:
      return status(stored, '');
    case 'turned-off':
      return status(
        `${MEMORY}, because keeping them is turned off.`,
        'Turn on “Keep me signed in” in settings.',
      );
    case 'no-keychain':
      return status(
        `${MEMORY}, because ${keychain} was not found.`,
        platform === 'linux'
          ? 'Install and start a keyring such as gnome-keyring or KWallet, then try again.'
          : 'Check that the system’s keychain service runs, then try again.',
      );
    case 'keychain-locked':
      return status(
        `${MEMORY}, because ${keychain} is locked.`,
        'Unlock it, then try again. What was kept before stays as it is.',
      );
    case 'keychain-hangs':
      return status(
        `${MEMORY}, because ${keychain} does not answer.`,
        'It may be waiting for its password in another window. Then try again.',
      );
    case 'damaged-file':
      return status(
        `A file with kept sign-ins was damaged.${kept} ${state === 'persisted' ? stored : `${MEMORY}.`}`,
        'Sign in again; nothing else was lost.',
      );
    case 'foreign-file':
      return status(
        `A file with kept sign-ins belongs to another key and can’t be opened here.${kept} ${state === 'persisted' ? stored : `${MEMORY}.`}`,
        'Sign in again; nothing else was lost.',
      );
    case 'disk-full':
      return status(
        `${MEMORY}, because the disk is full.`,
        'Free some space; the next sign-in is kept again.',
      );
    case 'not-writable':
      return status(
        `${MEMORY}, because the app’s data folder can’t be written to.`,
        'Check the permissions of the folder named under Settings, then try again.',
      );
  }
}
