import { CLOUDS } from '../../shared/clouds.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import { methodNames } from '../../shared/contract/names.ts';
import { FailureError, fail } from '../../shared/model/failure.ts';
import {
  connected,
  connectionOf,
  fakeCertificate,
  fakeDetails,
  fakeId,
  signedOut,
  withStatus,
} from './fakeData.ts';
import { initialSettings } from '../app/stores/settings.ts';
import type { Answer, Api, Bridge, DomainName } from '../../shared/contract/index.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { Account, SignIn, VaultStatus } from '../../shared/model/account.ts';
import type { Certificate } from '../../shared/model/certificate.ts';
import type { ConnectionStatus, ConnectionView, DamagedRecord } from '../../shared/model/connection.ts';
import type { ConsoleTab } from '../../shared/model/console.ts';
import type { Customer } from '../../shared/model/customer.ts';
import type { Proxy } from '../../shared/model/proxy.ts';
import type { Settings, UiState } from '../../shared/model/settings.ts';

/** What the fake main knows; tests put in what they need and look at what became of it. */
export interface FakeWorld {
  connections: ConnectionView[];
  damaged: DamagedRecord[];
  accounts: Account[];
  signIns: SignIn[];
  vault: VaultStatus;
  certificates: Certificate[];
  /** What the Windows certificate store holds; null: this is no Windows. */
  windowsStore: Certificate[] | null;
  customers: Customer[];
  tabs: ConsoleTab[];
  activeTabId: string | null;
  settings: Settings;
  uiState: UiState;
  proxyPasswordKept: boolean;
  /** `domain.method` and input of every call, in order. */
  calls: { readonly name: string; readonly input: unknown }[];
}

type Fakes = { readonly [D in DomainName]?: Partial<Api[D]> };

type Listeners = { [N in EventName]?: Set<(payload: EventPayload<N>) => void> };

export interface FakeMain {
  readonly bridge: Bridge;
  readonly world: FakeWorld;
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

const initialUiState: UiState = {
  screen: 'connections',
  customersAccount: null,
  customersFilter: '',
  collapsedFolders: [],
  detailsOpen: true,
  columns: {},
  queryId: null,
};

export const keptVault: VaultStatus = {
  state: 'persisted',
  reason: null,
  sentence: 'Sign-ins are encrypted on this computer, and their key is kept in the keychain of this desktop.',
  hint: '',
};

function standardFakes(world: FakeWorld, emit: FakeMain['emit']): Fakes {
  const find = (id: string): ConnectionView => {
    const view = world.connections.find(({ profile }) => profile.id === id);
    if (view === undefined) throw fail('not-found', 'There is no such connection.', 'Choose another one.');
    return view;
  };
  const put = (view: ConnectionView): ConnectionView => {
    const others = world.connections.filter(({ profile }) => profile.id !== view.profile.id);
    world.connections = [...others, view];
    emit('connection', { id: view.profile.id, view });
    return view;
  };
  const setStatus = (id: string, status: ConnectionStatus) => put(withStatus(find(id).profile, status));
  const removed = new Map<string, ConnectionView>();
  const keep = (certificate: Certificate): Certificate => {
    world.certificates = [certificate, ...world.certificates];
    emit('certificates', world.certificates);
    return certificate;
  };
  const tellTabs = () => emit('tabs', { tabs: world.tabs, activeTabId: world.activeTabId });
  const customer = (tenantId: string): Customer => {
    const found = world.customers.find((one) => one.tenantId === tenantId);
    if (found === undefined) throw fail('not-found', 'There is no such customer.', 'Read the list again.');
    return found;
  };
  return {
    app: {
      info: async () => ({
        version: '0.1.0',
        electron: '45.4.1',
        chrome: '150.0.0.0',
        platform: world.windowsStore === null ? 'linux' : 'win32',
        dataFolder: '/home/somebody/.config/Tenantdeck',
        practice: false,
      }),
      readUiState: async () => world.uiState,
      writeUiState: async (patch) => {
        world.uiState = { ...world.uiState, ...patch };
      },
      openLink: async () => undefined,
      copyText: async () => undefined,
      window: async () => undefined,
    },
    settings: {
      get: async () => world.settings,
      update: async (patch) => (world.settings = { ...world.settings, ...patch }),
      setProxy: async ({ proxy, password }) => {
        if (password !== null) world.proxyPasswordKept = password !== '';
        return (world.settings = { ...world.settings, proxy: proxy as Proxy });
      },
      proxyPassword: async () => ({ kept: world.proxyPasswordKept }),
      removeRootCertificate: async ({ fingerprint }) =>
        (world.settings = {
          ...world.settings,
          rootCertificates: world.settings.rootCertificates.filter((one) => one.fingerprint !== fingerprint),
        }),
    },
    accounts: {
      list: async () => world.accounts,
      listSignIns: async () => world.signIns,
      vaultStatus: async () => world.vault,
      retryVault: async () => world.vault,
      reopenPage: async () => undefined,
      copyLink: async () => undefined,
      copyCode: async () => undefined,
      cancelSignIn: async () => undefined,
      signOut: async ({ accountId }) => {
        world.accounts = world.accounts.filter((account) => account.accountId !== accountId);
        emit('accounts', world.accounts);
      },
      signOutEverywhere: async () => {
        world.accounts = [];
        emit('accounts', []);
      },
    },
    certificates: {
      list: async () => world.certificates,
      listStore: async () => {
        if (world.windowsStore !== null) return world.windowsStore;
        throw fail('not-supported-here', 'The Windows certificate store is only there on Windows.', '');
      },
      chooseFile: async () => ({ path: '/home/somebody/mail-report.pfx' }),
      inspectFile: async () => fakeCertificate('CN=Mail report'),
      importFile: async ({ path }) => keep(fakeCertificate('CN=Mail report', { kind: 'file', path })),
      create: async ({ subject }) => keep(fakeCertificate(`CN=${subject.replace(/^CN=/i, '')}`)),
      exportPublic: async () => ({ path: '/home/somebody/mail-report.cer' }),
      exportPfx: async () => ({ path: '/home/somebody/mail-report.pfx' }),
      remove: async ({ id }) => {
        world.certificates = world.certificates.filter((one) => one.id !== id);
        emit('certificates', world.certificates);
      },
    },
    connections: {
      list: async () => ({ connections: world.connections, damaged: world.damaged, leftOpen: 0 }),
      create: async (draft) => put(connectionOf(draft)),
      update: async ({ id, patch }) => {
        const { profile, status } = find(id);
        const { loginHint, ...rest } = patch;
        const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        return put(
          withStatus(
            { ...profile, ...said, ...(loginHint !== undefined && { username: loginHint }) },
            status,
          ),
        );
      },
      duplicate: async ({ id }) => {
        const { profile } = find(id);
        return put(withStatus({ ...profile, id: fakeId(), name: `${profile.name} (2)` }, signedOut));
      },
      remove: async ({ id }) => {
        removed.set(id, find(id));
        world.connections = world.connections.filter(({ profile }) => profile.id !== id);
        emit('connection', { id, view: null });
      },
      restore: async ({ id }) => {
        const view = removed.get(id);
        if (view === undefined) throw fail('not-found', 'It is gone.', '');
        return put(view);
      },
      connect: async ({ id }) => setStatus(id, connected()),
      cancelConnect: async ({ id }) => void setStatus(id, signedOut),
      disconnect: async ({ id }) => void setStatus(id, signedOut),
      explainToken: async ({ accessToken }) => {
        if (!accessToken.startsWith('eyJ')) throw fail('invalid-input', 'This is not an access token.', '');
        const status = connected(50);
        if (status.state !== 'connected') throw fail('internal', 'The fake is not connected.', '');
        return status.token;
      },
      check: async ({ service }) => ({
        service,
        cmdlet: service === 'exchange' ? 'Get-AcceptedDomain' : 'Get-RetentionCompliancePolicy',
        host: 'outlook.office365.com',
        columns: ['Name'],
        rows: [['contoso.com']],
        more: false,
        elapsedMs: 120,
      }),
      lookupTenant: async ({ cloudId }) => ({
        tenantId: fakeId(),
        cloudId,
        cloudName: CLOUDS[cloudId].name,
        name: null,
      }),
      showRunLog: async () => undefined,
      chooseLogFolder: async () => ({ path: '/home/somebody/logs' }),
      dismissDamaged: async () => undefined,
      exportFile: async ({ ids }) => ({
        path: '/home/somebody/tenantdeck-connections.json',
        count: ids?.length ?? world.connections.length,
      }),
      importFile: async () => null,
      applyImport: async ({ importId }) => ({ importId, connections: [] }),
      undoImport: async () => undefined,
    },
    customers: {
      open: async () => ({
        state: 'complete',
        customers: world.customers,
        readAt: new Date(Date.now() - 240_000).toISOString(),
        failure: null,
      }),
      cancel: async () => undefined,
      details: async ({ tenantId }) => fakeDetails(customer(tenantId)),
      setFavourite: async ({ tenantId, favourite }) => ({ ...customer(tenantId), favourite }),
      connectionFor: async ({ cloudId, accountId, tenantId }) => {
        const { name, domain } = customer(tenantId);
        return put(
          connectionOf({
            name,
            folder: '',
            cloudId,
            accountId,
            loginHint: null,
            organization: { kind: 'customer', tenantId, name, domain },
            clientId: null,
            signIn: BROWSER,
            services: ['exchange'],
            readOnly: true,
          }),
        );
      },
    },
    console: {
      listTabs: async () => ({ tabs: world.tabs, activeTabId: world.activeTabId }),
      openTab: async ({ connectionId, service = 'exchange', background }) => {
        const title = connectionId === null ? 'Console' : find(connectionId).profile.name;
        const tab: ConsoleTab = {
          tabId: fakeId(),
          connectionId,
          service,
          kind: 'console',
          title,
          draft: '',
        };
        world.tabs = [...world.tabs, tab];
        if (!background) world.activeTabId = tab.tabId;
        tellTabs();
        return tab;
      },
      activateTab: async ({ tabId }) => {
        world.activeTabId = tabId;
        tellTabs();
      },
      connections: async () => ({ connections: [], signInId: null }),
      lastRun: async () => null,
      results: async () => ({ results: [], dropped: 0 }),
      check: async () => [],
      history: async () => [],
      saveDraft: async () => undefined,
    },
    queries: { list: async () => ({ queries: [], damaged: [] }) },
    activity: {
      list: async () => ({ records: [], more: false, who: [], where: [], unreadable: 0 }),
    },
    practice: {
      status: async () => ({ state: 'off', failure: null, accounts: [] }),
      start: async () => ({
        state: 'running',
        failure: null,
        accounts: [
          {
            username: 'alex@practice.localhost',
            password: 'Practice-1',
            about: 'Exchange Administrator, partner of 300 customers',
          },
          { username: 'robin@practice.localhost', password: 'Practice-2', about: 'Helpdesk, reads only' },
        ],
      }),
    },
    diagnostics: {
      preview: async () => ({ text: 'Tenantdeck 0.1.0\nElectron 45.4.1\n\nSettings\n  theme: system' }),
      save: async () => ({ path: '/home/somebody/tenantdeck-support.txt' }),
      openLogFolder: async () => undefined,
    },
  };
}

/**
 * A main process for component tests and the preview page: it answers in memory and tells its events. `fakes` replaces
 * single methods. A method that nobody has faked answers with a failure that names it.
 */
export function createFakeMain(start: Partial<FakeWorld> = {}, fakes: Fakes = {}): FakeMain {
  const world: FakeWorld = {
    connections: [],
    damaged: [],
    accounts: [],
    signIns: [],
    vault: keptVault,
    certificates: [],
    windowsStore: null,
    customers: [],
    tabs: [],
    activeTabId: null,
    settings: initialSettings,
    uiState: initialUiState,
    proxyPasswordKept: false,
    calls: [],
    ...start,
  };
  const listeners: Listeners = {};
  const emit: FakeMain['emit'] = (name, payload) => listeners[name]?.forEach((listener) => listener(payload));
  const standard = standardFakes(world, emit) as Record<string, Record<string, unknown> | undefined>;
  const own = fakes as Record<string, Record<string, unknown> | undefined>;
  const domains: Record<string, Record<string, unknown>> = {};
  for (const [domain, methods] of Object.entries(methodNames)) {
    const calls: Record<string, unknown> = {};
    for (const method of methods) {
      calls[method] = async (input: unknown): Promise<Answer<unknown>> => {
        world.calls.push({ name: `${domain}.${method}`, input });
        const run = (own[domain]?.[method] ?? standard[domain]?.[method]) as
          ((input: unknown) => Promise<unknown>) | undefined;
        try {
          if (run === undefined) throw fail('internal', `Nobody faked ${domain}.${method}.`, '');
          return { ok: true, value: await run(input) };
        } catch (error) {
          if (error instanceof FailureError) return { ok: false, failure: error.failure };
          throw error;
        }
      };
    }
    domains[domain] = calls;
  }
  const bridge = {
    ...domains,
    on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => {
      const set = ((listeners as Record<N, Set<(payload: EventPayload<N>) => void> | undefined>)[name] ??=
        new Set());
      set.add(listener);
      return () => set.delete(listener);
    },
  } as unknown as Bridge;
  return { bridge, world, emit };
}

/** Puts a fake main on the window, as the preload would. */
export function installFakeMain(start: Partial<FakeWorld> = {}, fakes: Fakes = {}): FakeMain {
  const main = createFakeMain(start, fakes);
  Object.defineProperty(window, 'tenantdeck', { value: main.bridge, configurable: true });
  return main;
}
