import { z } from 'zod';
import type { Certificate } from '../../shared/model/certificate.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import { certificateFacts } from './facts.ts';
import type { CertificateSigner } from './types.ts';
import { createWindowsPowerShell, type RunScript } from './windows-powershell.ts';

/** The Windows certificate store: its keys sign there and never come out. Throws FailureError. */
export interface WindowsStore {
  /** All that can be read, also those without a private key. */
  list(): Promise<readonly Certificate[]>;
  /** CurrentUser\My, then LocalMachine\My. */
  signer(thumbprint: string): Promise<CertificateSigner>;
}

/** Windows PowerShell writes the console's code page otherwise, in which many names can’t be written. */
const START = `
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }
`;

const LIST = `${START}
$opened = 0
$found = foreach ($place in 'CurrentUser', 'LocalMachine') {
  $store = New-Object System.Security.Cryptography.X509Certificates.X509Store 'My', $place
  try { $store.Open('ReadOnly'); $opened++ } catch { continue }
  foreach ($one in $store.Certificates) {
    @{
      place = $place
      key = [bool]$one.HasPrivateKey
      name = [string]$one.FriendlyName
      data = [Convert]::ToBase64String($one.RawData)
    }
  }
  $store.Close()
}
if ($opened -eq 0) { ConvertTo-Json -Compress @{ problem = 'closed' }; exit }
ConvertTo-Json -Compress -InputObject @($found)
`;

const SIGN = `${START}
foreach ($place in 'CurrentUser', 'LocalMachine') {
  $store = New-Object System.Security.Cryptography.X509Certificates.X509Store 'My', $place
  try { $store.Open('ReadOnly') } catch { continue }
  $one = $store.Certificates |
    Where-Object { $_.Thumbprint -eq $env:TENANTDECK_THUMBPRINT -and $_.HasPrivateKey } |
    Select-Object -First 1
  if ($null -eq $one) { continue }
  try { $rsa = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($one) } catch { $rsa = $null }
  if ($null -eq $rsa) { ConvertTo-Json -Compress @{ problem = 'no-key' }; exit }
  try {
    $signed = $rsa.SignData([Convert]::FromBase64String($env:TENANTDECK_DATA),
      [System.Security.Cryptography.HashAlgorithmName]::SHA256,
      [System.Security.Cryptography.RSASignaturePadding]::Pss)
  } catch { ConvertTo-Json -Compress @{ problem = 'refused' }; exit }
  ConvertTo-Json -Compress @{ signature = [Convert]::ToBase64String($signed) }
  exit
}
ConvertTo-Json -Compress @{ problem = 'not-found' }
`;

const listSchema = z.union([
  z.array(
    z.object({
      place: z.enum(['CurrentUser', 'LocalMachine']),
      key: z.boolean(),
      name: z.string(),
      data: z.base64(),
    }),
  ),
  z.object({ problem: z.literal('closed') }),
]);
type Listed = Exclude<z.infer<typeof listSchema>, { problem: string }>[number];
const signedSchema = z.union([
  z.object({ signature: z.base64() }),
  z.object({ problem: z.enum(['no-key', 'refused', 'not-found']) }),
]);

/**
 * @param platform of this computer; anything but Windows refuses.
 * @param run the system's own Windows PowerShell in the app; tests put another in its place.
 */
export function createWindowsStore(
  platform: string = process.platform,
  run: RunScript = createWindowsPowerShell(),
): WindowsStore {
  async function list(): Promise<Certificate[]> {
    if (platform !== 'win32') throw onlyOnWindows();
    const parsed = listSchema.safeParse(readJson(await run(LIST, {})));
    if (!parsed.success) throw unreadable();
    if ('problem' in parsed.data) throw closed();
    return parsed.data.flatMap((one) => ofStore(one) ?? []);
  }

  return {
    list,
    async signer(thumbprint) {
      const wanted = thumbprint.toUpperCase();
      if (!/^[0-9A-F]{40}$/.test(wanted)) {
        throw fail('invalid-input', 'A thumbprint has 40 digits from 0 to 9 and A to F.', 'Copy it again.', {
          action: 'edit-connection',
        });
      }
      const named = (await list()).filter((one) => one.thumbprint === wanted);
      if (named.length === 0) throw notInStore(wanted);
      const facts = named.find(({ origin }) => origin.kind === 'store' && origin.hasKey);
      if (facts === undefined) throw withoutKey(wanted);
      return {
        facts,
        async sign(data) {
          const answer = await run(SIGN, {
            TENANTDECK_THUMBPRINT: wanted,
            TENANTDECK_DATA: Buffer.from(data).toString('base64'),
          });
          const parsed = signedSchema.safeParse(readJson(answer));
          if (!parsed.success) throw unreadable();
          if ('signature' in parsed.data) return Buffer.from(parsed.data.signature, 'base64');
          if (parsed.data.problem === 'not-found') throw notInStore(wanted);
          throw keyUnusable(wanted, parsed.data.problem);
        },
        close: () => undefined,
      };
    },
  };
}

/** Null: what is in the store is no certificate that this runtime can read, which is no reason to show none of the others. */
function ofStore({ place, key, name, data }: Listed): Certificate | null {
  try {
    const facts = certificateFacts(Buffer.from(data, 'base64'));
    return {
      ...facts,
      id: null,
      name: name === '' ? facts.subject : name,
      origin: { kind: 'store', location: place, hasKey: key },
      addedAt: null,
      exportable: false,
    };
  } catch {
    return null;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

const onlyOnWindows = (): FailureError =>
  fail(
    'not-supported-here',
    'Certificates by thumbprint are supported only on Windows, from its certificate store.',
    'Use the certificate’s PFX file, or a certificate kept in the app.',
    { action: 'edit-connection' },
  );

const withoutKey = (thumbprint: string): FailureError =>
  fail(
    'certificate-unusable',
    `The certificate ${thumbprint} is in the Windows certificate store without its private key.`,
    'Import its PFX file there, or use that file here.',
    { action: 'edit-connection' },
  );

const closed = (): FailureError =>
  fail(
    'service-error',
    'The Windows certificate store can’t be opened, neither this user’s nor this computer’s.',
    'Try again, or use the certificate’s PFX file.',
    { retryable: true, action: 'retry' },
  );

const notInStore = (thumbprint: string): FailureError =>
  fail(
    'not-found',
    `No certificate with the thumbprint ${thumbprint} and a private key is in the Windows certificate store.`,
    'Check the thumbprint, and that the certificate is under Personal of this user or this computer.',
    { action: 'edit-connection' },
  );

const keyUnusable = (thumbprint: string, problem: 'no-key' | 'refused'): FailureError =>
  fail(
    'certificate-unusable',
    problem === 'no-key'
      ? `You may not use the private key of the certificate ${thumbprint}, or it has no RSA key.`
      : `Windows refused to sign with the key of the certificate ${thumbprint}.`,
    'Give yourself the right to read the private key, or use a newer key provider.',
    { action: 'edit-connection' },
  );

const unreadable = (): FailureError =>
  fail('service-error', 'The Windows certificate store did not answer as expected.', 'Try again.', {
    retryable: true,
    action: 'retry',
  });
