/**
 * The policy of the app's page. Scripts and workers come from the app only, styles from the app or with the page's nonce
 * (Fluent UI and CodeMirror make style elements); nothing is fetched from anywhere: all data comes over IPC.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
