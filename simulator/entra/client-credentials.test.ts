import { generateKeyPairSync, randomUUID, X509Certificate, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientAssertion } from '../testing/assertion.ts';
import { claimsIn, startTestCloud, type TestCloud } from '../testing/cloud.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { SEEDED_APPS } from './apps.ts';
import { APPS_PAGE } from './apps-page.ts';
import { ASSERTION_TYPE } from './assertion.ts';

const HOST = 'https://login.practice.localhost';
const AUDIENCE = `${HOST}/contoso.onmicrosoft.com/oauth2/v2.0/token`;
const made = makeCertificate();
const certificate = new X509Certificate(made.certificate);

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ customers: 2, mailboxes: 2 });
  const answer = await page({ app: SEEDED_APPS.both, certificate: certificate.toString() });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('id="done"');
});
afterAll(() => cloud.close());

const page = (fields: Record<string, string>) =>
  cloud.fetch(`${HOST}${APPS_PAGE}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

interface Changes {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly form?: Record<string, string | null>;
  readonly authority?: string;
  readonly key?: KeyObject;
}

async function ask({ header, claims, form, authority = 'contoso.onmicrosoft.com', key }: Changes = {}) {
  const assertion = clientAssertion({
    made,
    appId: SEEDED_APPS.both,
    audience: AUDIENCE,
    ...(header === undefined ? {} : { header }),
    ...(claims === undefined ? {} : { claims }),
    ...(key === undefined ? {} : { key }),
  });
  const fields: Record<string, string | null> = {
    client_id: SEEDED_APPS.both,
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: assertion,
    scope: 'https://outlook.practice.localhost/.default',
    grant_type: 'client_credentials',
    ...form,
  };
  const sent = Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);
  const response = await cloud.fetch(`${HOST}/${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(sent).toString(),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('client_credentials with a certificate', () => {
  it('answers with an app’s token: no name and no scopes, but permissions and roles', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ['access_token', 'expires_in', 'ext_expires_in', 'scope', 'token_type'].sort(),
    );
    const claims = claimsIn(body.access_token);
    expect(claims).toMatchObject({
      aud: 'https://outlook.practice.localhost',
      appid: SEEDED_APPS.both,
      idtyp: 'app',
      roles: ['Exchange.ManageAsApp'],
    });
    for (const absent of ['upn', 'scp', 'name']) expect(claims).not.toHaveProperty(absent);
  });

  it.each<[string, number, number, Changes]>([
    ['a certificate that was not added', 401, 700027, { header: { 'x5t#S256': 'AAAA' } }],
    [
      'a signature of another key',
      401,
      700027,
      { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey },
    ],
    ['another algorithm', 401, 700027, { header: { alg: 'none' } }],
    ['another issuer', 401, 700021, { claims: { iss: SEEDED_APPS.neither } }],
    ['another audience', 401, 700023, { claims: { aud: `${HOST}/common/oauth2/v2.0/token` } }],
    ['an assertion that is over', 401, 700024, { claims: { nbf: 1000, exp: 2000 } }],
    ['an assertion of tomorrow', 401, 700024, { claims: { nbf: 4_000_000_000, exp: 4_000_000_600 } }],
    ['no times', 401, 700024, { claims: { nbf: null, exp: null } }],
    ['no assertion', 401, 7000218, { form: { client_assertion: null } }],
    ['a secret', 401, 7000215, { form: { client_secret: 'canary' } }],
    ['no JWT', 400, 50027, { form: { client_assertion: 'x' } }],
    ['no assertion type', 400, 900144, { form: { client_assertion_type: null } }],
    ['an unknown app', 400, 700016, { form: { client_id: randomUUID() } }],
    ['a machine’s identity', 400, 700016, { form: { client_id: SEEDED_APPS.systemIdentity } }],
    ['an unknown tenant', 400, 90002, { authority: 'nowhere.onmicrosoft.com' }],
    ['another tenant', 400, 700016, { authority: 'partner.practice.localhost' }],
    ['no tenant', 400, 50059, { authority: 'organizations' }],
    [
      'a single scope',
      400,
      1002012,
      { form: { scope: 'https://outlook.practice.localhost/Exchange.Manage' } },
    ],
    ['an unknown resource', 400, 500011, { form: { scope: 'https://nowhere.example/.default' } }],
  ])('refuses %s', async (_what, status, number, changes) => {
    const answer = await ask(changes);
    expect(answer).toMatchObject({ status, body: { error_codes: [number] } });
    expect(JSON.stringify(answer.body)).not.toContain('canary');
  });

  it('the page takes certificates only, for apps that are there', async () => {
    const text = certificate.raw.toString('base64');
    expect((await page({ app: SEEDED_APPS.both, certificate: 'x'.repeat(200) })).status).toBe(400);
    expect((await page({ app: SEEDED_APPS.systemIdentity, certificate: text })).status).toBe(400);
    const shown = await (await cloud.fetch(`${HOST}${APPS_PAGE}`)).text();
    expect(shown).toContain(SEEDED_APPS.noPermission);
    expect(shown).not.toContain(SEEDED_APPS.systemIdentity);
  });
});
