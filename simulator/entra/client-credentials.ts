import { randomUUID } from 'node:crypto';
import { jsonResponse } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { tenantOfAuthority } from './access.ts';
import type { AppRegistration } from './apps.ts';
import { ASSERTION_TYPE, checkAssertion } from './assertion.ts';
import { readClaimsRequest } from './claims-request.ts';
import { findResource } from './clients.ts';
import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import { instanceOf, issuerOf, requireOwnResource } from './instances.ts';
import { confidentialOnly, unknownClient } from './refusals.ts';

/** `wids` that every app's token has beside its own: the role that everybody has. */
const EVERYBODY = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

/** grant_type=client_credentials of an app with a certificate (real-client.md 3). Throws EntraError. */
export async function byClientCredentials(
  entra: EntraContext,
  request: PracticeRequest,
  form: URLSearchParams,
  authority: string,
  correlationId: string,
): Promise<PracticeResponse> {
  const tenant = tenantOfAuthority(entra.directory, authority);
  if (tenant === null) {
    throw new EntraError(
      'invalid_request',
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  }
  const clientId = form.get('client_id') ?? '';
  const app = entra.apps.find(clientId);
  const known = app?.kind === 'app' && (app.tenantId === tenant.id || app.acceptedIn.includes(tenant.id));
  if (!known) {
    throw unknownClient(clientId, tenant.displayName);
  }
  if (form.get('client_secret') !== null) {
    throw new EntraError(
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.id}'.`,
    );
  }
  const assertion = form.get('client_assertion');
  if (assertion === null) throw confidentialOnly();
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
    throw new EntraError(
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'client_assertion_type'.",
    );
  }
  checkAssertion({
    assertion,
    app,
    apps: entra.apps,
    now: entra.clock.now(),
    audienceFits: (audience) => isTokenAddress(entra, request, audience, tenant.id),
  });
  const { hostname } = request.url;
  const origin = originOf(form.get('scope'), hostname);
  const { cp1 } = readClaimsRequest(form.get('claims'));
  const { token, seconds } = await appToken(
    entra,
    { ...app, tenantId: tenant.id },
    { audience: origin, instance: instanceOf(hostname), cp1 },
  );
  const body = {
    token_type: 'Bearer',
    scope: `${origin}/.default`,
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: token,
  };
  return jsonResponse(200, body, { 'client-request-id': correlationId, 'x-ms-request-id': randomUUID() });
}

interface WantedToken {
  readonly audience: string;
  /** The sign-in service that gives it (instances.ts). */
  readonly instance: string | null;
  readonly cp1?: boolean;
}

/** A token without a person in it: no name, no scopes, but the app's permissions and roles. */
export async function appToken(
  entra: Pick<EntraContext, 'signer'>,
  app: AppRegistration,
  { audience, instance, cp1 = false }: WantedToken,
): Promise<{ readonly token: string; readonly seconds: number; readonly expiresOn: number }> {
  const given: Parameters<typeof entra.signer.signAccess>[0] = {
    aud: audience,
    iss: issuerOf(instance, app.tenantId),
    tid: app.tenantId,
    oid: app.objectId,
    sub: app.objectId,
    appid: app.id,
    app_displayname: app.displayName,
    appidacr: '2',
    idtyp: 'app',
    ...(app.appRoles.length === 0 ? {} : { roles: app.appRoles }),
    wids: [...app.directoryRoles, EVERYBODY],
    ...(cp1 ? { xms_cc: ['cp1'] } : {}),
  };
  const { token, claims } = await entra.signer.signAccess(given, instance);
  return { token, seconds: claims.exp - claims.iat, expiresOn: claims.exp };
}

/** An app can only ask for everything it was granted: `{resource}/.default`. */
function originOf(scope: string | null, loginHost: string): string {
  const asked = (scope ?? '').split(/\s+/u).filter((part) => part !== '');
  const [only] = asked;
  if (only === undefined || asked.length > 1 || !only.endsWith('/.default')) {
    throw new EntraError(
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope ?? ''} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const name = only.slice(0, -'/.default'.length).replace(/\/$/u, '');
  const resource = findResource(name);
  if (resource === null) {
    throw new EntraError(
      'invalid_resource',
      500011,
      `The resource principal named ${name} was not found in the tenant.`,
    );
  }
  requireOwnResource(loginHost, resource);
  return resource.origin;
}

/** The token address that was asked, by whichever name of the tenant. */
function isTokenAddress(
  entra: EntraContext,
  request: PracticeRequest,
  audience: string,
  tenantId: string,
): boolean {
  if (!URL.canParse(audience)) return false;
  const url = new URL(audience);
  const [, named = '', ...rest] = decodeURIComponent(url.pathname).split('/');
  return (
    url.host === request.url.host &&
    ['oauth2/v2.0/token', 'v2.0', ''].includes(rest.join('/')) &&
    entra.directory.findTenant(named)?.id === tenantId
  );
}
