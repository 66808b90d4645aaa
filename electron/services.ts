import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLOUDS } from '../shared/clouds.ts';
import { contract, type Handlers } from '../shared/contract/index.ts';
import { createActivity } from './activity/activity.ts';
import { openActivityFile } from './activity/log-file.ts';
import { createAccounts } from './auth/accounts.ts';
import { mergeDocuments } from './auth/cloud-store.ts';
import { createKeptPasswords } from './auth/kept-passwords.ts';
import { proxiedTokens } from './auth/proxied-tokens.ts';
import { createTenantLookup } from './auth/tenant-lookup.ts';
import { arcKeyFolder } from './auth/managed-identity/arc-key.ts';
import { findIdentityEndpoint, practiceIdentityEndpoint } from './auth/managed-identity/endpoint.ts';
import { sendMetadata } from './auth/managed-identity/wire.ts';
import { createTokenSources } from './auth/token-sources.ts';
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
import { createDiagnostics } from './diagnostics/bundle.ts';
import { plainFields, type LogFile } from './diagnostics/log.ts';
import { createExchange } from './exchange/service.ts';
import { createHttpClient } from './http/client.ts';
import { createElectronRoads } from './http/electron-transport.ts';
import { createNetwork } from './http/network.ts';
import { browserAddress, createPracticeRoutes, createPracticeTransport } from './http/practice-transport.ts';
import { createNodeTransport } from './http/transport-node.ts';
import { dispatch, type Dispatch } from './ipc/dispatch.ts';
import { createEmit } from './ipc/emit.ts';
import { closeForeignChannels } from './ipc/register.ts';
import { createCustomers } from './partner/customers.ts';
import { createPractice, type Practice } from './practice/practice.ts';
import { createQueries } from './queries/queries.ts';
import { openQueryStore } from './queries/store.ts';
import { createSettingsHandlers } from './settings/handlers.ts';
import { createProxyPassword } from './settings/proxy-password.ts';
import { jsonStoresIn } from './settings/store-electron.ts';
import { createSettings, createUiState } from './settings/settings.ts';
import { textStoreIn } from './settings/text-store.ts';
import { appHandlers } from './shell/app-handlers.ts';
import { askForFolder, askWhatToOpen, askWhereToSave } from './shell/dialogs.ts';
import { copyToClipboard, openFolder, openSignInPage, revealFile } from './shell/desktop.ts';
import type { StartOptions } from './shell/options.ts';
import { launchPractice, usePractice } from './shell/practice-process.ts';
import type { OwnWindow } from './shell/window.ts';
import { mergeEntries } from './vault/kept-entries.ts';
import { createKeychain } from './vault/keychain.ts';
import { createVault } from './vault/vault.ts';

export interface ServiceDeps {
  readonly version: string;
  /** Facts of the runtime for the support bundle. */
  readonly facts: readonly (readonly [string, string])[];
  readonly dataFolder: string;
  /** Where the built code is: workers and the practice cloud stand beside main. */
  readonly codeFolder: string;
  readonly options: StartOptions;
  readonly logFile: LogFile;
  readonly onUnexpected: (channel: string, error: unknown) => void;
  readonly window: OwnWindow;
}

export interface Services {
  readonly dispatch: Dispatch;
  /** Writes what is held, ends processes and threads. */
  close(): Promise<void>;
  /** A call to the keychain has not come back: its thread would keep the process from ending. */
  keychainHangs(): boolean;
}

/** Builds every service and joins them. No decision is made here. */
export async function composeServices(deps: ServiceDeps): Promise<Services> {
  const { dataFolder } = deps;
  const emit = createEmit(deps.window, deps.onUnexpected);
  const openStore = jsonStoresIn(dataFolder);
  const now = (): Date => new Date();
  const askWhere = askWhereToSave(deps.window);
  const dialogs = { askWhatToOpen: askWhatToOpen(deps.window), askWhereToSave: askWhere };
  const codeUrl = (file: string): URL => pathToFileURL(join(deps.codeFolder, file));

  const settings = createSettings(openStore('settings'));
  const uiState = createUiState(openStore('ui-state'));
  const practice = practiceOf(deps);
  const loopback = createNodeTransport();
  const vault = createVault({
    folder: join(dataFolder, 'vault'),
    keychain: createKeychain(),
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
    open: createElectronRoads(),
    credentials: (proxy) => proxyPassword.credentials(proxy),
    own: proxyLogins,
  });
  const routeOf = createPracticeRoutes(network.routeOf, deps.options.practiceNetwork);
  const http = createHttpClient({
    routeOf,
    transport: createPracticeTransport({
      real: network.send,
      loopback: loopback.send,
      port: () => practice.port(),
      network: deps.options.practiceNetwork,
    }),
  });
  const certificates = createCertificates({ vault, workerUrl: codeUrl('certificate-worker.js') });
  const accounts = createAccounts({
    vault,
    http,
    openBrowser: openSignInPage,
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
      askWhere({ title: 'Export activity', suggestedName, filters: [{ name: 'CSV', extensions: ['csv'] }] }),
  });
  const log = deps.logFile.scope('services');
  const writeLog: Parameters<typeof createConsole>[0]['log'] = (level, text, more) => {
    log[level](text, plainFields(more));
  };
  const exchange = createExchange({
    http,
    cacheFolder: join(dataFolder, 'cache', 'cmdlets'),
    moduleWorkerUrl: codeUrl('module-worker.js'),
    clientVersion: deps.version,
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
          endpoint: async ({ cloudId }) =>
            CLOUDS[cloudId].practice
              ? practiceIdentityEndpoint(await practice.port())
              : findIdentityEndpoint(process.env),
          send: sendMetadata,
          keyFolder: arcKeyFolder(),
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
    clipboard: { writeText: copyToClipboard },
    saveDialog: ({ title, suggestedName, format }) =>
      askWhere({ title, suggestedName, filters: [{ name: format.toUpperCase(), extensions: [format] }] }),
    openDialog: dialogs.askWhatToOpen,
    folderDialog: askForFolder(deps.window),
    certificates,
    reveal: revealFile,
    workerUrl: codeUrl('console-worker.js'),
    exportJournal: join(dataFolder, 'exports.json'),
    resultsKept: () => settings.get().resultsKept,
    emit,
    log: writeLog,
  });
  const handlers: Handlers = {
    app: appHandlers({ uiState, window: deps.window, practice: deps.options.practice }),
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
      vault,
      connections,
      activity,
      copy: copyToClipboard,
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
        reveal: revealFile,
        askForFolder: askForFolder(deps.window),
      }),
    },
    customers: customers.handlers,
    console: console.handlers,
    queries: createQueries({ store: openQueryStore(openStore('queries'), now), runner: console, now }),
    activity: activity.handlers,
    practice: practice.handlers,
    diagnostics: createDiagnostics({
      log: deps.logFile,
      facts: () => [
        ...deps.facts,
        ['Sign-ins', vault.status().sentence],
        ['Accounts', String(accounts.list().length)],
        ['Practice cloud', practice.status().state],
      ],
      askWhere: (suggestedName) =>
        askWhere({
          title: 'Save support bundle',
          suggestedName,
          filters: [{ name: 'Text', extensions: ['txt'] }],
        }),
      openFolder,
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
  closeForeignChannels();
  // Not awaited: what the keychain holds comes as events, and tokens wait for it by themselves.
  let keychainAnswered = false;
  void vault.open().then(() => {
    keychainAnswered = true;
    return Promise.all([accounts.start(), certificates.start()]);
  });
  connections.recover().catch((error: unknown) => {
    deps.onUnexpected('connections', error);
  });
  if (deps.options.practice) void practice.port().catch(() => undefined);

  return {
    dispatch: (domain, method, raw) => dispatch(contract, handlers, domain, method, raw, deps.onUnexpected),
    async close() {
      await console.close();
      await connections.close();
      await accounts.close();
      await certificates.close();
      practice.stop();
      loopback.close();
    },
    keychainHangs: () => !keychainAnswered || vault.status().reason === 'keychain-hangs',
  };
}

/** The practice cloud as a process of the app, or the one that already runs on a port the app was given. */
function practiceOf(deps: ServiceDeps): Practice {
  const { practicePort, practiceArguments } = deps.options;
  return createPractice({
    args: ['--state', join(deps.dataFolder, 'practice-state.json'), ...practiceArguments],
    launch:
      practicePort === null
        ? launchPractice(join(deps.codeFolder, 'practice.js'))
        : usePractice(practicePort),
  });
}
