import { readCookie, readForm } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { isLoopbackReply, readAuthorizeRequest } from './authorize-request.ts';
import type { EntraContext } from './context.ts';
import { deviceCodePage, requestOfDevice } from './device.ts';
import { EntraError } from './errors.ts';
import {
  advance,
  errorAnswer,
  finishWithError,
  startFlow,
  type AuthorizeRequest,
  type Flow,
} from './flow.ts';
import { html } from './html.ts';
import { passwordProblem, unknownUser } from './password.ts';
import { page, refusalPage } from './page-frame.ts';
import { flowPage } from './pages.ts';
import type { BrowserSession } from './sessions.ts';

const COOKIE = 'practice_session';
const FLOW_LIFETIME_MS = 30 * 60_000;

/** Pages of the browser sign-in: authorize, the steps in between, sign-out. */
export interface AuthorizePages {
  authorize(request: PracticeRequest, authority: string): PracticeResponse;
  /** Shows (GET) or takes (POST) a step. */
  signIn(request: PracticeRequest): PracticeResponse;
  /** Asks for a device code (GET), or starts the sign-in that it belongs to (POST). */
  device(request: PracticeRequest): PracticeResponse;
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

  const begin = (session: BrowserSession, asked: AuthorizeRequest): Flow => {
    for (const [id, flow] of flows) {
      if (flow.startedAt + FLOW_LIFETIME_MS < entra.clock.now()) flows.delete(id);
    }
    const flow = startFlow(entra, session, asked);
    flows.set(flow.id, flow);
    return flow;
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
      const flow = begin(session, read.request);
      if (read.refusal !== null) finishWithError(entra, flow, read.refusal);
      else if (read.request.prompt === 'none' && flow.step.kind !== 'done') {
        flow.step = { kind: 'done', answer: errorAnswer(entra, read.request, silentRefusal(flow)) };
      }
      return toStep(flow, cookie);
    },

    device: (request) => {
      if (request.method === 'GET') return deviceCodePage(null);
      const typed = readForm(request)?.get('code') ?? '';
      const found = entra.deviceCodes.find(typed);
      if (found === null) {
        return deviceCodePage('That code didn’t work. Check the code and try again. (AADSTS70019)', typed);
      }
      const { session, cookie } = sessionOf(request);
      return toStep(begin(session, requestOfDevice(entra, request, found)), cookie);
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
  if (step.kind === 'done' || step.kind === 'device') return;
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
  } else if (step.kind === 'confirm' && action === 'confirm') {
    flow.confirmed = true;
    advance(entra, session, flow);
  } else if (step.kind === 'refused' && action === 'return') {
    finishWithError(entra, flow, new EntraError('access_denied', step.problem.code, step.problem.text));
  }
}

function secondStepFailed(text: string): EntraError {
  return new EntraError('access_denied', 500121, text);
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
