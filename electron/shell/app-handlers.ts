import type { Handlers } from '../../shared/contract/index.ts';
import type { UiStateService } from '../settings/settings.ts';
import { checkedLink } from './external-links.ts';

type Info = Awaited<ReturnType<Handlers['app']['info']>>;
type WindowAction = Parameters<Handlers['app']['window']>[0]['action'];

/** What of Electron the page may have moved. */
export interface AppSystem {
  readonly info: () => Pick<Info, 'version' | 'electron' | 'chrome' | 'dataFolder'>;
  /** In the system's browser; the address was checked. */
  readonly openLink: (address: string) => Promise<void>;
  readonly copyText: (text: string) => Promise<void>;
  readonly window: (action: WindowAction) => void;
}

export interface AppHandlerDeps {
  readonly uiState: UiStateService;
  readonly system: AppSystem;
  readonly practice: boolean;
}

const platformName = (): 'win32' | 'darwin' | 'linux' =>
  process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';

/** What the page may ask of the app itself: facts, links of ours, the clipboard, its window. */
export function appHandlers({ uiState, system, practice }: AppHandlerDeps): Handlers['app'] {
  return {
    info: () => Promise.resolve({ ...system.info(), platform: platformName(), practice }),
    openLink: async ({ url }) => system.openLink(checkedLink(url)),
    copyText: ({ text }) => system.copyText(text),
    readUiState: () => Promise.resolve(uiState.read()),
    writeUiState: (patch) => {
      uiState.write(patch);
      return Promise.resolve();
    },
    window: ({ action }) => {
      system.window(action);
      return Promise.resolve();
    },
  };
}
