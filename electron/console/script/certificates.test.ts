import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PromptView } from '../../../shared/model/prompt.ts';
import { createCertificates, type CertificatesService } from '../../certificates/certificates.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';
import { readCertificateFile } from '../../certificates/read-file.ts';
import { createVault } from '../../vault/vault.ts';
import { Desk } from './desk.fixture.ts';
import { entryUrl } from '../../testing/entries.ts';

const PASSWORD = 'canary-of-the-file';
const SECURE = `(ConvertTo-SecureString '${PASSWORD}' -AsPlainText -Force)`;
/** 1.2.840.113549.1.1.12 (RFC 4055 5), as DER has it. */
const SHA384_WITH_RSA = Buffer.from('06092a864886f70d01010c', 'hex');
const MAKE = `New-SelfSignedCertificate -Subject 'CN=Mail report' -CertStoreLocation 'Cert:\\CurrentUser\\My'`;

let folder = '';
let certificates: CertificatesService;
let desk: Desk;
const asked: PromptView[] = [];
let agree = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'script-certificates-'));
  desk = new Desk(folder);
  desk.onPrompt = (view) => {
    asked.push(view);
    if (view.prompt.type === 'secret') return { type: 'text', text: PASSWORD };
    return { type: 'choice', index: agree ? 0 : 1 };
  };
}, 60_000);

beforeEach(async () => {
  const vault = createVault({
    folder: join(folder, 'vault'),
    keychain: {
      get: () => Promise.resolve(null),
      set: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    persistent: false,
  });
  certificates = createCertificates({
    vault,
    workerUrl: entryUrl('certificate-worker'),
  });
  await certificates.start();
  desk.certificates = certificates;
  asked.length = 0;
  agree = true;
});
afterEach(() => certificates.close());
afterAll(async () => {
  await desk.worker.terminate();
  await rm(folder, { recursive: true, force: true });
});

async function said(text: string): Promise<string[]> {
  const { state, lines, problems } = await desk.run(text);
  expect(problems.map(({ failure }) => failure.message)).toEqual([]);
  expect(state).toBe('done');
  return lines;
}

async function refused(text: string): Promise<string> {
  const { problems } = await desk.run(text);
  return problems.map(({ failure }) => failure.message).join('\n');
}

describe('certificates of the app in a script', { timeout: 60_000 }, () => {
  it('are made as they are asked for, and listed on Cert:', async () => {
    const lines = await said(`$c = New-SelfSignedCertificate \`
      -Subject "CN=Mail report" \`
      -DnsName report.contoso.com, reports.contoso.com \`
      -CertStoreLocation "Cert:\\CurrentUser\\My" \`
      -KeyExportPolicy Exportable -KeySpec Signature -KeyLength 3072 -KeyAlgorithm RSA -HashAlgorithm SHA384 \`
      -FriendlyName Reports \`
      -NotBefore ([datetime]'2026-01-02') -NotAfter ([datetime]'2028-03-04')
    "$($c.Thumbprint)|$($c.Subject)|$($c.HasPrivateKey)|$($c.FriendlyName)|$($c.DnsNameList.Unicode -join ' ')"
    (Get-ChildItem Cert:\\CurrentUser\\My | Where-Object Subject -eq 'CN=Mail report').Thumbprint
    (Get-Item "Cert:\\CurrentUser\\My\\$($c.Thumbprint)").NotAfter.ToString('yyyy-MM-dd')
    @(dir Cert:\\ -Recurse | Where-Object Thumbprint).Count
    Test-Path "Cert:\\LocalMachine\\My\\$($c.Thumbprint)"
    Test-Path Cert:\\CurrentUser\\My\\0123`);
    const [kept] = await certificates.list();
    const thumbprint = kept?.thumbprint ?? '';
    expect(lines).toEqual([
      `${thumbprint}|CN=Mail report|True|Reports|report.contoso.com reports.contoso.com`,
      thumbprint,
      '2028-03-04',
      '2',
      'True',
      'False',
    ]);
    expect(kept).toMatchObject({ name: 'Reports', key: 'RSA 3072', origin: { kind: 'created' } });
    const der = Buffer.from(await certificates.publicFile(kept?.id ?? ''));
    expect(der.includes(SHA384_WITH_RSA)).toBe(true);
    expect(asked).toEqual([]);
  });

  it('end a year later unless told, and show themselves as in PowerShell', async () => {
    const lines = await said(`$c = ${MAKE}; [math]::Round(($c.NotAfter - $c.NotBefore).TotalDays / 365); $c`);
    const [kept] = await certificates.list();
    expect(lines[0]).toBe('1');
    expect(lines.join('\n')).toMatch(
      new RegExp(
        `PSParentPath: Microsoft\\.PowerShell\\.Security\\\\Certificate::CurrentUser\\\\My[^]*${kept?.thumbprint ?? ''} +CN=Mail report`,
      ),
    );
  });

  it('go out as a .cer file without a question, and with the key only when the person agrees', async () => {
    const made = `$c = ${MAKE}\n`;
    expect(await said(`${made}(Export-Certificate -Cert $c -FilePath report.cer).Name`)).toEqual([
      'report.cer',
    ]);
    const [kept] = await certificates.list();
    expect(
      new X509Certificate(await readFile(join(folder, 'report.cer'))).fingerprint.replaceAll(':', ''),
    ).toBe(kept?.thumbprint);
    expect(asked).toEqual([]);

    agree = false;
    expect(
      await refused(`Export-PfxCertificate -Cert $c -FilePath report.pfx -Password ${SECURE}`),
    ).toContain('was not exported');
    expect(await readdir(folder)).not.toContain('report.pfx');

    agree = true;
    asked.length = 0;
    expect(
      await said(
        `(Get-ChildItem Cert:\\CurrentUser\\My | Export-PfxCertificate -FilePath report.pfx -Password ${SECURE}).Name`,
      ),
    ).toEqual(['report.pfx']);
    expect(asked.map(({ prompt }) => prompt.type)).toEqual(['choice']);
    const back = await certificates.inspectFile(join(folder, 'report.pfx'), PASSWORD);
    expect(back.thumbprint).toBe(kept?.thumbprint);

    expect(await said('(Get-PfxCertificate -FilePath report.pfx).Thumbprint')).toEqual([kept?.thumbprint]);
    expect(asked.at(-1)?.prompt.type).toBe('secret');
    expect(await said(`(Get-PfxCertificate report.pfx -Password ${SECURE}).Subject`)).toEqual([
      'CN=Mail report',
    ]);
  });

  it('never bring their keys to the script', async () => {
    const posted: string[] = [];
    const original = desk.worker.post.bind(desk.worker);
    const post = vi.spyOn(desk.worker, 'post').mockImplementation((message, transfer) => {
      posted.push(serialize(message).toString('latin1'));
      original(message, transfer);
    });
    await said(
      `$c = ${MAKE}; $null = Export-PfxCertificate $c own.pfx -Password ${SECURE}; gci Cert:\\CurrentUser\\My`,
    );
    post.mockRestore();
    const { key, certificate } = readCertificateFile(await readFile(join(folder, 'own.pfx')), PASSWORD);
    const seen = (bytes: Uint8Array) => {
      const text = Buffer.from(bytes).toString('base64');
      const forms = [text.slice(0, 80), text.slice(-80), Buffer.from(bytes.slice(-60)).toString('latin1')];
      return posted.some((message) => forms.some((form) => message.includes(form)));
    };
    expect(seen(certificate)).toBe(true);
    expect(seen(key)).toBe(false);
  });

  it('are those of the Windows store too where there is one, each in its place', async () => {
    const own = await certificates.create({ subject: 'CN=Own', months: 1 });
    const store: Certificate = {
      ...own,
      id: null,
      thumbprint: 'A'.repeat(40),
      origin: { kind: 'store', location: 'LocalMachine' },
      addedAt: null,
    };
    desk.certificates = { ...certificates, listStore: () => Promise.resolve([store]) };
    expect(
      await said(
        'foreach ($place in "CurrentUser", "LocalMachine") { "$place $((gci Cert:\\$place\\My).Thumbprint)" }',
      ),
    ).toEqual([`CurrentUser ${own.thumbprint}`, `LocalMachine ${own.thumbprint} ${store.thumbprint}`]);
    expect(
      await refused(
        `Export-PfxCertificate -Cert Cert:\\LocalMachine\\My\\${store.thumbprint} x.pfx -Password ${SECURE}`,
      ),
    ).toContain('stays there');
  });

  it.each([
    [`${MAKE} -KeyAlgorithm ECDSA_nistP256`, 'RSA'],
    [`${MAKE} -KeyLength 1024`, '2048, 3072, 4096'],
    [`${MAKE} -HashAlgorithm SHA1`, 'SHA256'],
    [`${MAKE} -KeyExportPolicy NonExportable`, 'NonExportable'],
    [`${MAKE} -TextExtension '2.5.29.37={text}1.3.6.1.5.5.7.3.2'`, '-TextExtension'],
    [`${MAKE} -NotAfter ([datetime]'2001-01-01')`, 'not later'],
    [`New-SelfSignedCertificate -Subject x -CertStoreLocation Cert:\\CurrentUser\\Root`, 'neither'],
    ['New-SelfSignedCertificate', '-DnsName'],
    ['Export-Certificate -Cert $null -FilePath a.cer', "parameter 'Cert'"],
    ["Export-Certificate -Cert 'x' -FilePath a.cer", "parameter 'Cert'"],
    ['Get-Item Cert:\\CurrentUser\\My\\0123', 'Cert:\\CurrentUser\\My\\0123'],
    [`$c = ${MAKE}; Export-PfxCertificate $c a.pfx`, '-Password'],
    [`$c = ${MAKE}; Export-Certificate $c ../a.cer`, 'outside'],
    [`$c = ${MAKE}; Remove-Item $c.PSPath`, 'list of certificates'],
  ])('%s is refused', async (text, words) => {
    expect(await refused(text)).toContain(words);
    expect(asked).toEqual([]);
  });

  it('say once what has no effect here, and make the certificate', async () => {
    const { problems, lines } = await desk.run(
      `(New-SelfSignedCertificate -DnsName mail.contoso.com -CertStoreLocation Cert:\\LocalMachine\\My\\ -Provider x).Subject`,
    );
    expect(problems.map(({ severity, failure }) => `${severity}: ${failure.message}`)).toEqual([
      expect.stringContaining("warning: The certificate is kept in the app's own vault"),
      'warning: -Provider has no effect here.',
    ]);
    expect(lines.at(-1)).toBe('CN=mail.contoso.com');
    expect(await certificates.list()).toHaveLength(1);
  });

  it('are not made where a script only asks what would happen', async () => {
    await desk.run(`${MAKE} -WhatIf`);
    expect(await certificates.list()).toEqual([]);
  });
});
