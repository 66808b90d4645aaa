import { constants, createPrivateKey, sign } from 'node:crypto';
import { fail } from '../../shared/model/failure.ts';
import { certificateFacts } from './facts.ts';
import type { KeyedCertificate } from './jobs.ts';
import type { CertificateSigner } from './types.ts';

/** Signs with a key that is in memory until it is closed. The work is done in the runtime's thread pool. */
export function keySigner(pair: KeyedCertificate): CertificateSigner {
  let key: ReturnType<typeof createPrivateKey> | null = createPrivateKey({
    key: Buffer.from(pair.key),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    facts: certificateFacts(pair.certificate),
    sign(data) {
      const held = key;
      if (held === null) {
        return Promise.reject(fail('not-connected', 'The certificate was put away.', 'Connect again.'));
      }
      const how = {
        key: held,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      };
      return new Promise((resolve, reject) => {
        sign('sha256', data, how, (error, signature) => {
          if (error === null) resolve(signature);
          else reject(error);
        });
      });
    },
    close() {
      key = null;
    },
  };
}
