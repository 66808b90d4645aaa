import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contract } from '../shared/contract/index.ts';
import { arcKeyFolder } from './auth/managed-identity/arc-key.ts';
import { findIdentityEndpoint } from './auth/managed-identity/endpoint.ts';
import { sendMetadata } from './auth/managed-identity/wire.ts';
import { compose, type Composed } from './compose.ts';
import type { LogFile } from './diagnostics/log.ts';
import { createElectronRoads } from './http/electron-transport.ts';
import { createNodeTransport } from './http/transport-node.ts';
import { dispatch, type Dispatch } from './ipc/dispatch.ts';
import { createEmit } from './ipc/emit.ts';
import { closeForeignChannels } from './ipc/register.ts';
import { createPractice, type Practice } from './practice/practice.ts';
import { jsonStoresIn } from './settings/store-electron.ts';
import { askForFolder, askWhatToOpen, askWhereToSave } from './shell/dialogs.ts';
import { appSystem, copyToClipboard, openFolder, openSignInPage, revealFile } from './shell/desktop.ts';
import type { StartOptions } from './shell/options.ts';
import { launchPractice, usePractice } from './shell/practice-process.ts';
import type { OwnWindow } from './shell/window.ts';
import { createKeychain } from './vault/keychain.ts';

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

export interface Services extends Pick<Composed, 'close' | 'keychainHangs'> {
  readonly dispatch: Dispatch;
}

/** Main's services over the system that Electron gives. No decision is made here. */
export async function composeServices(deps: ServiceDeps): Promise<Services> {
  const { dataFolder, options, window, onUnexpected } = deps;
  const codeUrl = (file: string): URL => pathToFileURL(join(deps.codeFolder, file));
  const practice = practiceOf(deps);
  const { handlers, ...made } = await compose({
    version: deps.version,
    facts: deps.facts,
    dataFolder,
    workers: {
      certificate: codeUrl('certificate-worker.js'),
      module: codeUrl('module-worker.js'),
      console: codeUrl('console-worker.js'),
    },
    emit: createEmit(window, onUnexpected),
    onUnexpected,
    logFile: deps.logFile,
    openStore: jsonStoresIn(dataFolder),
    keychain: createKeychain(),
    roads: createElectronRoads(),
    loopback: createNodeTransport(),
    practice,
    practiceNetwork: options.practiceNetwork,
    identity: {
      endpoint: () => findIdentityEndpoint(process.env),
      send: sendMetadata,
      keyFolder: arcKeyFolder(),
    },
    dialogs: {
      askForFolder: askForFolder(window),
      askWhatToOpen: askWhatToOpen(window),
      askWhereToSave: askWhereToSave(window),
    },
    desktop: { openSignInPage, copyToClipboard, revealFile, openFolder },
    app: { system: appSystem(window), practice: options.practice },
  });
  closeForeignChannels();
  if (options.practice) void practice.port().catch(() => undefined);
  return {
    dispatch: (domain, method, raw) => dispatch(contract, handlers, domain, method, raw, onUnexpected),
    close: () => made.close(),
    keychainHangs: () => made.keychainHangs(),
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
