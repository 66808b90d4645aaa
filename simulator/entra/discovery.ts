import { CLOUDS } from '../../shared/clouds.ts';
import { jsonResponse } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { findElsewhere } from '../world/elsewhere.ts';
import { tenantOfAuthority } from './access.ts';
import { correlationIdOf, type EntraContext } from './context.ts';
import { EntraError, errorResponse } from './errors.ts';

/** Names under which each sign-in host is also known; the first is the preferred cache name (captures: instance discovery). */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'login.microsoftonline.com': ['login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  'login.chinacloudapi.cn': ['login.partner.microsoftonline.cn'],
  'login.microsoftonline.us': ['login.usgovcloudapi.net'],
};

/** `GET /common/discovery/instance`: which hosts are one cloud. */
export function answerInstanceDiscovery(entra: EntraContext, request: PracticeRequest): PracticeResponse {
  const endpoint = request.url.searchParams.get('authorization_endpoint');
  const correlationId = correlationIdOf(request);
  const refuse = (code: number, text: string): PracticeResponse =>
    errorResponse(new EntraError('invalid_instance', code, text), { now: entra.clock.now(), correlationId });
  if (endpoint === null || !URL.canParse(endpoint)) {
    return refuse(50049, 'Unknown or invalid instance: authorization_endpoint is missing or no address.');
  }
  const host = new URL(endpoint).hostname.toLowerCase();
  const known = Object.values(CLOUDS).map((cloud) => cloud.loginHost);
  const loginHost = known.find((name) => name === host || ALIASES[name]?.includes(host));
  if (loginHost === undefined) return refuse(50049, `Unknown or invalid instance: ${host}.`);
  const origin = request.url.protocol === 'https:' ? request.url.origin : `https://${loginHost}`;
  return jsonResponse(200, {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [...new Set(known)].map((name) => ({
      preferred_network: name,
      preferred_cache: ALIASES[name]?.[0] ?? name,
      aliases: [name, ...(ALIASES[name] ?? [])],
    })),
  });
}

/** Name of the cloud behind a sign-in host. */
function instanceOf(loginHost: string): string {
  return loginHost === 'login.chinacloudapi.cn'
    ? 'partner.microsoftonline.cn'
    : loginHost.replace(/^login\./, '');
}

/** `GET /{tenant}/v2.0/.well-known/openid-configuration`; addresses follow the host that was asked. */
export function answerOpenIdConfiguration(
  entra: EntraContext,
  request: PracticeRequest,
  authority: string,
): PracticeResponse {
  let segment: string;
  let issuerTenant: string;
  const elsewhere = findElsewhere(authority);
  try {
    const tenant = elsewhere ?? tenantOfAuthority(entra.directory, authority);
    segment = tenant?.id ?? authority.toLowerCase();
    issuerTenant = tenant?.id ?? '{tenantid}';
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return errorResponse(new EntraError('invalid_tenant', error.code, error.text), {
      now: entra.clock.now(),
      correlationId: correlationIdOf(request),
    });
  }
  const root = `${request.url.origin}/${segment}`;
  return jsonResponse(200, {
    issuer: `${request.url.origin}/${issuerTenant}/v2.0`,
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    end_session_endpoint: `${root}/oauth2/v2.0/logout`,
    jwks_uri: `${root}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    tenant_region_scope: elsewhere?.scope ?? 'EU',
    ...(elsewhere?.subScope == null ? {} : { tenant_region_sub_scope: elsewhere.subScope }),
    cloud_instance_name: elsewhere?.instance ?? instanceOf(request.url.hostname),
    msgraph_host:
      request.url.hostname === 'login.microsoftonline.com'
        ? 'graph.microsoft.com'
        : CLOUDS.Practice.graphHost,
  });
}

/** `GET /common/userrealm/{user}`: who asks for the password of an account. A domain nobody has is Unknown. */
export function answerUserRealm(
  entra: EntraContext,
  request: PracticeRequest,
  user: string,
): PracticeResponse {
  const domain = user.slice(user.lastIndexOf('@') + 1);
  const cloud = {
    cloud_instance_name: cloudInstanceOf(request.url.hostname),
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  };
  if (entra.directory.findTenant(domain) === null) {
    return jsonResponse(200, { ver: '1.0', account_type: 'Unknown', ...cloud });
  }
  const hurdle = entra.directory.findAccountByUpn(user)?.hurdle;
  const federated = hurdle === 'federated' || hurdle === 'providerOffline';
  return jsonResponse(200, {
    ver: '1.0',
    account_type: federated ? 'Federated' : 'Managed',
    domain_name: domain,
    ...(federated
      ? {
          federation_protocol: 'WSTrust',
          federation_metadata_url: `https://sts.${domain}/adfs/services/trust/mex`,
          federation_active_auth_url: `https://sts.${domain}/adfs/services/trust/2005/usernamemixed`,
        }
      : {}),
    ...cloud,
  });
}

/** microsoftonline.com of login.microsoftonline.com; the practice cloud says it is the worldwide one. */
function cloudInstanceOf(hostname: string): string {
  const known = Object.values(CLOUDS).some((cloud) => !cloud.practice && cloud.loginHost === hostname);
  return known ? hostname.replace(/^login\./u, '') : 'microsoftonline.com';
}
