/** Electron's security list, each test named after what it forbids. What needs no Electron is tested beside its source. */
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApp, type RunningApp } from './app/launch.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { startPractice } from './app/practice.ts';
import { goTo } from './app/screens.ts';
import { CONTOSO_ADMIN } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import { projectRoot } from './env/runtime.ts';
import { expect, test } from './env/test.ts';

let app: RunningApp;

test.beforeEach(async ({ desktop }) => {
  app = await openApp(desktop);
});

test.afterEach(async () => {
  await app.quit();
});

test('a page with Node: neither require, process nor ipcRenderer is reachable', async () => {
  const found = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
  const bridge = await app.page.evaluate(() =>
    JSON.stringify(Object.keys((window as never as { tenantdeck: object }).tenantdeck)),
  );
  expect(bridge).not.toMatch(/ipc|invoke|send/);
});

test('a window without sandbox, isolation or web security', async () => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as never as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const p = contents.getLastWebPreferences();
    return {
      sandbox: p['sandbox'],
      contextIsolation: p['contextIsolation'],
      nodeIntegration: p['nodeIntegration'],
      webSecurity: p['webSecurity'],
      webviewTag: p['webviewTag'],
      experimentalFeatures: p['experimentalFeatures'] ?? false,
      allowRunningInsecureContent: p['allowRunningInsecureContent'] ?? false,
      enableBlinkFeatures: p['enableBlinkFeatures'] ?? '',
    };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    experimentalFeatures: false,
    allowRunningInsecureContent: false,
    enableBlinkFeatures: '',
  });
});

test('leaving the app: navigation to another page', async () => {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const seen: string[] = [];
    Object.assign(globalThis, { seenNavigations: seen });
    contents?.on('will-frame-navigate', ({ url }) => seen.push(`asked ${url}`));
    contents?.on('did-navigate', (_event, url) => seen.push(`went ${url}`));
  });
  const seen = (): Promise<string[]> =>
    app.electron.evaluate(() => (globalThis as never as { seenNavigations: string[] }).seenNavigations);
  // One call for all, since the driver holds later ones back until a navigation ends that never does.
  const after = await app.page.evaluate(async () => {
    const bridge = (window as never as { tenantdeck: { settings: { get(): Promise<{ ok: boolean }> } } })
      .tenantdeck;
    for (const address of ['file:///etc/passwd', 'data:text/html,x', 'https://example.invalid/']) {
      window.location.href = address;
      await bridge.settings.get();
    }
    return { address: window.location.href, alive: (await bridge.settings.get()).ok };
  });
  expect(after).toEqual({ address: 'app://tenantdeck/index.html', alive: true });
  await expect.poll(seen).toContain('asked https://example.invalid/');
  expect((await seen()).filter((line) => line.startsWith('went'))).toEqual([]);
});

test('new windows', async () => {
  const opened = await app.page.evaluate(() =>
    ['https://example.invalid/', 'app://tenantdeck/index.html', 'about:blank'].map(
      (address) => window.open(address) !== null,
    ),
  );
  expect(opened).toEqual([false, false, false]);
  expect(app.electron.windows()).toHaveLength(1);
});

test('webview and foreign frames', async () => {
  const frames = await app.page.evaluate(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.invalid/');
    document.body.append(view);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    const loaded = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'frame-src') resolve(effectiveDirective);
      });
    });
    document.body.append(frame);
    return { directive: await loaded, isWebview: 'getWebContentsId' in view };
  });
  expect(frames).toEqual({ directive: 'frame-src', isWebview: false });
  const contents = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  expect(contents).toBe(1);
});

test('permission requests', async () => {
  const answers = await app.page.evaluate(async () => {
    const state = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'refused',
    );
    const place = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => {
          resolve('granted');
        },
        () => {
          resolve('refused');
        },
      );
    });
    const clipboard = await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'refused',
    );
    return { notifications: await state('notifications'), media: media ?? 'refused', place, clipboard };
  });
  expect(answers).toEqual({
    notifications: 'denied',
    media: 'refused',
    place: 'refused',
    clipboard: 'refused',
  });
});

test('code from text: inline scripts, eval and markup strings', async () => {
  const result = await app.page.evaluate(async () => {
    // In a task of the page's own: what the driver itself evaluates may evaluate more.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const attempts: Record<string, boolean> = {};
    const ran = (name: string, attempt: () => void): void => {
      try {
        attempt();
        attempts[name] = true;
      } catch {
        attempts[name] = false;
      }
    };
    ran('eval', () => {
      (window as never as { eval: (code: string) => void }).eval('1');
    });
    ran('Function', () => {
      Reflect.construct(Function, ['return 1']);
    });
    const script = document.createElement('script');
    ran('script text', () => {
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
    });
    ran('markup', () => {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.inlineRan = true">');
    });
    return { ...attempts, inlineRan: 'inlineRan' in window };
  });
  expect(result).toMatchObject({ eval: false, Function: false, inlineRan: false });
});

test('code from text: the app itself tries none, from its start on', async () => {
  await app.page.addInitScript(() => {
    const tried: string[] = [];
    Object.assign(window, { tried });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => {
      tried.push(`${effectiveDirective} ${sample}`);
    });
  });
  await app.page.reload();
  for (const screen of ['Customers', 'Console', 'Queries', 'Activity', 'Settings', 'Connections'] as const) {
    await goTo(app.page, screen);
  }
  await new ConnectionsScreen(app.page).newOnPractice();
  const tried = await app.page.evaluate(() => (window as never as { tried: string[] }).tried);
  expect(tried).toEqual([]);
});

test('data leaving the page: fetch, sockets, images and beacons to anywhere', async () => {
  const sent = await app.page.evaluate(async () => {
    const reached = async (attempt: () => Promise<unknown>) =>
      attempt().then(
        () => true,
        () => false,
      );
    const image = new Image();
    return {
      http: await reached(() => fetch('https://example.invalid/')),
      loopback: await reached(() => fetch('http://127.0.0.1:1/')),
      file: await reached(() => fetch('file:///etc/passwd')),
      socket: await reached(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket('wss://example.invalid/');
            socket.onopen = resolve;
            socket.onerror = reject;
          }),
      ),
      image: await reached(
        () =>
          new Promise((resolve, reject) => {
            image.onload = resolve;
            image.onerror = reject;
            image.src = 'https://example.invalid/x.png';
          }),
      ),
    };
  });
  expect(sent).toEqual({ http: false, loopback: false, file: false, socket: false, image: false });
});

test('path traversal in app:// and file: reads', async ({ desktop }) => {
  writeFileSync(join(desktop.home, 'secret.js'), 'window.secretRead = true;');
  const read = await app.page.evaluate(async (home) => {
    const load = (address: string) =>
      new Promise<boolean>((resolve) => {
        const script = document.createElement('script');
        script.onload = () => {
          resolve(true);
        };
        script.onerror = () => {
          resolve(false);
        };
        try {
          script.setAttribute('src', address);
        } catch {
          resolve(false);
          return;
        }
        document.head.append(script);
      });
    return {
      above: await load('app://tenantdeck/..%2f..%2fpackage.json'),
      absolute: await load(`app://tenantdeck/${home}/secret.js`),
      file: await load(`file://${home}/secret.js`),
      seen: 'secretRead' in window,
    };
  }, desktop.home);
  expect(read).toEqual({ above: false, absolute: false, file: false, seen: false });
});

test('a foreign origin calling IPC: another window with the same bridge gets nothing', async () => {
  const answer = await app.electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await stranger.loadURL('data:text/html,<title>stranger</title>');
      const given: unknown = await stranger.webContents.executeJavaScript(
        'window.tenantdeck ? window.tenantdeck.accounts.list() : "no bridge"',
      );
      stranger.destroy();
      return given;
    },
    join(projectRoot, 'out', 'app', 'preload', 'preload.cjs'),
  );
  expect(answer).toMatchObject({ ok: false, failure: { code: 'host-not-allowed' } });
});

test('prototype pollution through IPC', async () => {
  const polluted = await app.page.evaluate(async () => {
    const hostile = JSON.parse(
      '{"screen":"activity","__proto__":{"polluted":1},"columns":{"__proto__":{"order":[],"hidden":[],"widths":{}}}}',
    ) as never;
    await (
      window as never as { tenantdeck: { app: { writeUiState(x: never): Promise<unknown> } } }
    ).tenantdeck.app.writeUiState(hostile);
    return 'polluted' in {};
  });
  expect(polluted).toBe(false);
  expect(await app.electron.evaluate(() => 'polluted' in {})).toBe(false);
});

test('opening something in the system that is no link of ours', async ({ desktop }) => {
  const answers = await app.page.evaluate(async () => {
    const open = (
      window as never as { tenantdeck: { app: { openLink(x: { url: string }): Promise<{ ok: boolean }> } } }
    ).tenantdeck.app.openLink;
    return Promise.all(
      ['file:///etc/passwd', 'javascript:alert(1)', 'https://example.invalid/', 'ms-msdt:/id'].map(
        async (url) => (await open({ url })).ok,
      ),
    );
  });
  expect(answers).toEqual([false, false, false, false]);
  expect(desktop.browser.opened()).toEqual([]);
});

test('files and sockets of the app in the hands of the browser', async ({ desktop }) => {
  const practice = await startPractice({ customers: 2, mailboxes: 5 });
  await app.quit();
  app = await openApp(desktop, { args: [...practice.appArguments] });
  await connectPractice(app, desktop, CONTOSO_ADMIN);
  const held = (pid: number): string[] =>
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
      } catch {
        return []; // closed meanwhile
      }
    });
  const ofApp = new Set(held(app.electron.process().pid ?? 0).filter((file) => file !== '/dev/null'));
  expect(ofApp.size).toBeGreaterThan(20);
  const shared = held(desktop.browser.pid()).filter((file) => ofApp.has(file));
  expect(shared.filter((file) => /^(socket|pipe):/.test(file) || file.startsWith(desktop.home))).toEqual([]);
  await practice.stop();
});
