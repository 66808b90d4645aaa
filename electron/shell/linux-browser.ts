import { spawn } from 'node:child_process';

/** xdg-open ends at once where a browser is running or none was found, and stays for as long as one that it started itself. */
const STARTED_MS = 4000;

/**
 * Opens an address with xdg-open, the program that Electron uses on Linux too, but which it does not wait for: a desktop
 * without a browser would look like one where the page is open. Rejects when xdg-open is missing or says that it failed.
 */
export function openWithXdg(address: string, program = 'xdg-open', startedMs = STARTED_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [address], { stdio: 'ignore', detached: true });
    const started = setTimeout(resolve, startedMs);
    child.once('error', (error) => {
      clearTimeout(started);
      reject(error);
    });
    child.once('exit', (code) => {
      clearTimeout(started);
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${String(code)}`));
    });
    child.unref();
  });
}
