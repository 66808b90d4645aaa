import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOUD_IDS, CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { claimsIn, postToken, startTestCloud, type TestCloud } from '../testing/cloud.ts';

const ALEX = { grant_type: 'password', username: 'alex@practice.localhost', password: 'practice' };
const PAIRS = CLOUD_IDS.flatMap((of) => CLOUD_IDS.map((to) => [of, to] as const));
const HOSTS = ['exchangeHost', 'complianceHost', 'graphHost'] as const;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ customers: 1, mailboxes: 1 });
}, 30_000);
afterAll(() => cloud.close());

const sameSignIn = (of: CloudId, to: CloudId): boolean => CLOUDS[of].loginHost === CLOUDS[to].loginHost;

async function tokenOf(of: CloudId): Promise<string> {
  const { loginHost, exchangeHost } = CLOUDS[of];
  const { body } = await postToken(
    cloud,
    'organizations',
    { ...ALEX, scope: `https://${exchangeHost}/.default` },
    loginHost,
  );
  return String(body.access_token);
}

describe('what a sign-in service is for', () => {
  it.each(PAIRS)('%s gives tokens for %s only where it is of that cloud', async (of, to) => {
    for (const host of ['exchangeHost', 'complianceHost'] as const) {
      const scope = `https://${CLOUDS[to][host]}/.default`;
      const { status, body } = await postToken(
        cloud,
        'organizations',
        { ...ALEX, scope },
        CLOUDS[of].loginHost,
      );
      if (sameSignIn(of, to)) expect(claimsIn(body.access_token)).toMatchObject({ aud: scope.slice(0, -9) });
      else expect([status, body]).toMatchObject([400, { error: 'invalid_resource', error_codes: [500011] }]);
    }
  });

  it.each(PAIRS)('a token of %s is taken by %s only where both are one cloud', async (of, to) => {
    const authorization = `Bearer ${await tokenOf(of)}`;
    for (const host of HOSTS) {
      const path = host === 'graphHost' ? '/v1.0/me' : '/adminapi/beta/practice.localhost/EXOModuleFile';
      const answer = await cloud.fetch(`https://${CLOUDS[to][host]}${path}`, { headers: { authorization } });
      const said = answer.headers.get('x-ms-diagnostics') ?? '';
      if (host === 'exchangeHost' && of === to) expect(answer.status).toBe(200);
      else expect(answer.status).toBe(401);
      if (host === 'graphHost') continue;
      if (!sameSignIn(of, to)) expect(said).toContain('error_category="invalid_issuer"');
      // GCC High and DoD share their sign-in, not their Exchange.
      else if (answer.status === 401) expect(said).toContain('error_category="invalid_resource"');
    }
  });

  it('a device is refused a service of another cloud before it gets a code', async () => {
    const form = new URLSearchParams({
      client_id: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
      scope: 'https://outlook.office365.us/.default offline_access',
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const codes = 'https://login.microsoftonline.com/organizations/oauth2/v2.0/devicecode';
    const refused = await cloud.fetch(codes, { method: 'POST', headers, body: form.toString() });
    expect([refused.status, await refused.json()]).toMatchObject([400, { error_codes: [500011] }]);
  });
});
