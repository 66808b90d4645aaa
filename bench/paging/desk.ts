import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ActivityLog, ActivityStart } from '../../electron/activity/types.ts';
import { tokenFacts } from '../../electron/connections/token-facts.ts';
import { createConsole } from '../../electron/console/console.ts';
import type { ConnectionRegistry } from '../../electron/connections/types.ts';
import type { CertificatePort, ConsoleService } from '../../electron/console/types.ts';
import { createExchange } from '../../electron/exchange/service.ts';
import type { ExchangeTarget } from '../../electron/exchange/types.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { ConnectionProfile, ConnectionView } from '../../shared/model/connection.ts';
import type { RunState } from '../../shared/model/console.ts';
import type { Practice } from './practice.ts';
import { entryUrl } from '../../electron/testing/entries.ts';

type Told = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

/** The console over the practice cloud as main has it, with what is outside of it kept simple. */
export interface Desk {
  readonly service: ConsoleService;
  readonly connectionId: string;
  readonly folder: string;
  readonly told: Told[];
  readonly activity: { start: ActivityStart; end: Record<string, unknown> | null }[];
  readonly clipboard: { text: string };
  /** Where the next export goes; null: the dialog is closed. */
  exportTo: string | null;
  setReadOnly(readOnly: boolean): void;
  /** Waits for an event. */
  heard<N extends EventName>(name: N, test: (payload: EventPayload<N>) => boolean): Promise<EventPayload<N>>;
  openTab(): Promise<string>;
  /** Runs a command and waits for its end. */
  run(tabId: string, text: string): Promise<RunState>;
  close(): Promise<void>;
}

/** What is different from the practice account's own tab. */
export interface DeskOptions {
  /** What the console is told of the connection, where that is another one than the practice cloud's; calls go there all the same. */
  readonly shown?: Partial<Pick<ExchangeTarget, 'cloud' | 'username' | 'delegatedOrganization'>>;
  readonly organization?: ConnectionProfile['organization'];
  /** The working folder that the person chooses; absent: the dialog is closed. */
  readonly folder?: string;
  /** What a script's Connect- command opens; absent: nothing. */
  readonly openForScript?: ConnectionRegistry['openForScript'];
  /** What scripts see of the app's certificates; absent: none. */
  readonly certificates?: CertificatePort;
  /** True: its tabs have no connection. */
  readonly unconnected?: boolean;
  /** Sees every event, to answer questions. */
  readonly onEvent?: (event: Told, handlers: ConsoleService['handlers']) => void;
}

const OVER = new Set(['done', 'stopped', 'declined', 'failed']);

/** What a desk needs of the service that it talks to. */
type Connected = Pick<Practice, 'http' | 'username' | 'tenantId' | 'target'>;

export async function openDesk(practice: Connected, given: DeskOptions = {}): Promise<Desk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-'));
  const exchange = createExchange({
    http: practice.http,
    cacheFolder: path.join(folder, 'cache'),
    moduleWorkerUrl: entryUrl('module-worker'),
    clientVersion: '0.0.0-test',
    log: () => {},
  });
  const target = practice.target();
  const opened = exchange.openSession(target);
  const session = { ...opened, target: { ...opened.target, ...given.shown } };
  const token = await target.token({ signal: AbortSignal.timeout(30_000) });
  const status: ConnectionView['status'] = {
    state: 'connected',
    since: new Date(0).toISOString(),
    number: 1,
    connectionId: target.connectionId,
    host: target.host,
    tokenExpiresAt: token.expiresAt.toISOString(),
    token: tokenFacts(token, { service: 'exchange', renewable: true, renewedAt: null, challenges: [] }),
    tenantId: token.tenantId,
    // Not told before the first run asks for them.
    cmdletCount: null,
    roles: [],
  };
  const view: ConnectionView = {
    profile: {
      id: target.connectionId,
      name: 'Practice',
      folder: '',
      colour: 0,
      cloudId: 'Practice',
      accountId: 'account',
      username: practice.username,
      clientId: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
      organization: given.organization ?? {
        kind: 'own',
        tenantId: practice.tenantId,
        name: 'Fabrikam',
        domain: 'fabrikam.example',
      },
      services: ['exchange'],
      readOnly: false,
      signIn: BROWSER,
      options: NO_OPTIONS,
      createdAt: new Date(0).toISOString(),
      lastUsedAt: null,
    },
    status,
    services: [{ service: 'exchange', status }],
  };
  let readOnly = false;
  const now = (): ConnectionView => ({ ...view, profile: { ...view.profile, readOnly } });
  const told: Told[] = [];
  const listeners = new Set<(event: Told) => void>();
  const files = new Map<string, string>();
  const desk: Desk['activity'] = [];
  const activity: ActivityLog = {
    async begin(start) {
      const entry = { start, end: null as Record<string, unknown> | null };
      desk.push(entry);
      return {
        id: String(desk.length),
        async end(result) {
          entry.end = { ...result };
        },
      };
    },
  };
  const clipboard = { text: '' };
  const result: Desk = {
    service: createConsole({
      registry: {
        view: () => now(),
        session: async () => ({ profile: now().profile, session }),
        disconnect: () => Promise.resolve(),
        openForScript:
          given.openForScript ?? (() => Promise.reject(new Error('no other connection is open here'))),
        usingCertificate: () => [],
        onConnection: () => () => {},
      },
      activity,
      store: {
        read: async (name) => files.get(name) ?? null,
        async write(name, text) {
          files.set(name, text);
        },
      },
      clipboard: {
        writeText(text) {
          clipboard.text = text;
        },
      },
      folderDialog: () => Promise.resolve(given.folder ?? null),
      openDialog: () => Promise.resolve(null),
      saveDialog: async () => result.exportTo,
      ...(given.certificates !== undefined && { certificates: given.certificates }),
      reveal: () => {},
      workerUrl: entryUrl('console-worker'),
      exportJournal: path.join(folder, 'exports.json'),
      resultsKept: () => 20,
      emit(name, payload) {
        const event = { name, payload } as Told;
        told.push(event);
        for (const listener of listeners) listener(event);
        given.onEvent?.(event, result.service.handlers);
      },
      log: () => {},
    }),
    connectionId: target.connectionId,
    folder,
    told,
    activity: desk,
    clipboard,
    exportTo: null,
    setReadOnly(value) {
      readOnly = value;
    },
    heard(name, test) {
      return new Promise((resolve) => {
        const listener = (event: Told) => {
          const payload = event.payload as EventPayload<typeof name>;
          if (event.name !== name || !test(payload)) return;
          listeners.delete(listener);
          resolve(payload);
        };
        listeners.add(listener);
      });
    },
    async openTab() {
      const tab = await result.service.handlers.openTab({
        connectionId: given.unconnected === true ? null : target.connectionId,
        service: 'exchange',
        background: false,
      });
      return tab.tabId;
    },
    async run(tabId, text) {
      const over = result.heard('run', (state) => state.tabId === tabId && OVER.has(state.state));
      await result.service.handlers.run({ tabId, text });
      return over;
    },
    async close() {
      await result.service.close();
      session.close();
      await exchange.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return result;
}
