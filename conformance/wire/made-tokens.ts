import type { TransportRequest } from '../../electron/http/types.ts';
import type { Capture } from './captures.ts';
import { jsonOf } from './requests.ts';
import { tenantOf, type Scene } from './scene.ts';

const USER_ID = '33333333-3333-3333-3333-333333333333';
/** The captures' app. */
export const APP_ID = '44444444-4444-4444-4444-444444444444';

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (claims: object) => `${json({ alg: 'RS256', typ: 'JWT' })}.${json(claims)}.made-up`;

/** An access token of nobody: no service would take its signature. */
export function accessToken(of: {
  tenantId: string;
  app: boolean;
  audience: string;
  person: string;
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
      : { oid: USER_ID, upn: of.person, scp: 'AdminApi.AccessAsUser.All' }),
  });
}

interface Asked {
  /** Whose answer it is to be; null: nobody's. */
  readonly capture: Capture | null;
  readonly request: TransportRequest;
  readonly scene: Scene;
  /** Of the browser's sign-in that is under way. */
  readonly nonce?: string;
  /** How long the token lives; absent: as long as usual. */
  readonly seconds?: number;
}

/** Makes the tokens of a captured answer real enough to be read; all else stays. */
export function withTokens({ capture, request, scene, nonce = '', seconds: asked }: Asked): string {
  const form = new URLSearchParams(request.body ?? '');
  const url = new URL(request.url);
  const resource = url.searchParams.get('resource');
  const scope = (form.get('scope') ?? '').split(' ').find((one) => one.startsWith('https:'));
  const audience = (resource ?? scope ?? 'https://outlook.office365.com').replace(/\/(\.default)?$/u, '');
  const app = resource !== null || form.get('grant_type') === 'client_credentials';
  const tenant = resource === null ? tenantOf(url.pathname.split('/')[1] ?? '', scene) : scene.home;
  const given = (jsonOf(capture?.response.body ?? '') ?? {}) as Record<string, unknown>;
  const seconds = asked ?? Number(given.expires_in ?? 3599);
  const person = form.get('username') ?? scene.person;
  const now = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    token_type: 'Bearer',
    ...(app
      ? {}
      : {
          refresh_token: 'MADE-UP-refresh',
          client_info: json({ uid: USER_ID, utid: scene.home }),
          scope: form.get('scope'),
        }),
    ...given,
    expires_in: seconds,
    ...(resource === null ? {} : { expires_on: String(now + 86_400) }),
    access_token: accessToken({ tenantId: tenant, app, audience, person, seconds }),
    ...(app
      ? {}
      : {
          id_token: signed({
            aud: form.get('client_id'),
            iss: `${url.origin}/${tenant}/v2.0`,
            tid: tenant,
            oid: USER_ID,
            sub: USER_ID,
            preferred_username: person,
            name: 'Admin',
            ver: '2.0',
            iat: now,
            exp: now + seconds,
            ...(nonce === '' ? {} : { nonce }),
          }),
        }),
  });
}
