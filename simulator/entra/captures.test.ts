import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, createFakeBrowser, shownNumber } from '../testing/browser.ts';
import { SECRET_HEADER } from '../control/types.ts';
import { APP_SERVICE_HEADER } from '../imds/service.ts';
import { clientAssertion } from '../testing/assertion.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { authorizeUrl, claimsIn, startTestCloud, TEST_SECRET, type TestCloud } from '../testing/cloud.ts';
import { SEEDED_APPS } from './apps.ts';

const FILE = path.resolve(import.meta.dirname, '../../../shared/reference/captures.jsonl');

interface Capture {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: { readonly status: number; readonly body: string };
}

/** Microsoft's own client, as recorded: its requests are sent again, with codes and tokens of this practice cloud. */
describe.runIf(existsSync(FILE))(
  'recorded sign-in requests (skipped where the recordings are not there)',
  () => {
    let cloud: TestCloud;
    let captures: ReadonlyMap<string, Capture>;
    beforeAll(async () => {
      cloud = await startTestCloud();
      const lines = readFileSync(FILE, 'utf8').trim().split('\n');
      captures = new Map(
        lines.map((line) => JSON.parse(line) as Capture).map((capture) => [capture.name, capture]),
      );
    });
    afterAll(() => cloud.close());

    const contoso = (): string => cloud.directory.findTenant('contoso.com')?.id ?? '';

    async function replay(name: string, changes: Readonly<Record<string, string>> = {}) {
      const capture = captures.get(name);
      if (capture === undefined) throw new Error(`no capture ${name}`);
      const form = new URLSearchParams(capture.request.body);
      for (const [field, value] of Object.entries(changes)) form.set(field, value);
      const headers = Object.fromEntries(
        Object.entries(capture.request.headers).filter(
          ([name]) => !['Host', 'Content-Length'].includes(name),
        ),
      );
      const response = await cloud.fetch(
        capture.request.url.replaceAll('11111111-1111-1111-1111-111111111111', contoso()),
        {
          method: capture.request.method,
          headers,
          ...(capture.request.method === 'POST' ? { body: form.toString() } : {}),
        },
      );
      return {
        status: response.status,
        body: (await response.json()) as Record<string, unknown>,
        recorded: {
          status: capture.response.status,
          body: JSON.parse(capture.response.body) as Record<string, unknown>,
        },
      };
    }

    async function codeFor(scope: string) {
      const browser = createFakeBrowser();
      const { url, verifier } = authorizeUrl(cloud, 'organizations', {
        login_hint: 'admin@contoso.com',
        scope,
      });
      const password = await browser.press(await browser.open(url), 'password', { password: 'practice' });
      const done = await browser.press(password, 'approve', { number: shownNumber(password) });
      return {
        code: answerOf(done)?.code ?? '',
        code_verifier: verifier,
        redirect_uri: 'http://localhost:50001',
      };
    }

    it('instance discovery', async () => {
      const { status, body, recorded } = await replay('signin-instance-discovery');
      expect(status).toBe(recorded.status);
      expect(Object.keys(body).sort()).toEqual(Object.keys(recorded.body).sort());
      expect(body.tenant_discovery_endpoint).toBe(recorded.body.tenant_discovery_endpoint);
    });

    it('user realm', async () => {
      const { status, body, recorded } = await replay('signin-user-realm');
      expect({ status, body }).toEqual(recorded);
    });

    it('code, refresh at the tenant, refresh with claims: same members in the answers', async () => {
      const scope = 'https://outlook.office365.com/.default offline_access openid profile';
      const first = await replay('signin-browser-code-redeem', await codeFor(scope));
      expect(first.body).not.toHaveProperty('error');
      expect(first.status).toBe(first.recorded.status);
      expect(Object.keys(first.body).sort()).toEqual(Object.keys(first.recorded.body).sort());
      expect(claimsIn(first.body.access_token)).toMatchObject({
        tid: contoso(),
        aud: 'https://outlook.office365.com',
        xms_cc: ['cp1'],
      });
      const claims = await replay('signin-refresh-with-claims', {
        refresh_token: String(first.body.refresh_token),
      });
      expect(claims.status).toBe(200);
      expect(Object.keys(claims.body).sort()).toEqual(Object.keys(claims.recorded.body).sort());
      expect(claimsIn(claims.body.access_token)).toMatchObject({ tid: contoso() });
    });

    it('refresh at the tenant', async () => {
      const scope = 'https://outlook.office365.com/.default offline_access openid profile';
      const first = await replay('signin-browser-code-redeem', await codeFor(scope));
      const again = await replay('signin-refresh', { refresh_token: String(first.body.refresh_token) });
      expect(again.status).toBe(again.recorded.status);
      expect(Object.keys(again.body).sort()).toEqual(Object.keys(again.recorded.body).sort());
      expect(claimsIn(again.body.access_token)).toMatchObject({ tid: contoso(), xms_cc: ['cp1'] });
    });

    it('device code: the code, a poll too early, the poll after the person was done', async () => {
      const asked = await replay('signin-device-code');
      expect(asked.status).toBe(asked.recorded.status);
      expect(Object.keys(asked.body).sort()).toEqual(Object.keys(asked.recorded.body).sort());
      expect(asked.body.verification_uri).toBe('https://login.microsoftonline.com/devicelogin');
      const code = { device_code: String(asked.body.device_code) };
      const pending = await replay('signin-device-poll-pending', code);
      expect(pending.status).toBe(pending.recorded.status);
      expect(pending.body).toMatchObject({
        error: pending.recorded.body.error,
        error_codes: pending.recorded.body.error_codes,
      });
      const browser = createFakeBrowser();
      const page = await browser.open(`http://localhost:${cloud.port}/devicelogin`);
      const pick = await browser.press(page, 'code', { code: String(asked.body.user_code) });
      const password = await browser.press(pick, 'username', { username: 'reader@contoso.com' });
      const confirm = await browser.press(password, 'password', { password: 'practice' });
      expect((await browser.press(confirm, 'confirm')).heading).toBe('You signed in');
      await expect
        .poll(async () => (await replay('signin-device-poll-done', code)).status, {
          interval: 1100,
          timeout: 9000,
        })
        .toBe(200);
    });

    it.each(['signin-password-token', 'scc-password-token'])(
      '%s: same members in the answer',
      async (name) => {
        const person = { username: 'reader@contoso.com', password: 'practice' };
        const { status, body, recorded } = await replay(name, person);
        expect(status).toBe(recorded.status);
        expect(Object.keys(body).sort()).toEqual(Object.keys(recorded.body).sort());
        expect(claimsIn(body.access_token)).toMatchObject({ tid: contoso(), xms_cc: ['cp1'] });
      },
    );

    it('a wrong password is refused as recorded', async () => {
      const { status, body, recorded } = await replay('signin-password-refused');
      expect(status).toBe(recorded.status);
      expect(body).toMatchObject({ error: recorded.body.error, error_codes: recorded.body.error_codes });
    });

    /** The app of the recording, known in Contoso with a certificate of this test. */
    const APP = '44444444-4444-4444-4444-444444444444';

    it.each(['signin-certificate-token', 'signin-certificate-token-with-claims'])(
      '%s: an app’s token, same members in the answer',
      async (name) => {
        const made = makeCertificate();
        const registered = await fetch(`http://127.0.0.1:${cloud.controlPort}/apps`, {
          method: 'POST',
          headers: { [SECRET_HEADER]: TEST_SECRET, 'Content-Type': 'application/json' },
          body: JSON.stringify({
            id: APP,
            appRoles: ['Exchange.ManageAsApp'],
            certificate: Buffer.from(made.certificate).toString('base64'),
          }),
        });
        expect(registered.status).toBe(200);
        const audience = captures.get(name)?.request.url ?? '';
        const { status, body, recorded } = await replay(name, {
          client_assertion: clientAssertion({ made, appId: APP, audience }),
        });
        expect(status).toBe(recorded.status);
        expect(Object.keys(body).sort()).toEqual(Object.keys(recorded.body).sort());
        expect(claimsIn(body.access_token)).toMatchObject({ tid: contoso(), appid: APP, idtyp: 'app' });
      },
    );

    it.each([
      ['signin-managed-identity', SEEDED_APPS.systemIdentity],
      ['signin-managed-identity-user-assigned', SEEDED_APPS.userIdentity],
      ['signin-managed-identity-app-service', SEEDED_APPS.systemIdentity],
    ])('%s: a machine’s token, same members in the answer', async (name, identity) => {
      const capture = captures.get(name);
      if (capture === undefined) throw new Error(`no capture ${name}`);
      const url = capture.request.url.replace('55555555-5555-5555-5555-555555555555', identity);
      const headers = Object.fromEntries(
        Object.entries(capture.request.headers)
          .filter(([header]) => header !== 'Host')
          .map(([header, value]) => [header, header === 'X-IDENTITY-HEADER' ? APP_SERVICE_HEADER : value]),
      );
      const answer = await cloud.fetch(url, { headers });
      expect(answer.status).toBe(capture.response.status);
      const body = (await answer.json()) as Record<string, unknown>;
      const recorded = JSON.parse(capture.response.body) as Record<string, unknown>;
      expect(Object.keys(body).sort()).toEqual(Object.keys(recorded).sort());
      expect(claimsIn(body.access_token)).toMatchObject({ appid: identity, idtyp: 'app' });
      for (const dropped of Object.keys(headers)) {
        const without = Object.fromEntries(Object.entries(headers).filter(([header]) => header !== dropped));
        expect([400, 401]).toContain((await cloud.fetch(url, { headers: without })).status);
      }
    });
  },
);
