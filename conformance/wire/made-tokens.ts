import type { TransportRequest } from '../../electron/http/types.ts';
import type { Capture } from './captures.ts';

/** The tenants and ids of the captures. */
export const HOME = '11111111-1111-1111-1111-111111111111';
export const CUSTOMER = '22222222-2222-2222-2222-222222222222';
const USER_ID = '33333333-3333-3333-3333-333333333333';
export const APP_ID = '44444444-4444-4444-4444-444444444444';
export const USER = 'admin@contoso.com';

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (claims: object) => `${json({ alg: 'RS256', typ: 'JWT' })}.${json(claims)}.made-up`;

/** An access token of nobody: no service would take its signature. */
export function accessToken(of: {
  tenantId: string;
  app: boolean;
  audience: string;
  seconds?: number;
}): string {
  const now = Math.floor(Date.now() / 1000);
  return signed({
    aud: of.audience,
    tid: of.tenantId,
    iat: now,
    exp: now + (of.seconds ?? 3599),
    ...(of.app
      ? {
          appid: APP_ID,
          oid: APP_ID,
          idtyp: 'app',
          roles: ['Exchange.ManageAsApp'],
          wids: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
        }
      : { oid: USER_ID, upn: USER, scp: 'AdminApi.AccessAsUser.All' }),
  });
}

/** Makes the tokens of a captured answer real enough to be read; all else stays. */
export function withTokens(
  capture: Capture | null,
  request: TransportRequest,
  nonce: string,
  more: { readonly seconds?: number } = {},
): string {
  const form = new URLSearchParams(request.body ?? '');
  const url = new URL(request.url);
  const resource = url.searchParams.get('resource');
  const scope = (form.get('scope') ?? '').split(' ').find((one) => one.startsWith('https:'));
  const audience = (resource ?? scope ?? 'https://outlook.office365.com').replace(/\/(\.default)?$/u, '');
  const app = resource !== null || form.get('grant_type') === 'client_credentials';
  const tenant = /^[0-9a-f-]{36}$/u.exec(url.pathname.split('/')[1] ?? '')?.[0] ?? HOME;
  const given = capture === null ? {} : (JSON.parse(capture.response.body) as Record<string, unknown>);
  const seconds = more.seconds ?? Number(given.expires_in ?? 3599);
  const now = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    token_type: 'Bearer',
    ...(app
      ? {}
      : {
          refresh_token: 'MADE-UP-refresh',
          client_info: json({ uid: USER_ID, utid: HOME }),
          scope: form.get('scope'),
        }),
    ...given,
    expires_in: seconds,
    ...(resource === null ? {} : { expires_on: String(now + 86_400) }),
    access_token: accessToken({ tenantId: tenant, app, audience, seconds }),
    ...(app
      ? {}
      : {
          id_token: signed({
            aud: form.get('client_id'),
            iss: `${url.origin}/${tenant}/v2.0`,
            tid: tenant,
            oid: USER_ID,
            sub: USER_ID,
            preferred_username: USER,
            name: 'Admin',
            ver: '2.0',
            iat: now,
            exp: now + seconds,
            ...(nonce === '' ? {} : { nonce }),
          }),
        }),
  });
}
