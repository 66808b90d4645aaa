import { claimFacts, readClaims } from '../../electron/auth/token-claims.ts';
import { entryUrl } from '../../electron/testing/entries.ts';
import { exchangeTarget } from '../../electron/testing/target.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PublicClientApplication } from '@azure/msal-node';
import type { AccessToken } from '../../electron/auth/types.ts';
import type { ExchangeTarget } from '../../electron/exchange/types.ts';
import { createHttpClient } from '../../electron/http/client.ts';
import { createPracticeTransport } from '../../electron/http/practice-transport.ts';
import { createNodeTransport } from '../../electron/http/transport-node.ts';
import type { HttpClient } from '../../electron/http/types.ts';
import { CLOUDS } from '../../shared/clouds.ts';
import { createPracticeControl, type PracticeControl } from '../../simulator/control/client.ts';
import { createFakeBrowser, walkSignIn } from '../../simulator/testing/browser.ts';
import { browserAddress, practiceMsalConfig } from '../../simulator/testing/msal.ts';
import { skippedTime } from '../../electron/testing/skipped-time.ts';

const SECRET = 'for-measuring-and-tests-only';
const SCOPE = `https://${CLOUDS.Practice.exchangeHost}/.default`;

/** The practice cloud in a process of its own, with somebody signed in. */
export interface Practice {
  readonly port: number;
  readonly control: PracticeControl;
  readonly http: HttpClient;
  readonly tenantId: string;
  readonly username: string;
  /** A token as the service takes it now; renewed when it is asked to. */
  token(options: { claims?: string; forceRefresh?: boolean }): Promise<AccessToken>;
  target(cacheKey?: string): ExchangeTarget;
  stop(): Promise<void>;
}

export async function startPractice(options: {
  mailboxes: number;
  customers?: number;
  username?: string;
  /** Domain of the customer that the account signs in to; absent: its own organisation. */
  customer?: string;
}): Promise<Practice> {
  const args = [
    ...['--mailboxes', String(options.mailboxes), '--customers', String(options.customers ?? 3)],
    ...['--control-secret', SECRET, '--until-stdin-closes'],
  ];
  const child = spawn(process.execPath, [fileURLToPath(entryUrl('practice')), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { port, controlPort } = JSON.parse(line) as { port: number; controlPort: number };
  const username = options.username ?? 'alex@practice.localhost';
  const client = new PublicClientApplication(practiceMsalConfig(port));
  const authority =
    options.customer === undefined ? null : `https://${CLOUDS.Practice.loginHost}/${options.customer}`;
  const signIn = () =>
    client.acquireTokenInteractive({
      scopes: [SCOPE],
      ...(authority !== null && { authority }),
      openBrowser: (url) =>
        walkSignIn(createFakeBrowser(), browserAddress(url, port), { upn: username }).then(() => undefined),
    });
  let result = await signIn();
  const loopback = createNodeTransport();
  const http = createHttpClient({
    transport: createPracticeTransport({ real: loopback.send, loopback: loopback.send, port: () => port }),
    // Retries at once: what is measured and tested is that they happen, not how long they wait.
    ...skippedTime(),
  });
  const token: Practice['token'] = async ({ claims, forceRefresh }) => {
    if (claims !== undefined || forceRefresh === true) {
      const account = result.account;
      if (account === null) throw new Error('nobody is signed in');
      result = await client.acquireTokenSilent({
        scopes: [SCOPE],
        account,
        ...(authority !== null && { authority }),
        forceRefresh: true,
        ...(claims === undefined ? {} : { claims }),
      });
    }
    return {
      value: result.accessToken,
      expiresAt: result.expiresOn ?? new Date(),
      tenantId: result.tenantId,
      accountId: result.account?.homeAccountId ?? '',
      username,
      displayName: username,
      actor: 'user',
      ...claimFacts(readClaims(result.accessToken), Date.now()),
      correlationId: result.correlationId,
    };
  };
  return {
    port,
    control: createPracticeControl(controlPort, SECRET),
    http,
    tenantId: result.tenantId,
    username,
    token,
    target: (cacheKey = 'bench') => ({
      ...exchangeTarget({
        connectionId: '7a5f6a4e-6a0c-4d0b-9d6e-3b1f2f7f8a10',
        tenantId: result.tenantId,
        username,
        delegatedOrganization: options.customer ?? null,
        cacheKey,
      }),
      token,
    }),
    async stop() {
      loopback.close();
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
