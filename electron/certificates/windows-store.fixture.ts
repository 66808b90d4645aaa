import { constants, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import type { KeyedCertificate } from './jobs.ts';
import type { RunScript } from './windows-powershell.ts';

/** What the stand-in says in the place of its usual answers. */
export interface StandInAnswers {
  readonly problem?: string;
  readonly output?: string;
  readonly name?: string;
}

export interface StandInPlace {
  readonly place: 'CurrentUser' | 'LocalMachine';
  readonly key: boolean;
}

/** A certificate that the stand-in holds. */
export interface StandInCertificate extends KeyedCertificate {
  /** Where it is, also more than once; unless told, this user's with its key. */
  readonly places?: readonly StandInPlace[];
}

/** For tests: answers as the store's scripts would on Windows; the keys stay in here. */
export function standInPowerShell(pairs: readonly StandInCertificate[], more: StandInAnswers = {}) {
  const USERS: readonly StandInPlace[] = [{ place: 'CurrentUser', key: true }];
  const calls: { script: string; variables: Readonly<Record<string, string>> }[] = [];
  const held = pairs.map(({ certificate, key, places = USERS }) => ({
    ...{ certificate: new X509Certificate(certificate), key, places },
  }));
  const answer = (value: unknown): Promise<string> => Promise.resolve(JSON.stringify(value));
  const run: RunScript = (script, variables) => {
    calls.push({ script, variables });
    if (more.output !== undefined) return Promise.resolve(more.output);
    const data = variables.TENANTDECK_DATA;
    if (data === undefined) {
      return answer(
        held.flatMap(({ certificate, places }) =>
          places.map((place) => ({
            ...place,
            name: more.name ?? '',
            data: certificate.raw.toString('base64'),
          })),
        ),
      );
    }
    if (more.problem !== undefined) return answer({ problem: more.problem });
    const wanted = variables.TENANTDECK_THUMBPRINT;
    const found = held.find(
      ({ certificate, places }) =>
        certificate.fingerprint.replaceAll(':', '') === wanted && places.some(({ key }) => key),
    );
    if (found === undefined) return answer({ problem: 'not-found' });
    const key = createPrivateKey({ key: Buffer.from(found.key), format: 'der', type: 'pkcs8' });
    const how = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    return answer({ signature: sign('sha256', Buffer.from(data, 'base64'), how).toString('base64') });
  };
  return { run, calls };
}
