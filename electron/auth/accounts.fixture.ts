import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { CLOUDS, EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { FailureError } from '../../shared/model/failure.ts';
import { createHttpClient } from '../http/client.ts';
import { browserAddress, createPracticeTransport } from '../http/practice-transport.ts';
import { createNodeTransport, type NodeTransport } from '../http/transport-node.ts';
import type { Transport, TransportRequest } from '../http/types.ts';
import { startTestCloud, type TestCloud } from '../testing/practice-cloud.ts';
import { RobotBrowser, type Person, type RobotPage } from '../testing/robot-browser.ts';
import type { Keychain } from '../vault/types.ts';
import { createVault } from '../vault/vault.ts';
import { createAccounts, type AccountsOptions, type AccountsService } from './accounts.ts';
import { mergeDocuments } from './cloud-store.ts';
import type { TokenRequest } from './types.ts';
import { skippedTime } from '../testing/skipped-time.ts';

export const ADMIN = 'admin@partner.practice.localhost';
export const HELPDESK = 'helpdesk@partner.practice.localhost';
export const SCOPES = [`https://${CLOUDS.Practice.exchangeHost}/.default`];
export const COMPLIANCE_SCOPES = [`https://${CLOUDS.Practice.complianceHost}/.default`];
export const GRAPH_SCOPES = [`https://${CLOUDS.Practice.graphHost}/DelegatedAdminRelationship.Read.All`];

export const signal = () => new AbortController().signal;

/** A request for Exchange, of a kept sign-in. */
export const wants = (accountId: string | null, more: Partial<TokenRequest> = {}): TokenRequest => ({
  cloudId: 'Practice',
  clientId: EXCHANGE_CLIENT_ID,
  accountId,
  loginHint: null,
  tenant: 'organizations',
  scopes: SCOPES,
  interactive: 'never',
  purpose: 'Test',
  connectionId: null,
  signal: signal(),
  ...more,
});

export async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    (value) => value,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error });
  return error.failure;
}

/** Accounts over the practice cloud and the real HTTP client, with a vault on disk; new for each test of a file. */
export class AccountsDesk {
  cloud!: TestCloud;
  folder = '';
  keychain!: Keychain;
  /** What the system's browser does, one after the other. */
  browsers: ((address: string) => Promise<void>)[] = [];
  robot = new RobotBrowser();
  pages: Promise<RobotPage>[] = [];
  /** Each request as `METHOD path`. */
  sent: string[] = [];
  requests: TransportRequest[] = [];
  readonly #open: AccountsService[] = [];
  #node!: NodeTransport;

  /** Registers the hooks of a test file. */
  static use(cloudArgs: readonly string[] = ['--customers', '30', '--mailboxes', '5']): AccountsDesk {
    const desk = new AccountsDesk();
    beforeAll(async () => {
      desk.cloud = await startTestCloud(cloudArgs);
      desk.#node = createNodeTransport();
    }, 60_000);
    afterAll(() => {
      desk.cloud.stop();
      desk.#node.close();
    });
    beforeEach(() => desk.#begin());
    afterEach(() => desk.#end());
    return desk;
  }

  async #begin(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'accounts-'));
    let secret: string | null = null;
    this.keychain = {
      get: () => Promise.resolve(secret),
      set: (value) => {
        secret = value;
        return Promise.resolve();
      },
      remove: () => Promise.resolve(),
    };
    this.robot = new RobotBrowser();
    this.browsers = [];
    this.pages = [];
    this.sent = [];
    this.requests = [];
  }

  async #end(): Promise<void> {
    for (const accounts of this.#open.splice(0)) await accounts.close();
    await rm(this.folder, { recursive: true, force: true });
    await this.cloud.control('DELETE', '/faults');
    await this.cloud.control('POST', '/clock', { skewSeconds: 0 });
    await this.cloud.control('DELETE', '/sessions');
  }

  /** Starts the accounts; a second time is the app started again. */
  async start(more: Partial<AccountsOptions> = {}): Promise<AccountsService> {
    const vault = createVault({
      folder: this.folder,
      keychain: this.keychain,
      platform: 'linux',
      merge: mergeDocuments,
    });
    await vault.open();
    const real: Transport = () => Promise.reject(new Error('the real network was used'));
    const port = () => Promise.resolve(this.cloud.port);
    const transport = createPracticeTransport({ real, loopback: this.#node.send, port });
    const accounts = createAccounts({
      vault,
      http: createHttpClient({
        transport: (request) => {
          this.sent.push(`${request.method} ${new URL(request.url).pathname}`);
          this.requests.push(request);
          return transport(request);
        },
        ...skippedTime(),
      }),
      openBrowser: (address) =>
        this.browsers.shift()?.(address) ?? Promise.reject(new Error('no browser expected')),
      browserAddress: (address) => browserAddress(address, port),
      ...more,
    });
    await accounts.start();
    this.#open.push(accounts);
    return accounts;
  }

  /** A browser in which this person does what every page asks. */
  walksIn(person: Person) {
    return (address: string) => {
      this.pages.push(this.robot.signIn(address, person));
      return Promise.resolve();
    };
  }

  signIn(accounts: AccountsService, username = ADMIN) {
    this.browsers.push(this.walksIn({ username }));
    return accounts.signIn({ cloudId: 'Practice', loginHint: username, signal: signal() });
  }

  /** How many POST requests went out. */
  posts(): number {
    return this.sent.filter((line) => line.startsWith('POST')).length;
  }
}
