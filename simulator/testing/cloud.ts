import { createHash, randomBytes } from 'node:crypto';
import {
  PublicClientApplication,
  type AuthenticationResult,
  type InteractiveRequest,
} from '@azure/msal-node';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { assembleCloud, type ExchangeFactory, type PracticeCloud } from '../cloud.ts';
import { createPracticeControl, type PracticeControl } from '../control/client.ts';
import { jsonResponse } from '../http/forms.ts';
import type { PracticeOptions } from '../options.ts';
import { createFakeBrowser, walkSignIn, type FakeBrowser, type Person } from './browser.ts';
import { browserAddress, practiceMsalConfig } from './msal.ts';

export const TEST_SECRET = 'for-these-tests-only';
export const EXCHANGE_SCOPE = 'https://outlook.practice.localhost/.default';

/** Stands in for Exchange where a test is about tokens and faults: says whose token it got, and links to a next page. */
export const echoExchange: ExchangeFactory =
  ({ directory, tokens }) =>
  async (request) => {
    const verdict = await tokens.verify(request);
    if ('refused' in verdict) return verdict.refused;
    return jsonResponse(200, {
      upn: verdict.claims.upn,
      tid: verdict.claims.tid,
      access: directory.exchangeAccess(verdict.claims),
      '@odata.nextLink': `${request.url.origin}/adminapi/beta/${verdict.claims.tid}/Mailbox?$skiptoken=2`,
    });
  };

/** What a test sends besides the address. */
export interface PracticeFetch {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface TestCloud extends PracticeCloud {
  readonly control: PracticeControl;
  /** Sends to a practice host the way the app does. */
  fetch(url: string, init?: PracticeFetch): Promise<Response>;
}

/** A practice cloud with a control port, for one test file. Failures inside it are thrown at `close`. */
export async function startTestCloud(
  options: Partial<PracticeOptions> = {},
  exchange: ExchangeFactory = echoExchange,
): Promise<TestCloud> {
  const failures: unknown[] = [];
  const cloud = await assembleCloud(
    { customers: 40, mailboxes: 20, controlSecret: TEST_SECRET, ...options },
    exchange,
    (error) => failures.push(error),
  );
  return {
    ...cloud,
    control: createPracticeControl(cloud.controlPort ?? 0, TEST_SECRET),
    fetch: (url, init = {}) => {
      const address = new URL(url);
      return fetch(`http://127.0.0.1:${cloud.port}${address.pathname}${address.search}`, {
        redirect: 'manual',
        ...init,
        headers: { ...init.headers, 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': address.host },
      });
    },
    close: async () => {
      await cloud.close();
      if (failures.length > 0) throw new AggregateError(failures, 'the practice cloud had failures inside');
    },
  };
}

export interface SignedInClient {
  readonly client: PublicClientApplication;
  readonly result: AuthenticationResult;
}

/** Signs in with msal-node itself and a browser that does what is asked. Rejects as msal-node does. */
export async function signInWithMsal(
  cloud: PracticeCloud,
  person: Person,
  request: Partial<InteractiveRequest> = {},
  more: {
    readonly clientId?: string;
    readonly browser?: FakeBrowser;
    readonly client?: PublicClientApplication;
  } = {},
): Promise<SignedInClient> {
  const client = more.client ?? new PublicClientApplication(practiceMsalConfig(cloud.port, more.clientId));
  const result = await client.acquireTokenInteractive({
    scopes: [EXCHANGE_SCOPE],
    ...request,
    openBrowser: async (url) => {
      await walkSignIn(more.browser ?? createFakeBrowser(), browserAddress(url, cloud.port), person);
    },
  });
  return { client, result };
}

export interface AuthorizeParts {
  readonly url: string;
  readonly verifier: string;
}

/** An authorize address as a client builds it; `changes` replaces or (null) removes parameters. */
export function authorizeUrl(
  cloud: PracticeCloud,
  authority = 'organizations',
  changes: Readonly<Record<string, string | null>> = {},
): AuthorizeParts {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams({
    client_id: EXCHANGE_CLIENT_ID,
    scope: `${EXCHANGE_SCOPE} openid profile offline_access`,
    redirect_uri: 'http://localhost:50001',
    response_type: 'code',
    response_mode: 'form_post',
    state: 'state-of-this-test',
    client_info: '1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  return { url: `http://localhost:${cloud.port}/${authority}/oauth2/v2.0/authorize?${parameters}`, verifier };
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Posts to the token endpoint of an authority; the practice cloud's unless another sign-in host is named. */
export async function postToken(
  cloud: TestCloud,
  authority: string,
  fields: Readonly<Record<string, string>>,
  host = 'login.practice.localhost',
): Promise<TokenAnswer> {
  const response = await cloud.fetch(`https://${host}/${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: EXCHANGE_CLIENT_ID, ...fields }).toString(),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

/** Claims of a JWT, unchecked. */
export function claimsIn(token: unknown): Readonly<Record<string, unknown>> {
  const payload = typeof token === 'string' ? (token.split('.')[1] ?? '') : '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
}

/** A customer's tenant by the first label of its initial domain. */
export function tenantIdOf(cloud: PracticeCloud, slug: string): string {
  const tenant = cloud.directory.findTenant(`${slug}.practice.localhost`);
  if (tenant === null) throw new Error(`no tenant ${slug}`);
  return tenant.id;
}
