import { beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import type { CertificateRef } from '../../shared/model/sign-in-method.ts';
import {
  ACCOUNT_ID,
  draft,
  failureOf,
  fakeAccounts,
  fakeActivity,
  fakeExchange,
  memoryFile,
  sourcesOf,
} from '../testing/world.ts';
import { createConnections, type Connections } from './connections.ts';

const READER = 'reader@contoso.example';
const CREDENTIAL = { kind: 'credential', inline: false } as const;
const APP_ID = '0d5c7a1e-2222-4d5e-8a00-000000000001';

let forgotten: string[];
let putBack: string[];
let file: ReturnType<typeof memoryFile>;
let connections: Connections;
beforeEach(() => {
  forgotten = [];
  putBack = [];
  file = memoryFile();
  const accounts = fakeAccounts();
  const note = (what: string) => {
    forgotten.push(what);
    return Promise.resolve(() => Promise.resolve(void putBack.push(what)));
  };
  connections = createConnections({
    ...{ file, accounts, exchange: fakeExchange(), activity: fakeActivity() },
    sources: sourcesOf(accounts),
    kept: {
      passwords: { forget: note },
      certificates: { forgetFilePassword: note },
      proxyLogins: {
        offer: () => undefined,
        close: () => undefined,
        forget: (id) => note(`proxy of ${id}`),
      },
    },
    lookup: () =>
      Promise.resolve({
        tenantId: '33333333-3333-4333-8333-333333333333',
        cloudId: 'Practice',
        cloudName: 'Practice cloud',
      }),
    journalFile: memoryFile(),
  });
});

async function create(more: Partial<ConnectionDraft>): Promise<string> {
  const made = draft({ accountId: null, loginHint: READER, signIn: CREDENTIAL, ...more });
  return (await connections.handlers.create(made)).profile.id;
}
const createApp = (certificate: CertificateRef, more: Partial<ConnectionDraft> = {}) =>
  create({
    loginHint: null,
    signIn: { kind: 'certificate', appId: APP_ID, certificate },
    organization: { kind: 'own', tenantId: null, name: null, domain: 'contoso.practice.localhost' },
    ...more,
  });
const change = (id: string, patch: Partial<ConnectionDraft>) => connections.handlers.update({ id, patch });

describe('the password that the vault keeps for a connection', () => {
  it.each([
    ['another account', { loginHint: 'admin@contoso.example' }],
    ['another way to sign in', { signIn: { kind: 'browser' } }],
    ['another environment', { cloudId: 'O365China' }],
  ] as const)('is forgotten when an edit gives it %s', async (_what, patch) => {
    const id = await create({});
    await change(id, patch);
    expect(forgotten).toEqual([id]);
  });

  it('stays when its name, its services or the writing of the same account change', async () => {
    const id = await create({});
    await change(id, { name: 'Contoso', readOnly: false });
    await change(id, { services: ['exchange', 'compliance'], loginHint: 'Reader@contoso.example' });
    expect(forgotten).toEqual([]);
  });

  it('stays when the edit could not be saved, with the connection as it was', async () => {
    const id = await create({});
    file.write = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    expect((await failureOf(change(id, { loginHint: 'admin@contoso.example' }))).code).toBe('disk-full');
    expect(forgotten).toEqual([]);
    expect(connections.registry.view(id)?.profile.username).toBe(READER);
  });

  it('stays when the edit would make the connection another one’s twin', async () => {
    await create({ loginHint: 'admin@contoso.example' });
    const id = await create({});
    expect((await failureOf(change(id, { loginHint: 'admin@contoso.example' }))).code).toBe('conflict');
    expect(forgotten).toEqual([]);
  });

  it.each([
    ['another user name', { proxyLogin: { username: 'ben', authentication: 'any' } }, true],
    ['another proxy', { proxy: 'auto' }, true],
    ['another prefix', { prefix: 'Own' }, false],
  ] as const)('the login of its proxy: an edit that gives it %s', async (_what, changed, goes) => {
    const options = {
      ...NO_OPTIONS,
      proxy: 'system',
      proxyLogin: { username: 'ana', authentication: 'any' },
    } as const;
    const id = await create({ options });
    await change(id, { options: { ...options, ...changed } });
    expect(forgotten).toEqual(goes ? [`proxy of ${id}`] : []);
  });

  it('goes with its connection', async () => {
    const id = await create({});
    await connections.handlers.remove({ id });
    expect(forgotten).toEqual([id, `proxy of ${id}`]);
  });
});

describe('the password that the vault keeps for a certificate’s file', () => {
  const old: CertificateRef = { from: 'file', path: '/keys/old.pfx' };
  const other: CertificateRef = { from: 'file', path: '/keys/new.pfx' };
  const with_ = (certificate: CertificateRef) =>
    ({ signIn: { kind: 'certificate', appId: APP_ID, certificate } }) as const;

  it('is forgotten when an edit names another file', async () => {
    const id = await createApp(old);
    await change(id, with_(other));
    expect(forgotten).toEqual(['/keys/old.pfx']);
  });

  it('is forgotten when an edit signs in without a file, and when the connection is deleted', async () => {
    const id = await createApp(old);
    await change(id, { signIn: { kind: 'browser' }, loginHint: READER });
    await connections.handlers.remove({ id: await createApp(other) });
    expect(forgotten.filter((one) => one.startsWith('/'))).toEqual(['/keys/old.pfx', '/keys/new.pfx']);
  });

  it('stays while another connection opens the same file, and when nothing was saved', async () => {
    const id = await createApp(old);
    const second = await createApp(old, { services: ['compliance'] });
    await change(id, with_(other));
    expect(forgotten).toEqual([]);
    file.write = () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    expect((await failureOf(change(second, with_(other)))).code).toBe('not-writable');
    expect(forgotten).toEqual([]);
  });
});

describe('what the vault kept for a deleted connection', () => {
  const path = '/home/ana/report.pfx';

  it('is kept again when the deletion is undone, once', async () => {
    const id = await createApp({ from: 'file', path });
    await connections.handlers.remove({ id });
    expect(forgotten).toEqual([id, `proxy of ${id}`, path]);
    expect(putBack).toEqual([]);
    await connections.handlers.restore({ id });
    expect(putBack).toEqual(forgotten);
    expect((await failureOf(connections.handlers.restore({ id }))).code).toBe('not-found');
    expect(putBack).toEqual(forgotten);
  });

  it('stays forgotten when its account was signed out in between', async () => {
    const id = await create({ accountId: ACCOUNT_ID });
    await connections.handlers.remove({ id });
    await connections.disconnectAccount({ cloudId: 'Practice', accountId: ACCOUNT_ID });
    await connections.handlers.restore({ id });
    expect(putBack).toEqual([]);
  });
});
