import { describe, expect, it } from 'vitest';
import { newProfile } from '../connections/profiles.ts';
import { tenantIdOf } from '../connections/identity.ts';
import { draft, failureOf, HOME } from '../testing/world.ts';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import { givenToken } from './given-token.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const EXCHANGE = 'https://outlook.practice.localhost';
const { signal } = new AbortController();

/** Unsigned: whoever gets it checks the signature, which we can't. */
const jwt = (claims: object): string =>
  ['{"alg":"none"}', JSON.stringify(claims), 'canary']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
const good = {
  tid: HOME,
  oid: 'oid-1',
  aud: EXCHANGE,
  exp: NOW / 1000 + 600,
  iat: NOW / 1000 - 60,
  upn: 'megan@contoso.example',
};

function source(accessToken: string | undefined, more: Partial<ConnectionDraft> = {}) {
  const wanted = draft({
    accountId: null,
    signIn: { kind: 'token' },
    organization: { kind: 'own', tenantId: HOME, name: null, domain: 'contoso.practice.localhost' },
    ...more,
  });
  const profile = newProfile(wanted, { find: () => null }, new Date(NOW).toISOString(), 0);
  const secrets = accessToken === undefined ? null : { accessToken, keep: false };
  return givenToken({ tenantOf: tenantIdOf, now: () => NOW }, profile, secrets);
}
const get = (tokens: ReturnType<typeof source>, more: { claims?: string; forceRefresh?: boolean } = {}) =>
  tokens.get({ scopes: [`${EXCHANGE}/.default`], interactive: 'never', signal, ...more });

describe('a given access token', () => {
  it('is used as it is, with its expiry, and is not renewable', async () => {
    const tokens = source(`Bearer ${jwt(good)}`);
    expect(tokens.renewable).toBe(false);
    expect(await get(tokens)).toMatchObject({
      value: jwt(good),
      expiresAt: new Date(NOW + 600_000),
      actor: 'app',
      username: 'OAuthUser@contoso.practice.localhost',
      accountId: 'token:oid-1',
      tenantId: HOME,
    });
  });

  it('with a user name is routed as that user, whoever it names', async () => {
    const token = await get(source(jwt(good), { loginHint: 'someone@contoso.example' }));
    expect(token).toMatchObject({ actor: 'user', username: 'someone@contoso.example' });
  });

  it.each([
    ['no token', undefined, 'secret-needed'],
    ['no JWT', 'canary', 'invalid-input'],
    ['two parts', 'a.b', 'invalid-input'],
    ['another audience', jwt({ ...good, aud: 'https://graph.microsoft.com' }), 'invalid-input'],
    ['another organisation', jwt({ ...good, tid: '99999999-9999-4999-8999-999999999999' }), 'wrong-tenant'],
    ['no organisation', jwt({ ...good, tid: undefined }), 'invalid-input'],
    ['one that is over', jwt({ ...good, exp: NOW / 1000 - 1 }), 'sign-in-needed'],
    ['one without an end', jwt({ ...good, exp: undefined }), 'invalid-input'],
    ['one that ends in no year', jwt({ ...good, exp: 9e15 }), 'invalid-input'],
    ['one that ended in no year', jwt({ ...good, exp: -9e15 }), 'invalid-input'],
  ])('%s is refused before anything is sent', async (_what, value, code) => {
    const failure = await failureOf(get(source(value)));
    expect(failure).toMatchObject({ code, action: 'enter-secret' });
    expect(JSON.stringify(failure)).not.toMatch(/canary|eyJ|Y2FuYXJ5/);
  });

  it('needs one of the three names', async () => {
    const organization = { kind: 'own', tenantId: null, name: null, domain: null } as const;
    const failure = await failureOf(get(source(jwt(good), { organization })));
    expect(failure).toMatchObject({ code: 'invalid-input', action: 'edit-connection' });
  });

  it('is never asked for again by itself, and is gone once the connection is', async () => {
    const tokens = source(jwt(good));
    expect((await failureOf(get(tokens, { forceRefresh: true }))).code).toBe('sign-in-needed');
    expect((await failureOf(get(tokens, { claims: '{}' }))).code).toBe('sign-in-needed');
    tokens.close();
    expect((await failureOf(get(tokens))).code).toBe('secret-needed');
  });
});
