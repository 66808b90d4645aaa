import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newProfile } from '../../connections/profiles.ts';
import { startTestCloud, type TestCloud } from '../../testing/practice-cloud.ts';
import { draft, failureOf } from '../../testing/world.ts';
import { readClaims } from '../token-claims.ts';
import { readArcKey } from './arc-key.ts';
import { findIdentityEndpoint, type IdentityEndpoint } from './endpoint.ts';
import { managedIdentityTokens } from './tokens.ts';
import { sendMetadata, type MetadataSend } from './wire.ts';

const EXCHANGE = 'https://outlook.practice.localhost';
const { signal } = new AbortController();
let cloud: TestCloud;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arc-'));
  cloud = await startTestCloud(['--customers', '1', '--mailboxes', '1', '--arc-folder', folder]);
}, 60_000);
afterAll(async () => {
  cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

function ask(
  endpoint: IdentityEndpoint,
  identityId: string | null = null,
  send: MetadataSend = sendMetadata,
) {
  const organization = {
    kind: 'own',
    tenantId: null,
    name: null,
    domain: 'contoso.practice.localhost',
  } as const;
  const signIn = { kind: 'managed-identity', identityId } as const;
  const profile = newProfile(
    draft({ accountId: null, organization, signIn }),
    { find: () => null },
    '2026-11-21T12:00:00Z',
    0,
  );
  const deps = { endpoint: () => endpoint, send, keyFolder: folder, now: Date.now };
  const tokens = managedIdentityTokens(deps, profile, signIn);
  return tokens.get({ scopes: [`${EXCHANGE}/.default`], interactive: 'never', signal });
}
const at = (path: string) => `http://127.0.0.1:${cloud.port}${path}`;

async function answering(respond: (request: IncomingMessage) => { status: number; body: string }) {
  const server: Server = createServer((request, response) => {
    const { status, body } = respond(request);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/token`;
  return { url, close: () => void server.close() };
}

/** Answers 400 to what `refuses` says; anything else is held: `held` resolves, and `release` answers it. */
async function holding(refuses: (request: IncomingMessage) => boolean) {
  const seen: (string | string[] | undefined)[] = [];
  const { promise: held, resolve: isHeld } = Promise.withResolvers<ServerResponse>();
  const server = createServer((request, response) => {
    seen.push(request.headers.metadata);
    if (refuses(request)) response.writeHead(400).end('{}');
    else isHeld(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token`,
    seen,
    held,
    release: (status: number, body: string) =>
      void held.then((response) => response.writeHead(status).end(body)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('the endpoint of this machine', () => {
  it('follows the environment variables, in Azure’s order', () => {
    const named = 'http://localhost:4141/msi/token';
    expect(findIdentityEndpoint({})).toMatchObject({
      kind: 'imds',
      url: 'http://169.254.169.254/metadata/identity/oauth2/token',
    });
    expect(findIdentityEndpoint({ IDENTITY_ENDPOINT: named, IDENTITY_HEADER: 'h' })).toEqual({
      kind: 'app-service',
      url: named,
      secret: 'h',
    });
    const arc = { IDENTITY_ENDPOINT: named, IMDS_ENDPOINT: 'http://localhost:40342' };
    expect(findIdentityEndpoint(arc)).toMatchObject({ kind: 'arc', url: named });
    for (const text of ['https://evil.example/token', 'file:///etc/passwd', 'http://a:b@localhost/', 'x']) {
      expect(() => findIdentityEndpoint({ IDENTITY_ENDPOINT: text, IDENTITY_HEADER: 'h' })).toThrow();
    }
  });
});

describe('a token of the machine', { timeout: 20_000 }, () => {
  it('comes from a virtual machine’s metadata service with the module’s request', async () => {
    const sent: Parameters<MetadataSend>[0][] = [];
    const spy: MetadataSend = (request) => {
      sent.push(request);
      return sendMetadata(request);
    };
    const endpoint = { kind: 'imds', url: at('/metadata/identity/oauth2/token'), secret: null } as const;
    const token = await ask(endpoint, null, spy);
    expect(token).toMatchObject({ actor: 'app', accountId: 'identity:system', audience: EXCHANGE });
    expect(token.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    expect(sent).toMatchObject([
      { query: {}, headers: {}, probe: true },
      { query: { resource: `${EXCHANGE}/`, 'api-version': '2018-02-01' }, headers: { Metadata: 'true' } },
    ]);
  });

  it.each(['2017-09-01', '2099-01-01', '', 'x'])('is not given to the version %s', async (version) => {
    const url = `${at('/metadata/identity/oauth2/token')}?resource=${EXCHANGE}/&api-version=${version}`;
    const answer = await fetch(url, { headers: { Metadata: 'true' } });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
  });

  it('comes from App Service where its header is right', async () => {
    const endpoint = {
      kind: 'app-service',
      url: at('/msi/token'),
      secret: 'practice-identity-header',
    } as const;
    expect(await ask(endpoint)).toMatchObject({ accountId: 'identity:system' });
    const failure = await failureOf(ask({ ...endpoint, secret: 'canary' }));
    expect(failure).toMatchObject({ code: 'no-access', retryable: true, action: 'wait-and-retry' });
    expect(failure.hint).toContain('5 to 10 minutes');
    expect(JSON.stringify(failure)).not.toContain('canary');
  });

  it.each([
    ['imds', '/metadata/identity/oauth2/token', null],
    ['app-service', '/msi/token', 'practice-identity-header'],
  ] as const)('is that of an assigned identity by any of its ids, from %s', async (kind, path, secret) => {
    const endpoint = { kind, url: at(path), secret };
    const client = '0d5c7a1e-3333-4d5e-8a00-000000000002';
    const byClient = await ask(endpoint, client);
    expect(byClient).toMatchObject({ appId: client, accountId: `identity:${client}` });
    const object = String(readClaims(byClient.value)?.oid);
    expect(object).not.toBe(client);
    expect(await ask(endpoint, object)).toMatchObject({ appId: client });
    const resource =
      '/subscriptions/0d5c7a1e-5555-4d5e-8a00-000000000001/resourceGroups/practice/providers/Microsoft.ManagedIdentity/userAssignedIdentities/practice-automation';
    expect(await ask(endpoint, resource)).toMatchObject({
      appId: client,
      accountId: 'identity:practice-automation',
    });
    for (const unknown of ['99999999-3333-4d5e-8a00-000000000002', `${resource}-2`]) {
      expect(await failureOf(ask(endpoint, unknown))).toMatchObject({ code: 'not-found' });
    }
  });

  it('comes from Azure Arc after its challenge', async () => {
    const endpoint = { kind: 'arc', url: at('/arc/metadata/identity/oauth2/token'), secret: null } as const;
    expect(await ask(endpoint)).toMatchObject({ accountId: 'identity:system' });
    expect(await failureOf(ask(endpoint, '0d5c7a1e-3333-4d5e-8a00-000000000002'))).toMatchObject({
      code: 'not-supported-here',
    });
  });

  it.each([
    [400, '{"error":"invalid_request","error_description":"Identity not found"}', 'not-found'],
    [401, '{"error":"unauthorized_client","error_description":"Not for you"}', 'no-access'],
    [403, '{"error":"forbidden","error_description":"Not for you"}', 'no-access'],
    [429, '{"error":"Too many requests"}', 'service-unavailable'],
    [500, '{"error":"unknown","error_description":"No token came"}', 'service-unavailable'],
  ])('is refused in words at %s %s', async (status, body, code) => {
    const server = await answering(() => ({ status, body }));
    const failure = await failureOf(ask({ kind: 'imds', url: server.url, secret: null }));
    server.close();
    expect(failure.code).toBe(code);
  });

  // Other clouds' metadata services, hotspots and firewalls.
  it.each([
    [401, ''],
    [403, '<html>forbidden</html>'],
    [404, '<?xml version="1.0"?><Error>Not found</Error>'],
    [401, '{"error":{"code":401,"message":"unauthorized"}}'],
    [400, '{"message":"bad request"}'],
    [200, '<html>sign in to the network</html>'],
    [502, 'Bad gateway'],
  ])('is not there where something else answers with %s %s', async (status, body) => {
    const server = await answering(() => ({ status, body }));
    const failure = await failureOf(ask({ kind: 'imds', url: server.url, secret: null }));
    server.close();
    expect(failure.code).toBe('not-supported-here');
    expect(failure.message).toContain('not on Azure');
    expect(failure.message).toContain(`it answered ${status}`);
  });

  it('is not there where nobody listens', async () => {
    const refused = await failureOf(ask({ kind: 'imds', url: 'http://127.0.0.1:9/token', secret: null }));
    expect(refused.code).toBe('not-supported-here');
    expect(refused.message).toContain('not on Azure');
  });

  describe('by a clock that the test moves', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    it('is not there after three seconds of silence, although somebody took the connection', async () => {
      const silent = await holding(() => false);
      const asked = failureOf(ask({ kind: 'imds', url: silent.url, secret: null }));
      await silent.held;
      vi.advanceTimersByTime(3000);
      const failure = await asked;
      silent.close();
      expect(failure.code).toBe('not-supported-here');
      expect(failure.message).toContain('not on Azure');
      expect(silent.seen).toEqual([undefined]);
    });

    it('may take longer where the metadata service has shown itself', async () => {
      const slow = await holding(({ headers }) => headers.metadata === undefined);
      const asked = failureOf(ask({ kind: 'imds', url: slow.url, secret: null }));
      await slow.held;
      vi.advanceTimersByTime(20_000);
      slow.release(400, '{"error":"invalid_request","error_description":"Identity not found"}');
      expect((await asked).code).toBe('not-found');
      slow.close();
      expect(slow.seen).toEqual([undefined, 'true']);
    });
  });
});

describe('the key file of Azure Arc', () => {
  it('is read only where the agent keeps its keys', async () => {
    const inside = join(folder, 'a.key');
    await writeFile(inside, 'key-text');
    expect(await readArcKey(`Basic realm=${inside}`, folder)).toBe('key-text');
    await writeFile(join(folder, 'big.key'), 'x'.repeat(5000));
    await symlink('/etc/hostname', join(folder, 'link.key'));
    for (const path of ['/etc/passwd', '/etc/x.key', join(folder, '../x.key'), join(folder, 'a.txt')]) {
      expect(['bad-answer', 'no-access']).toContain(
        (await failureOf(readArcKey(`Basic realm=${path}`, folder))).code,
      );
    }
    for (const name of ['big.key', 'link.key']) {
      const failure = await failureOf(readArcKey(`Basic realm=${join(folder, name)}`, folder));
      expect(failure.code).toBe('bad-answer');
    }
    expect((await failureOf(readArcKey(undefined, folder))).code).toBe('bad-answer');
  });
});
