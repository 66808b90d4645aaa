import type { App, WebContents } from 'electron';
import { APP_START, isAppAddress } from './origin.ts';

/** Only a reload of the app's own page is a navigation; every other one, each new window and each webview is refused. */
export function guardNavigation(app: App, refused: (what: string, address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, refused);
  });
}

function guardContents(contents: WebContents, refused: (what: string, address: string) => void): void {
  const stop = (what: string) => (event: { preventDefault(): void; url?: string }, address?: string) => {
    const target = event.url ?? address ?? '';
    if (isAppAddress(target) && new URL(target).pathname === new URL(APP_START).pathname) return;
    event.preventDefault();
    refused(what, target);
  };
  contents.on('will-navigate', stop('navigation'));
  contents.on('will-frame-navigate', stop('frame navigation'));
  contents.on('will-redirect', stop('redirect'));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refused('webview', '');
  });
  contents.setWindowOpenHandler(({ url }) => {
    refused('new window', url);
    return { action: 'deny' };
  });
}
