import { app, clipboard, shell } from 'electron';
import type { Handlers } from '../../shared/contract/index.ts';
import type { UiStateService } from '../settings/settings.ts';
import { checkedLink } from './external-links.ts';
import type { OwnWindow } from './window.ts';

export interface AppHandlerDeps {
  readonly uiState: UiStateService;
  readonly window: OwnWindow;
  readonly practice: boolean;
}

const platformName = (): 'win32' | 'darwin' | 'linux' =>
  process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';

/** What the page may ask of the app itself: facts, links of ours, the clipboard, its window. */
export function appHandlers(deps: AppHandlerDeps): Handlers['app'] {
  return {
    info: () =>
      Promise.resolve({
        version: app.getVersion(),
        electron: process.versions.electron,
        chrome: process.versions.chrome,
        platform: platformName(),
        dataFolder: app.getPath('userData'),
        practice: deps.practice,
      }),
    openLink: ({ url }) => shell.openExternal(checkedLink(url)),
    // Newer runtimes answer with a promise, older ones at once.
    copyText: async ({ text }) => {
      await clipboard.writeText(text);
    },
    readUiState: () => Promise.resolve(deps.uiState.read()),
    writeUiState: (patch) => {
      deps.uiState.write(patch);
      return Promise.resolve();
    },
    window: ({ action }) => {
      const window = deps.window();
      if (action === 'close') window?.close();
      else if (action === 'minimise') window?.minimize();
      else if (window?.isMaximized() === true) window.unmaximize();
      else window?.maximize();
      return Promise.resolve();
    },
  };
}
