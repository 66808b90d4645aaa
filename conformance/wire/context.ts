import { endpointOf } from '../../shared/endpoints.ts';
import { CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { ExchangeTarget } from '../../electron/exchange/types.ts';
import { headerOf, type Capture } from './captures.ts';

/** The connection that a capture's command was typed in, as far as its request tells. */
export type Context = Pick<
  ExchangeTarget,
  | 'cloud'
  | 'service'
  | 'eop'
  | 'host'
  | 'tenantId'
  | 'username'
  | 'actor'
  | 'organization'
  | 'delegatedOrganization'
>;

const USER = 'admin@contoso.com';
const ORGANIZATION = 'contoso.onmicrosoft.com';
/** The tenant that the captures' users are at home in. */
const HOME = '11111111-1111-1111-1111-111111111111';

/** Seconds; with ten minutes or less left a token is renewed (real-client.md 8). */
const NEARLY_OVER = 320;

/** Commands that connect by themselves, or speak of connections: what they send is all theirs. */
export function connectsItself(capture: Capture): boolean {
  return /^\s*(connect-|info\b|get-connectioninformation|disconnect-)/iu.test(capture.command);
}

/** Null: the request is not one of an open connection (a sign-in). */
export function contextOf(capture: Capture): Context | null {
  const url = new URL(capture.request.url);
  const tenantId = /^\/adminapi\/[^/]+\/([^/]+)\//iu.exec(url.pathname)?.[1];
  if (tenantId === undefined) return null;
  const place = placeOf(url.hostname);
  if (place === null) return null;
  const anchor = headerOf(capture, 'x-anchormailbox') ?? '';
  const system = /^(APP|UPN):SystemMailbox\{[^}]*\}@(.+)$/u.exec(anchor);
  const user = /^UPN:([^{}]+@[^{}]+)$/u.exec(anchor)?.[1] ?? USER;
  const away = tenantId !== HOME;
  const named = system?.[2] ?? null;
  const organization = named === null || named === tenantId ? ORGANIZATION : named;
  const app = system !== null && !away;
  return {
    ...place,
    tenantId,
    actor: app ? 'app' : 'user',
    username: app ? `OAuthUser@${organization}` : user,
    organization: app ? organization : null,
    delegatedOrganization: away ? (named === null || named === tenantId ? tenantId : named) : null,
  };
}

function placeOf(host: string): Pick<Context, 'cloud' | 'service' | 'eop' | 'host'> | null {
  for (const id of Object.keys(CLOUDS) as CloudId[]) {
    const cloud = CLOUDS[id];
    for (const service of ['exchange', 'compliance'] as const) {
      const { host: own } = endpointOf(id, NO_OPTIONS, service);
      if (host === own || host.endsWith(`.${own}`)) return { cloud, service, eop: false, host };
    }
    if (host === cloud.eopHost) return { cloud, service: 'compliance', eop: true, host };
  }
  return null;
}

/** What was typed before a capture's command, as far as its request tells; null: nothing is needed. */
export function leadsUpTo(capture: Capture): { command: string; seconds: number | null } | null {
  if (/^\s*connect-/iu.test(capture.command)) return null;
  const form = new URLSearchParams(capture.request.body);
  const grant = form.get('grant_type');
  if (grant === 'client_credentials') {
    const command = `Connect-ExchangeOnline -CertificateFilePath $pfx -CertificatePassword $pw -AppId $appid -Organization ${ORGANIZATION}`;
    return { command, seconds: form.has('claims') ? null : NEARLY_OVER };
  }
  if (grant === 'refresh_token') {
    const asked = /nbf|acrs/u.test(form.get('claims') ?? '');
    return { command: 'Connect-ExchangeOnline -Credential $cred', seconds: asked ? null : NEARLY_OVER };
  }
  return { command: `Connect-ExchangeOnline -AccessToken $user -UserPrincipalName ${USER}`, seconds: null };
}
