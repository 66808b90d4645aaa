import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practiceIdentityEndpoint } from '../../../electron/auth/managed-identity/endpoint.ts';
import { sendMetadata } from '../../../electron/auth/managed-identity/wire.ts';
import { compose, type Composed, type Outside } from '../../../electron/compose.ts';
import { openLog } from '../../../electron/diagnostics/log.ts';
import { createNodeTransport } from '../../../electron/http/transport-node.ts';
import type { Transport, TransportRequest } from '../../../electron/http/types.ts';
import { createPractice } from '../../../electron/practice/practice.ts';
import { entryUrl } from '../../../electron/testing/entries.ts';
import { startTestCloud } from '../../../electron/testing/practice-cloud.ts';
import { RobotBrowser } from '../../../electron/testing/robot-browser.ts';
import { CANARY, certificateSeeds, PROFILE } from '../input-kinds.ts';
import { APP } from './scenarios.ts';
import { WireSecrets } from './wire-secrets.ts';

/** All of main but Electron, over a practice cloud that stands for the whole internet. */
export interface MainDesk {
  readonly root: string;
  /** The app's own folder. */
  readonly dataFolder: string;
  /** What dialogs answer; a script's folder is among them. */
  readonly chosenFolder: string;
  readonly chosenFiles: readonly string[];
  /** Where saving dialogs lead. */
  readonly savedFolder: string;
  /** No dialog ever named these. */
  readonly unchosenFiles: readonly string[];
  /** Secrets that went over the wire, or lie in the files. */
  readonly secrets: WireSecrets;
  readonly main: () => Composed;
  /** Somebody is at a sign-in page, and will be done. */
  readonly personActs: () => boolean;
  /** Quits and starts again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskListeners {
  readonly emit: Outside['emit'];
  readonly onUnexpected: Outside['onUnexpected'];
}

/** What the browser does with each sign-in page, in turn. */
const BROWSERS = ['signs-in', 'signs-in', 'cancels', 'waits', 'is-missing'] as const;
const SOMEBODY = 'admin@contoso.practice.localhost';
/** Once in so many, a dialog is closed without an answer. */
const CLOSED_EVERY = 5;

export async function openMainDesk(listeners: DeskListeners): Promise<MainDesk> {
  const cloud = await startTestCloud(['--customers', '4', '--mailboxes', '40']);
  const root = mkdtempSync(join(tmpdir(), 'ipc-fuzz-'));
  const folderOf = (name: string): string => {
    const folder = join(root, name);
    mkdirSync(folder);
    return folder;
  };
  const [dataFolder, chosenFolder, savedFolder, privateFolder] = ['app', 'chosen', 'saved', 'private'].map(
    folderOf,
  ) as [string, string, string, string];
  const secrets = new WireSecrets();
  const files = writeFiles(chosenFolder, privateFolder, secrets);

  await cloud.control('POST', '/apps', { id: APP, displayName: 'Fuzz', certificate: files.publicData });
  const node = createNodeTransport();
  const recorded =
    (send: Transport): Transport =>
    async (request) =>
      secrets.ofAnswer(request, await send(secrets.ofRequest(request)));
  const everywhere: Transport = recorded((request) => node.send(forwarded(request, cloud.port)));

  let turn = 0;
  let acting = 0;
  const openSignInPage: Outside['desktop']['openSignInPage'] = (address) => {
    const browser = BROWSERS[turn++ % BROWSERS.length];
    if (browser === 'is-missing') return Promise.reject(new Error('no browser here'));
    if (browser === 'waits') return Promise.resolve();
    const url = new URL(address);
    const hint = url.searchParams.get('login_hint') ?? '';
    const person = {
      username: hint === '' ? SOMEBODY : hint,
      ...(browser === 'cancels' && { cancelAt: 'Enter password' }),
    };
    const page = `http://localhost:${cloud.port}${url.pathname}${url.search}`;
    acting++;
    void new RobotBrowser()
      .signIn(page, person)
      .catch(() => undefined)
      .finally(() => acting--);
    return Promise.resolve();
  };

  let asked = 0;
  const answer = (path: string): Promise<string | null> =>
    Promise.resolve(++asked % CLOSED_EVERY === 0 ? null : path);
  const answers: Readonly<Record<string, string>> = {
    json: files.connections,
    ps1: files.script,
    pfx: files.certificate,
    pem: files.root,
  };

  const logFile = openLog(join(dataFolder, 'logs'));
  let kept: string | null = null;
  const start = (): Promise<Composed> =>
    compose({
      version: '0.0.0-fuzz',
      facts: [['Version', '0.0.0-fuzz']],
      dataFolder,
      workers: {
        certificate: entryUrl('certificate-worker'),
        module: entryUrl('module-worker'),
        console: entryUrl('console-worker'),
      },
      ...listeners,
      logFile,
      openStore: (name) => jsonFile(join(dataFolder, `${name}.json`)),
      keychain: {
        get: () => Promise.resolve(kept),
        set: (secret) => {
          kept = secret;
          return Promise.resolve();
        },
        remove: () => {
          kept = null;
          return Promise.resolve();
        },
      },
      roads: () => ({
        send: everywhere,
        routeOf: () => Promise.resolve(null),
        close: () => undefined,
      }),
      loopback: { send: recorded(node.send), close: () => undefined },
      practice: createPractice({ args: [], launch: () => runningAlready(cloud.port) }),
      practiceNetwork: null,
      identity: {
        endpoint: () => practiceIdentityEndpoint(cloud.port),
        send: sendMetadata,
        keyFolder: join(dataFolder, 'arc'),
      },
      dialogs: {
        askForFolder: () => answer(chosenFolder),
        askWhatToOpen: ({ extensions: [first = ''] }) => answer(answers[first] ?? files.certificate),
        askWhereToSave: ({ filters: [filter] }) =>
          answer(join(savedFolder, `saved.${filter?.extensions[0] ?? 'txt'}`)),
      },
      desktop: {
        openSignInPage,
        copyToClipboard: () => Promise.resolve(),
        revealFile: () => undefined,
        openFolder: () => Promise.resolve(),
      },
      app: {
        practice: true,
        system: {
          info: () => ({ version: '0.0.0', electron: '0', chrome: '0', dataFolder }),
          openLink: () => Promise.resolve(),
          copyText: () => Promise.resolve(),
          window: () => undefined,
        },
      },
    });

  let running = await start();
  await running.opened;
  return {
    ...{ root, dataFolder, chosenFolder, savedFolder, secrets },
    chosenFiles: [files.certificate, files.pem, files.damaged, files.script],
    unchosenFiles: files.unchosen,
    main: () => running,
    personActs: () => acting > 0,
    async restart() {
      await running.close();
      running = await start();
      await running.opened;
    },
    async close() {
      await running.close();
      node.close();
      cloud.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function writeFiles(chosen: string, unchosen: string, secrets: WireSecrets) {
  const { pfx, pem } = certificateSeeds(Date.now(), 'CN=Fuzz');
  const write = (folder: string, name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const pemText = Buffer.from(pem[0] ?? []).toString('utf8');
  secrets.add(keyOf(pemText));
  const certificatePart = /-----BEGIN CERT[\s\S]*?END CERTIFICATE-----/.exec(pemText)?.[0] ?? '';
  return {
    publicData: certificatePart.replaceAll(/-----[^-]+-----|\s/g, ''),
    certificate: write(chosen, 'certificate.pfx', pfx[0] ?? ''),
    pem: write(chosen, 'certificate.pem', pemText),
    damaged: write(chosen, 'damaged.pfx', Buffer.from(pfx[0] ?? []).subarray(0, 600)),
    script: write(chosen, 'script.ps1', 'Get-Mailbox -ResultSize 2'),
    root: write(chosen, 'root.pem', certificatePart),
    connections: write(
      chosen,
      'connections.json',
      JSON.stringify({ format: 'tenantdeck-connections', version: 1, connections: [PROFILE, { name: 3 }] }),
    ),
    unchosen: [
      write(unchosen, 'unchosen.pfx', pfx[0] ?? ''),
      write(unchosen, 'secret.txt', `the unchosen ${CANARY}`),
    ],
  };
}

/** A stretch out of the middle of a key, which no message has a reason to hold. */
const keyOf = (pem: string): string => {
  const key = /-----BEGIN PRIVATE KEY-----([\s\S]*?)-----END/.exec(pem)?.[1] ?? '';
  return key.replaceAll(/\s/g, '').slice(400, 460);
};

function jsonFile(path: string): ReturnType<Outside['openStore']> {
  return {
    path,
    damaged: null,
    read() {
      try {
        return JSON.parse(readFileSync(path, 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    },
    write: (data) => {
      writeFileSync(path, JSON.stringify(data));
    },
  };
}

function runningAlready(port: number): ReturnType<Parameters<typeof createPractice>[0]['launch']> {
  return {
    onMessage: (listener) => {
      queueMicrotask(() => {
        listener({ port });
      });
    },
    onExit: () => undefined,
    stop: () => undefined,
  };
}

/** Every host there is leads to the practice cloud, which is told the one that was meant. */
function forwarded(request: TransportRequest, port: number): TransportRequest {
  const { hostname, pathname, search } = new URL(request.url);
  const headers = { ...request.headers, 'x-forwarded-host': hostname, 'x-forwarded-proto': 'https' };
  return { ...request, headers, url: `http://127.0.0.1:${port}${pathname}${search}` };
}
