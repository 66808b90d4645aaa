import { clipboard, shell } from 'electron';
import { checkedSignInAddress } from './external-links.ts';
import { openWithXdg } from './linux-browser.ts';

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
