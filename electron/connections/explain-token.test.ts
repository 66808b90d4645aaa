import { describe, expect, it } from 'vitest';
import { explainToken } from './explain-token.ts';
import { failureOf } from '../testing/world.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const TENANT = '11111111-2222-4333-8444-555555555555';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object): string => `${part({ alg: 'none' })}.${part(claims)}.c2lnbmVk`;

describe('a token that somebody has', () => {
  it('is told by its account, tenant, audience and end', () => {
    const facts = explainToken(
      jwt({
        aud: 'https://outlook.office365.com',
        tid: TENANT,
        upn: 'ana@partner.example',
        exp: NOW / 1000 + 600,
        scp: 'AdminApi.AccessAsUser.All',
      }),
      NOW,
    );
    expect(facts).toMatchObject({
      actor: 'user',
      account: 'ana@partner.example',
      tenantId: TENANT,
      audience: 'https://outlook.office365.com',
      scopes: ['AdminApi.AccessAsUser.All'],
      expiresAt: '2026-11-21T12:10:00.000Z',
      renewable: false,
    });
  });

  it('is an app’s where it names no person', () => {
    const facts = explainToken(
      jwt({
        aud: 'https://ps.compliance.protection.outlook.com',
        tid: TENANT,
        appid: 'app-1',
        exp: NOW / 1000,
      }),
      NOW,
    );
    expect(facts).toMatchObject({ actor: 'app', account: 'app-1' });
  });

  it.each([
    '',
    'abc',
    'a.b.c',
    jwt({ aud: 'x' }),
    jwt({ tid: 'contoso', exp: 1 }),
    jwt({ tid: TENANT, exp: 1e18 }),
  ])('is refused where it is none: %s', async (text) => {
    const failure = await failureOf((async () => explainToken(text, NOW))());
    expect(failure.code).toBe('invalid-input');
    expect(text === '' || !JSON.stringify(failure).includes(text)).toBe(true);
  });
});
