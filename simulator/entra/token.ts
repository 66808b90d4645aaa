import { createHash, randomUUID } from 'node:crypto';
import { jsonResponse, readForm } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import type { WorldAccount } from '../world/accounts.ts';
import type { WorldTenant } from '../world/world.ts';
import { homeTenant, requireMember, requirePolicies, tenantOfAuthority } from './access.ts';
import { readClaimsRequest } from './claims-request.ts';
import { findClient, type PublicClient } from './clients.ts';
import { correlationIdOf, graphOriginOf, type EntraContext } from './context.ts';
import { EntraError, errorResponse } from './errors.ts';
import { byClientCredentials } from './client-credentials.ts';
import { byPassword } from './password.ts';
import { instanceOf, issuerOf, requireOwnResource } from './instances.ts';
import type { Redeemed } from './redeemed.ts';
import { confidentialOnly, unknownClient } from './refusals.ts';
import { readScopes } from './scopes.ts';

const DAY_MS = 24 * 3_600_000;

/** `POST /{tenant}/oauth2/v2.0/token`: a person's grants, of public clients, and those of apps. */
export async function answerToken(
  entra: EntraContext,
  request: PracticeRequest,
  authority: string,
): Promise<PracticeResponse> {
  const correlationId = correlationIdOf(request);
  try {
    return await redeem(entra, request, authority, correlationId);
  } catch (error) {
    if (error instanceof EntraError) return errorResponse(error, { now: entra.clock.now(), correlationId });
    throw error;
  }
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') {
    throw new EntraError(
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    );
  }
  return value;
}

async function redeem(
  entra: EntraContext,
  request: PracticeRequest,
  authority: string,
  correlationId: string,
): Promise<PracticeResponse> {
  const form = readForm(request);
  if (form === null) {
    throw new EntraError(
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'grant_type'.",
    );
  }
  const grantType = required(form, 'grant_type');
  const clientId = required(form, 'client_id');
  const target = tenantOfAuthority(entra.directory, authority);
  const client = findClient(clientId);
  if (grantType === 'client_credentials' && client === null) {
    return byClientCredentials(entra, request, form, authority, correlationId);
  }
  if (client === null) throw unknownClient(clientId, target?.displayName ?? authority);
  if (
    grantType === 'client_credentials' &&
    form.get('client_secret') === null &&
    form.get('client_assertion') === null
  ) {
    throw confidentialOnly();
  }
  const claims = readClaimsRequest(form.get('claims'));
  const redeemed = await byGrant(entra, request, form, client, target);
  const tenant = entra.wrongTenant(request) ? homeTenant(entra.directory, redeemed.account) : redeemed.tenant;
  const body = await tokenAnswer(entra, request, client, { ...redeemed, tenant }, claims.cp1, form);
  return jsonResponse(200, body, { 'client-request-id': correlationId, 'x-ms-request-id': randomUUID() });
}

/** The person's grants, by their names on the wire. */
async function byGrant(
  entra: EntraContext,
  request: PracticeRequest,
  form: URLSearchParams,
  client: PublicClient,
  target: WorldTenant | null,
): Promise<Redeemed> {
  const grantType = required(form, 'grant_type');
  if (!client.publicFlows) throw confidentialOnly();
  switch (grantType) {
    case 'authorization_code':
      return byCode(entra, form, client, target);
    case 'refresh_token':
      return byRefreshToken(entra, form, client, target, graphOriginOf(request));
    case 'password':
      required(form, 'username');
      required(form, 'password');
      return byPassword(entra, form, client, target, graphOriginOf(request));
    case 'device_code':
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return byDeviceCode(entra, form, client, target);
    default:
      throw new EntraError(
        'unsupported_grant_type',
        70003,
        `The app requested an unsupported grant type '${grantType}'.`,
      );
  }
}

function accountOf(entra: EntraContext, oid: string): WorldAccount {
  const account = entra.directory.findAccount(oid);
  if (account === null)
    throw new EntraError('invalid_grant', 50034, 'The user account does not exist in the directory.');
  return account;
}

function byCode(
  entra: EntraContext,
  form: URLSearchParams,
  client: PublicClient,
  target: WorldTenant | null,
): Redeemed {
  const grant = entra.codes.redeem(required(form, 'code'), {
    clientId: client.id,
    redirectUri: form.get('redirect_uri'),
    verifier: form.get('code_verifier'),
  });
  const account = accountOf(entra, grant.oid);
  const tenant = target ?? homeTenant(entra.directory, account);
  if (tenant.id !== grant.tenantId) {
    throw new EntraError(
      'invalid_grant',
      700005,
      'The provided authorization code is intended to use against other tenant.',
    );
  }
  requireMember(entra.directory, tenant, account, client);
  return {
    account,
    tenant,
    scope: grant.scope,
    mfaTenants: grant.mfaTenants,
    family: randomUUID(),
    signedInAt: entra.clock.now(),
    nonce: grant.nonce,
  };
}

function byDeviceCode(
  entra: EntraContext,
  form: URLSearchParams,
  client: PublicClient,
  target: WorldTenant | null,
): Redeemed {
  const { grant, approval } = entra.deviceCodes.poll(required(form, 'device_code'), client.id);
  const account = accountOf(entra, approval.oid);
  const tenant = target ?? homeTenant(entra.directory, account);
  if (tenant.id !== approval.tenantId) {
    throw new EntraError('invalid_grant', 700005, 'The device code is for another tenant.');
  }
  requireMember(entra.directory, tenant, account, client);
  return {
    account,
    tenant,
    scope: grant.scope,
    mfaTenants: approval.mfaTenants,
    family: randomUUID(),
    signedInAt: entra.clock.now(),
    nonce: null,
  };
}

async function byRefreshToken(
  entra: EntraContext,
  form: URLSearchParams,
  client: PublicClient,
  target: WorldTenant | null,
  graphOrigin: string,
): Promise<Redeemed> {
  const grant = await entra.refreshTokens.redeem(required(form, 'refresh_token'), client.id);
  const scope = readScopes(form.get('scope'), client, graphOrigin);
  const account = accountOf(entra, grant.oid);
  const tenant = target ?? homeTenant(entra.directory, account);
  requireMember(entra.directory, tenant, account, client);
  requirePolicies(tenant, account, grant.mfaTenants, scope.resource.origin);
  entra.consents.require(client, scope, tenant.id, account.oid);
  const signedInAt = grant.signedInAt ?? entra.clock.now();
  if (account.hurdle === 'daily' && entra.clock.now() - signedInAt > DAY_MS) {
    throw new EntraError(
      'invalid_grant',
      70043,
      'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
      { suberror: 'bad_token' },
    );
  }
  return {
    account,
    tenant,
    scope,
    mfaTenants: grant.mfaTenants,
    family: grant.family,
    signedInAt,
    nonce: null,
  };
}

/** Not reversible, differs by client, as `sub` does. */
function subjectOf(clientId: string, oid: string): string {
  return createHash('sha256').update(`${clientId}:${oid}`).digest('base64url');
}

async function tokenAnswer(
  entra: EntraContext,
  request: PracticeRequest,
  client: PublicClient,
  redeemed: Redeemed,
  cp1: boolean,
  form: URLSearchParams,
): Promise<Record<string, unknown>> {
  const { account, tenant, scope } = redeemed;
  const granted = entra.consents.granted(client, scope, tenant.id, account.oid);
  const wids = entra.directory.rolesIn(tenant.id, account) ?? [];
  const host = request.url.protocol === 'https:' ? request.url.origin : 'https://login.practice.localhost';
  const instance = instanceOf(request.url.hostname);
  requireOwnResource(request.url.hostname, scope.resource);
  const given: Parameters<typeof entra.signer.signAccess>[0] = {
    aud: scope.resource.origin,
    iss: issuerOf(instance, tenant.id),
    tid: tenant.id,
    oid: account.oid,
    upn: account.upn,
    name: account.displayName,
    appid: client.id,
    scp: granted.join(' '),
    wids,
    ...(cp1 ? { xms_cc: ['cp1'] } : {}),
  };
  const { token, claims } = await entra.signer.signAccess(given, instance);
  const clientInfo = Buffer.from(JSON.stringify({ uid: account.oid, utid: account.homeTenantId })).toString(
    'base64url',
  );
  const idToken = await entra.signer.signId(
    {
      aud: client.id,
      iss: `${host}/${tenant.id}/v2.0`,
      tid: tenant.id,
      oid: account.oid,
      sub: subjectOf(client.id, account.oid),
      name: account.displayName,
      preferred_username: account.upn,
      ver: '2.0',
      ...(redeemed.nonce === null ? {} : { nonce: redeemed.nonce }),
    },
    instance,
  );
  const offline = scope.oidc.includes('offline_access');
  return {
    token_type: 'Bearer',
    scope: [...new Set([...granted.map((name) => `${scope.resource.origin}/${name}`), ...scope.asked])].join(
      ' ',
    ),
    expires_in: claims.exp - claims.iat,
    ext_expires_in: claims.exp - claims.iat,
    access_token: token,
    ...(offline
      ? {
          refresh_token: await entra.refreshTokens.issue({
            clientId: client.id,
            oid: account.oid,
            mfaTenants: redeemed.mfaTenants,
            family: redeemed.family,
            signedInAt: redeemed.signedInAt,
          }),
        }
      : {}),
    ...(scope.oidc.includes('openid') ? { id_token: idToken } : {}),
    ...(form.get('client_info') === '1' ? { client_info: clientInfo } : {}),
  };
}
