/** The app's own scheme and origin: the only place that scripts, styles and IPC calls come from. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'tenantdeck';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_START = `${APP_ORIGIN}/index.html`;

/** True for addresses of the app itself. A custom scheme's `origin` reads "null" in Node, so the parts are compared. */
export function isAppAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.hostname === APP_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
