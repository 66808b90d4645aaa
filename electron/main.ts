import { join } from 'node:path';
import { app, session, type BrowserWindow } from 'electron';
import { registerIpc } from './ipc/register.ts';
import { openLog } from './diagnostics/log.ts';
import { setApplicationMenu } from './shell/menu.ts';
import { guardNavigation } from './shell/navigation.ts';
import { readStartOptions } from './shell/options.ts';
import { refusePermissions } from './shell/permissions.ts';
import { registerAppScheme, serveApp } from './shell/protocol.ts';
import { readStartLook } from './shell/start-look.ts';
import { openWindow } from './shell/window.ts';
import type { StartLook } from '../shared/model/start-look.ts';
import type { Services } from './services.ts';

/**
 * The composition root: the window first, so that it is up early, then the services in a chunk of their own. Calls that
 * come before they stand wait for them.
 */
const here = import.meta.dirname;
const options = readStartOptions(process.argv);
let window: BrowserWindow | null = null;
let services: Services | null = null;
const ownWindow = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window);

registerAppScheme();

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  const dataFolder = app.getPath('userData');
  const logFile = openLog(join(dataFolder, 'logs'));
  const log = logFile.scope('app');
  const onUnexpected = (channel: string, error: unknown): void => {
    log.error('unexpected error', { channel }, error);
  };
  process.on('uncaughtException', (error) => {
    onUnexpected('process', error);
  });
  process.on('unhandledRejection', (error) => {
    onUnexpected('promise', error);
  });

  app.on('second-instance', () => {
    const own = ownWindow();
    if (own?.isMinimized() === true) own.restore();
    own?.focus();
  });
  guardNavigation(app, (what, address) => {
    log.warn('refused', { what, address });
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  closeServicesAtQuit(onUnexpected);

  // Not awaited at the top level: a packaged app whose main file is an ES module would hang.
  void app.whenReady().then(() => {
    refusePermissions(session.defaultSession);
    const look = (): StartLook => readStartLook(dataFolder);
    const pageServed = serveApp(session.defaultSession, join(here, '..', 'renderer'), look);
    setApplicationMenu(process.platform);
    window = openWindow({
      preload: join(here, '..', 'preload', 'preload.cjs'),
      placeFile: join(dataFolder, 'window.json'),
      theme: look().theme,
    });
    const composed = pageServed
      .then(() => import('./services.ts'))
      .then(({ composeServices }) =>
        composeServices({
          version: app.getVersion(),
          facts: facts(),
          dataFolder,
          codeFolder: here,
          options,
          logFile,
          onUnexpected,
          window: ownWindow,
        }),
      );
    composed.then(
      (made) => (services = made),
      (error: unknown) => {
        onUnexpected('services', error);
      },
    );
    registerIpc({
      dispatch: composed.then((made) => made.dispatch),
      window: ownWindow,
      onForeign: (channel, address) => {
        log.warn('refused a call from a foreign page', { channel, address });
      },
    });
  });
}

/** What a supporter asks first. */
const facts = (): [string, string][] => [
  ['Version', app.getVersion()],
  ['Electron', process.versions.electron],
  ['Chromium', process.versions.chrome],
  ['Packaged', app.isPackaged ? 'yes' : 'no'],
  ['Language', app.getLocale()],
];

/** Gives the services a moment to write what they hold; a hanging one does not keep the app alive. */
function closeServicesAtQuit(onUnexpected: (channel: string, error: unknown) => void): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed || services === null) return;
    event.preventDefault();
    closed = true;
    const limit = new Promise<void>((resolve) => setTimeout(resolve, 3000));
    void Promise.race([services.close(), limit])
      .catch((error: unknown) => {
        onUnexpected('quit', error);
      })
      .finally(() => {
        app.quit();
      });
  });
  app.on('quit', () => {
    // All is written by now; an ordinary end would wait for the keychain's thread for ever.
    if (services?.keychainHangs() === true) process.kill(process.pid, 'SIGKILL');
  });
}
