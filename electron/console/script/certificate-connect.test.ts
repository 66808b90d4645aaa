import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskOfFile } from '../../testing/file-desk.ts';

/** An app of the practice cloud that may manage Exchange. */
const APP = '0d5c7a1e-2222-4d5e-8a00-000000000001';
/** One that has no directory role, and one without the permission. */
const NO_ROLE = '0d5c7a1e-2222-4d5e-8a00-000000000003';
const NO_PERMISSION = '0d5c7a1e-2222-4d5e-8a00-000000000002';
const ORGANIZATION = 'contoso.practice.localhost';
const SECURE = "(ConvertTo-SecureString 'canary-of-the-file' -AsPlainText -Force)";

let tab: string;
const at = deskOfFile();
beforeEach(async () => {
  tab = await at.desk.openTab();
  at.desk.asked.length = 0;
});

/** Makes a certificate in the tab, and has the app's registration take it. */
async function registered(id = APP): Promise<string> {
  const made = await at.desk.run(
    tab,
    "$c = New-SelfSignedCertificate -Subject 'CN=Mail report'; $c.Thumbprint",
  );
  expect(made.errors).toEqual([]);
  const thumbprint = made.lines[0] ?? '';
  const kept = (await at.practice.certificates.list()).find((one) => one.thumbprint === thumbprint);
  await at.practice.cloud.control('POST', '/apps', {
    id,
    displayName: 'Mail report',
    certificate: kept?.publicData,
  });
  return thumbprint;
}

const connectByFile = (path: string) =>
  connectBy(`-CertificateFilePath ${path} -CertificatePassword ${SECURE}`);
const connectBy = (way: string) =>
  `Connect-ExchangeOnline -AppId ${APP} ${way} -Organization ${ORGANIZATION} -ShowBanner:$false
(Get-ConnectionInformation).CertificateAuthentication
(Get-AcceptedDomain | Where-Object Default).DomainName
Disconnect-ExchangeOnline -Confirm:$false`;

describe('a certificate that a script made', { timeout: 60_000 }, () => {
  it('signs its app in, from a variable, from Cert: and by its thumbprint', async () => {
    const thumbprint = await registered();
    for (const way of [
      '-Certificate $c',
      `-Certificate (Get-Item Cert:\\CurrentUser\\My\\${thumbprint})`,
      '-CertificateThumbprint $c.Thumbprint',
      `-CertificateThumbprint "${thumbprint.toLowerCase()}"`,
    ]) {
      const ran = await at.desk.run(tab, connectBy(way));
      expect(ran.errors).toEqual([]);
      expect(ran.lines.join('\n')).toContain('contoso.com');
      expect(ran.lines).toContain('True');
    }
    expect(at.desk.asked).toEqual([]);
  });

  it('signs it in from the file that the person let it write', async () => {
    await registered();
    const saved = await at.desk.run(
      tab,
      `$null = Export-PfxCertificate -Cert $c -FilePath app.pfx -Password ${SECURE}`,
    );
    expect(saved.errors).toEqual([]);
    expect(at.desk.asked).toEqual(['choice']);
    expect(await readdir(at.desk.folder)).toContain('app.pfx');
    const ran = await at.desk.run(
      tab,
      connectBy(`-Certificate (Get-PfxCertificate app.pfx -Password ${SECURE})`),
    );
    expect(ran.errors).toEqual([]);
    expect(ran.lines.join('\n')).toContain('contoso.com');
    for (const file of ['.\\app.pfx', './app.pfx', 'app.pfx', `'${join(at.desk.folder, 'app.pfx')}'`]) {
      const byPath = await at.desk.run(tab, connectByFile(file));
      expect([file, byPath.errors]).toEqual([file, []]);
      expect(byPath.lines.join('\n')).toContain('contoso.com');
    }
    expect(at.desk.asked, 'no question about a file of the tab’s own folder').toEqual(['choice']);
  });
});

describe('a certificate’s file', { timeout: 60_000 }, () => {
  let outside: string;
  let pfx: string;
  beforeEach(async () => {
    const thumbprint = await registered();
    const kept = (await at.practice.certificates.list()).find((one) => one.thumbprint === thumbprint);
    outside = await mkdtemp(join(tmpdir(), 'outside-'));
    pfx = join(outside, 'app.pfx');
    await writeFile(pfx, await at.practice.certificates.pfxFile(kept?.id ?? '', 'canary-of-the-file'));
  });
  afterEach(() => rm(outside, { recursive: true, force: true }));

  it('outside the tab’s folder signs in once the person agreed, who is asked once in a tab', async () => {
    for (let round = 0; round < 2; round += 1) {
      const ran = await at.desk.run(tab, connectByFile(`'${pfx}'`));
      expect(ran.errors).toEqual([]);
      expect(ran.lines.join('\n')).toContain('contoso.com');
    }
    expect(at.desk.asked).toEqual(['choice']);
  });

  it('outside it is not read where the person does not agree', async () => {
    at.desk.answer = () => ({ type: 'choice', index: 1 });
    at.practice.sent.length = 0;
    const ran = await at.desk.run(tab, connectByFile(`'${pfx}'`));
    at.desk.answer = () => ({ type: 'choice', index: 0 });
    expect(ran.state).toBe('failed');
    expect(ran.errors[0]).toContain(`${pfx} was not read: you did not agree.`);
    expect(at.practice.sent).toEqual([]);
  });

  it('that a relative path finds outside, or over a link, is refused without a question', async () => {
    await at.desk.service.handlers.chooseFolder({ tabId: tab });
    await symlink(pfx, join(at.desk.folder, 'link.pfx'));
    for (const [file, words] of [
      ['../app.pfx', 'outside this tab'],
      ['link.pfx', 'is a link'],
      ['missing.pfx', 'missing.pfx is not there'],
    ] as const) {
      const ran = await at.desk.run(tab, connectByFile(file));
      expect(`${ran.state}: ${ran.errors[0] ?? ''}`).toContain(words);
      expect(ran.state).toBe('failed');
    }
    expect(at.desk.asked).toEqual([]);
  });

  it.each([
    [NO_ROLE, 'Connect-ExchangeOnline', /no directory role that can use Exchange;/],
    [NO_ROLE, 'Connect-IPPSSession', /no directory role that can use Security & Compliance;/],
    [NO_PERMISSION, 'Connect-ExchangeOnline', /not the application permission Exchange\.ManageAsApp/],
  ])('of the app %s is warned of with %s where the token lacks something', async (app, connects, words) => {
    await registered(app);
    const ran = await at.desk.run(
      tab,
      `${connects} -AppId ${app} -Certificate $c -Organization ${ORGANIZATION} -ShowBanner:$false`,
    );
    expect(ran.warnings).toEqual([expect.stringMatching(words)]);
    expect(ran.errors.join('\n')).toMatch(/Exchange\.ManageAsApp/);
  });
});
