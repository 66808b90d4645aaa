import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { makeSelfSigned } from '../../electron/certificates/self-signed.ts';
import { forge } from '../../electron/certificates/forge.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';

/** Stands in every secret of the inputs; it must come out nowhere. */
export const CANARY = 'Kanarienvogel-7f3a';

const DAY = 86_400_000;
/** Few rounds: what is looked for is what comes of damage, not of work. */
const ROUNDS = 8;

interface Seeds {
  readonly pfx: readonly Uint8Array[];
  readonly pem: readonly Uint8Array[];
}

/** Whole files to begin with: every cipher that forge writes, with and without a password. */
export function certificateSeeds(now: number, subject = `CN=${CANARY}`): Seeds {
  const pair = makeSelfSigned({ subject, notBefore: now - DAY, notAfter: now + DAY });
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const key = forge.pki.privateKeyFromAsn1(forge.asn1.fromDer(binary(pair.key)));
  const certificate = forge.pki.certificateFromAsn1(forge.asn1.fromDer(binary(pair.certificate)));
  const pfx = (['aes256', '3des'] as const).flatMap((algorithm) =>
    [CANARY, ''].map((password) => {
      const file = forge.pkcs12.toPkcs12Asn1(key, [certificate], password, { algorithm, count: ROUNDS });
      return Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1');
    }),
  );
  const rsa = createPrivateKey({ key: Buffer.from(pair.key), format: 'der', type: 'pkcs8' });
  const pem = [
    rsa.export({ type: 'pkcs8', format: 'pem' }),
    rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: CANARY }),
    rsa.export({ type: 'pkcs1', format: 'pem' }),
  ].map((text) => Buffer.from(`${forge.pki.certificateToPem(certificate)}${String(text)}`));
  return { pfx, pem };
}

/** A file with some bytes changed, left out or doubled; or cut off. */
export function damaged(seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    how: fc.constantFrom('set', 'drop', 'repeat', 'cut'),
    byte: fc.integer({ min: 0, max: 255 }),
    length: fc.integer({ min: 1, max: 40 }),
  });
  return fc.tuple(fc.constantFrom(...seeds), fc.array(edit, { maxLength: 6 })).map(([seed, edits]) => {
    let bytes = Buffer.from(seed);
    for (const { at, how, byte, length } of edits) {
      const place = Math.floor(at * bytes.length);
      const after = bytes.subarray(place + length);
      if (how === 'set') bytes[place] = byte;
      else if (how === 'drop') bytes = Buffer.concat([bytes.subarray(0, place), after]);
      else if (how === 'cut') bytes = bytes.subarray(0, place);
      else bytes = Buffer.concat([bytes.subarray(0, place + length), bytes.subarray(place)]);
    }
    return Uint8Array.from(bytes);
  });
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIMS = {
  aud: 'https://outlook.office365.com',
  tid: '00000000-0000-4000-8000-000000000001',
  oid: '00000000-0000-4000-8000-000000000002',
  upn: 'admin@contoso.example',
  exp: 1_800_000_000,
  iat: 1_799_996_400,
  scp: 'AdminApi.AccessAsUser.All',
  wids: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
};
const TOKEN = `${json({ alg: 'RS256', typ: 'JWT' })}.${json(CLAIMS)}.${Buffer.from(CANARY).toString('base64url')}`;

/** Tokens whose claims are of any kind, and tokens with characters changed. */
export const tokens: fc.Arbitrary<string> = fc.oneof(
  changedText([TOKEN]),
  fc
    .dictionary(fc.constantFrom(...Object.keys(CLAIMS), 'roles', 'idtyp', 'appid'), fc.anything(), {
      maxKeys: 8,
    })
    .map((claims) => `${json({ alg: 'none' })}.${safeJson({ ...CLAIMS, ...claims })}.${CANARY}`),
);

/** Not everything is JSON. */
function safeJson(value: unknown): string {
  try {
    return json(value);
  } catch {
    return json(CLAIMS);
  }
}

const ADDRESSES = [
  'https://outlook.office365.com/powershell-liveid/',
  'https://ps.compliance.protection.outlook.com/powershell-liveid/',
  'https://eur02b.ps.compliance.protection.outlook.com/',
  'https://login.microsoftonline.com/contoso.onmicrosoft.com',
  `https://user:${CANARY}@outlook.office365.com/`,
  'https://xn--bcher-kva.example:8443/a?b=c#d',
];
export const addresses: fc.Arbitrary<string> = fc.oneof(changedText(ADDRESSES), fc.webUrl(), fc.string());

const COMMANDS = [
  `Connect-ExchangeOnline -Credential (New-Object PSCredential 'a@b.example', (ConvertTo-SecureString '${CANARY}' -AsPlainText -Force))`,
  `$p = @{ AppId = '00000000-0000-4000-8000-000000000003'; CertificateFilePath = 'C:\\a.pfx'; Organization = 'contoso.onmicrosoft.com' }\nConnect-IPPSSession @p`,
  `Connect-ExchangeOnline -AccessToken ${TOKEN} -Organization contoso.onmicrosoft.com -Prefix Con`,
];
/** Pasted Connect- commands. */
export const commands: fc.Arbitrary<string> = changedText(COMMANDS);

function changedText(texts: readonly string[]): fc.Arbitrary<string> {
  return damaged(texts.map((text) => Buffer.from(text))).map((bytes) => Buffer.from(bytes).toString('utf8'));
}

/** A whole connection, as it is kept. */
export const PROFILE = {
  id: '00000000-0000-4000-8000-000000000004',
  name: 'Contoso',
  folder: '',
  colour: 1,
  cloudId: 'O365Default',
  accountId: null,
  username: 'admin@contoso.example',
  clientId: '00000000-0000-4000-8000-000000000005',
  organization: { kind: 'own', tenantId: null, name: null, domain: 'contoso.example' },
  services: ['exchange'],
  readOnly: true,
  signIn: BROWSER,
  options: NO_OPTIONS,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastUsedAt: null,
};
/** What a file of connections may hold after anybody wrote to it. */
export const profileFiles: fc.Arbitrary<unknown> = fc
  .array(fc.oneof(changedMembers(PROFILE), fc.anything()), { maxLength: 4 })
  .chain((connections) =>
    fc.oneof(
      fc.constant({ version: 2, connections }),
      fc.constant({ version: 1, connections }),
      fc.constant(connections),
      fc.record({ version: fc.anything(), connections: fc.anything() }),
    ),
  );

function changedMembers(seed: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  return fc
    .dictionary(fc.constantFrom(...Object.keys(seed)), fc.anything({ maxDepth: 3 }), { maxKeys: 3 })
    .map((changes) => ({ ...seed, ...changes }));
}
