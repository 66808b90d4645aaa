import type { PracticeResponse } from '../types.ts';
import { PRACTICE_PASSWORD } from '../world/accounts.ts';
import { GRAPH_SCOPES } from './clients.ts';
import type { EntraContext } from './context.ts';
import type { EntraError } from './errors.ts';
import type { Flow, Step } from './flow.ts';
import { EMPTY, html, type Markup } from './html.ts';
import { page, type PageOptions } from './page-frame.ts';
import type { BrowserSession } from './sessions.ts';

const problemText = (problem: EntraError | null): Markup =>
  problem === null
    ? EMPTY
    : html`<p class="error" role="alert" id="problem">${problem.text} (AADSTS${problem.code})</p>`;

const form = (flow: Flow, content: Markup): Markup =>
  html`<form method="post" action="/practice/sign-in">
    <input type="hidden" name="flow" value="${flow.id}" />${content}
  </form>`;

/** The main button stands first: it is the one that Enter presses. */
const buttons = (mainAction: string, mainText: string): Markup =>
  html`<div class="buttons">
    <button class="main" name="action" value="${mainAction}">${mainText}</button>
    <button name="action" value="cancel" formnovalidate>Cancel</button>
  </div>`;

/** The page for the step a flow is on. */
export function flowPage(entra: EntraContext, session: BrowserSession, flow: Flow): PracticeResponse {
  const { step } = flow;
  // Browsers hold a form's redirects against the policy of the page it was on, so the app's address is named on every page.
  const { redirectUri } = flow.request;
  const options: PageOptions = redirectUri === '' ? {} : { formTarget: new URL(redirectUri).origin };
  switch (step.kind) {
    case 'pick':
      return pickPage(entra, session, flow, step, options);
    case 'password':
      return page(
        'Enter password',
        form(
          flow,
          html`<p class="quiet">${step.account.upn}</p>
            <h1>Enter password</h1>
            ${problemText(step.problem)}
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="off" required autofocus />
            <p class="quiet">The password of every practice account is “${PRACTICE_PASSWORD}”.</p>
            ${buttons('password', 'Sign in')}
            <p class="aside">
              <button name="action" value="other" formnovalidate>Use another account</button>
            </p>`,
        ),
        options,
      );
    case 'number':
      return page(
        'Approve sign-in request',
        form(
          flow,
          html`<p class="quiet">${step.account.upn}</p>
            <h1>Approve sign-in request</h1>
            ${problemText(step.problem)}
            <p>
              ${step.tenant.displayName} asks for a second step. On a real sign-in your phone would ask for
              this number.
            </p>
            <p class="number" id="number">${step.number}</p>
            <label for="typed">Number on your practice phone</label>
            <input
              id="typed"
              name="number"
              type="text"
              inputmode="numeric"
              autocomplete="off"
              pattern="[0-9]{2}"
              required
              autofocus
            />
            ${buttons('approve', 'Approve')}
            <p class="aside"><button name="action" value="deny" formnovalidate>No, it’s not me</button></p>`,
        ),
        options,
      );
    case 'consent':
      return page(
        'Permissions requested',
        form(
          flow,
          html`<p class="quiet">${step.account.upn}</p>
            <h1>Permissions requested</h1>
            <p><b>${flow.request.client.displayName}</b> would like to, in ${step.tenant.displayName}:</p>
            <ul>
              ${step.names.map((name) => html`<li>${GRAPH_SCOPES[name]?.says ?? name} <span class="quiet">(${name})</span></li>`)}
            </ul>
            ${
              step.mayConsentForAll
                ? html`<p>
                    <label
                      ><input type="checkbox" name="everyone" value="yes" checked /> Consent on behalf of your
                      organisation</label
                    >
                  </p>`
                : EMPTY
            }
            ${buttons('accept', 'Accept')}`,
        ),
        options,
      );
    case 'refused':
      return page(
        'No access',
        form(
          flow,
          html`<p class="quiet">${step.account.upn}</p>
            <h1>${refusedTitle(step.problem)}</h1>
            ${problemText(step.problem)}
            <div class="buttons">
              <button class="main" name="action" value="return">Return to the app</button>
              <button name="action" value="other">Use another account</button>
            </div>`,
        ),
        options,
      );
    case 'confirm':
      return page(
        'Confirm sign-in',
        form(
          flow,
          html`<p class="quiet">${step.account.upn}</p>
            <h1>Are you signing in to ${flow.request.client.displayName}?</h1>
            <p>Only go on if you typed a code that an app of your own shows.</p>
            ${buttons('confirm', 'Continue')}`,
        ),
        options,
      );
    case 'device':
      return page(
        step.approved ? 'You signed in' : 'You did not sign in',
        html`<h1>${step.approved ? 'You signed in' : 'You did not sign in'}</h1>
          <p>${flow.request.client.displayName} goes on by itself. You can close this page.</p>`,
        options,
      );
    case 'done':
      return answerPage(flow, step.answer, options);
    default:
      throw new Error('unknown step');
  }
}

function refusedTitle(problem: EntraError): string {
  if (problem.code === 90094) return 'Need admin approval';
  if (problem.code === 53003) return 'You can’t get there from here';
  return 'This account has no access';
}

function pickPage(
  entra: EntraContext,
  session: BrowserSession,
  flow: Flow,
  step: Extract<Step, { kind: 'pick' }>,
  options: PageOptions,
): PracticeResponse {
  const listed = entra.directory.world.accounts.filter(
    (account) => account.hint !== null || session.accounts.has(account.oid),
  );
  const item = (upn: string, name: string, says: string): Markup =>
    html`<li>
      <button class="account" name="account" value="${upn}">
        <b>${name}</b><span>${upn}</span><span>${says}</span>
      </button>
    </li>`;
  return page(
    'Pick an account',
    html`<h1>Pick an account</h1>
      ${problemText(step.problem)}
      ${form(
        flow,
        html`<input type="hidden" name="action" value="pick" />
          <ul class="accounts">
            ${listed.map((account) => item(account.upn, account.displayName, session.accounts.has(account.oid) ? 'Signed in' : (account.hint ?? '')))}
          </ul>`,
      )}
      ${form(flow, html`<label for="username">Another account</label><input id="username" name="username" type="email" autocomplete="off" value="${flow.request.loginHint ?? ''}" required />${buttons('username', 'Next')}`)}`,
    options,
  );
}

/** Hands the answer to the app: a form that posts itself, with a button for browsers without scripts. */
function answerPage(
  flow: Flow,
  answer: Readonly<Record<string, string>>,
  options: PageOptions,
): PracticeResponse {
  const target = new URL(flow.request.redirectUri);
  if (flow.request.responseMode !== 'form_post') {
    const parameters = new URLSearchParams(answer).toString();
    if (flow.request.responseMode === 'query') target.search = parameters;
    else target.hash = parameters;
    return { status: 303, headers: { Location: target.href, 'Cache-Control': 'no-store' } };
  }
  const fields = Object.entries(answer).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return page(
    'Returning to the app',
    html`<h1>Returning to the app</h1>
      <p>Choose Continue if nothing happens.</p>
      <form id="answer" method="post" action="${flow.request.redirectUri}">
        ${fields}
        <div class="buttons"><button class="main">Continue</button></div>
      </form>`,
    { ...options, script: "document.getElementById('answer').submit()" },
  );
}
