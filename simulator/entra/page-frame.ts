import { randomBytes } from 'node:crypto';
import type { PracticeResponse } from '../types.ts';
import { EMPTY, html, type Markup } from './html.ts';

const STYLE = `
:root{color-scheme:light dark;--page:#f0f0f0;--card:#fff;--text:#242424;--quiet:#575757;--line:#d1d1d1;--brand:#0f6cbd;--on-brand:#fff;--bad:#b10e1c}
@media (prefers-color-scheme:dark){:root{--page:#1f1f1f;--card:#292929;--text:#fff;--quiet:#c7c7c7;--line:#666;--brand:#62abf5;--on-brand:#1b1b1b;--bad:#f1707b}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--page);color:var(--text);font:16px/1.4 "Segoe UI",system-ui,sans-serif}
main{width:100%;max-width:464px;background:var(--card);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.practice{margin:0;padding:8px 24px;font-size:14px;border-bottom:1px solid var(--line);background:repeating-linear-gradient(135deg,var(--card) 0 12px,var(--page) 12px 24px)}
.practice b,.practice span{background:var(--card);padding:2px 4px}
.inside{padding:24px}
h1{font-size:24px;font-weight:600;margin:0 0 8px;overflow-wrap:anywhere}
p{margin:0 0 16px;overflow-wrap:anywhere}
.quiet{color:var(--quiet);font-size:14px}
.error{color:var(--bad)}
label{display:block;font-weight:600;margin-bottom:4px}
input[type=text],input[type=email],input[type=password]{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--quiet);border-radius:4px;padding:8px 12px;margin-bottom:16px}
button{font:inherit;font-weight:600;border-radius:4px;border:1px solid var(--line);padding:6px 16px;background:transparent;color:inherit;cursor:pointer}
button.main{background:var(--brand);border-color:var(--brand);color:var(--on-brand)}
button.account{display:block;width:100%;text-align:start;font-weight:400;border-radius:4px;margin-bottom:4px}
button.account b,button.account span{display:block}
button.account span{color:var(--quiet);font-size:14px;overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--text);outline-offset:2px}
.buttons{display:flex;gap:8px;justify-content:flex-end;flex-wrap:wrap}
.aside{margin:16px 0 0}
.number{font-size:48px;font-weight:600;text-align:center;margin:0 0 16px}
ul.accounts{list-style:none;margin:0 0 16px;padding:0;max-height:340px;overflow:auto}
ul{margin:0 0 16px;padding-inline-start:20px}
`;

export interface PageOptions {
  readonly status?: number;
  /** Script text that is let through the page's content security policy by a nonce. */
  readonly script?: string;
  /** Where forms of this page may post to besides this server. */
  readonly formTarget?: string;
  readonly cookie?: string;
}

/** A whole page of the practice sign-in, marked as practice. It works without scripts. */
export function page(title: string, content: Markup, options: PageOptions = {}): PracticeResponse {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(options.script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    `form-action 'self' ${options.formTarget ?? ''}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const script: Markup =
    options.script === undefined ? EMPTY : { markup: `<script nonce="${nonce}">${options.script}</script>` };
  const style: Markup = { markup: `<style nonce="${nonce}">${STYLE}</style>` };
  const body = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Practice sign-in</title>
        ${style}
      </head>
      <body>
        <main>
          <p class="practice"><b>PRACTICE</b> <span>On this computer. Nothing here is real.</span></p>
          <div class="inside">${content}</div>
        </main>
        ${script}
      </body>
    </html>`;
  return {
    status: options.status ?? 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      ...(options.cookie === undefined ? {} : { 'Set-Cookie': options.cookie }),
    },
    body: body.markup,
  };
}

/** A refusal that cannot be told to the app, because its reply address is not to be trusted. */
export function refusalPage(text: string): PracticeResponse {
  return page(
    'Sorry, but we’re having trouble signing you in',
    html`<h1>Sorry, but we’re having trouble signing you in</h1>
      <p class="error" role="alert">${text}</p>`,
    { status: 400 },
  );
}
