import { constants, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../testing/world.ts';
import { makeSelfSigned } from './self-signed.ts';
import { standInPowerShell, type StandInAnswers } from './windows-store.fixture.ts';
import { createWindowsStore } from './windows-store.ts';

const pair = makeSelfSigned({ subject: 'Robot', notBefore: Date.now() - 1000, notAfter: Date.now() + 1e9 });
const certificate = new X509Certificate(pair.certificate);
const thumbprint = certificate.fingerprint.replaceAll(':', '');

/** What each script has to do so that its answer is what the stand-in says. */
const EVERY = [
  "$ErrorActionPreference = 'Stop'",
  '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false',
  "'CurrentUser', 'LocalMachine'",
  "X509Store 'My', $place",
  "$store.Open('ReadOnly')",
  'ConvertTo-Json',
];
const OF_LIST = [
  '[bool]$one.HasPrivateKey',
  '$one.FriendlyName',
  "@{ problem = 'closed' }",
  '[Convert]::ToBase64String($one.RawData)',
];
const OF_SIGN = [
  '$_.Thumbprint -eq $env:TENANTDECK_THUMBPRINT -and $_.HasPrivateKey',
  'GetRSAPrivateKey($one)',
  '[Convert]::FromBase64String($env:TENANTDECK_DATA)',
  'HashAlgorithmName]::SHA256',
  'RSASignaturePadding]::Pss',
];

const standIn = (more: StandInAnswers = {}) => standInPowerShell([pair], more);

describe('the Windows certificate store', () => {
  it('lists what is there, and signs with a thumbprint in any case', async () => {
    const { run, calls } = standIn();
    const store = createWindowsStore('win32', run);
    expect(await store.list()).toMatchObject([
      {
        id: null,
        name: 'CN=Robot',
        thumbprint,
        origin: { kind: 'store', location: 'CurrentUser', hasKey: true },
      },
    ]);
    const signer = await store.signer(thumbprint.toLowerCase());
    const data = Buffer.from('header.claims');
    const signature = await signer.sign(data);
    const pss = { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify('sha256', data, pss, signature)).toBe(true);
    expect(calls.at(-1)?.variables).toEqual({
      TENANTDECK_THUMBPRINT: thumbprint,
      TENANTDECK_DATA: data.toString('base64'),
    });
    const scripts = calls.map(({ script }) => script);
    for (const text of EVERY) for (const script of scripts) expect(script).toContain(text);
    for (const text of OF_LIST) expect(scripts[0]).toContain(text);
    for (const text of OF_SIGN) expect(scripts.at(-1)).toContain(text);
    // Nothing is written but what the store reads as JSON, and nothing of the store is changed.
    expect(scripts.join('\n')).not.toMatch(/Write-|Export|\.Add\(|\.Remove\(/);
    // What was typed is never a part of the script.
    expect(calls.every(({ script }) => !script.includes(thumbprint))).toBe(true);
  });

  it('shows a name in any script, with or without a mark before the text', async () => {
    const name = 'Bericht für Łódź 報告';
    const raw = certificate.raw.toString('base64');
    const marked = `\uFEFF${JSON.stringify([{ place: 'LocalMachine', key: true, name, data: raw }])}\r\n`;
    for (const { run } of [standIn({ name }), standIn({ output: marked })]) {
      expect(await createWindowsStore('win32', run).list()).toMatchObject([{ name }]);
    }
  });

  it('lists one without its key, which signs only where it is with it', async () => {
    const [without, withKey] = [
      { place: 'CurrentUser', key: false },
      { place: 'LocalMachine', key: true },
    ] as const;
    const alone = createWindowsStore('win32', standInPowerShell([{ ...pair, places: [without] }]).run);
    expect(await alone.list()).toMatchObject([{ origin: { location: 'CurrentUser', hasKey: false } }]);
    expect(await failureOf(alone.signer(thumbprint))).toMatchObject({
      code: 'certificate-unusable',
      message: expect.stringContaining('without its private key') as string,
    });
    const both = createWindowsStore(
      'win32',
      standInPowerShell([{ ...pair, places: [without, withKey] }]).run,
    );
    expect(await both.list()).toHaveLength(2);
    expect((await both.signer(thumbprint)).facts).toMatchObject({
      origin: { kind: 'store', location: 'LocalMachine', hasKey: true },
    });
  });

  it('leaves out what it can’t read, and shows the others', async () => {
    const rest = { place: 'CurrentUser', key: true, name: '' };
    const output = JSON.stringify([
      { ...rest, data: Buffer.from('no certificate').toString('base64') },
      { ...rest, data: certificate.raw.toString('base64') },
    ]);
    const found = await createWindowsStore('win32', standIn({ output }).run).list();
    expect(found.map((one) => one.thumbprint)).toEqual([thumbprint]);
    expect(await createWindowsStore('win32', standIn({ output: '[]' }).run).list()).toEqual([]);
  });

  it('says what is wrong in words', async () => {
    const store = createWindowsStore('win32', standIn().run);
    expect(await failureOf(store.signer('A'.repeat(40)))).toMatchObject({ code: 'not-found' });
    expect(await failureOf(store.signer("' ; exit"))).toMatchObject({ code: 'invalid-input' });
    for (const problem of ['no-key', 'refused']) {
      const signer = await createWindowsStore('win32', standIn({ problem }).run).signer(thumbprint);
      expect(await failureOf(signer.sign(Buffer.from('x')))).toMatchObject({ code: 'certificate-unusable' });
    }
    const shut = createWindowsStore('win32', standIn({ output: '{"problem":"closed"}' }).run);
    expect(await failureOf(shut.list())).toMatchObject({
      ...{ code: 'service-error', retryable: true },
      message: expect.stringContaining('can’t be opened') as string,
    });
    for (const output of ['', 'At line:1 char:1', '{"place":1}']) {
      const broken = createWindowsStore('win32', standIn({ output }).run);
      expect(await failureOf(broken.list())).toMatchObject({ code: 'service-error', retryable: true });
    }
  });

  it.each(['linux', 'darwin'])('on %s starts nothing and says that it is for Windows', async (platform) => {
    const { run, calls } = standIn();
    const store = createWindowsStore(platform, run);
    for (const asked of [store.list(), store.signer(thumbprint)]) {
      const failure = await failureOf(asked);
      expect(failure.code).toBe('not-supported-here');
      expect(failure.message).toContain('supported only on Windows');
    }
    expect(calls).toEqual([]);
  });
});
