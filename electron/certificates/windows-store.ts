import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import type { Certificate } from '../../shared/model/certificate.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import { certificateFacts } from './facts.ts';
import type { CertificateSigner } from './types.ts';

/** The Windows certificate store: its keys sign there and never come out. Throws FailureError. */
export interface WindowsStore {
  list(): Promise<readonly Certificate[]>;
  /** CurrentUser\My, then LocalMachine\My. */
  signer(thumbprint: string): Promise<CertificateSigner>;
}

/** Runs one of the scripts below with these environment variables and answers what it wrote. */
export type RunScript = (script: string, variables: Readonly<Record<string, string>>) => Promise<string>;

/** Windows PowerShell writes the console's code page otherwise, in which many names can’t be written. */
const START = `
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }
`;

const LIST = `${START}
$found = foreach ($place in 'CurrentUser', 'LocalMachine') {
  $store = New-Object System.Security.Cryptography.X509Certificates.X509Store 'My', $place
  try { $store.Open('ReadOnly') } catch { continue }
  foreach ($one in $store.Certificates) {
    if ($one.HasPrivateKey) {
      @{ place = $place; name = [string]$one.FriendlyName; data = [Convert]::ToBase64String($one.RawData) }
    }
  }
  $store.Close()
}
ConvertTo-Json -Compress -InputObject @($found)
`;

const SIGN = `${START}
foreach ($place in 'CurrentUser', 'LocalMachine') {
  $store = New-Object System.Security.Cryptography.X509Certificates.X509Store 'My', $place
  try { $store.Open('ReadOnly') } catch { continue }
  $one = $store.Certificates | Where-Object { $_.Thumbprint -eq $env:TENANTDECK_THUMBPRINT } | Select-Object -First 1
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

const listSchema = z.array(
  z.object({ place: z.enum(['CurrentUser', 'LocalMachine']), name: z.string(), data: z.base64() }),
);
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
  run: RunScript = runWindowsPowerShell,
): WindowsStore {
  async function list(): Promise<Certificate[]> {
    if (platform !== 'win32') throw onlyOnWindows();
    const parsed = listSchema.safeParse(readJson(await run(LIST, {})));
    if (!parsed.success) throw unreadable();
    return parsed.data.map(({ place, name, data }) => {
      const facts = certificateFacts(Buffer.from(data, 'base64'));
      const shown = name === '' ? facts.subject : name;
      return {
        ...facts,
        id: null,
        name: shown,
        origin: { kind: 'store', location: place },
        addedAt: null,
        exportable: false,
      };
    });
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
      const facts = (await list()).find((one) => one.thumbprint === wanted);
      if (facts === undefined) throw notInStore(wanted);
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

/** By its whole path, so that no other program of that name is started; the script goes in as one argument. */
function runWindowsPowerShell(script: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const system = process.env.SystemRoot ?? 'C:\\Windows';
  const program = join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const options = {
    env: { ...process.env, ...variables },
    windowsHide: true,
    timeout: 30_000,
    maxBuffer: 16 * 1_048_576,
  };
  return new Promise((resolve, reject) => {
    execFile(
      program,
      ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded],
      options,
      (error, output) => {
        if (error === null) resolve(output);
        else reject(unreadable());
      },
    );
  });
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
