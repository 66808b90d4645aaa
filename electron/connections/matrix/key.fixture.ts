import { createPrivateKey, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standInPowerShell } from '../../certificates/windows-store.fixture.ts';
import { createWindowsStore, type WindowsStore } from '../../certificates/windows-store.ts';
import { makeCertificate, type MadeCertificate } from '../../testing/certificates.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';

/** Registered by the test, one for each way, all of Contoso. */
export const APPS = {
  file: '0d5c7a1e-4444-4d5e-8a00-000000000001',
  kept: '0d5c7a1e-4444-4d5e-8a00-000000000002',
  store: '0d5c7a1e-4444-4d5e-8a00-000000000003',
  pem: '0d5c7a1e-4444-4d5e-8a00-000000000004',
  lockedPem: '0d5c7a1e-4444-4d5e-8a00-000000000005',
  curve: '0d5c7a1e-4444-4d5e-8a00-000000000006',
  customer: '0d5c7a1e-4444-4d5e-8a00-000000000007',
} as const;
export const KEY_PASSWORD = 'practice-pfx';
/** The organisation that the apps are of, and one that has accepted them. */
export const HOME = 'contoso.practice.localhost';
export const CUSTOMER = 'adventureworks.practice.localhost';

const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';
const COMPLIANCE_ADMINISTRATOR = '17315797-102d-40b4-93e0-432062caca18';

/** The certificates that the apps of the matrix are registered with. */
export interface MatrixKey {
  readonly certificateId: string;
  /** Of that certificate. */
  readonly thumbprint: string;
  readonly files: Readonly<Record<KeyFile, string>>;
  /** Of the one in the Windows store. */
  readonly stored: string;
}
type KeyFile = 'pfx' | 'pem' | 'lockedPem' | 'curve';

/** What is in the Windows store, and a store that holds it: the one of Windows is only there (docs/not-tried-here.md). */
export interface StandInStore {
  readonly store: WindowsStore;
  readonly made: MadeCertificate;
}

export function standInStore(): StandInStore {
  const made = makeCertificate({ name: 'Of the store', purpose: 'client' });
  const key = made.privateKey.export({ type: 'pkcs8', format: 'der' });
  const { run } = standInPowerShell([{ certificate: new X509Certificate(made.pem).raw, key }]);
  return { store: createWindowsStore('win32', run), made };
}

/** Makes certificates, writes them to files, and registers the apps with them. */
export async function registerApps(
  desk: PracticeDesk,
  folder: string,
  { made: inStore }: StandInStore,
): Promise<MatrixKey> {
  const own = await desk.certificates.create({ subject: 'Matrix', months: 1 });
  const rsa = makeCertificate({ name: 'Matrix PEM', purpose: 'client' });
  const curve = makeCertificate({ name: 'Matrix curve', purpose: 'client', curve: 'P-256' });
  const path = (name: string): string => join(folder, name);
  const files = {
    pfx: path('matrix.pfx'),
    pem: path('matrix.pem'),
    lockedPem: path('locked.pem'),
    curve: path('curve.pem'),
  };
  const locked = createPrivateKey(rsa.keyPem).export({
    ...{ type: 'pkcs8', format: 'pem' },
    ...{ cipher: 'aes-256-cbc', passphrase: KEY_PASSWORD },
  });
  await writeFile(files.pfx, await desk.certificates.pfxFile(own.id ?? '', KEY_PASSWORD));
  await writeFile(files.pem, `${rsa.pem}${rsa.keyPem}`);
  await writeFile(files.lockedPem, `${String(locked)}${rsa.pem}`);
  await writeFile(files.curve, `${curve.pem}${curve.keyPem}`);
  const certificates: Readonly<Record<keyof typeof APPS, string>> = {
    ...{ file: own.publicData, kept: own.publicData, customer: own.publicData },
    ...{ pem: derOf(rsa), lockedPem: derOf(rsa), curve: derOf(curve), store: derOf(inStore) },
  };
  for (const [name, certificate] of Object.entries(certificates)) {
    await desk.cloud.control('POST', '/apps', {
      ...{ id: APPS[name as keyof typeof APPS], displayName: name, certificate },
      appRoles: ['Exchange.ManageAsApp'],
      directoryRoles: [EXCHANGE_ADMINISTRATOR, COMPLIANCE_ADMINISTRATOR],
      acceptedIn: [CUSTOMER],
    });
  }
  return {
    certificateId: own.id ?? '',
    thumbprint: own.thumbprint,
    files,
    stored: new X509Certificate(inStore.pem).fingerprint.replaceAll(':', ''),
  };
}

const derOf = ({ pem }: MadeCertificate): string => new X509Certificate(pem).raw.toString('base64');
