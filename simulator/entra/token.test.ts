import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GRAPH_CLIENT_ID } from '../../shared/clouds.ts';
import { answerOf, createFakeBrowser, shownNumber } from '../testing/browser.ts';
import {
  authorizeUrl,
  claimsIn,
  EXCHANGE_SCOPE,
  postToken,
  startTestCloud,
  tenantIdOf,
  type TestCloud,
} from '../testing/cloud.ts';
import { anyText, matching, including } from '../testing/matchers.ts';

const REDIRECT = 'http://localhost:50001';
const SCOPE = `${EXCHANGE_SCOPE} openid profile offline_access`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.close());
afterEach(() => cloud.control.setClockSkew(0));

/** Walks the pages as far as the answer for the app. */
async function getCode(authority = 'organizations', upn = 'helpdesk@partner.practice.localhost') {
  const browser = createFakeBrowser();
  const { url, verifier } = authorizeUrl(cloud, authority, { login_hint: upn });
  let page = await browser.press(await browser.open(url), 'password', { password: 'practice' });
  if (page.heading === 'Approve sign-in request')
    page = await browser.press(page, 'approve', { number: shownNumber(page) });
  const answer = answerOf(page);
  if (answer?.code === undefined) throw new Error(`no code on “${page.heading}”`);
  return { code: answer.code, verifier, answer };
}

const redeemCode = (
  code: string,
  verifier: string,
  more: Readonly<Record<string, string>> = {},
  authority = 'organizations',
) =>
  postToken(cloud, authority, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: REDIRECT,
    scope: SCOPE,
    client_info: '1',
    ...more,
  });

async function refreshToken(upn?: string): Promise<string> {
  const { code, verifier } = await getCode('organizations', upn);
  const { body } = await redeemCode(code, verifier);
  return String(body.refresh_token);
}

describe('authorization codes', () => {
  it('are redeemed once; the second time is refused (AADSTS54005)', async () => {
    const { code, verifier } = await getCode();
    expect((await redeemCode(code, verifier)).status).toBe(200);
    const replayed = await redeemCode(code, verifier);
    expect(replayed.status).toBe(400);
    expect(replayed.body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });

  it('need the verifier of their challenge (AADSTS501481)', async () => {
    const { code } = await getCode();
    const wrong = await redeemCode(code, 'x'.repeat(43));
    expect(wrong.body).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
  });

  it('need a verifier at all', async () => {
    const { code } = await getCode();
    const { status, body } = await postToken(cloud, 'organizations', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      scope: SCOPE,
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [50148] });
  });

  it('belong to one reply address, one application and one tenant', async () => {
    const first = await getCode();
    const elsewhere = await redeemCode(first.code, first.verifier, {
      redirect_uri: 'http://localhost:50002',
    });
    expect(elsewhere.body).toMatchObject({ error_codes: [500112] });
    const second = await getCode();
    const other = await redeemCode(second.code, second.verifier, { client_id: GRAPH_CLIENT_ID });
    expect(other.body).toMatchObject({ error_codes: [700005] });
    const third = await getCode();
    const tenant = await redeemCode(third.code, third.verifier, {}, tenantIdOf(cloud, 'adventureworks'));
    expect(tenant.body).toMatchObject({ error_codes: [700005] });
  });

  it('are old after ten minutes (AADSTS70008)', async () => {
    const { code, verifier } = await getCode();
    await cloud.control.setClockSkew(11 * 60);
    expect((await redeemCode(code, verifier)).body).toMatchObject({ error_codes: [70008] });
  });
});

describe('the answer', () => {
  it('is signed with the published key and names who it is for', async () => {
    const { code, verifier, answer } = await getCode();
    const { body } = await redeemCode(code, verifier);
    const keys = await cloud.fetch('https://login.practice.localhost/common/discovery/v2.0/keys');
    const set = createLocalJWKSet((await keys.json()) as JSONWebKeySet);
    const tid = cloud.directory.world.partner.id;
    const access = await jwtVerify(String(body.access_token), set, {
      audience: 'https://outlook.practice.localhost',
    });
    expect(access.payload).toMatchObject({ tid, upn: 'helpdesk@partner.practice.localhost' });
    const id = await jwtVerify(String(body.id_token), set, {
      issuer: `https://login.practice.localhost/${tid}/v2.0`,
      audience: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
    });
    expect(id.payload).toMatchObject({ tid, preferred_username: 'helpdesk@partner.practice.localhost' });
    expect(body.client_info).toBe(answer.client_info);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  });

  it('has error bodies with all that support asks for', async () => {
    const { status, body } = await postToken(cloud, 'nosuchtenant.example', { grant_type: 'refresh_token' });
    expect(status).toBe(400);
    expect(body).toEqual({
      error: 'invalid_request',
      error_description: matching(
        /^AADSTS90002: .* Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/u,
      ),
      error_codes: [90002],
      timestamp: anyText,
      trace_id: anyText,
      correlation_id: anyText,
      error_uri: anyText,
    });
  });

  it('takes the hosts of a sign-in service as audience, and a customer domain as authority', async () => {
    const fields = {
      grant_type: 'refresh_token',
      refresh_token: await refreshToken('sebnem.ozdemir@partner.practice.localhost'),
      scope: 'https://outlook.office365.com/.default offline_access',
    };
    const authority = 'adventureworks.onmicrosoft.com';
    const { body } = await postToken(cloud, authority, fields, 'login.microsoftonline.com');
    expect(claimsIn(body.access_token)).toMatchObject({
      aud: 'https://outlook.office365.com',
      tid: tenantIdOf(cloud, 'adventureworks'),
    });
  });
});

describe('requests that are refused', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, number, string])[] = [
    [
      'an unknown application',
      { client_id: '11111111-2222-4333-8444-555555555555', grant_type: 'refresh_token' },
      700016,
      'unauthorized_client',
    ],
    ['no grant type', {}, 900144, 'invalid_request'],
    ['no refresh token', { grant_type: 'refresh_token', scope: SCOPE }, 900144, 'invalid_request'],
    [
      'a made-up refresh token',
      { grant_type: 'refresh_token', refresh_token: 'abc', scope: SCOPE },
      9002313,
      'invalid_grant',
    ],
    ['a made-up code', { grant_type: 'authorization_code', code: 'abc' }, 9002313, 'invalid_grant'],
    [
      'a public client posing as a confidential one',
      { grant_type: 'client_credentials', scope: SCOPE },
      7000218,
      'invalid_client',
    ],
    [
      'a grant of another kind',
      { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a' },
      70003,
      'unsupported_grant_type',
    ],
    ['claims that are no JSON', { grant_type: 'refresh_token', claims: '{' }, 9002313, 'invalid_request'],
  ];
  it.each(cases)('%s', async (_name, fields, code, error) => {
    const { status, body } = await postToken(cloud, 'organizations', fields);
    expect(status).toBe(error === 'invalid_client' ? 401 : 400);
    expect(body).toMatchObject({ error, error_codes: [code] });
  });

  it.each([
    ['a resource nobody knows', 'https://example.com/.default', 500011],
    [
      'two resources',
      'https://outlook.practice.localhost/.default https://ps.compliance.practice.localhost/.default',
      28000,
    ],
    ['Graph for Exchange’s own client', 'https://graph.practice.localhost/User.Read', 65002],
    ['a scope that does not exist', 'https://outlook.practice.localhost/Everything.All', 70011],
  ])('%s', async (_name, scope, code) => {
    const { body } = await postToken(cloud, 'organizations', {
      grant_type: 'refresh_token',
      refresh_token: await refreshToken(),
      scope,
    });
    expect(body).toMatchObject({ error_codes: [code] });
  });

  it.each([50173, 70043, 700082] as const)('a refresh token that was revoked (AADSTS%i)', async (code) => {
    const token = await refreshToken();
    await cloud.control.revokeRefreshTokens(code);
    const refused = await postToken(cloud, 'organizations', {
      grant_type: 'refresh_token',
      refresh_token: token,
      scope: SCOPE,
    });
    expect(refused.body).toMatchObject({
      error: 'invalid_grant',
      suberror: 'bad_token',
      error_codes: [code],
    });
    const next = await postToken(cloud, 'organizations', {
      grant_type: 'refresh_token',
      refresh_token: await refreshToken(),
      scope: SCOPE,
    });
    expect(next.status).toBe(200);
  });
});

describe('discovery', () => {
  const get = async (url: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await cloud.fetch(url);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('answers the instance question for practice and real hosts', async () => {
    const { body } = await get(
      'https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=https%3A%2F%2Flogin.microsoftonline.com%2Forganizations%2Foauth2%2Fv2.0%2Fauthorize',
    );
    expect(body.tenant_discovery_endpoint).toBe(
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    );
    expect(body.metadata).toContainEqual({
      preferred_network: 'login.microsoftonline.com',
      preferred_cache: 'login.windows.net',
      aliases: including(['login.microsoftonline.com', 'login.windows.net', 'sts.windows.net']),
    });
    const foreign = await get(
      'https://login.practice.localhost/common/discovery/instance?authorization_endpoint=https://evil.example/x',
    );
    expect(foreign).toMatchObject({ status: 400, body: { error: 'invalid_instance' } });
  });

  it('resolves a domain to its tenant, and refuses unknown ones', async () => {
    const id = tenantIdOf(cloud, 'baeckereimueller');
    const { body } = await get(
      'https://login.practice.localhost/baeckereimueller.example/v2.0/.well-known/openid-configuration',
    );
    expect(body).toMatchObject({
      issuer: `https://login.practice.localhost/${id}/v2.0`,
      token_endpoint: `https://login.practice.localhost/${id}/oauth2/v2.0/token`,
    });
    const unknown = await get(
      'https://login.practice.localhost/nobody.example/v2.0/.well-known/openid-configuration',
    );
    expect(unknown).toMatchObject({ status: 400, body: { error: 'invalid_tenant', error_codes: [90002] } });
  });
});

it('a clock ten minutes behind makes tokens that are not valid at the right time', async () => {
  await cloud.control.setClockSkew(-600);
  const { code, verifier } = await getCode();
  const { body } = await redeemCode(code, verifier);
  const issued = Number(claimsIn(body.access_token).iat);
  expect(Math.abs(Date.now() / 1000 - 600 - issued)).toBeLessThan(30);
});
