import { cloudOf } from '../../shared/endpoints.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { KeptPasswords } from '../auth/kept-passwords.ts';
import type { Certificates } from '../certificates/types.ts';
import type { PutBack } from '../vault/kept-entries.ts';
import type { ProxyLogins } from './proxy-logins.ts';

/** What is kept of a connection's secrets: in the vault on a person's request, or in memory while it is open. */
export interface KeptSecrets {
  readonly passwords: Pick<KeptPasswords, 'forget'>;
  readonly certificates: Pick<Certificates, 'forgetFilePassword'>;
  readonly proxyLogins: Pick<ProxyLogins, 'offer' | 'close' | 'forget'>;
}

/**
 * Takes out of the vault what a changed or deleted connection no longer signs in with: the password of the account that
 * it had, its proxy login, and the password of a certificate's file which no connection names any longer.
 * @param after as it is saved now; null: it was deleted
 * @returns what keeps it again, should the connection come back
 */
export async function forgetSecrets(
  kept: KeptSecrets,
  before: ConnectionProfile,
  after: ConnectionProfile | null,
  all: readonly ConnectionProfile[],
): Promise<PutBack> {
  const forgotten: PutBack[] = [];
  if (after === null || accountOf(before) !== accountOf(after)) {
    forgotten.push(await kept.passwords.forget(before.id));
  }
  if (after === null || proxyUserOf(before) !== proxyUserOf(after)) {
    kept.proxyLogins.close(before.id);
    forgotten.push(await kept.proxyLogins.forget(before.id));
  }
  const file = fileOf(before);
  if (file !== null && !all.some((one) => fileOf(one) === file)) {
    forgotten.push(await kept.certificates.forgetFilePassword(file));
  }
  return async () => {
    for (const putBack of forgotten) await putBack();
  };
}

/** Who signs in with a password, and where to; null: nobody does. */
function accountOf({ signIn, cloudId, options, username }: ConnectionProfile): string | null {
  if (signIn.kind !== 'credential') return null;
  return [cloudId, cloudOf(cloudId, options).loginHost, username?.toLowerCase() ?? ''].join('\n');
}

function proxyUserOf({ options: { proxy, proxyLogin } }: ConnectionProfile): string {
  return [proxy, proxyLogin?.username ?? ''].join('\n');
}

function fileOf({ signIn }: ConnectionProfile): string | null {
  return signIn.kind === 'certificate' && signIn.certificate.from === 'file' ? signIn.certificate.path : null;
}
