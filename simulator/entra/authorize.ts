import { readCookie, readForm } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { tenantOfAuthority } from './access.ts';
import { readClaimsRequest } from './claims-request.ts';
import { findClient } from './clients.ts';
import { correlationIdOf, graphOriginOf, type EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import {
  advance,
  errorAnswer,
  finishWithError,
  startFlow,
  unknownUser,
  type AuthorizeRequest,
  type Flow,
  type Prompt,
  type ResponseMode,
} from './flow.ts';
import { html } from './html.ts';
import { page, refusalPage } from './page-frame.ts';
import { flowPage } from './pages.ts';
import { readScopes } from './scopes.ts';
import type { BrowserSession } from './sessions.ts';
import { unknownClient } from './token.ts';

const COOKIE = 'practice_session';
const FLOW_LIFETIME_MS = 30 * 60_000;

/** Pages of the browser sign-in: authorize, the steps in between, sign-out. */
export interface AuthorizePages {
  authorize(request: PracticeRequest, authority: string): PracticeResponse;
  /** Shows (GET) or takes (POST) a step. */
  signIn(request: PracticeRequest): PracticeResponse;
  signOut(request: PracticeRequest): PracticeResponse;
}

export function createAuthorizePages(entra: EntraContext): AuthorizePages {
  const flows = new Map<string, Flow>();

  const sessionOf = (request: PracticeRequest): { session: BrowserSession; cookie: string | undefined } => {
    const known = entra.sessions.find(readCookie(request, COOKIE));
    if (known !== null) return { session: known, cookie: undefined };
    const session = entra.sessions.start();
    return { session, cookie: `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax` };
  };

  const toStep = (flow: Flow, cookie?: string): PracticeResponse => ({
    status: 303,
    headers: {
      Location: `/practice/sign-in?flow=${flow.id}`,
      'Cache-Control': 'no-store',
      ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }),
    },
  });

  const flowOf = (
    request: PracticeRequest,
    id: string | null,
  ): { flow: Flow; session: BrowserSession } | null => {
    const session = entra.sessions.find(readCookie(request, COOKIE));
    const flow = id === null ? undefined : flows.get(id);
    if (session === null || flow?.sessionId !== session.id) return null;
    if (flow.startedAt + FLOW_LIFETIME_MS < entra.clock.now()) return null;
    return { flow, session };
  };

  const over = (): PracticeResponse =>
    page(
      'This sign-in is over',
      html`<h1>This sign-in is over</h1>
        <p>It took too long, or belongs to another browser. Start again from the app.</p>`,
      { status: 400 },
    );

  return {
    authorize: (request, authority) => {
      const { session, cookie } = sessionOf(request);
      const parameters = request.method === 'POST' ? readForm(request) : request.url.searchParams;
      if (parameters === null) return refusalPage('AADSTS900144: The request has no parameters.');
      const read = readAuthorizeRequest(entra, request, authority, parameters);
      if ('untrusted' in read) {
        return refusalPage(`AADSTS${read.untrusted.code}: ${read.untrusted.text}`);
      }
      for (const [id, flow] of flows) {
        if (flow.startedAt + FLOW_LIFETIME_MS < entra.clock.now()) flows.delete(id);
      }
      const flow = startFlow(entra, session, read.request);
      if (read.refusal !== null) finishWithError(entra, flow, read.refusal);
      else if (read.request.prompt === 'none' && flow.step.kind !== 'done') {
        flow.step = { kind: 'done', answer: errorAnswer(entra, read.request, silentRefusal(flow)) };
      }
      flows.set(flow.id, flow);
      return toStep(flow, cookie);
    },

    signIn: (request) => {
      if (request.method === 'GET') {
        const found = flowOf(request, request.url.searchParams.get('flow'));
        return found === null ? over() : flowPage(entra, found.session, found.flow);
      }
      const form = readForm(request);
      const found = flowOf(request, form?.get('flow') ?? null);
      if (form === null || found === null) return over();
      takeStep(entra, found.session, found.flow, form);
      return toStep(found.flow);
    },

    signOut: (request) => {
      const id = readCookie(request, COOKIE);
      if (id !== null) entra.sessions.end(id);
      const back = request.url.searchParams.get('post_logout_redirect_uri');
      if (back !== null && isLoopbackReply(back)) return { status: 303, headers: { Location: back } };
      return page(
        'You signed out',
        html`<h1>You signed out of your account</h1>
          <p>This browser no longer knows any practice account. You can close this page.</p>`,
        { cookie: `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` },
      );
    },
  };
}

/** One posted form. What does not fit the step the flow is on is ignored, so that pressing Back harms nothing. */
function takeStep(entra: EntraContext, session: BrowserSession, flow: Flow, form: URLSearchParams): void {
  const action = form.get('action');
  const { step } = flow;
  if (step.kind === 'done') return;
  if (action === 'cancel') {
    const text =
      step.kind === 'consent'
        ? 'User declined to consent to access the app.'
        : 'The user cancelled the sign-in.';
    finishWithError(entra, flow, new EntraError('access_denied', 65004, text));
  } else if (action === 'other') {
    flow.account = null;
    advance(entra, session, flow);
  } else if (step.kind === 'pick' && (action === 'pick' || action === 'username')) {
    const upn = (form.get('account') ?? form.get('username') ?? '').trim();
    flow.account = entra.directory.findAccountByUpn(upn);
    if (flow.account === null) flow.step = { kind: 'pick', problem: unknownUser(upn) };
    else advance(entra, session, flow);
  } else if (step.kind === 'password' && action === 'password') {
    const problem = passwordProblem(step.account, form.get('password') ?? '');
    if (problem !== null) flow.step = { ...step, problem };
    else {
      flow.passwordGiven = true;
      session.accounts.set(step.account.oid, { oid: step.account.oid, mfaTenants: new Set() });
      advance(entra, session, flow);
    }
  } else if (step.kind === 'number' && action === 'approve') {
    if (form.get('number')?.trim() === step.number) {
      session.accounts.get(step.account.oid)?.mfaTenants.add(step.tenant.id);
      advance(entra, session, flow);
    } else flow.step = { ...step, problem: secondStepFailed('That number is not the one shown.') };
  } else if (step.kind === 'number' && action === 'deny') {
    flow.step = { ...step, problem: secondStepFailed('The sign-in request was denied on your phone.') };
  } else if (step.kind === 'consent' && action === 'accept') {
    const wholeTenant = step.mayConsentForAll && form.get('everyone') === 'yes';
    entra.consents.grant(flow.request.client.id, step.tenant.id, step.account.oid, step.names, wholeTenant);
    flow.consentGiven = true;
    advance(entra, session, flow);
  } else if (step.kind === 'refused' && action === 'return') {
    finishWithError(entra, flow, new EntraError('access_denied', step.problem.code, step.problem.text));
  }
}

function secondStepFailed(text: string): EntraError {
  return new EntraError('access_denied', 500121, text);
}

function passwordProblem(
  account: { readonly password: string | null; readonly status: string },
  given: string,
): EntraError | null {
  if (account.password === null || given !== account.password) {
    return new EntraError(
      'invalid_grant',
      50126,
      'Error validating credentials due to invalid username or password.',
    );
  }
  if (account.status === 'disabled')
    return new EntraError('invalid_grant', 50057, 'The user account is disabled.');
  if (account.status === 'passwordExpired')
    return new EntraError('invalid_grant', 50055, 'The password is expired.');
  return null;
}

function silentRefusal(flow: Flow): EntraError {
  if (flow.step.kind === 'consent') {
    return new EntraError(
      'consent_required',
      65001,
      'The user or administrator has not consented to use the application.',
    );
  }
  if (flow.step.kind === 'number') {
    return new EntraError('interaction_required', 50076, 'A second sign-in step is needed.', {
      suberror: 'basic_action',
    });
  }
  if (flow.step.kind === 'refused')
    return new EntraError('access_denied', flow.step.problem.code, flow.step.problem.text);
  return new EntraError(
    'login_required',
    50058,
    'A silent sign-in request was sent but no user is signed in.',
  );
}

/** Public clients reply to `http://localhost`, any port, no path (exchange-rest-protocol.md 4.1). */
function isLoopbackReply(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  return (
    url.protocol === 'http:' &&
    url.hostname === 'localhost' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === ''
  );
}

type Read =
  | { readonly untrusted: EntraError }
  | { readonly request: AuthorizeRequest; readonly refusal: EntraError | null };

const PROMPTS: readonly string[] = ['select_account', 'login', 'consent', 'none'];
const MODES: readonly string[] = ['form_post', 'query', 'fragment'];

/** Reads the parameters. Without a known client and a registered reply address the refusal stays on the page. */
function readAuthorizeRequest(
  entra: EntraContext,
  request: PracticeRequest,
  authority: string,
  parameters: URLSearchParams,
): Read {
  const clientId = parameters.get('client_id') ?? '';
  const client = findClient(clientId);
  if (client === null) return { untrusted: unknownClient(clientId, authority) };
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!isLoopbackReply(redirectUri)) {
    return {
      untrusted: new EntraError(
        'invalid_request',
        50011,
        `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${client.id}'.`,
      ),
    };
  }
  const mode = parameters.get('response_mode') ?? 'query';
  const prompt = parameters.get('prompt');
  let refusal: EntraError | null = null;
  const check = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      refusal ??= error;
      return otherwise;
    }
  };
  const must = (fine: boolean, error: string, code: number, text: string): void => {
    if (!fine) refusal ??= new EntraError(error, code, text);
  };
  must(
    parameters.get('response_type') === 'code',
    'unsupported_response_type',
    700054,
    `response_type '${parameters.get('response_type') ?? ''}' is not enabled for the application.`,
  );
  must(
    MODES.includes(mode),
    'invalid_request',
    70007,
    `'${mode}' is not a supported value of 'response_mode'.`,
  );
  must(
    parameters.get('code_challenge_method') === 'S256' &&
      /^[A-Za-z0-9_-]{43}$/u.test(parameters.get('code_challenge') ?? ''),
    'invalid_request',
    9002325,
    'Proof Key for Code Exchange with the method S256 is required.',
  );
  must(
    prompt === null || PROMPTS.includes(prompt),
    'invalid_request',
    90023,
    `Unsupported 'prompt' value '${prompt ?? ''}'.`,
  );
  const tenant = check(() => tenantOfAuthority(entra.directory, authority), null);
  check(() => readClaimsRequest(parameters.get('claims')), { cp1: false });
  const graphOrigin = graphOriginOf(request);
  const scope = check(() => readScopes(parameters.get('scope'), client, graphOrigin), {
    resource: { kind: 'graph', origin: graphOrigin },
    names: [],
    wholeDefault: false,
    oidc: [],
    asked: [],
  });
  return {
    refusal,
    request: {
      authority,
      tenant,
      client,
      redirectUri,
      responseMode: MODES.includes(mode) ? (mode as ResponseMode) : 'query',
      state: parameters.get('state'),
      nonce: parameters.get('nonce'),
      codeChallenge: parameters.get('code_challenge') ?? '',
      scope,
      prompt: prompt as Prompt,
      loginHint: parameters.get('login_hint'),
      clientInfo: parameters.get('client_info') === '1',
      correlationId: correlationIdOf(request),
    },
  };
}
