/**
 * The system browser of a test session: Debian's Chromium behind an `xdg-open` of ours, so that shell.openExternal takes
 * its ordinary way and the test can then drive the page that opened.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { sandboxArguments } from './runtime.ts';

export type SystemBrowser = {
  /** Every address that the app asked the system to open, oldest first. */
  opened(): string[];
  /** Waits for the next address after the first `seen` ones. */
  nextAddress(seen?: number, limitMs?: number): Promise<string>;
  /** The page whose address matches; waits for it. The browser starts with the first address opened. */
  page(address: string | RegExp, limitMs?: number): Promise<Page>;
  /** Its process. */
  pid(): number;
  /** Closes the browser as a person does, all windows at once; a later address starts it anew. */
  quit(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
};

/** Closing takes a fraction of a second; now and then Chromium never does it. */
const QUIT_MS = 5000;

/** Puts xdg-open into `bin`. The browser itself starts when something is opened. */
export function prepareBrowser(options: {
  bin: string;
  base: string;
  env: Record<string, string>;
  present: boolean;
}): SystemBrowser {
  const { bin, base, env, present } = options;
  const log = join(base, 'opened.log');
  const profile = join(base, 'browser');
  mkdirSync(profile, { recursive: true });
  const script = join(bin, 'xdg-open');
  writeFileSync(script, present ? openScript({ log, profile }) : refuseScript(log));
  chmodSync(script, 0o755);
  env.BROWSER = script;

  let connection: Browser | undefined;
  const opened = () =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];

  // Chromium takes a port that is free when it starts, and writes it down; one chosen here could be another's by then.
  const portFile = join(profile, 'DevToolsActivePort');
  const connected = async (deadline: number): Promise<Browser> => {
    for (;;) {
      if (connection?.isConnected()) return connection;
      try {
        const [port = ''] = readFileSync(portFile, 'utf8').split('\n');
        connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 2000 });
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause();
      }
    }
  };
  const quit = async () => {
    if (opened().length === 0 || !present) return;
    try {
      const browser = await connected(Date.now() + 1000);
      const gone = new Promise<boolean>((resolve) => browser.once('disconnected', () => resolve(true)));
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, QUIT_MS, false));
      browser
        .newBrowserCDPSession()
        .then((session) => session.send('Browser.close'))
        .catch(() => {});
      if (!(await Promise.race([gone, late]))) process.kill(pidOf(profile), 'SIGKILL');
      rmSync(portFile, { force: true });
    } catch {
      // it was not running
    }
    connection = undefined;
  };
  return {
    opened,
    async nextAddress(seen = 0, limitMs = 20_000) {
      const deadline = Date.now() + limitMs;
      for (;;) {
        const address = opened()[seen];
        if (address !== undefined) return address;
        if (Date.now() > deadline) throw new Error('the app opened no address in the browser');
        await pause();
      }
    },
    async page(address, limitMs = 20_000) {
      const deadline = Date.now() + limitMs;
      const fits = (url: string) =>
        typeof address === 'string' ? url.startsWith(address) : address.test(url);
      const browser = await connected(deadline);
      for (;;) {
        const pages = browser.contexts().flatMap((context) => context.pages());
        const found = pages.findLast((page) => fits(page.url()));
        if (found) return found;
        if (Date.now() > deadline) {
          throw new Error(
            `no browser page at ${String(address)}; open: ${pages.map((page) => page.url()).join(', ')}`,
          );
        }
        await pause();
      }
    },
    pid: () => pidOf(profile),
    quit,
    close: quit,
  };
}

/** Chromium names its process in the lock of its profile: `HOST-PID`. */
function pidOf(profile: string): number {
  const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
  if (!(pid > 1)) throw new Error('the browser is not running');
  return pid;
}

function openScript(at: { log: string; profile: string }): string {
  const flags = [
    `--user-data-dir='${at.profile}'`,
    '--remote-debugging-port=0',
    ...['--no-first-run', '--no-default-browser-check', '--disable-gpu', '--disable-dev-shm-usage'],
    ...[
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--password-store=basic',
    ],
    ...sandboxArguments,
  ].join(' ');
  // setsid: the browser outlives the app that opened it, as on a real desktop.
  return `#!/bin/sh\nprintf '%s\\n' "$1" >> '${at.log}'\nsetsid chromium ${flags} "$1" >/dev/null 2>&1 </dev/null &\nexit 0\n`;
}

function refuseScript(log: string): string {
  // 3: "a required tool could not be found", as xdg-open says it.
  return `#!/bin/sh\nprintf '%s\\n' "$1" >> '${log}'\necho 'xdg-open: no method available for opening' >&2\nexit 3\n`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
