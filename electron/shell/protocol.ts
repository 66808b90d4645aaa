import { protocol, type Session } from 'electron';
import { serveAsset } from './asset.ts';
import { APP_SCHEME } from './origin.ts';
import type { StartLook } from '../../shared/model/start-look.ts';

/** Before the app is ready: makes `app:` a standard, secure scheme. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, codeCache: true, supportFetchAPI: false },
    },
  ]);
}

/** Milliseconds without a request, after its first script, until the page counts as having all it asked for at first. */
const QUIET_MS = 12;
/** A page that never asks for its script must not keep everything else waiting. */
const LONGEST_MS = 1000;

/**
 * Serves the built renderer to one session. The answer resolves when the page's first script is out: what keeps main
 * busy for a while had better wait for it, or the page waits too.
 */
export function serveApp(session: Session, root: string, look: () => StartLook): Promise<void> {
  let quiet: NodeJS.Timeout | undefined;
  let served: () => void = () => undefined;
  const firstFiles = new Promise<void>((resolve) => (served = resolve));
  setTimeout(served, LONGEST_MS);
  let scriptOut = false;
  session.protocol.handle(APP_SCHEME, async (request) => {
    const asset =
      request.method === 'GET'
        ? await serveAsset(root, request.url, look)
        : { status: 405, headers: {}, body: null };
    clearTimeout(quiet);
    scriptOut ||= request.url.endsWith('.js');
    if (scriptOut) quiet = setTimeout(served, QUIET_MS);
    return new Response(asset.body, { status: asset.status, headers: asset.headers });
  });
  return firstFiles;
}
