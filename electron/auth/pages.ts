const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 "Segoe UI",system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#fafafa;color:#242424}
main{max-width:30rem;margin:1.5rem;padding:2rem;border-radius:8px;background:#fff;border:1px solid #e0e0e0}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .75rem;font-weight:600}
p{margin:.5rem 0;overflow-wrap:anywhere}
.app{font-size:.875rem;color:#616161;margin:0 0 1rem}
@media (prefers-color-scheme:dark){body{background:#1f1f1f;color:#fff}main{background:#292929;border-color:#525252}.app{color:#adadad}}
`;

/** What the browser shows last. `text` and `title` may hold anything; nothing of them becomes markup. */
export interface FinalPage {
  readonly title: string;
  readonly text: string;
}

/** A whole page, in light and dark, without scripts. */
export function renderPage(page: FinalPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(page.title)} – Tenantdeck</title><style>${STYLE}</style></head>
<body><main><p class="app">Tenantdeck</p><h1>${escapeHtml(page.title)}</h1><p>${escapeHtml(page.text)}</p></main></body></html>`;
}

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

export const signedInPage = (username: string): FinalPage => ({
  title: 'You’re signed in',
  text: `Tenantdeck asked for this sign-in and now has it for ${username}. You can close this page and go back to the app.`,
});

export const failedPage = (message: string): FinalPage => ({
  title: 'The sign-in did not work',
  text: `${message} Tenantdeck says what to do next; this page can be closed.`,
});

export const wrongStatePage: FinalPage = {
  title: 'This answer was refused',
  text: 'It does not belong to the sign-in that Tenantdeck is waiting for. Close this page and start again in the app.',
};

export const usedPage: FinalPage = {
  title: 'This page was used already',
  text: 'Tenantdeck takes the answer of a sign-in once. This page can be closed.',
};

export const waitingPage: FinalPage = {
  title: 'Tenantdeck is waiting',
  text: 'Finish the sign-in on Microsoft’s page; it comes back here by itself.',
};
