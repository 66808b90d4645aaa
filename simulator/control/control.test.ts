import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signInWithMsal, startTestCloud, TEST_SECRET, type TestCloud } from '../testing/cloud.ts';
import { createPracticeControl } from './client.ts';
import { SECRET_HEADER, type FaultRule } from './types.ts';
import { matching } from '../testing/matchers.ts';

const ADDRESS = 'https://outlook.practice.localhost/adminapi/beta/t/InvokeCommand';

let cloud: TestCloud;
let token: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  token = (await signInWithMsal(cloud, { upn: 'alex@practice.localhost' })).result.accessToken;
});
afterAll(() => cloud.close());
afterEach(async () => {
  await cloud.control.clearFaults();
  await cloud.control.setClockSkew(0);
});

const call = (cmdlet = 'Get-Mailbox', address = ADDRESS, bearer = token): Promise<Response> =>
  cloud.fetch(address, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: {} } }),
  });

describe('the control port', () => {
  it('answers nobody without the secret, whatever is asked', async () => {
    for (const secret of ['', 'wrong', `${TEST_SECRET}x`]) {
      const response = await fetch(`http://127.0.0.1:${cloud.controlPort ?? 0}/log`, {
        headers: { [SECRET_HEADER]: secret },
      });
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('alex');
    }
    const stranger = createPracticeControl(cloud.controlPort ?? 0, 'another-secret');
    await expect(stranger.clearLog()).rejects.toThrow('403');
  });

  it('does not exist on the ordinary port, nor without a secret', async () => {
    const response = await fetch(`http://127.0.0.1:${cloud.port}/log`, {
      headers: { [SECRET_HEADER]: TEST_SECRET },
    });
    expect(response.status).toBe(404);
    const quiet = await startTestCloud({ controlSecret: null });
    expect(quiet.controlPort).toBeNull();
    await quiet.close();
  });

  it('refuses a rule it does not understand, saying where', async () => {
    const wrong = { match: {}, effect: { kind: 'status', status: 99 } } satisfies FaultRule;
    await expect(cloud.control.addFault(wrong)).rejects.toThrow('effect.status');
  });
});

describe('faults', () => {
  it('429 with Retry-After, for one cmdlet, so many times, after so many requests', async () => {
    await cloud.control.addFault({
      match: { cmdlet: 'get-mailbox' },
      effect: { kind: 'status', status: 429, retryAfter: '7' },
      skip: 1,
      times: 2,
    });
    const statuses: number[] = [];
    for (const cmdlet of ['Get-Mailbox', 'Get-User', 'Get-Mailbox', 'Get-Mailbox', 'Get-Mailbox']) {
      const response = await call(cmdlet);
      statuses.push(response.status);
      if (response.status === 429) expect(response.headers.get('retry-after')).toBe('7');
    }
    expect(statuses).toEqual([200, 200, 429, 429, 200]);
    expect(await cloud.control.faults()).toMatchObject([{ seen: 3, hits: 2 }]);
  });

  it('a reset before and after the service did its work', async () => {
    for (const when of ['before', 'after'] as const) {
      await cloud.control.addFault({ match: { service: 'exchange' }, effect: { kind: 'reset', when } });
      await expect(call()).rejects.toThrow('fetch failed');
    }
    expect((await call()).status).toBe(200);
  });

  it('a body that ends too early', async () => {
    await cloud.control.addFault({ match: {}, effect: { kind: 'truncate', share: 0.5 } });
    const response = await call();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('a web page instead of JSON', async () => {
    await cloud.control.addFault({ match: {}, effect: { kind: 'html', status: 503 } });
    const response = await call();
    expect(response.status).toBe(503);
    expect(await response.text()).toMatch(/^<!doctype html>/u);
  });

  it('a claims challenge in the form that real clients read', async () => {
    await cloud.control.addFault({ match: {}, effect: { kind: 'claims' } });
    const response = await call();
    expect(response.status).toBe(401);
    const header = response.headers.get('www-authenticate') ?? '';
    expect(header).toContain('error="insufficient_claims"');
    const claims = /claims="([^"]+)"/u.exec(header)?.[1] ?? '';
    expect(JSON.parse(Buffer.from(claims, 'base64').toString('utf8'))).toMatchObject({
      access_token: { nbf: { essential: true, value: matching(/^\d+$/u) } },
    });
  });

  it('a nextLink that leads elsewhere', async () => {
    await cloud.control.addFault({ match: {}, effect: { kind: 'wrongHostNextLink', host: 'evil.example' } });
    const body = (await (await call()).json()) as Record<string, string>;
    expect(body['@odata.nextLink']).toMatch(/^https:\/\/evil\.example\/adminapi\/beta\//u);
    expect(body.upn).toBe('alex@practice.localhost');
  });

  it('a redirect, and an answer that never comes', async () => {
    await cloud.control.addFault({
      match: {},
      effect: { kind: 'redirect', location: 'https://eur01b.example/x' },
    });
    const redirected = await call();
    expect(redirected.status).toBe(302);
    expect(redirected.headers.get('location')).toBe('https://eur01b.example/x');
    await cloud.control.addFault({ match: {}, effect: { kind: 'hang' } });
    const stop = new AbortController();
    const waiting = cloud.fetch(ADDRESS, { method: 'POST', signal: stop.signal });
    await expect.poll(async () => (await cloud.control.faults()).at(-1)?.hits).toBe(1);
    stop.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it('can be told to hit one service or one tenant only', async () => {
    await cloud.control.addFault({
      match: { service: 'graph' },
      effect: { kind: 'status', status: 500 },
      times: null,
    });
    await cloud.control.addFault({
      match: { tenant: 'other' },
      effect: { kind: 'status', status: 500 },
      times: null,
    });
    expect((await call()).status).toBe(200);
    expect((await call('Get-User', ADDRESS.replace('/t/', '/Other/'))).status).toBe(500);
    expect((await cloud.fetch('https://graph.practice.localhost/v1.0/me')).status).toBe(500);
  });
});

describe('the log', () => {
  it('has method, address, headers, body and the token’s claims, but never a secret', async () => {
    await cloud.control.clearLog();
    const { result } = await signInWithMsal(cloud, { upn: 'alex@practice.localhost' });
    await call('Set-Mailbox', ADDRESS, result.accessToken);
    const log = await cloud.control.log();
    expect(log.at(-1)).toMatchObject({
      service: 'exchange',
      method: 'POST',
      url: ADDRESS,
      status: 200,
      fault: null,
      headers: { authorization: '(hidden)', 'content-type': 'application/json' },
      token: { upn: 'alex@practice.localhost', aud: 'https://outlook.practice.localhost' },
      body: '{"CmdletInput":{"CmdletName":"Set-Mailbox","Parameters":{}}}',
    });
    const text = JSON.stringify(log);
    expect(text).not.toContain(result.accessToken.slice(-40));
    expect(text).not.toContain('password=practice');
    expect(text).toContain('password=%28hidden%29');
  });
});

describe('tokens', () => {
  it('can be made to count as expired, and new ones work', async () => {
    await cloud.control.expireTokens();
    const refused = await call();
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-ms-diagnostics')).toContain('expired');
    token = (await signInWithMsal(cloud, { upn: 'alex@practice.localhost' })).result.accessToken;
    expect((await call()).status).toBe(200);
  });

  it('can be challenged until a newer one comes', async () => {
    await cloud.control.challengeTokens();
    expect((await call()).headers.get('www-authenticate')).toContain('insufficient_claims');
    token = (await signInWithMsal(cloud, { upn: 'alex@practice.localhost' })).result.accessToken;
    expect((await call()).status).toBe(200);
  });

  it('expire by the practice cloud’s own clock', async () => {
    await cloud.control.setClockSkew(3700);
    expect((await call()).status).toBe(401);
    await cloud.control.setClockSkew(0);
    expect((await call()).status).toBe(200);
    await cloud.control.setClockSkew(-600);
    const early = await call();
    expect(early.status).toBe(401);
    expect(early.headers.get('x-ms-diagnostics')).toContain('not valid yet');
  });

  it('are good for the host they were asked for only', async () => {
    const elsewhere = (host: string): Promise<Response> =>
      call('Get-Mailbox', ADDRESS.replace('outlook.practice.localhost', host));
    expect((await elsewhere('ps.compliance.practice.localhost')).status).toBe(401);
    expect((await elsewhere('outlook.office365.com')).status).toBe(401);
    expect((await elsewhere('graph.practice.localhost')).status).toBe(404);
    expect((await elsewhere('evil.example')).status).toBe(404);
    const plain = await fetch(`http://127.0.0.1:${cloud.port}/adminapi/beta/t/InvokeCommand`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(plain.status).toBe(200);
  });
});
