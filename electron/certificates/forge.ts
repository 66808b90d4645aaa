import forge from 'node-forge';

interface Pbe {
  getCipherForPBES2: (oid: string, parameters: unknown, password: unknown) => unknown;
}

interface Pki {
  readonly pbe: Pbe;
  encryptPrivateKeyInfo: (key: unknown, password: unknown, options?: { algorithm?: string }) => unknown;
}

/**
 * node-forge takes the characters of a password for bytes where PBES2 wants its UTF-8 form, so that a password with
 * other than ASCII letters fails (forge issue 487; packages.md 4). Mended for reading and for writing.
 */
function repairPbes2(pki: Pki): void {
  const { getCipherForPBES2 } = pki.pbe;
  const { encryptPrivateKeyInfo } = pki;
  pki.pbe.getCipherForPBES2 = (oid, parameters, password) =>
    getCipherForPBES2(oid, parameters, utf8(password));
  pki.encryptPrivateKeyInfo = (key, password, options) => {
    const pbes2 = options?.algorithm?.startsWith('aes') === true;
    return encryptPrivateKeyInfo(key, pbes2 ? utf8(password) : password, options);
  };
}

const utf8 = (password: unknown): unknown =>
  typeof password === 'string' ? forge.util.encodeUtf8(password) : password;

repairPbes2(forge.pki as unknown as Pki);

export { forge };
