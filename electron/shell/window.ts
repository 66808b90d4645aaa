import { BrowserWindow, nativeTheme, screen } from 'electron';
import { z } from 'zod';
import type { JsonStore } from '../settings/json-store.ts';
import { APP_START } from './origin.ts';

const placeSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(900),
  height: z.int().min(600),
  maximised: z.boolean(),
});

/** The app's window; null before it opens and after it closed. */
export type OwnWindow = () => BrowserWindow | null;

export interface WindowDeps {
  readonly preload: string;
  /** Keeps size and place over a restart. */
  readonly store: JsonStore;
  readonly icon: string | null;
}

/** The app's one window: sandboxed, isolated, without Node, without a menu bar, drawn when its first screen is ready. */
export function openWindow(deps: WindowDeps): BrowserWindow {
  const place = storedPlace(deps.store);
  const window = new BrowserWindow({
    width: place?.width ?? 1440,
    height: place?.height ?? 900,
    ...(place === null ? {} : { x: place.x, y: place.y }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Tenantdeck',
    ...(deps.icon === null ? {} : { icon: deps.icon }),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141414' : '#f0f0f0',
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
    const bounds = window.getNormalBounds();
    try {
      deps.store.write({ ...bounds, maximised: window.isMaximized() });
    } catch {
      // The next start opens at the usual size.
    }
  });
  void window.loadURL(APP_START);
  return window;
}

function storedPlace(store: JsonStore): z.infer<typeof placeSchema> | null {
  const parsed = placeSchema.safeParse(store.read());
  if (!parsed.success) return null;
  const { x, y, width, height } = parsed.data;
  const onScreen = screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) =>
        x < area.x + area.width - 100 &&
        x + width > area.x + 100 &&
        y >= area.y - 10 &&
        y < area.y + area.height - 40 &&
        height > 0,
    );
  return onScreen ? parsed.data : null;
}
