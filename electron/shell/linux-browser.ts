import { spawn } from 'node:child_process';

/** xdg-open ends at once where a browser is running or none was found, and stays for as long as one that it started itself. */
const STARTED_MS = 4000;

/**
 * Closes everything that it inherited but input, output and errors, then becomes the program it was given. Node hands
 * Chromium's own files and sockets down to what it starts; a browser would hold them open for as long as it lives. Bash,
 * because a plain sh knows descriptors of one digit only.
 */
const CLOSE_AND_BECOME =
  'for fd in /proc/$$/fd/*; do fd=${fd##*/}; if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi; done; exec "$0" "$@"';

/**
 * Opens an address with xdg-open, the program that Electron uses on Linux too, but which it does not wait for: a desktop
 * without a browser would look like one where the page is open. Rejects when xdg-open is missing or says that it failed.
 */
export function openWithXdg(address: string, program = 'xdg-open', startedMs = STARTED_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', CLOSE_AND_BECOME, program, address], {
      stdio: 'ignore',
      detached: true,
    });
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
