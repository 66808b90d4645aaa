import { readForm } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { findRole } from '../world/roles.ts';
import type { AppRegistration } from './apps.ts';
import type { EntraContext } from './context.ts';
import { EMPTY, html, type Markup } from './html.ts';
import { page } from './page-frame.ts';

/** Where a public certificate is added to an app registration, as the administrator of a real organisation would. */
export const APPS_PAGE = '/practice/apps';

/** The page itself, and what its form posts. */
export function answerAppsPage(entra: EntraContext, request: PracticeRequest): PracticeResponse {
  const form = request.method === 'POST' ? readForm(request) : null;
  if (form === null) return appsPage(entra, null);
  const id = form.get('app') ?? '';
  const app = entra.apps.find(id);
  const der = readCertificate(form.get('certificate') ?? '');
  if (app?.kind !== 'app') return appsPage(entra, { text: 'There is no such app registration.', bad: true });
  if (der === null || !entra.apps.addCertificate(app.id, der)) {
    return appsPage(entra, {
      text: 'That is not a certificate. Paste the text of a .cer file, Base64 or PEM.',
      bad: true,
    });
  }
  return appsPage(entra, { text: `The certificate was added to ${app.displayName}.`, bad: false });
}

/** Base64 with or without PEM's lines around it. */
function readCertificate(text: string): Uint8Array | null {
  const plain = text.replaceAll(/-----[A-Z ]+-----/gu, '').replaceAll(/\s+/gu, '');
  return /^[A-Za-z0-9+/]{100,20000}={0,2}$/u.test(plain) ? Buffer.from(plain, 'base64') : null;
}

function appsPage(
  entra: EntraContext,
  done: { readonly text: string; readonly bad: boolean } | null,
): PracticeResponse {
  const apps = entra.apps.list().filter((app) => app.kind === 'app');
  const message =
    done === null
      ? EMPTY
      : done.bad
        ? html`<p class="error" role="alert" id="problem">${done.text}</p>`
        : html`<p role="status" id="done">${done.text}</p>`;
  return page(
    'App registrations',
    html`<h1>App registrations</h1>
      ${message}
      <p class="quiet">Add a public certificate to an app, then sign in with the certificate’s key.</p>
      <form method="post" action="${APPS_PAGE}">
        ${apps.map((app, index) => choice(entra, app, index === 0))}
        <label for="certificate">Public certificate (Base64 or PEM)</label>
        <input id="certificate" name="certificate" type="text" autocomplete="off" required />
        <div class="buttons"><button class="main" name="action" value="add">Add certificate</button></div>
      </form>`,
    { status: done?.bad === true ? 400 : 200 },
  );
}

function choice(entra: EntraContext, app: AppRegistration, first: boolean): Markup {
  const roles = app.directoryRoles.map((id) => findRole(id)?.displayName ?? id).join(', ');
  const tenant = entra.directory.findTenant(app.tenantId);
  const checked: Markup = { markup: first ? 'checked' : '' };
  return html`<p>
    <label> <input type="radio" name="app" value="${app.id}" ${checked} /> ${app.displayName} </label>
    <span class="quiet">
      ${app.id}<br />${tenant?.initialDomain ?? ''}<br />Permissions: ${app.appRoles.join(', ') || 'none'};
      roles: ${roles === '' ? 'none' : roles}; certificates: ${entra.apps.certificates(app.id).length}
    </span>
  </p>`;
}
