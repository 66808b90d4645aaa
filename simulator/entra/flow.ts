import { randomBytes, randomInt } from 'node:crypto';
import type { WorldAccount } from '../world/accounts.ts';
import { findRole } from '../world/roles.ts';
import type { WorldTenant } from '../world/world.ts';
import { homeTenant, needsSecondStep, requireMember, requireNotBlocked } from './access.ts';
import type { PublicClient } from './clients.ts';
import { needsAdmin } from './consent.ts';
import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import { providerOffline, unknownUser } from './password.ts';
import type { ScopeRequest } from './scopes.ts';
import type { BrowserSession } from './sessions.ts';

export type Prompt = 'select_account' | 'login' | 'consent' | 'none' | null;
export type ResponseMode = 'form_post' | 'query' | 'fragment';

/** What an authorize request asked for, checked. */
export interface AuthorizeRequest {
  readonly authority: string;
  /** Null: the home tenant of whoever signs in. */
  readonly tenant: WorldTenant | null;
  readonly client: PublicClient;
  readonly redirectUri: string;
  /** Set where a device code was typed: the app polls for the answer, nothing is sent back to it. */
  readonly userCode: string | null;
  readonly responseMode: ResponseMode;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly codeChallenge: string;
  readonly scope: ScopeRequest;
  readonly prompt: Prompt;
  readonly loginHint: string | null;
  readonly clientInfo: boolean;
  readonly correlationId: string;
}

export type Step =
  | { readonly kind: 'pick'; readonly problem: EntraError | null }
  | { readonly kind: 'password'; readonly account: WorldAccount; readonly problem: EntraError | null }
  | {
      readonly kind: 'number';
      readonly account: WorldAccount;
      readonly tenant: WorldTenant;
      readonly number: string;
      readonly problem: EntraError | null;
    }
  | {
      readonly kind: 'consent';
      readonly account: WorldAccount;
      readonly tenant: WorldTenant;
      readonly names: readonly string[];
      readonly mayConsentForAll: boolean;
    }
  | { readonly kind: 'refused'; readonly account: WorldAccount; readonly problem: EntraError }
  /** Asked once about a device code, since whoever sent the code gets in (as the real page does). */
  | { readonly kind: 'confirm'; readonly account: WorldAccount }
  | { readonly kind: 'device'; readonly approved: boolean }
  | { readonly kind: 'done'; readonly answer: Readonly<Record<string, string>> };

/** One sign-in in one browser, from the authorize request to its answer. */
export interface Flow {
  readonly id: string;
  readonly sessionId: string;
  readonly request: AuthorizeRequest;
  readonly startedAt: number;
  account: WorldAccount | null;
  /** Password given in this flow, needed when `prompt=login`. */
  passwordGiven: boolean;
  consentGiven: boolean;
  /** The person said that the device code is their own. */
  confirmed: boolean;
  step: Step;
}

/** Starts a flow; a login hint or the only signed-in account is taken without asking, as the real service does. */
export function startFlow(entra: EntraContext, session: BrowserSession, request: AuthorizeRequest): Flow {
  const flow: Flow = {
    id: randomBytes(18).toString('base64url'),
    sessionId: session.id,
    request,
    startedAt: entra.clock.now(),
    account: null,
    passwordGiven: false,
    consentGiven: false,
    confirmed: false,
    step: { kind: 'pick', problem: null },
  };
  if (request.prompt !== 'select_account') {
    if (request.loginHint !== null) {
      flow.account = entra.directory.findAccountByUpn(request.loginHint);
      if (flow.account === null) flow.step = { kind: 'pick', problem: unknownUser(request.loginHint) };
    } else if (request.prompt !== 'login' && session.accounts.size === 1) {
      const only = [...session.accounts.keys()][0];
      flow.account = only === undefined ? null : entra.directory.findAccount(only);
    }
  }
  if (flow.account !== null) advance(entra, session, flow);
  return flow;
}

/** Puts the flow on the next step that needs a person, or on its answer. */
export function advance(entra: EntraContext, session: BrowserSession, flow: Flow): void {
  const { request, account } = flow;
  if (account === null) {
    flow.step = { kind: 'pick', problem: null };
    return;
  }
  const offline = providerOffline(account);
  if (offline !== null) {
    flow.step = { kind: 'refused', account, problem: offline };
    return;
  }
  const signedIn = session.accounts.get(account.oid);
  if (signedIn === undefined || (request.prompt === 'login' && !flow.passwordGiven)) {
    flow.step = { kind: 'password', account, problem: null };
    return;
  }
  const home = homeTenant(entra.directory, account);
  const tenant = request.tenant ?? home;
  try {
    requireMember(entra.directory, tenant, account, request.client);
    requireNotBlocked(tenant, account);
  } catch (problem) {
    if (!(problem instanceof EntraError)) throw problem;
    flow.step = { kind: 'refused', account, problem };
    return;
  }
  for (const asking of [home, tenant]) {
    if (needsSecondStep(asking, account, [...signedIn.mfaTenants])) {
      flow.step = {
        kind: 'number',
        account,
        tenant: asking,
        number: String(randomInt(10, 100)),
        problem: null,
      };
      return;
    }
  }
  const missing = entra.consents.missing(request.client, request.scope, tenant.id, account.oid);
  const forced = request.prompt === 'consent' && !flow.consentGiven;
  if (missing.length > 0 || forced) {
    const names = forced && missing.length === 0 ? request.scope.names : missing;
    const mayConsentForAll = (entra.directory.rolesIn(tenant.id, account) ?? []).some(
      (role) => findRole(role)?.mayConsent === true,
    );
    flow.step =
      needsAdmin(missing) && !mayConsentForAll
        ? { kind: 'refused', account, problem: adminNeeded(request.client) }
        : { kind: 'consent', account, tenant, names, mayConsentForAll };
    return;
  }
  if (request.userCode === null) finishWithCode(entra, flow, account, tenant, [...signedIn.mfaTenants]);
  else if (!flow.confirmed) flow.step = { kind: 'confirm', account };
  else {
    const mfaTenants = [...signedIn.mfaTenants];
    entra.deviceCodes.approve(request.userCode, { oid: account.oid, tenantId: tenant.id, mfaTenants });
    flow.step = { kind: 'device', approved: true };
  }
}

/** AADSTS90094. */
function adminNeeded(client: PublicClient): EntraError {
  return new EntraError(
    'access_denied',
    90094,
    `An administrator of your organisation has to consent before '${client.displayName}' can be used.`,
  );
}

function finishWithCode(
  entra: EntraContext,
  flow: Flow,
  account: WorldAccount,
  tenant: WorldTenant,
  mfaTenants: readonly string[],
): void {
  const { request } = flow;
  const code = entra.codes.issue({
    clientId: request.client.id,
    redirectUri: request.redirectUri,
    codeChallenge: request.codeChallenge,
    oid: account.oid,
    tenantId: tenant.id,
    scope: request.scope,
    nonce: request.nonce,
    mfaTenants,
  });
  const info = JSON.stringify({ uid: account.oid, utid: account.homeTenantId });
  flow.step = {
    kind: 'done',
    answer: {
      code,
      ...(request.clientInfo ? { client_info: Buffer.from(info).toString('base64url') } : {}),
      ...(request.state === null ? {} : { state: request.state }),
      session_state: flow.id,
    },
  };
}

/** Ends the flow with an error that the app is told. */
export function finishWithError(entra: EntraContext, flow: Flow, refusal: EntraError): void {
  const { userCode } = flow.request;
  if (userCode !== null) {
    entra.deviceCodes.decline(userCode);
    flow.step = { kind: 'device', approved: false };
    return;
  }
  flow.step = { kind: 'done', answer: errorAnswer(entra, flow.request, refusal) };
}

/** The parameters of an error answer to the app's reply address. */
export function errorAnswer(
  entra: EntraContext,
  request: Pick<AuthorizeRequest, 'state' | 'correlationId'>,
  refusal: EntraError,
): Readonly<Record<string, string>> {
  const timestamp = `${new Date(entra.clock.now()).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.text} Trace ID: ${crypto.randomUUID()} Correlation ID: ${request.correlationId} Timestamp: ${timestamp}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(request.state === null ? {} : { state: request.state }),
  };
}
