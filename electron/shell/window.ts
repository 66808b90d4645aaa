import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_START } from './origin.ts';
import type { ThemeChoice } from '../../shared/model/start-look.ts';
import { readWindowPlace, writeWindowPlace, type WindowPlace } from './window-place.ts';

/** The app's window; null before it opens and after it closed. */
export type OwnWindow = () => BrowserWindow | null;

export interface WindowDeps {
  readonly preload: string;
  /** File that keeps size and place over a restart. */
  readonly placeFile: string;
  /** The theme that the person chose. */
  readonly theme: ThemeChoice;
}

/** The app's one window: sandboxed, isolated, without Node, without a menu bar, drawn when its first screen is ready. */
export function openWindow(deps: WindowDeps): BrowserWindow {
  const place = storedPlace(deps.placeFile);
  const window = new BrowserWindow({
    width: place?.width ?? 1440,
    height: place?.height ?? 900,
    ...(place === null ? {} : { x: place.x, y: place.y }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Tenantdeck',
    backgroundColor: isDark(deps.theme) ? '#141414' : '#f0f0f0',
    titleBarStyle: 'hidden',
    webPreferences: {
      preload: deps.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  });
  if (place?.maximised === true) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    writeWindowPlace(deps.placeFile, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  });
  void window.loadURL(APP_START);
  return window;
}

const isDark = (theme: ThemeChoice): boolean =>
  theme === 'system' ? nativeTheme.shouldUseDarkColors : theme !== 'light';

/** The stored place where it can still be seen on a screen. */
function storedPlace(file: string): WindowPlace | null {
  const place = readWindowPlace(file);
  if (place === null) return null;
  const { x, y, width } = place;
  const onScreen = screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) =>
        x < area.x + area.width - 100 &&
        x + width > area.x + 100 &&
        y >= area.y - 10 &&
        y < area.y + area.height - 40,
    );
  return onScreen ? place : null;
}
