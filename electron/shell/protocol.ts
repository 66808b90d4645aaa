import { protocol, type Session } from 'electron';
import { serveAsset } from './asset.ts';
import { APP_SCHEME } from './origin.ts';

/** Before the app is ready: makes `app:` a standard, secure scheme. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, codeCache: true, supportFetchAPI: false },
    },
  ]);
}

/** Milliseconds without a request after which the page counts as having all it asked for at first. */
const QUIET_MS = 12;

/**
 * Serves the built renderer to one session. The answer resolves when the page's first files are out: what keeps main
 * busy for a while had better wait for it, or the page waits too.
 */
export function serveApp(session: Session, root: string): Promise<void> {
  let quiet: NodeJS.Timeout | undefined;
  let served: () => void = () => undefined;
  const firstFiles = new Promise<void>((resolve) => (served = resolve));
  session.protocol.handle(APP_SCHEME, async (request) => {
    const asset =
      request.method === 'GET'
        ? await serveAsset(root, request.url)
        : { status: 405, headers: {}, body: null };
    clearTimeout(quiet);
    quiet = setTimeout(served, QUIET_MS);
    return new Response(asset.body, { status: asset.status, headers: asset.headers });
  });
  return firstFiles;
}
