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

/** Serves the built renderer to one session. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const asset =
      request.method === 'GET'
        ? await serveAsset(root, request.url)
        : { status: 405, headers: {}, body: null };
    return new Response(asset.body, { status: asset.status, headers: asset.headers });
  });
}
