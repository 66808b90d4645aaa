import { join } from 'node:path';
import { CLOUDS } from '../shared/clouds.ts';
import type { Handlers } from '../shared/contract/index.ts';
import type { EventName, EventPayload } from '../shared/contract/events.ts';
import { createActivity } from './activity/activity.ts';
import { openActivityFile } from './activity/log-file.ts';
import { createAccounts, type AccountsOptions } from './auth/accounts.ts';
import { mergeDocuments } from './auth/cloud-store.ts';
import { createKeptPasswords } from './auth/kept-passwords.ts';
import { proxiedTokens } from './auth/proxied-tokens.ts';
import { createTenantLookup } from './auth/tenant-lookup.ts';
import { practiceIdentityEndpoint, type IdentityEndpoint } from './auth/managed-identity/endpoint.ts';
import { createTokenSources, type TokenSourcesDeps } from './auth/token-sources.ts';
import { createAccountHandlers } from './connections/account-handlers.ts';
import { createCertificates } from './certificates/certificates.ts';
import { createCertificateHandlers } from './certificates/handlers.ts';
import { mergeCertificates } from './certificates/kept.ts';
import { createConnections } from './connections/connections.ts';
import { organizationName, tenantIdOf } from './connections/identity.ts';
import { createProxyLogins } from './connections/proxy-logins.ts';
import { createRunLogHandlers } from './connections/run-log/handlers.ts';
import { createTransferHandlers } from './connections/transfer/handlers.ts';
import { createConsole } from './console/console.ts';
import { createDiagnostics, type DiagnosticsDeps } from './diagnostics/bundle.ts';
import { plainFields } from './diagnostics/log.ts';
import { createExchange } from './exchange/service.ts';
import { createHttpClient } from './http/client.ts';
import { createNetwork, type OpenRoad } from './http/network.ts';
import { browserAddress, createPracticeRoutes, createPracticeTransport } from './http/practice-transport.ts';
import type { NodeTransport } from './http/transport-node.ts';
import { createCustomers } from './partner/customers.ts';
import type { Practice } from './practice/practice.ts';
import { createQueries } from './queries/queries.ts';
import { openQueryStore } from './queries/store.ts';
import type { FileDialogs } from './settings/asked-file.ts';
import { createSettingsHandlers } from './settings/handlers.ts';
import type { OpenJsonStore } from './settings/json-store.ts';
import { createProxyPassword } from './settings/proxy-password.ts';
import { createSettings, createUiState } from './settings/settings.ts';
import { textStoreIn } from './settings/text-store.ts';
import { appHandlers, type AppSystem } from './shell/app-handlers.ts';
import { mergeEntries } from './vault/kept-entries.ts';
import type { Keychain } from './vault/types.ts';
import { createVault } from './vault/vault.ts';

/** What of the system main's services reach: Electron in the app, stand-ins where all of main is tested without it. */
export interface Outside {
  readonly version: string;
  /** Facts of the runtime for the support bundle. */
  readonly facts: readonly (readonly [string, string])[];
  readonly dataFolder: string;
  readonly workers: Readonly<Record<'certificate' | 'module' | 'console', URL>>;
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  readonly onUnexpected: (channel: string, error: unknown) => void;
  readonly logFile: DiagnosticsDeps['log'];
  readonly openStore: OpenJsonStore;
  readonly keychain: Keychain;
  /** The ways to the real network. */
  readonly roads: OpenRoad;
  /** For what runs on this computer, the practice cloud among it; never by a proxy. */
  readonly loopback: NodeTransport;
  readonly practice: Practice;
  /** A domain under which the practice cloud's hosts are on the real network; null: they are on loopback alone. */
  readonly practiceNetwork: string | null;
  readonly identity: Pick<TokenSourcesDeps['identity'], 'send' | 'keyFolder'> & {
    readonly endpoint: () => IdentityEndpoint;
  };
  readonly dialogs: FileDialogs & { readonly askForFolder: (title: string) => Promise<string | null> };
  readonly desktop: {
    readonly openSignInPage: AccountsOptions['openBrowser'];
    readonly copyToClipboard: (text: string) => Promise<void>;
    /** In the system's file manager. */
    readonly revealFile: (path: string) => void;
    readonly openFolder: (folder: string) => Promise<void>;
  };
  readonly app: { readonly system: AppSystem; readonly practice: boolean };
}

export interface Composed {
  readonly handlers: Handlers;
  /** Resolves when the keychain has answered and what it keeps was read. */
  readonly opened: Promise<void>;
  /** Writes what is held, ends processes and threads. */
  close(): Promise<void>;
  /** A call to the keychain has not come back: its thread would keep the process from ending. */
  keychainHangs(): boolean;
}

/** Builds every service and joins them. No decision is made here. */
export async function compose(outside: Outside): Promise<Composed> {
  const { dataFolder, emit, openStore, practice, workers, loopback, desktop } = outside;
  const now = (): Date => new Date();
  const { askForFolder, askWhatToOpen, askWhereToSave } = outside.dialogs;
  const dialogs = { askWhatToOpen, askWhereToSave };

  const settings = createSettings(openStore('settings'));
  const uiState = createUiState(openStore('ui-state'));
  const vault = createVault({
    folder: join(dataFolder, 'vault'),
    keychain: outside.keychain,
    persistent: settings.get().keepSignedIn,
    merge: (onDisk, inMemory) =>
      mergeCertificates(onDisk, inMemory) ??
      mergeEntries(onDisk, inMemory) ??
      mergeDocuments(onDisk, inMemory),
  });
  const proxyPassword = createProxyPassword(vault);
  const passwords = createKeptPasswords(vault);
  const networkSettings = () => {
    const { proxy, rootCertificates } = settings.get();
    return { proxy, roots: rootCertificates.map(({ pem }) => pem) };
  };
  const proxyLogins = createProxyLogins(vault);
  const network = createNetwork(networkSettings(), {
    open: outside.roads,
    credentials: (proxy) => proxyPassword.credentials(proxy),
    own: proxyLogins,
  });
  const routeOf = createPracticeRoutes(network.routeOf, outside.practiceNetwork);
  const http = createHttpClient({
    routeOf,
    transport: createPracticeTransport({
      real: network.send,
      loopback: loopback.send,
      port: () => practice.port(),
      network: outside.practiceNetwork,
    }),
  });
  const certificates = createCertificates({ vault, workerUrl: workers.certificate });
  const accounts = createAccounts({
    vault,
    http,
    openBrowser: desktop.openSignInPage,
    browserAddress: (address) => browserAddress(address, () => practice.port()),
  });
  const activity = createActivity({
    file: openActivityFile(join(dataFolder, 'activity'), now),
    now,
    days: () => settings.get().activityDays,
    onRecord: (record) => {
      emit('activity', record);
    },
    askWhere: (suggestedName) =>
      askWhereToSave({
        title: 'Export activity',
        suggestedName,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      }),
  });
  const log = outside.logFile.scope('services');
  const writeLog: Parameters<typeof createConsole>[0]['log'] = (level, text, more) => {
    log[level](text, plainFields(more));
  };
  const exchange = createExchange({
    http,
    cacheFolder: join(dataFolder, 'cache', 'cmdlets'),
    moduleWorkerUrl: workers.module,
    clientVersion: outside.version,
    log: writeLog,
  });
  const connections = createConnections({
    file: openStore('connections'),
    accounts,
    sources: proxiedTokens(
      createTokenSources({
        accounts,
        purposeOf: organizationName,
        tenantOf: tenantIdOf,
        http,
        certificates,
        passwords,
        identity: {
          ...outside.identity,
          endpoint: async ({ cloudId }) =>
            CLOUDS[cloudId].practice
              ? practiceIdentityEndpoint(await practice.port())
              : outside.identity.endpoint(),
        },
        now: Date.now,
      }),
    ),
    exchange,
    activity,
    kept: { passwords, certificates, proxyLogins },
    lookup: createTenantLookup(http),
    journalFile: openStore('open-connections'),
  });
  const customers = createCustomers({
    file: openStore('customers'),
    http,
    accounts,
    findOrCreate: (draft) => connections.findOrCreate(draft),
    newConnectionsReadOnly: () => settings.get().newConnectionsReadOnly,
    noteOrganization: (cloudId, tenantId, name) => {
      accounts.noteOrganization(cloudId, tenantId, name);
    },
    emit: (page) => {
      emit('customersPage', page);
    },
  });
  const console = createConsole({
    registry: connections.registry,
    activity,
    store: textStoreIn(join(dataFolder, 'console')),
    clipboard: { writeText: desktop.copyToClipboard },
    saveDialog: ({ title, suggestedName, format }) =>
      askWhereToSave({
        title,
        suggestedName,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      }),
    openDialog: dialogs.askWhatToOpen,
    folderDialog: askForFolder,
    certificates,
    reveal: desktop.revealFile,
    workerUrl: workers.console,
    exportJournal: join(dataFolder, 'exports.json'),
    resultsKept: () => settings.get().resultsKept,
    emit,
    log: writeLog,
  });
  const handlers: Handlers = {
    app: appHandlers({ uiState, ...outside.app }),
    settings: createSettingsHandlers({
      settings,
      password: proxyPassword,
      http,
      routeOf,
      networkChanged: () => {
        network.configure(networkSettings());
      },
      forgetRefusals: () => {
        network.forgetRefusals();
      },
      askForCertificate: () =>
        dialogs.askWhatToOpen({
          title: 'Add root certificate',
          name: 'Certificates',
          extensions: ['pem', 'crt', 'cer', 'der'],
        }),
      now,
    }),
    accounts: createAccountHandlers({
      accounts,
      certificates,
      vault,
      connections,
      activity,
      copy: desktop.copyToClipboard,
      signedOut: (account) => {
        customers.forget(account);
      },
    }),
    certificates: createCertificateHandlers({
      certificates,
      activity,
      ...dialogs,
    }),
    connections: {
      ...connections.handlers,
      ...createTransferHandlers({
        transfer: connections.transfer,
        ...dialogs,
      }),
      ...createRunLogHandlers({
        registry: connections.registry,
        reveal: desktop.revealFile,
        askForFolder: askForFolder,
      }),
    },
    customers: customers.handlers,
    console: console.handlers,
    queries: createQueries({ store: openQueryStore(openStore('queries'), now), runner: console, now }),
    activity: activity.handlers,
    practice: practice.handlers,
    diagnostics: createDiagnostics({
      log: outside.logFile,
      facts: () => [
        ...outside.facts,
        ['Sign-ins', vault.status().sentence],
        ['Accounts', String(accounts.list().length)],
        ['Practice cloud', practice.status().state],
      ],
      askWhere: (suggestedName) =>
        askWhereToSave({
          title: 'Save support bundle',
          suggestedName,
          filters: [{ name: 'Text', extensions: ['txt'] }],
        }),
      openFolder: desktop.openFolder,
    }),
  };

  settings.onChange((after, before) => {
    emit('settings', after);
    if (after.keepSignedIn !== before.keepSignedIn) void vault.setPersistent(after.keepSignedIn);
  });
  vault.onStatus((status) => {
    emit('vault', status);
  });
  accounts.onAccounts((list) => {
    emit('accounts', [...list]);
  });
  certificates.onChange((list) => {
    emit('certificates', [...list]);
  });
  accounts.onSignIns((list) => {
    emit('signIns', [...list]);
  });
  proxyLogins.onChange((connectionId, change) => {
    network[change](connectionId);
  });
  connections.registry.onConnection((id, view) => {
    emit('connection', { id, view });
  });
  practice.onStatus((status) => {
    emit('practice', status);
  });

  await console.start();
  // Not awaited: what the keychain holds comes as events, and tokens wait for it by themselves.
  let keychainAnswered = false;
  const opened = vault.open().then(async () => {
    keychainAnswered = true;
    await Promise.all([accounts.start(), certificates.start()]);
  });
  connections.recover().catch((error: unknown) => {
    outside.onUnexpected('connections', error);
  });
  return {
    handlers,
    opened,
    async close() {
      await console.close();
      await connections.close();
      await accounts.close();
      await certificates.close();
      await exchange.close();
      practice.stop();
      loopback.close();
    },
    keychainHangs: () => !keychainAnswered || vault.status().reason === 'keychain-hangs',
  };
}
