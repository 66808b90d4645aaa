import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Proxy } from '../../shared/model/proxy.ts';
import { createHttpClient } from '../http/client.ts';
import { TransportError } from '../http/transport-error.ts';
import type { Transport } from '../http/types.ts';
import { makeCertificate } from '../testing/certificates.ts';
import { failureOf } from '../testing/world.ts';
import { createVault } from '../vault/vault.ts';
import { createSettingsHandlers } from './handlers.ts';
import { createProxyPassword } from './proxy-password.ts';
import { createSettings } from './settings.ts';

const MANUAL: Proxy = { kind: 'manual', host: 'proxy.contoso.com', port: 8080, username: 'ana', bypass: '' };
const PAC: Proxy = { kind: 'pac', address: 'https://wpad.contoso.com/proxy.pac', username: 'ana' };
const AT = { host: 'proxy.contoso.com', port: 8080 };
const DAY = 86_400_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function desk(answer: Transport = () => Promise.reject(new Error('nothing is sent'))) {
  let stored: unknown;
  const settings = createSettings({
    path: 'settings.json',
    damaged: null,
    read: () => stored,
    write: (data) => (stored = structuredClone(data)),
  });
  const none = () => Promise.resolve();
  const vault = createVault({
    folder,
    keychain: { get: () => Promise.resolve(null), set: none, remove: none },
    persistent: false,
  });
  const password = createProxyPassword(vault);
  const file = { path: null as string | null };
  let changes = 0;
  const routeOf = () => Promise.resolve('proxy.contoso.com:8080');
  const handlers = createSettingsHandlers({
    settings,
    password,
    http: createHttpClient({ transport: answer, routeOf }),
    routeOf,
    networkChanged: () => (changes += 1),
    forgetRefusals: () => undefined,
    askForCertificate: () => Promise.resolve(file.path),
    now: () => new Date(),
  });
  const give = (text: string) => {
    file.path = join(folder, 'root.pem');
    writeFileSync(file.path, text);
    return handlers.addRootCertificates();
  };
  return { handlers, password, give, stored: () => JSON.stringify(stored), changes: () => changes };
}

it('keeps a password in the vault only, for the proxy it was typed for', async () => {
  const { handlers, password, stored, changes } = desk();
  await handlers.setProxy({ proxy: MANUAL, password: 'secret' });
  expect(changes()).toBe(1);
  expect(stored()).not.toContain('secret');
  expect(await handlers.proxyPassword()).toEqual({ kept: true });
  expect(await password.credentials(MANUAL)?.(AT)).toEqual({ username: 'ana', password: 'secret' });
  expect(await password.credentials(MANUAL)?.({ ...AT, host: 'PROXY.contoso.com' })).not.toBeNull();
  expect(await password.credentials(MANUAL)?.({ ...AT, port: 3128 })).toBeNull();
  expect(await password.credentials(MANUAL)?.({ ...AT, host: 'other.contoso.com' })).toBeNull();
  expect(password.credentials({ kind: 'system' })).toBeNull();
  expect(password.credentials({ kind: 'auto' })).toBeNull();
});

it.each(['system', 'auto'] as const)(
  'keeps a password for a proxy that is found by %s, and for no other way',
  async (kind) => {
    const { handlers, password } = desk();
    const proxy = { kind, username: 'ana' };
    await handlers.setProxy({ proxy, password: 'secret' });
    expect(await password.credentials(proxy)?.({ host: 'found.contoso.com', port: 1 })).toEqual({
      username: 'ana',
      password: 'secret',
    });
    expect(await password.isKept({ ...proxy, kind: kind === 'auto' ? 'system' : 'auto' })).toBe(false);
    expect(password.credentials({ kind })).toBeNull();
    await handlers.setProxy({ proxy: { kind }, password: null });
    expect(await password.isKept(proxy)).toBe(false);
  },
);

it('leaves the password where only the hosts that go around it change, and drops it for another proxy', async () => {
  const { handlers, password } = desk();
  await handlers.setProxy({ proxy: MANUAL, password: 'secret' });
  await handlers.setProxy({ proxy: { ...MANUAL, bypass: '<local>' }, password: null });
  expect(await password.isKept(MANUAL)).toBe(true);
  await handlers.setProxy({ proxy: { ...MANUAL, host: 'other.contoso.com' }, password: null });
  expect(await handlers.proxyPassword()).toEqual({ kept: false });
  expect(await password.isKept(MANUAL)).toBe(false);
});

it('forgets a password where it is told to, and where no proxy takes one', async () => {
  const { handlers, password } = desk();
  await handlers.setProxy({ proxy: PAC, password: 'secret' });
  expect(await password.credentials(PAC)?.({ host: 'any.contoso.com', port: 1 })).not.toBeNull();
  await handlers.setProxy({ proxy: PAC, password: '' });
  expect(await password.isKept(PAC)).toBe(false);
  await handlers.setProxy({ proxy: PAC, password: 'secret' });
  await handlers.setProxy({ proxy: { kind: 'none' }, password: null });
  expect(await password.isKept(PAC)).toBe(false);
});

it('adds the authorities of a file once, and removes them', async () => {
  const { handlers, give, changes } = desk();
  const one = makeCertificate({ name: 'One', isAuthority: true });
  const two = makeCertificate({ name: 'Two', isAuthority: true });
  const added = await give(`subject=One\n${one.pem}\nsubject=Two\n${two.pem}`);
  expect(added?.rootCertificates.map(({ name }) => name)).toEqual(['One', 'Two']);
  expect((await give(two.pem))?.rootCertificates).toHaveLength(2);
  expect(changes()).toBe(1);
  const fingerprint = added?.rootCertificates[0]?.fingerprint ?? '';
  const left = await handlers.removeRootCertificate({ fingerprint });
  expect(left.rootCertificates.map(({ name }) => name)).toEqual(['Two']);
  expect(changes()).toBe(2);
});

it('does nothing when the dialog is closed', async () => {
  const { handlers, changes } = desk();
  expect(await handlers.addRootCertificates()).toBeNull();
  expect(changes()).toBe(0);
});

it.each<[string, () => string, RegExp]>([
  ['no certificate', () => 'hello', /root\.pem holds no certificate/],
  [
    'a certificate that can’t be read',
    () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    /can’t be read/,
  ],
  [
    'a server’s certificate',
    () => makeCertificate({ name: 'Server', hosts: ['a.example'] }).pem,
    /“Server” in root\.pem is not a certificate authority/,
  ],
  [
    'an authority that is over',
    () => makeCertificate({ name: 'Old', isAuthority: true, to: new Date(Date.now() - DAY / 2) }).pem,
    /“Old” in root\.pem ended on \d{4}-\d\d-\d\d/,
  ],
  ['a file of a megabyte', () => ' '.repeat(1024 * 1024), /too large/],
])('refuses %s, and says why', async (_what, text, message) => {
  const { give, changes } = desk();
  expect((await failureOf(give(text()))).message).toMatch(message);
  expect(changes()).toBe(0);
});

const answering =
  (status: number, headers: Record<string, string>, body: string): Transport =>
  () =>
    Promise.resolve({
      status,
      headers,
      body: (async function* () {
        yield await Promise.resolve(new TextEncoder().encode(body));
      })(),
    });

it('tells what came back when it tries: its own answer', async () => {
  const { handlers } = desk((request) =>
    request.url.includes('discovery')
      ? answering(200, { 'content-type': 'application/json' }, '{"metadata":[]}')(request)
      : answering(401, {}, '')(request),
  );
  const trials = await handlers.tryProxy({ cloudId: 'O365Default' });
  expect(trials).toEqual([
    {
      service: 'The sign-in service',
      host: 'login.microsoftonline.com',
      proxy: 'proxy.contoso.com:8080',
      answer: 'It answered (HTTP 200).',
      failure: null,
    },
    {
      service: 'Exchange',
      host: 'outlook.office365.com',
      proxy: 'proxy.contoso.com:8080',
      answer: 'It answered (HTTP 401).',
      failure: null,
    },
  ]);
});

it.each<[string, Transport, string]>([
  [
    'a page of the network',
    answering(200, { 'content-type': 'text/html' }, '<html>'),
    'a web page (HTTP 200)',
  ],
  [
    'a redirect to a portal',
    answering(302, { location: 'https://portal.hotel.example/login' }, ''),
    'a redirect to portal.hotel.example (HTTP 302)',
  ],
  ['a proxy’s own page', answering(503, { 'content-type': 'text/html' }, '<html>'), 'a web page (HTTP 503)'],
  [
    'a refused login',
    () => Promise.reject(new TransportError('proxy', false, 'PROXY_LOGIN_REFUSED')),
    'did not accept the user name and password that are set for it (407)',
  ],
  [
    'a port that is closed',
    () => Promise.reject(new TransportError('unreachable', false, 'ERR_CONNECTION_REFUSED')),
    'on port 443, through the proxy proxy.contoso.com:8080 (ERR_CONNECTION_REFUSED)',
  ],
  [
    'a proxy that says no',
    () => Promise.reject(new TransportError('proxy', false, 'ERR_TUNNEL_CONNECTION_FAILED')),
    'The proxy proxy.contoso.com:8080 refused the connection, so login.microsoftonline.com on port 443 was not reached',
  ],
])('tells what came back when it tries: %s', async (_what, transport, expected) => {
  const { handlers } = desk(transport);
  const [login] = await handlers.tryProxy({ cloudId: 'O365Default' });
  expect(login?.answer).toBeNull();
  expect(login?.failure?.message).toContain(expected);
  expect(login?.failure?.action).toBe('proxy-settings');
});
