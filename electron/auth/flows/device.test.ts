import { describe, expect, it } from 'vitest';
import { CLOUDS } from '../../../shared/clouds.ts';
import { fail } from '../../../shared/model/failure.ts';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import {
  AccountsDesk,
  ADMIN,
  COMPLIANCE_SCOPES,
  failureOf,
  HELPDESK,
  signal,
  wants,
} from '../accounts.fixture.ts';
import type { AccountsService } from '../accounts.ts';
import { IdentityError } from '../identity.ts';
import { pollDeviceCode, type StartedDeviceCode } from './device-code.ts';
import type { FlowWire } from './wire.ts';

const desk = AccountsDesk.use();
const byCode = { interactive: 'when-needed', flow: { kind: 'device' } } as const;

const shown = (accounts: AccountsService) =>
  expect.poll(() => accounts.signIns()[0]?.device?.code, { timeout: 5000 }).toBeTruthy();

describe('sign-in with a device code', { timeout: 20_000 }, () => {
  it('shows the code and its page, and is done when somebody typed it there', async () => {
    const accounts = await desk.start();
    const started = accounts.acquireToken(wants(null, byCode));
    await shown(accounts);
    const [waiting] = accounts.signIns();
    expect(waiting).toMatchObject({ kind: 'device', state: 'waiting', endsAt: waiting?.device?.expiresAt });
    expect(accounts.deviceCode(waiting!.signInId)).toBe(waiting!.device!.code);
    expect(waiting!.device!.page).toBe(`http://localhost:${desk.cloud.port}/devicelogin`);
    expect(accounts.pageLink(waiting!.signInId)).toBe(waiting!.device!.page);
    const left = Date.parse(waiting!.device!.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(800_000);
    const last = await new RobotBrowser().signIn(waiting!.device!.page, {
      username: ADMIN,
      code: waiting!.device!.code,
    });
    expect(last.heading).toBe('You signed in');
    expect(await started).toMatchObject({ username: ADMIN, actor: 'user' });
    expect(accounts.signIns()[0]).toMatchObject({ state: 'done', device: null });
  });

  it('sends what the real client sends', async () => {
    const accounts = await desk.start();
    const stop = new AbortController();
    const going = accounts.acquireToken(wants(null, { ...byCode, signal: stop.signal }));
    await expect.poll(() => desk.sent.length, { timeout: 5000 }).toBeGreaterThan(1);
    stop.abort();
    await failureOf(going);
    const [ask, poll] = desk.requests.map((request) => new URLSearchParams(request.body));
    const claims = '{"access_token":{"xms_cc":{"values":["cp1"]}}}';
    const resource = `https://${CLOUDS.Practice.exchangeHost}/.default`;
    expect(desk.sent.slice(0, 2)).toEqual([
      'POST /organizations/oauth2/v2.0/devicecode',
      'POST /organizations/oauth2/v2.0/token',
    ]);
    expect(Object.fromEntries(ask!)).toEqual({
      client_id: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
      scope: `${resource} offline_access profile openid`,
      claims,
    });
    expect(Object.fromEntries(poll!)).toMatchObject({
      scope: `${resource} offline_access openid profile`,
      claims,
      client_info: '1',
      grant_type: 'device_code',
    });
  });

  it('is kept as a browser’s is: a restart, another service and a customer need no code', async () => {
    const accounts = await desk.start();
    const started = accounts.acquireToken(wants(null, byCode));
    await shown(accounts);
    const { code, page } = accounts.signIns()[0]!.device!;
    await new RobotBrowser().signIn(page, { username: HELPDESK, code });
    const token = await started;
    await accounts.flush();
    const again = await desk.start();
    const second = await again.acquireToken(wants(token.accountId, { ...byCode, scopes: COMPLIANCE_SCOPES }));
    expect(second).toMatchObject({
      accountId: token.accountId,
      audience: `https://${CLOUDS.Practice.complianceHost}`,
    });
    expect(again.signIns()).toEqual([]);
  });

  it('can be cancelled here, and declined on the page', async () => {
    const accounts = await desk.start();
    const here = accounts.acquireToken(wants(null, byCode));
    await shown(accounts);
    accounts.cancelSignIn(accounts.signIns()[0]!.signInId);
    expect((await failureOf(here)).code).toBe('sign-in-cancelled');
    const polls = desk.sent.length;
    const there = accounts.acquireToken(wants(null, byCode));
    await expect.poll(() => accounts.signIns()[1]?.device?.code, { timeout: 5000 }).toBeTruthy();
    const { code, page } = accounts.signIns()[1]!.device!;
    await new RobotBrowser().signIn(page, { username: HELPDESK, code, cancelAt: 'Enter password' });
    const failure = await failureOf(there);
    expect(failure).toMatchObject({ code: 'sign-in-cancelled', action: 'sign-in-again' });
    expect(failure.message).toContain('declined');
    expect(desk.sent.length).toBeGreaterThan(polls);
    expect(accounts.list()).toEqual([]);
  });

  it('says that the code expired when the service does', async () => {
    const accounts = await desk.start();
    const started = failureOf(accounts.acquireToken(wants(null, byCode)));
    await shown(accounts);
    await desk.cloud.control('POST', '/clock', { skewSeconds: 901 });
    expect(await started).toMatchObject({ code: 'sign-in-timed-out', action: 'sign-in-again' });
  });

  it('goes on through a fault of the service, and says so meanwhile', async () => {
    const accounts = await desk.start();
    const seen = new Set<string>();
    accounts.onSignIns(([one]) => seen.add(one?.failure?.code ?? 'fine'));
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'entra', path: '/token' },
      effect: { kind: 'status', status: 500 },
      times: 1,
    });
    const started = accounts.acquireToken(wants(null, byCode));
    await shown(accounts);
    await expect.poll(() => seen.has('service-unavailable'), { timeout: 5000 }).toBe(true);
    const { code, page } = accounts.signIns()[0]!.device!;
    await new RobotBrowser().signIn(page, { username: HELPDESK, code });
    expect((await started).username).toBe(HELPDESK);
  });

  it('of an app registration that is no public client says what to change there', async () => {
    const accounts = await desk.start();
    const failure = await failureOf(
      accounts.acquireToken(wants(null, { ...byCode, clientId: '0d5c7a1e-1111-4d5e-8a00-000000000003' })),
    );
    expect(failure).toMatchObject({ number: 7000218, action: 'edit-connection' });
    expect(failure.hint).toContain('Allow public client flows');
  });
});

describe('asking whether the person is done', () => {
  const started: StartedDeviceCode = {
    userCode: 'A',
    page: '',
    deviceCode: 'd',
    lifetimeMs: 1e6,
    intervalMs: 1000,
  };
  const ask = { authority: 'https://login.example/organizations', scopes: ['s'], claims: undefined };

  async function poll(answers: readonly (object | Error)[]) {
    const waits: number[] = [];
    const left = [...answers];
    const wire: FlowWire = {
      loginHost: 'login.example',
      clientId: 'c',
      correlationId: 'x',
      signal: signal(),
      http: {
        send: () => {
          const next = left.shift() ?? { access_token: 't' };
          if (next instanceof Error) return Promise.reject(next);
          const body = new TextEncoder().encode(JSON.stringify(next));
          return Promise.resolve({
            status: 'error' in next ? 400 : 200,
            headers: {},
            body,
            tries: 1,
            elapsedMs: 1,
          });
        },
      },
    };
    const wait = (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    };
    const answer = await pollDeviceCode(wire, ask, started, { trouble: () => {}, wait });
    return { waits, answer };
  }

  it('waits five seconds longer after each slow_down', async () => {
    const { waits } = await poll([
      { error: 'authorization_pending' },
      { error: 'slow_down' },
      { error: 'authorization_pending' },
      { error: 'slow_down' },
    ]);
    expect(waits).toEqual([1000, 6000, 6000, 11_000]);
  });

  it('goes on after what passes, and stops at a refusal, whichever name it has', async () => {
    const offline = fail('offline', 'No network.', '', { retryable: true });
    expect((await poll([offline, offline])).waits).toEqual([1000, 1000]);
    await expect(poll([{ error: 'access_denied' }])).rejects.toBeInstanceOf(IdentityError);
    await expect(poll([{ error: 'expired_token' }])).rejects.toBeInstanceOf(IdentityError);
    await expect(poll([fail('host-not-allowed', 'No.', '')])).rejects.toThrow('No.');
  });
});
