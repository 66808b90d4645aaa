import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFakeBrowser, shownNumber } from '../testing/browser.ts';
import { claimsIn, EXCHANGE_SCOPE, postToken, startTestCloud, type TestCloud } from '../testing/cloud.ts';
import { createClock } from '../clock.ts';
import { PRACTICE_APPS } from './clients.ts';
import { createDeviceCodes } from './device-codes.ts';
import { EntraError } from './errors.ts';

const SCOPE = `${EXCHANGE_SCOPE} offline_access profile openid`;
const CLIENT = 'fb78d390-0c51-40cd-8e17-fdbfab77341b';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.close());
afterEach(() => cloud.control.setClockSkew(0));

const password = (username: string, more: Readonly<Record<string, string>> = {}) =>
  postToken(cloud, 'organizations', {
    grant_type: 'password',
    username,
    password: 'practice',
    scope: SCOPE,
    client_info: '1',
    ...more,
  });

async function deviceCode(authority = 'organizations', clientId = CLIENT) {
  const response = await cloud.fetch(`https://login.practice.localhost/${authority}/oauth2/v2.0/devicecode`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: clientId, scope: SCOPE }).toString(),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const poll = (code: unknown) =>
  postToken(cloud, 'organizations', { grant_type: 'device_code', device_code: String(code), scope: SCOPE });

async function typeCode(userCode: unknown, upn: string) {
  const browser = createFakeBrowser();
  const start = await browser.open(`http://localhost:${cloud.port}/devicelogin`);
  let page = await browser.press(start, 'code', { code: String(userCode) });
  if (page.heading !== 'Pick an account') return { browser, page };
  page = await browser.press(page, 'username', { username: upn });
  page = await browser.press(page, 'password', { password: 'practice' });
  if (page.heading === 'Approve sign-in request')
    page = await browser.press(page, 'approve', { number: shownNumber(page) });
  return { browser, page };
}

describe('a password sent by an app', () => {
  it('gives tokens of the account’s own organisation', async () => {
    const { status, body } = await password('helpdesk@partner.practice.localhost');
    expect(status).toBe(200);
    expect(claimsIn(body.access_token)).toMatchObject({ upn: 'helpdesk@partner.practice.localhost' });
  });

  it.each([
    ['helpdesk@partner.practice.localhost', { password: 'wrong' }, 50126],
    ['nobody@partner.practice.localhost', {}, 50034],
    ['nobody@nowhere.example', {}, 50034],
    ['disabled@partner.practice.localhost', {}, 50057],
    ['expired@partner.practice.localhost', {}, 50055],
    ['locked.out@partner.practice.localhost', {}, 50126],
    ['admin@partner.practice.localhost', {}, 50076],
    ['no.second.step@contoso.practice.localhost', {}, 50079],
    ['external@contoso.practice.localhost', {}, 50158],
    ['blocked@contoso.practice.localhost', {}, 53003],
    ['unmanaged@contoso.practice.localhost', {}, 53000],
    ['locked@contoso.practice.localhost', {}, 50053],
    ['federated@contoso.practice.localhost', {}, 50126],
    ['provider.offline@contoso.practice.localhost', {}, 5000819],
    ['helpdesk@partner.practice.localhost', { client_id: PRACTICE_APPS.confidential }, 7000218],
  ])('of %s %o is refused with AADSTS%i', async (username, more, code) => {
    const { status, body } = await password(username, more);
    expect(status).toBe(code === 7000218 ? 401 : 400);
    expect(body.error_codes).toEqual([code]);
  });

  it('is not enough a day later where the organisation wants a sign-in each day (AADSTS70043)', async () => {
    const { body } = await password('daily@contoso.practice.localhost');
    const refresh = () =>
      postToken(cloud, 'organizations', {
        grant_type: 'refresh_token',
        refresh_token: String(body.refresh_token),
        scope: SCOPE,
      });
    expect((await refresh()).status).toBe(200);
    await cloud.control.setClockSkew(25 * 3600);
    expect((await refresh()).body.error_codes).toEqual([70043]);
  });
});

describe('who asks for a password (user realm)', () => {
  const realm = async (user: string) =>
    (await (
      await cloud.fetch(`https://login.practice.localhost/common/userrealm/${user}?api-version=1.0`)
    ).json()) as {
      account_type: string;
    };

  it.each([
    ['admin@contoso.com', 'Managed'],
    ['federated@contoso.com', 'Federated'],
    ['somebody@nowhere.example', 'Unknown'],
  ])('of %s: %s', async (user, type) => {
    expect((await realm(user)).account_type).toBe(type);
  });
});

describe('a device code', () => {
  it('lets in whoever types it, signs in with a second step and confirms', async () => {
    const { body } = await deviceCode();
    const { browser, page } = await typeCode(body.user_code, 'admin@partner.practice.localhost');
    expect(page.heading).toContain('Are you signing in to');
    expect((await browser.press(page, 'confirm')).heading).toBe('You signed in');
    const answer = await poll(body.device_code);
    expect(answer.status).toBe(200);
    expect(claimsIn(answer.body.access_token)).toMatchObject({ upn: 'admin@partner.practice.localhost' });
    expect((await poll(body.device_code)).body).toMatchObject({ error: 'bad_verification_code' });
  });

  it('is pending, declined, of another app, unknown', async () => {
    const { body } = await deviceCode();
    expect((await poll(body.device_code)).body).toMatchObject({ error: 'authorization_pending' });
    expect((await poll(body.device_code)).body).toMatchObject({ error: 'slow_down' });
    const other = await deviceCode();
    const { browser, page } = await typeCode(other.body.user_code, 'reader@contoso.practice.localhost');
    expect((await browser.press(page, 'cancel')).heading).toBe('You did not sign in');
    expect((await poll(other.body.device_code)).body).toMatchObject({ error: 'authorization_declined' });
    const foreign = await postToken(cloud, 'organizations', {
      grant_type: 'device_code',
      device_code: String(body.device_code),
      client_id: PRACTICE_APPS.desktop,
      scope: SCOPE,
    });
    expect(foreign.body).toMatchObject({ error: 'bad_verification_code' });
    expect((await typeCode('NOT-A-CODE', '')).page.problem).toContain('AADSTS70019');
  });

  it('is too old after 15 minutes', async () => {
    const { body } = await deviceCode();
    await cloud.control.setClockSkew(901);
    expect((await poll(body.device_code)).body).toMatchObject({ error: 'expired_token' });
    expect((await typeCode(body.user_code, '')).page.problem).not.toBeNull();
  });

  it('is not given to an app that has to prove itself, nor to an unknown one', async () => {
    const confidential = await deviceCode('organizations', PRACTICE_APPS.confidential);
    expect(confidential).toMatchObject({ status: 401, body: { error_codes: [7000218] } });
    const unknown = await deviceCode('organizations', '99999999-9999-4999-8999-999999999999');
    expect(unknown.body.error_codes).toEqual([700016]);
  });

  it('is asked about at most once a second', () => {
    let now = 0;
    const codes = createDeviceCodes(createClock(0), () => now);
    const scope = {
      resource: { kind: 'exchange', origin: '' },
      names: [],
      wholeDefault: true,
      oidc: [],
      asked: [],
    } as const;
    const { deviceCode: code } = codes.issue({
      clientId: CLIENT,
      authority: 'organizations',
      scope,
      cp1: true,
    });
    const errors = [0, 1000, 1200, 2300].map((at) => {
      now = at;
      try {
        codes.poll(code, CLIENT);
        return '';
      } catch (error) {
        return error instanceof EntraError ? error.error : String(error);
      }
    });
    expect(errors).toEqual([
      'authorization_pending',
      'authorization_pending',
      'slow_down',
      'authorization_pending',
    ]);
  });
});
