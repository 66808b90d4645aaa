import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
    const { prompt } = view;
    const no = prompt.type === 'choice' ? prompt.answers.findIndex((one) => /^&?No$/.test(one)) : 1;
    return { type: 'choice', index: agree ? 0 : no };
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
  desk.noted.length = 0;
  desk.logFull = false;
  desk.users = () => [];
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
      origin: { kind: 'store', location: 'LocalMachine', hasKey: true },
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
    ['Remove-Item Cert:\\CurrentUser\\My', 'no certificate'],
    ['Remove-Item Cert:\\CurrentUser\\My\\0123', 'Cert:\\CurrentUser\\My\\0123'],
    ['Import-PfxCertificate gone.pfx', 'gone.pfx'],
    ['Import-PfxCertificate ../a.pfx', 'outside'],
    ['Import-PfxCertificate gone.pfx -CertStoreLocation Cert:\\CurrentUser\\Root', 'neither'],
    ['gci . -DnsName contoso.com', "'DnsName'"],
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

  it('are imported from a file, deleted when the person agrees, and each is in the activity log', async () => {
    const [thumbprint = ''] = await said(`$c = ${MAKE}; $c.Thumbprint
      $null = Export-PfxCertificate $c -FilePath moved.pfx -Password ${SECURE}`);
    const [made] = await certificates.list();
    desk.users = (id) => (id === made?.id ? ['Mail report', 'Night job'] : []);

    agree = false;
    expect(await refused(`Remove-Item Cert:\\CurrentUser\\My\\${thumbprint}`)).toContain('was not deleted');
    expect(await certificates.list()).toHaveLength(1);
    const [question] = asked.slice(-1);
    expect(question?.prompt).toMatchObject({ type: 'choice', caption: 'Delete a certificate' });
    for (const words of [thumbprint, 'private key', '“Mail report”, “Night job”']) {
      expect(JSON.stringify(question)).toContain(words);
    }

    agree = true;
    asked.length = 0;
    await said(
      `Get-ChildItem Cert:\\CurrentUser\\My | Where-Object { $_.Thumbprint -eq '${thumbprint}' } | Remove-Item -Confirm:$false`,
    );
    expect(await certificates.list()).toEqual([]);
    expect(asked).toHaveLength(1);

    const import_ = `Import-PfxCertificate -FilePath moved.pfx -Password ${SECURE} -CertStoreLocation Cert:\\CurrentUser\\My`;
    expect(
      await said(`$i = ${import_} -Exportable; "$($i.Thumbprint) $($i.HasPrivateKey) $($i.Subject)"`),
    ).toEqual([`${thumbprint} True CN=Mail report`]);
    const outcomes = desk.noted.filter(({ kind }) => kind === 'certificate');
    expect(outcomes.map(({ what, outcome }) => `${what}: ${outcome}`)).toEqual([
      'Make certificate · CN=Mail report: created',
      'Export private key · CN=Mail report · moved.pfx: exported',
      'Delete certificate · CN=Mail report: declined',
      'Delete certificate · CN=Mail report: removed',
      'Import certificate · moved.pfx: imported',
    ]);
    for (const { certificate, where, who } of outcomes) {
      expect(certificate).toMatchObject({ subject: 'CN=Mail report', by: 'Script in the tab of Contoso' });
      expect(where).toMatchObject({ organization: 'Contoso' });
      expect(who).toContain('@');
    }
    expect(outcomes[1]?.certificate).toMatchObject({ thumbprint, file: 'moved.pfx', withKey: true });
    expect(outcomes[4]?.certificate).toMatchObject({ thumbprint, file: 'moved.pfx', withKey: false });
    const told = JSON.stringify(desk.noted);
    const { key } = readCertificateFile(await readFile(join(folder, 'moved.pfx')), PASSWORD);
    for (const secret of [PASSWORD, Buffer.from(key).toString('base64').slice(0, 60)]) {
      expect(told).not.toContain(secret);
    }
  });

  it('keep their key where they were imported without -Exportable, until the file is brought again', async () => {
    const import_ = `Import-PfxCertificate kept.pfx -Password ${SECURE}`;
    await said(`Export-PfxCertificate (${MAKE}) kept.pfx -Password ${SECURE} | Out-Null
      Remove-Item Cert:\\CurrentUser\\My\\*`);
    const again = `Export-PfxCertificate (gci Cert:\\CurrentUser\\My) again.pfx -Password ${SECURE}`;
    await said(`$null = ${import_}`);
    asked.length = 0;
    expect(await refused(again)).toContain('without -Exportable');
    expect(asked).toEqual([]);
    expect(desk.noted.filter(({ kind }) => kind === 'certificate').at(-1)).toMatchObject({
      what: 'Export private key · CN=Mail report · again.pfx',
      outcome: 'failed',
    });
    expect(await readdir(folder)).not.toContain('again.pfx');
    expect(await said(`$null = ${import_} -Exportable; (${again}).Name`)).toEqual(['again.pfx']);
    expect(await certificates.list()).toHaveLength(1);
  });

  it('only say what would happen with -WhatIf', async () => {
    await said(`$null = Export-PfxCertificate (${MAKE}) what.pfx -Password ${SECURE}`);
    asked.length = 0;
    const before = desk.noted.filter(({ kind }) => kind === 'certificate').length;
    const { lines } = await desk.run(`Remove-Item Cert:\\CurrentUser\\My\\* -WhatIf
      Import-PfxCertificate what.pfx -Password ${SECURE} -WhatIf`);
    expect(lines.join('\n')).toMatch(/Remove certificate and its private key.*My[^]*Import certificate/);
    expect(asked).toEqual([]);
    expect(await certificates.list()).toHaveLength(1);
    expect(desk.noted.filter(({ kind }) => kind === 'certificate')).toHaveLength(before);
  });

  it('ask twice with -Confirm, and stay where the first answer is no', async () => {
    await said(MAKE);
    agree = false;
    asked.length = 0;
    await desk.run('Remove-Item Cert:\\CurrentUser\\My\\* -Confirm');
    expect(asked).toHaveLength(1);
    expect(await certificates.list()).toHaveLength(1);
  });

  it('do not leave where that can’t be written down', async () => {
    await said(MAKE);
    desk.logFull = true;
    for (const text of [
      `Export-PfxCertificate (gci Cert:\\CurrentUser\\My) unlogged.pfx -Password ${SECURE}`,
      'Export-Certificate (gci Cert:\\CurrentUser\\My) unlogged.cer',
      'Remove-Item Cert:\\CurrentUser\\My\\*',
      MAKE,
    ]) {
      expect(await refused(text), text).toContain('log can’t be written');
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('unlogged'))).toEqual([]);
    expect(await certificates.list()).toHaveLength(1);
  });

  it('a file without a key is read for what it tells, as DER and as PEM, and signs nothing', async () => {
    const { publicData, thumbprint } = await certificates.create({ subject: 'CN=Public', months: 1 });
    const pem = `-----BEGIN CERTIFICATE-----\n${publicData}\n-----END CERTIFICATE-----\n`;
    await writeFile(join(folder, 'public.cer'), Buffer.from(publicData, 'base64'));
    await writeFile(join(folder, 'public.pem'), pem);
    for (const name of ['public.cer', 'public.pem']) {
      expect(
        await said(
          `$c = Get-PfxCertificate ${name}; "$($c.Thumbprint) $($c.Subject) $($c.Issuer) $($c.HasPrivateKey) $($c.NotAfter.Year -gt 2000)"`,
        ),
      ).toEqual([`${thumbprint} CN=Public CN=Public False True`]);
      expect((await said(`Get-PfxCertificate ${name}`)).join('\n')).toMatch(
        new RegExp(`Thumbprint +Subject[^]*${thumbprint} +CN=Public`),
      );
    }
    expect(await refused('Import-PfxCertificate public.cer')).toContain('no private key');
    expect(await refused('Get-PfxCertificate nothing.txt; Get-PfxCertificate')).not.toBe('');
    expect(asked.map(({ prompt }) => prompt.type)).not.toContain('secret');
  });

  it('are found by the filters of Cert:', async () => {
    await said(`$null = New-SelfSignedCertificate -DnsName mail.contoso.com, www.contoso.com
      $null = New-SelfSignedCertificate -Subject 'CN=Old' -NotBefore ([datetime]'2020-01-01') -NotAfter ([datetime]'2021-01-01')
      $null = New-SelfSignedCertificate -Subject 'CN=fabrikam.com'`);
    const found = (filter: string) =>
      said(`(Get-ChildItem -Path Cert:\\CurrentUser\\My ${filter}).Subject | Sort-Object`);
    expect(await found('-DnsName *.contoso.com')).toEqual(['CN=mail.contoso.com']);
    expect(await found('-DnsName fabrikam.com')).toEqual(['CN=fabrikam.com']);
    expect(await found('-ExpiringInDays 0')).toEqual(['CN=Old']);
    expect(await found('-CodeSigningCert')).toEqual([]);
    expect(await found('-EKU *Client*')).toEqual(await found("-EKU '1.3.6.1.5.5.7.3.2'"));
    expect(await found("| Where-Object { $_.Subject -like '*fabrikam*' }")).toEqual(['CN=fabrikam.com']);
    expect(await found('| Where-Object {$_.Thumbprint -eq "YourThumbprint"}')).toEqual([]);
    expect(await said('(gci Cert:\\ -Recurse -DnsName fabrikam.com).Count')).toEqual(['2']);
  });
});
