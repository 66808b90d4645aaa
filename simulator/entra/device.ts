import { jsonResponse, readForm } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { tenantOfAuthority } from './access.ts';
import { readClaimsRequest } from './claims-request.ts';
import { findClient } from './clients.ts';
import { correlationIdOf, graphOriginOf, type EntraContext } from './context.ts';
import { DEVICE_CODE_LIFETIME, POLL_INTERVAL, type DeviceGrant } from './device-codes.ts';
import { EntraError, errorResponse } from './errors.ts';
import { requireOwnResource } from './instances.ts';
import type { AuthorizeRequest } from './flow.ts';
import { EMPTY, html } from './html.ts';
import { page } from './page-frame.ts';
import { readScopes } from './scopes.ts';
import { confidentialOnly, unknownClient } from './refusals.ts';

/** Where people type a device code; the real one is https://microsoft.com/devicelogin (captures: signin-device-code). */
export const DEVICE_PAGE = '/devicelogin';

/** `POST /{tenant}/oauth2/v2.0/devicecode`. */
export function answerDeviceCode(
  entra: EntraContext,
  request: PracticeRequest,
  authority: string,
): PracticeResponse {
  try {
    const form = readForm(request) ?? new URLSearchParams();
    const clientId = form.get('client_id') ?? '';
    const tenant = tenantOfAuthority(entra.directory, authority);
    const client = findClient(clientId);
    if (client === null) throw unknownClient(clientId, tenant?.displayName ?? authority);
    if (!client.publicFlows) throw confidentialOnly();
    const scope = readScopes(form.get('scope'), client, graphOriginOf(request));
    requireOwnResource(request.url.hostname, scope.resource);
    const { cp1 } = readClaimsRequest(form.get('claims'));
    const { deviceCode, userCode } = entra.deviceCodes.issue({ clientId: client.id, authority, scope, cp1 });
    const verificationUri = `${request.url.origin}${DEVICE_PAGE}`;
    return jsonResponse(200, {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: DEVICE_CODE_LIFETIME,
      interval: POLL_INTERVAL,
      message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return errorResponse(error, { now: entra.clock.now(), correlationId: correlationIdOf(request) });
  }
}

/** The page that asks for the code. */
export function deviceCodePage(problem: string | null, typed = ''): PracticeResponse {
  return page(
    'Enter code',
    html`<form method="post" action="${DEVICE_PAGE}">
      <h1>Enter code</h1>
      ${problem === null ? EMPTY : html`<p class="error" role="alert" id="problem">${problem}</p>`}
      <p>Type the code that the app shows. Go on only if you started this sign-in yourself.</p>
      <label for="code">Code</label>
      <input
        id="code"
        name="code"
        type="text"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        value="${typed}"
        required
        autofocus
      />
      <div class="buttons"><button class="main" name="action" value="code">Next</button></div>
    </form>`,
  );
}

/** What the browser does for a typed code, as if it were an authorize request of the app. Throws EntraError. */
export function requestOfDevice(
  entra: EntraContext,
  request: PracticeRequest,
  found: { readonly grant: DeviceGrant; readonly userCode: string },
): AuthorizeRequest {
  const { grant, userCode } = found;
  const client = findClient(grant.clientId);
  if (client === null) throw unknownClient(grant.clientId, grant.authority);
  return {
    authority: grant.authority,
    tenant: tenantOfAuthority(entra.directory, grant.authority),
    client,
    redirectUri: '',
    userCode,
    responseMode: 'form_post',
    state: null,
    nonce: null,
    codeChallenge: '',
    scope: grant.scope,
    prompt: null,
    loginHint: null,
    clientInfo: false,
    correlationId: correlationIdOf(request),
  };
}
