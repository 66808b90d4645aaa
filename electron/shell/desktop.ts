import { app, clipboard, shell } from 'electron';
import type { AppSystem } from './app-handlers.ts';
import { checkedSignInAddress } from './external-links.ts';
import { openWithXdg } from './linux-browser.ts';
import type { OwnWindow } from './window.ts';

/** Opens a sign-in page in the system browser; refuses any address that is none. Rejects where there is no browser. */
export const openSignInPage = (address: string, loginHost: string): Promise<void> => {
  const checked = checkedSignInAddress(address, loginHost);
  return process.platform === 'linux' ? openWithXdg(checked) : shell.openExternal(checked);
};

/** Newer runtimes answer with a promise, older ones at once. */
export const copyToClipboard = async (text: string): Promise<void> => {
  await clipboard.writeText(text);
};

/** Shows a file in the system's file manager. */
export const revealFile = (path: string): void => {
  shell.showItemInFolder(path);
};

/** Opens a folder of the app's own; rejects with the system's words where it can't. */
export const openFolder = async (folder: string): Promise<void> => {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(problem);
};

/** What the page's own methods move: links, the clipboard, the window. */
export const appSystem = (ownWindow: OwnWindow): AppSystem => ({
  info: () => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    dataFolder: app.getPath('userData'),
  }),
  openLink: (address) => shell.openExternal(address),
  copyText: copyToClipboard,
  window(action) {
    const window = ownWindow();
    if (action === 'close') window?.close();
    else if (action === 'minimise') window?.minimize();
    else if (window?.isMaximized() === true) window.unmaximize();
    else window?.maximize();
  },
});
