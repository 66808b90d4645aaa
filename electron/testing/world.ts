import { NO_HELP } from '../../shared/model/cmdlet-help.ts';
import { createTokenSources, type TokenSourcesDeps } from '../auth/token-sources.ts';
import { organizationName, tenantIdOf } from '../connections/identity.ts';
import { BROWSER } from '../../shared/model/sign-in-method.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import type { Account, SignIn } from '../../shared/model/account.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { TenantLookup } from '../auth/tenant-lookup.ts';
import type { AccessToken, Accounts, TokenRequest } from '../auth/types.ts';
import type { ExchangeService, ExchangeTarget } from '../exchange/types.ts';

/** For tests: stand-ins at the borders of connections and partner. */
export const HOME = '11111111-1111-4111-8111-111111111111';
export const CUSTOMER = '22222222-2222-4222-8222-222222222222';
export const ACCOUNT_ID = `aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa.${HOME}`;

export const account: Account = {
  accountId: ACCOUNT_ID,
  cloudId: 'Practice',
  username: 'admin@partner.example',
  displayName: 'Ana',
  homeTenantId: HOME,
  homeOrganization: 'Partner',
  usable: true,
};

export const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  name: '',
  folder: '',
  cloudId: 'Practice',
  accountId: ACCOUNT_ID,
  loginHint: null,
  organization: { kind: 'own', tenantId: null, name: null, domain: null },
  clientId: null,
  signIn: BROWSER,
  // The welcome comes when it can, and would be among the requests that tests count.
  options: { ...NO_OPTIONS, showBanner: false },
  services: ['exchange'],
  readOnly: true,
  ...more,
});

export const tokenFor = (request: TokenRequest, more: Partial<AccessToken> = {}): AccessToken => ({
  value: 'header.payload.signature',
  expiresAt: new Date('2026-11-21T12:00:00Z'),
  tenantId: request.tenant === 'organizations' ? HOME : request.tenant,
  accountId: ACCOUNT_ID,
  username: account.username,
  displayName: account.displayName,
  actor: 'user',
  audience: request.scopes[0]?.replace('/.default', '') ?? '',
  issuedAt: new Date('2026-11-21T11:00:00Z'),
  directoryRoleIds: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
  scopes: [],
  appRoles: [],
  appId: null,
  correlationId: 'c-1',
  ...more,
});

export interface FakeAccounts extends Accounts {
  requests: TokenRequest[];
  answer: (request: TokenRequest) => Promise<AccessToken>;
  tellSignIns(signIns: readonly SignIn[]): void;
}

export function fakeAccounts(): FakeAccounts {
  let listener: (signIns: readonly SignIn[]) => void = () => {};
  const accounts: FakeAccounts = {
    requests: [],
    answer: (request) => Promise.resolve(tokenFor(request)),
    list: () => [account],
    find: (key) => (key.accountId === ACCOUNT_ID && key.cloudId === 'Practice' ? account : null),
    acquireToken(request) {
      accounts.requests.push(request);
      return accounts.answer(request);
    },
    releaseTokens: () => undefined,
    signIn: () => Promise.resolve(account),
    signOut: () => Promise.resolve(),
    signIns: () => [],
    reopenPage: () => Promise.resolve(),
    pageLink: () => '',
    deviceCode: () => '',
    cancelSignIn: () => {},
    onAccounts: () => () => {},
    onSignIns(added) {
      listener = added;
      return () => {};
    },
    tellSignIns: (signIns) => listener(signIns),
  };
  return accounts;
}

const notAsked = () => Promise.reject(new Error('not asked for'));

const nothingBack = () => Promise.resolve();

/** A vault in which nobody put a password. */
export const nothingKept = {
  passwords: {
    read: () => Promise.resolve(null),
    keep: notAsked,
    forget: () => Promise.resolve(nothingBack),
  },
  certificates: { forgetFilePassword: () => Promise.resolve(nothingBack) },
  proxyLogins: { offer: () => undefined, close: () => undefined, forget: () => Promise.resolve(nothingBack) },
};

/** The sources of tokens that the app has, over these accounts; what a test needs more of comes in `more`. */
export const sourcesOf = (accounts: Accounts, more: Partial<TokenSourcesDeps> = {}) =>
  createTokenSources({
    accounts,
    purposeOf: organizationName,
    tenantOf: tenantIdOf,
    http: { send: notAsked },
    certificates: { signer: notAsked },
    passwords: nothingKept.passwords,
    identity: { endpoint: notAsked, send: notAsked, keyFolder: '' },
    now: Date.now,
    ...more,
  });

/** No domain is known, as where nothing is looked up. */
export const noLookup: TenantLookup = ({ domain }) =>
  Promise.reject(fail('not-found', `Nobody knows ${domain}.`, ''));

export interface FakeExchange extends ExchangeService {
  targets: ExchangeTarget[];
  closed: number;
  cmdlets: () => Promise<readonly never[]>;
}

export function fakeExchange(): FakeExchange {
  const exchange: FakeExchange = {
    targets: [],
    closed: 0,
    cmdlets: () => Promise.resolve([]),
    discoverHost: (target) => Promise.resolve(target.host),
    openSession(target) {
      exchange.targets.push(target);
      return {
        target,
        cmdlets: () => exchange.cmdlets(),
        getPage: () => Promise.reject(new Error('not asked for')),
        getPages: () => [],
        encryptSecret: () => Promise.reject(new Error('not asked for')),
        banner: () => Promise.resolve(null),
        apiState: () => Promise.resolve({ running: true, reason: '' }),
        loadHelp: () => undefined,
        onCmdlets: () => undefined,
        knows: () => false,
        help: () => Promise.resolve(NO_HELP),
        close: () => void (exchange.closed += 1),
      };
    },
  };
  return exchange;
}

export type Noted = Pick<ActivityRecord, 'kind' | 'what' | 'outcome' | 'who'> & { organization: string };

export function fakeActivity(): ActivityLog & { records: Noted[] } {
  const records: Noted[] = [];
  return {
    records,
    begin(start) {
      const record: Noted = {
        kind: start.kind,
        what: start.what,
        who: start.who,
        organization: start.where.organization,
        outcome: 'running',
      };
      records.push(record);
      return Promise.resolve({
        id: String(records.length),
        end: ({ outcome }) => {
          record.outcome = outcome;
          return Promise.resolve();
        },
      });
    },
  };
}

export function memoryFile(data?: unknown) {
  return {
    path: '/nowhere/file.json',
    data,
    read() {
      return this.data;
    },
    write(next: unknown) {
      this.data = structuredClone(next);
    },
  };
}

export async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error });
  return error.failure;
}

export const clientId = EXCHANGE_CLIENT_ID;
