import { join } from 'node:path';
import { createAccounts, type AccountsOptions, type AccountsService } from '../auth/accounts.ts';
import { createKeptPasswords } from '../auth/kept-passwords.ts';
import { proxiedTokens } from '../auth/proxied-tokens.ts';
import { createTenantLookup } from '../auth/tenant-lookup.ts';
import type { TokenSourcesDeps } from '../auth/token-sources.ts';
import { createCertificates, type CertificatesService } from '../certificates/certificates.ts';
import type { WindowsStore } from '../certificates/windows-store.ts';
import { createConnections, type Connections } from '../connections/connections.ts';
import type { ProxyLogins } from '../connections/proxy-logins.ts';
import { createExchange } from '../exchange/service.ts';
import type { HttpClient } from '../http/types.ts';
import { createVault, type VaultOptions } from '../vault/vault.ts';
import { entryUrl } from './entries.ts';
import { fakeActivity, memoryFile, nothingKept, sourcesOf } from './world.ts';

/** A system without a keychain: what is kept lives in memory. */
const noKeychain: VaultOptions['keychain'] = {
  get: () => Promise.resolve(null),
  set: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

/** What is outside of main. */
interface Outside extends Pick<AccountsOptions, 'openBrowser' | 'browserAddress'> {
  readonly http: HttpClient;
  /** For files; whoever made it takes it away. */
  readonly folder: string;
  readonly identity: TokenSourcesDeps['identity'];
  readonly proxyLogins?: ProxyLogins;
  /** Of Windows; this computer's where none is given. */
  readonly store?: WindowsStore;
}

/** For tests: connections with all that they need of main, over the network and the browser that the test has. */
export interface MainServices {
  readonly accounts: AccountsService;
  readonly certificates: CertificatesService;
  readonly passwords: ReturnType<typeof createKeptPasswords>;
  readonly activity: ReturnType<typeof fakeActivity>;
  readonly connections: Connections;
  /** As if the app were started anew: accounts and saved connections stay. */
  restart(): Connections;
  close(): Promise<void>;
}

export async function startMainServices(outside: Outside): Promise<MainServices> {
  const { http, folder, openBrowser, browserAddress, identity } = outside;
  const vault = createVault({ folder, keychain: noKeychain, persistent: false });
  const { store } = outside;
  const certificates = createCertificates({
    ...{ vault, workerUrl: entryUrl('certificate-worker') },
    ...(store !== undefined && { store }),
  });
  const passwords = createKeptPasswords(vault);
  const proxyLogins = outside.proxyLogins ?? nothingKept.proxyLogins;
  const accounts = createAccounts({ vault, http, openBrowser, browserAddress });
  await vault.open();
  await Promise.all([accounts.start(), certificates.start()]);
  const exchange = createExchange({
    http,
    cacheFolder: join(folder, 'cmdlets'),
    moduleWorkerUrl: entryUrl('module-worker'),
    clientVersion: '0.0.0-test',
    log: () => {},
  });
  const file = memoryFile();
  const journalFile = memoryFile();
  const activity = fakeActivity();
  const sources = proxiedTokens(sourcesOf(accounts, { http, certificates, passwords, identity }));
  const open = () =>
    createConnections({
      ...{ file, journalFile, accounts, sources, exchange, activity },
      kept: { passwords, certificates, proxyLogins },
      lookup: createTenantLookup(http),
    });
  let connections = open();
  return {
    ...{ accounts, certificates, passwords, activity },
    get connections() {
      return connections;
    },
    restart() {
      connections = open();
      return connections;
    },
    async close() {
      await connections.close();
      await accounts.close();
      await certificates.close();
      await exchange.close();
    },
  };
}
