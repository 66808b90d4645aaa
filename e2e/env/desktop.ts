/**
 * A private desktop session for one test (or the tour): virtual display, D-Bus session, unlocked gnome-keyring, its own
 * home and XDG folders, and an `xdg-open` of ours first in PATH. Nothing of the person's own session is touched.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { endProgram, startProgram, untilLine } from './process.ts';
import { prepareBrowser, type SystemBrowser } from './system-browser.ts';

export type Desktop = {
  /** Environment for the app: DISPLAY, DBUS_SESSION_BUS_ADDRESS, HOME, XDG folders, PATH. */
  env: Record<string, string>;
  /** The session's home folder; goes away with the session. */
  home: string;
  /** The browser that shell.openExternal reaches. */
  browser: SystemBrowser;
  stop(): Promise<void>;
};

export type KeyringState = 'unlocked' | 'locked' | 'hanging' | 'none';

export type DesktopOptions = {
  /**
   * unlocked: as after a login. locked: refuses at once, since nobody can be asked. hanging: waits for a password that
   * nobody types. none: no Secret Service on the bus at all.
   */
  keyring?: KeyringState;
  /** none: xdg-open fails, as on a machine without a browser. */
  browser?: 'chromium' | 'none';
  width?: number;
  height?: number;
};

/** Starts the session; every part is ready when this returns. Call `stop()` in any case. */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const { keyring = 'unlocked', browser = 'chromium', width = 1600, height = 1000 } = options;
  const base = mkdtempSync(join(tmpdir(), 'tenantdeck-desktop-'));
  const home = join(base, 'home');
  const bin = join(base, 'bin');
  const folders = {
    XDG_RUNTIME_DIR: join(base, 'run'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
  };
  for (const dir of [home, bin, join(home, 'Downloads'), ...Object.values(folders)])
    mkdirSync(dir, { recursive: true });
  chmodSync(folders.XDG_RUNTIME_DIR, 0o700);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
    rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const env: Record<string, string> = {
      ...inherited(),
      ...folders,
      HOME: home,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      XDG_CURRENT_DESKTOP: 'GNOME',
      XDG_SESSION_TYPE: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      GTK_A11Y: 'none',
      NO_AT_BRIDGE: '1',
    };
    const display = startProgram(
      'Xvfb',
      [
        ...['-displayfd', '3', '-screen', '0', `${width}x${height}x24`],
        ...['-nolisten', 'tcp', '-noreset', '-dpi', '96'],
      ],
      { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    stops.push(() => endProgram(display));
    const number = await untilLine(display, display.stdio[3] as Readable, /^(\d+)\s/m);
    env.DISPLAY = `:${number[1]}`;

    const config = join(base, 'bus.conf');
    writeFileSync(config, busConfig(keyring === 'hanging'));
    const bus = startProgram(
      'dbus-daemon',
      [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'],
      { env },
    );
    stops.push(() => endProgram(bus));
    bus.stderr?.resume();
    const address = await untilLine(bus, bus.stdout, /^(unix:\S+)\n/m);
    env.DBUS_SESSION_BUS_ADDRESS = address[1] ?? '';

    if (keyring !== 'none') await startKeyring(env, keyring, stops);
    const system = prepareBrowser({ bin, base, env, present: browser === 'chromium' });
    stops.push(() => system.close());
    return { env, home, browser: system, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the app may inherit: nothing that points at the real session. */
function inherited(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value === undefined) continue;
    if (
      /^(LANG|LC_.*|TZ|USER|LOGNAME|SHELL|TERM|CI|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|TENANTDECK_.*)$/.test(
        name,
      )
    ) {
      kept[name] = value;
    }
  }
  return { LANG: 'C.UTF-8', ...kept };
}

/**
 * A session bus that starts no service by itself, so that only what the test started is on it; with `services`, the
 * system's own may start too (the keyring's password prompt is one).
 */
function busConfig(services: boolean): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  ${services ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

async function startKeyring(
  env: Record<string, string>,
  state: Exclude<KeyringState, 'none'>,
  stops: (() => Promise<void>)[],
): Promise<void> {
  const daemon = startProgram(
    'gnome-keyring-daemon',
    ['--foreground', '--components=secrets', ...(state === 'unlocked' ? ['--unlock'] : [])],
    { env, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  stops.push(() => endProgram(daemon));
  daemon.stdout?.resume();
  daemon.stderr?.resume();
  // The password of the login keyring, made here: one line, then end of input.
  daemon.stdin?.end(state === 'unlocked' ? 'practice\n' : '');
  await untilNameOwned(env, 'org.freedesktop.secrets');
}

/** Waits until the bus says that someone owns a name. */
async function untilNameOwned(env: Record<string, string>, name: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const answer = execFileSync(
      'dbus-send',
      [
        ...['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
        ...['org.freedesktop.DBus.NameHasOwner', `string:${name}`],
      ],
      { env, encoding: 'utf8' },
    );
    if (answer.includes('true')) return;
    if (Date.now() > deadline) throw new Error(`${name} did not come up on the session bus`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
