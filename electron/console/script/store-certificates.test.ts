import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeSelfSigned } from '../../certificates/self-signed.ts';
import { standInPowerShell, type StandInPlace } from '../../certificates/windows-store.fixture.ts';
import { createWindowsStore } from '../../certificates/windows-store.ts';
import { deskOfFile } from '../../testing/file-desk.ts';

/** Registered here with a certificate of the store. */
const APP = '0d5c7a1e-2222-4d5e-8a00-000000000001';
const DAY = 86_400_000;

function inStore(subject: string, days: number, ...places: StandInPlace[]) {
  const now = Date.now();
  const pair = makeSelfSigned({ subject, notBefore: now - 800 * DAY, notAfter: now + days * DAY });
  const { fingerprint, raw } = new X509Certificate(pair.certificate);
  return { ...pair, places, thumbprint: fingerprint.replaceAll(':', ''), publicData: raw.toString('base64') };
}
const USERS = { place: 'CurrentUser', key: true } as const;
const good = inStore('CN=Nightly report, O=Contoso', 300, USERS);
const ended = inStore('CN=Last year', -30, USERS);
const computers = inStore('CN=Server job', 20, { place: 'LocalMachine', key: true });
const keyless = inStore('CN=Partner', 300, { place: 'CurrentUser', key: false });

const { run: powerShell } = standInPowerShell([good, ended, computers, keyless]);
const at = deskOfFile([], { store: createWindowsStore('win32', powerShell) });

let tab: string;
let own: string;
beforeAll(async () => {
  tab = await at.desk.openTab();
  own = (await at.practice.certificates.create({ subject: 'CN=Of the app', months: 1 })).thumbprint;
  await at.practice.cloud.control('POST', '/apps', {
    ...{ id: APP, displayName: 'Nightly report', certificate: good.publicData },
  });
});

async function said(text: string): Promise<readonly string[]> {
  const ran = await at.desk.run(tab, text);
  expect(ran.errors).toEqual([]);
  return ran.lines;
}
const sorted = (...certificates: { thumbprint: string }[]) =>
  certificates.map((one) => one.thumbprint).toSorted();

describe('the Windows store’s certificates in a script', { timeout: 60_000 }, () => {
  it('are listed beside the app’s own, each in its place', async () => {
    const [user, computer] = [
      await said('(Get-ChildItem Cert:\\CurrentUser\\My).Thumbprint'),
      await said('(Get-ChildItem Cert:\\LocalMachine\\My).Thumbprint'),
    ];
    expect(user.toSorted()).toEqual(sorted(good, ended, keyless, { thumbprint: own }));
    expect(computer.toSorted()).toEqual(sorted(computers, { thumbprint: own }));
  });

  it.each([
    ['CurrentUser', "$_.Subject -like '*Nightly*'", [good]],
    ['CurrentUser', "$_.Subject -eq 'CN=Nightly report, O=Contoso'", [good]],
    ['CurrentUser', "$_.Subject -match 'CN=Last year'", [ended]],
    ['CurrentUser', '$_.NotAfter -lt (Get-Date)', [ended]],
    ['CurrentUser', '-not $_.HasPrivateKey', [keyless]],
    [
      'CurrentUser',
      "$_.HasPrivateKey -and $_.NotAfter -gt (Get-Date).AddDays(60) -and $_.Issuer -like '*O=Contoso'",
      [good],
    ],
    ['CurrentUser', `$_.Thumbprint -eq '${good.thumbprint.toLowerCase()}'`, [good]],
    [
      'LocalMachine',
      "$_.NotAfter -lt (Get-Date).AddDays(25) -and $_.Subject -ne 'CN=Of the app'",
      [computers],
    ],
  ])('in %s are those where %s', async (place, condition, expected) => {
    const found = await said(
      `(Get-ChildItem Cert:\\${place}\\My | Where-Object { ${condition} }).Thumbprint`,
    );
    expect(found.toSorted()).toEqual(sorted(...expected));
  });

  it.each([
    `-Certificate (Get-Item Cert:\\CurrentUser\\My\\${good.thumbprint})`,
    `-Certificate (Get-ChildItem Cert:\\CurrentUser\\My | Where-Object { $_.Subject -like 'CN=Nightly*' -and $_.HasPrivateKey } | Sort-Object NotAfter -Descending | Select-Object -First 1)`,
    `-CertificateThumbprint ${good.thumbprint}`,
  ])('sign their app in by %s', async (way) => {
    const lines = await said(
      `Connect-ExchangeOnline -AppId ${APP} ${way} -Organization contoso.practice.localhost -ShowBanner:$false
(Get-ConnectionInformation).CertificateAuthentication
Disconnect-ExchangeOnline -Confirm:$false`,
    );
    expect(lines[0]).toBe('True');
  });

  it.each([
    [keyless, 'without its private key'],
    [ended, 'expired on'],
  ])('sign nothing in without a key or once they ended', async ({ thumbprint }, words) => {
    for (const way of [
      `-Certificate (Get-Item Cert:\\CurrentUser\\My\\${thumbprint})`,
      `-CertificateThumbprint ${thumbprint}`,
    ]) {
      const ran = await at.desk.run(
        tab,
        `Connect-ExchangeOnline -AppId ${APP} ${way} -Organization contoso.practice.localhost -ShowBanner:$false`,
      );
      expect(ran.state).toBe('failed');
      expect(ran.errors.join('\n')).toContain(words);
    }
  });
});
