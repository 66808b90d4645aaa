import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../shared/model/connection.ts';
import type { Failure, FailureAction, FailureCode } from '../../shared/model/failure.ts';
import type { AccessToken, TokenRequest } from '../auth/types.ts';
import { createCertificates, type CertificatesService } from '../certificates/certificates.ts';
import { makeSelfSigned } from '../certificates/self-signed.ts';
import { createWindowsStore } from '../certificates/windows-store.ts';
import { writePfx } from '../certificates/write-pfx.ts';
import { createExchange } from '../exchange/service.ts';
import { createHttpClient } from '../http/client.ts';
import { TransportError, type TransportErrorKind } from '../http/transport-error.ts';
import type { Transport } from '../http/types.ts';
import { exchangeTarget } from '../testing/target.ts';
import { createVault } from '../vault/vault.ts';
import { expectPart, table as markdownTable } from '../testing/document.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { draft, failureOf, tokenFor } from '../testing/world.ts';
import { entryUrl } from '../testing/entries.ts';
import { skippedTime } from '../testing/skipped-time.ts';

/** Every failure that connect.md names, provoked; by the first words of its row there. */
const ADMIN = 'admin@contoso.practice.localhost';
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de';
const READER = 'reader@contoso.practice.localhost';

let desk: PracticeDesk;
let certificates: CertificatesService;
let folder = '';
beforeAll(async () => {
  desk = await openPracticeDesk();
  folder = await mkdtemp(join(tmpdir(), 'failures-'));
  const keychain = {
    get: () => Promise.resolve(null),
    set: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
  const vault = createVault({ folder, keychain, persistent: false });
  certificates = createCertificates({
    vault,
    workerUrl: entryUrl('certificate-worker'),
  });
  await vault.open();
  await certificates.start();
}, 60_000);
afterAll(async () => {
  await desk.close();
  await certificates.close();
  await rm(folder, { recursive: true, force: true });
});

const { signal } = new AbortController();

async function open(loginHint = ADMIN): Promise<ConnectionView> {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
  const { profile } = await desk.connections.handlers.create(draft({ accountId: null, loginHint }));
  await desk.connections.handlers.connect({ id: profile.id });
  return settled(profile.id);
}

/** Once nothing is read in the background any more, so that what comes next meets what is provoked. */
async function settled(id: string): Promise<ConnectionView> {
  const count = () => {
    const status = desk.connections.registry.view(id)?.status;
    return status?.state === 'connected' ? status.cmdletCount : null;
  };
  await expect.poll(count, { timeout: 20_000 }).not.toBeNull();
  const view = desk.connections.registry.view(id);
  if (view === null) throw new Error('the connection is gone');
  return view;
}

async function run(view: ConnectionView, cmdlet = 'Get-AcceptedDomain'): Promise<void> {
  const { session } = await desk.connections.registry.session(view.profile.id, 'exchange', signal);
  await session.getPage({
    ...{ cmdlet, parameters: {}, pageSize: 10, nextLink: null, changes: false, signal },
    correlationId: crypto.randomUUID(),
  });
}

const fault = (match: object, effect: object, times = 1) =>
  desk.cloud.control('POST', '/faults', { match, effect, times });

/** The sign-in service refuses the next token with that number. */
async function refusedSignIn(number: number, error = 'invalid_grant'): Promise<Failure> {
  const view = await open();
  await fault(
    { service: 'entra', method: 'POST', path: '/token' },
    {
      kind: 'status',
      status: 400,
      body: JSON.stringify({
        error,
        error_codes: [number],
        error_description: `AADSTS${number}: a text of the service.`,
        correlation_id: '0c0ffee0-0000-4000-8000-000000000001',
      }),
    },
  );
  await desk.cloud.control('POST', '/tokens', { action: 'challenge' });
  return failureOf(run(view));
}

/** The service refuses a command with its own words. */
async function refusedCommand(text: string): Promise<Failure> {
  const view = await open();
  await fault(
    { service: 'exchange', path: 'InvokeCommand' },
    { kind: 'status', status: 403, body: JSON.stringify({ error: { code: 'Forbidden', message: text } }) },
  );
  return failureOf(run(view));
}

/** An app asks, with a token that has these rights; `said`: what the service says to it. */
async function refusedApp(
  said: { status: number; text: string } | null,
  rights: Partial<AccessToken>,
): Promise<Failure> {
  const exchange = createExchange({
    http: desk.http,
    cacheFolder: join(folder, 'cmdlets'),
    moduleWorkerUrl: entryUrl('module-worker'),
    clientVersion: '0.0.0',
    log: () => {},
  });
  const request = { scopes: [], tenant: 'contoso' } as unknown as TokenRequest;
  const token = tokenFor(request, { actor: 'app', appId: 'app-1', ...rights });
  const session = exchange.openSession(
    exchangeTarget({
      actor: 'app',
      username: 'OAuthUser@contoso.practice.localhost',
      organization: 'contoso.practice.localhost',
      token: () => Promise.resolve(token),
    }),
  );
  if (said !== null) {
    const body = JSON.stringify({ error: { code: 'Forbidden', message: said.text } });
    await fault({ path: 'InvokeCommand' }, { kind: 'status', status: said.status, body });
  }
  try {
    return await failureOf(
      session.getPage({
        ...{ cmdlet: 'Get-Mailbox', parameters: {}, pageSize: 10, nextLink: null, changes: false, signal },
        correlationId: crypto.randomUUID(),
      }),
    );
  } finally {
    session.close();
    await exchange.close();
  }
}

const NOT_SUPPORTED = {
  status: 403,
  text: "The role assigned to application app-1 isn't supported in this scenario. Check the documentation.",
};

async function pfx(password: string, notAfter: number): Promise<string> {
  const pair = makeSelfSigned({ subject: 'CN=Mail report', notBefore: Date.now() - 1000, notAfter });
  const path = join(folder, 'report.pfx');
  await writeFile(path, writePfx(pair, password, 'Mail report'));
  return path;
}

const DAY = 86_400_000;
const fromFile = (path: string, password: string | null) =>
  failureOf(certificates.signer({ from: 'file', path }, password, false));

/** The real client over a transport that lies. */
function asked(transport: Transport, idleTimeoutMs = 1000): Promise<Failure> {
  const http = createHttpClient({
    transport,
    routeOf: () => Promise.resolve('proxy.contoso.example:8080'),
    ...skippedTime(),
  });
  return failureOf(
    http.send({
      method: 'GET',
      url: 'https://outlook.office365.com/adminapi/beta/',
      headers: {},
      allowedHosts: ['outlook.office365.com'],
      retry: 'read',
      ...{ idleTimeoutMs, correlationId: 'c-1', signal },
    }),
  );
}
const broken =
  (kind: TransportErrorKind, code: string): Transport =>
  () =>
    Promise.reject(new TransportError(kind, false, code));

interface Row {
  /** As the row begins in connect.md. */
  readonly row: string;
  readonly name: string;
  readonly provoke: () => Promise<Failure>;
  readonly code: FailureCode;
  readonly message: RegExp;
  readonly hint: RegExp;
  readonly action?: FailureAction;
}

const signIn = (
  row: string,
  number: number,
  code: FailureCode,
  message: RegExp,
  hint: RegExp,
  action?: FailureAction,
): Row => ({
  row,
  name: `AADSTS${number}`,
  provoke: () => refusedSignIn(number),
  ...{ code, message, hint, ...(action && { action }) },
});

const WRONG = 'wrong password / unknown user';
const HANGS = 'connection hangs';
const CONSENT = 'consent missing';
const RULES = 'conditional access, expired sign-in';
const WHO = new RegExp(ADMIN);

const ROWS: readonly Row[] = [
  signIn(
    WRONG,
    50126,
    'sign-in-failed',
    /user name or the password of admin@/,
    /sign in again/,
    'sign-in-again',
  ),
  signIn(WRONG, 50034, 'account-unknown', /no account admin@.* in /, /environment/),
  signIn('MFA needed', 50076, 'mfa-needed', /second factor/, /browser/),
  signIn('MFA needed', 50079, 'mfa-needed', /second factor/, /browser/),
  signIn(CONSENT, 65001, 'consent-needed', /allowed this app/, /administrator/),
  signIn(CONSENT, 65004, 'consent-needed', /declined/, /administrator/),
  signIn(RULES, 53003, 'conditional-access', /conditional access rule/, /Sign in again/),
  signIn(RULES, 50158, 'conditional-access', WHO, /browser/),
  signIn(RULES, 70043, 'sign-in-needed', WHO, /Sign in again/),
  signIn(RULES, 700082, 'sign-in-needed', WHO, /Sign in again/),
  signIn(
    'federated identity',
    5000819,
    'sign-in-failed',
    /identity provider/,
    /signs in at Microsoft itself/,
  ),
  {
    row: 'account not enabled',
    name: 'the account is shut out',
    provoke: () => refusedCommand(`The user "${ADMIN}" isn't enabled for remote PowerShell.`),
    code: 'not-authorized',
    message: new RegExp(`^${ADMIN} is not enabled for PowerShell in `),
    hint: /Set-User -Identity .* -EXOModuleEnabled \$true .*RemotePowerShellEnabled/,
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'a role is missing',
    provoke: () => refusedCommand('Access Denied'),
    code: 'not-authorized',
    message: new RegExp(`^${ADMIN} may not run Get-AcceptedDomain in .*Access Denied$`),
    hint: /Global Administrator.*needs Global Reader/,
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'no role at all',
    provoke: () => refusedCommand(`The user "${ADMIN}" isn't assigned to any management roles.`),
    code: 'not-authorized',
    message: /has no role that can use Exchange/,
    hint: /Global Administrator.*5 to 10 minutes/,
    action: 'wait-and-retry',
  },
  {
    row: '"Authorization_RequestDenied"',
    name: 'an account that reads only runs what changes',
    provoke: async () => failureOf(run(await open(READER), 'Set-Mailbox')),
    code: 'cmdlet-unknown',
    message: new RegExp(`^Set-Mailbox is not among the cmdlets that ${READER} may run`),
    hint: /Its roles there: .*Set-Mailbox needs Exchange Recipient Administrator/,
  },
  {
    row: HANGS,
    name: 'a web page instead of an answer',
    provoke: async () => {
      const view = await open();
      await fault({ path: 'InvokeCommand' }, { kind: 'html', status: 200 });
      return failureOf(run(view));
    },
    code: 'bad-answer',
    message: /practice\.localhost answered with a web page instead of a result/,
    hint: /proxy|sign-in page/,
  },
  {
    row: HANGS,
    name: 'the port is closed',
    provoke: () => asked(broken('unreachable', 'ECONNREFUSED')),
    code: 'host-unreachable',
    message: /outlook\.office365\.com on port 443, through the proxy proxy\.contoso\.example:8080/,
    hint: /firewall or proxy/,
    action: 'proxy-settings',
  },
  {
    row: HANGS,
    name: 'nothing comes',
    provoke: () =>
      asked(
        ({ signal: ended }) =>
          new Promise((_, reject) => ended.addEventListener('abort', () => reject(new Error('ended')))),
        30,
      ),
    code: 'timed-out',
    message: /outlook\.office365\.com on port 443, through the proxy proxy\.contoso\.example:8080/,
    hint: /Try again/,
    action: 'proxy-settings',
  },
  {
    row: HANGS,
    name: 'the proxy wants a login',
    provoke: () => asked(broken('proxy', 'PROXY_LOGIN_WANTED')),
    code: 'host-unreachable',
    message: /^The proxy proxy\.contoso\.example:8080 wants a user name and a password \(407\)/,
    hint: /Settings/,
    action: 'proxy-settings',
  },
  ...(
    [
      ['the permission', { directoryRoleIds: [EXCHANGE_ADMINISTRATOR] }, /lacks the application permission/],
      ['the role', { appRoles: ['Exchange.ManageAsApp'], directoryRoleIds: [] }, /but no directory role/],
      ['both', { directoryRoleIds: [] }, /lacks the application permission .* and a directory role/],
    ] as const
  ).map(([name, rights, message]): Row => ({
    row: '"The role assigned to application',
    name: `an app lacks ${name}`,
    provoke: () => refusedApp(NOT_SUPPORTED, rights),
    ...{ code: 'not-authorized', message, hint: /administrator/, action: 'wait-and-retry' },
  })),
  {
    row: 'managed identity',
    name: 'the service does not take it yet',
    provoke: () => refusedApp(null, {}),
    code: 'not-authorized',
    message: /does not take the sign-in of OAuthUser@contoso/,
    hint: /wait 5 to 10 minutes/,
    action: 'wait-and-retry',
  },
  {
    row: 'certificate not found',
    name: 'the file is gone',
    provoke: () => fromFile(join(folder, 'gone.pfx'), null),
    code: 'not-found',
    message: /gone\.pfx is not there/,
    hint: /choose/,
  },
  {
    row: 'certificate not found',
    name: 'its password is wrong',
    provoke: async () => fromFile(await pfx('right', Date.now() + DAY), 'wrong'),
    code: 'wrong-password',
    message: /password of report\.pfx is wrong/,
    hint: /password/,
  },
  {
    row: 'certificate not found',
    name: 'it has expired',
    provoke: async () => fromFile(await pfx('right', Date.now() - 500), 'right'),
    code: 'certificate-unusable',
    message: /Mail report expired on/,
    hint: /new one/,
  },
  {
    row: 'certificate not found',
    name: 'a thumbprint outside of Windows',
    provoke: () => failureOf(createWindowsStore('linux').signer('0'.repeat(40))),
    code: 'not-supported-here',
    message: /Windows/,
    hint: /file/,
  },
];

/** Rows of connect.md that are about what happens, not about a message; each has a test of its own below. */
const BEHAVIOUR = ['cached token is bad', 'sessions used up'];
/** Rows that can't occur over REST; the help says why, in the topic of this id. */
const IMPOSSIBLE: Readonly<Record<string, string>> = {
  'SNAT changes the address': 'snat',
  'profile path with': 'profile-path',
};

/** What was said, for docs/connections.md. */
const told: { readonly row: string; readonly name: string; readonly failure: Failure }[] = [];

describe('each failure that the documents name is told', { timeout: 60_000 }, () => {
  it.each(ROWS)('$row: $name', async ({ row, name, provoke, code, message, hint, action }) => {
    const failure = await provoke();
    told.push({ row, name, failure });
    expect(failure).toMatchObject({ code });
    expect(failure.message).toMatch(message);
    expect(failure.hint).toMatch(hint);
    if (action !== undefined) expect(failure.action).toBe(action);
    expect(JSON.stringify(failure)).not.toMatch(/eyJ|Bearer|Practice-/);
  });

  it('a bad kept sign-in is replaced once, without anybody asking for it', async () => {
    const view = await open();
    await desk.cloud.control('POST', '/tokens', { action: 'revokeRefresh', code: 50173 });
    await desk.cloud.control('POST', '/tokens', { action: 'expire' });
    expect((await failureOf(run(view))).code).toBe('sign-in-needed');
    desk.sent.length = 0;
    const again = await desk.connections.handlers.connect({ id: view.profile.id });
    expect(again.status.state).toBe('connected');
    await run(await settled(again.profile.id));
    expect(desk.sent.filter((one) => one.includes('/token')).length).toBeLessThanOrEqual(2);
  });

  it('sessions are not used up: closing disconnects all of them', async () => {
    const view = await open();
    const { session } = await desk.connections.registry.session(view.profile.id, 'exchange', signal);
    await desk.connections.close();
    expect(desk.connections.registry.view(view.profile.id)?.status.state).toBe('signed-out');
    const page = session.getPage({
      ...{ cmdlet: 'Get-AcceptedDomain', parameters: {}, pageSize: 1, nextLink: null, changes: false },
      ...{ signal, correlationId: 'after' },
    });
    expect((await failureOf(page)).code).toBe('not-connected');
  });
});

/** What stands in the place of a row that no message belongs to. */
const WITHOUT_MESSAGE: Readonly<Record<string, string>> = {
  'cached token is bad': 'the account’s tokens are replaced, once, without a question',
  'sessions used up': 'quitting disconnects; what a crash left is disconnected at the next start',
  ...Object.fromEntries(
    Object.keys(IMPOSSIBLE).map((row) => [row, 'can’t occur over REST; the help says why']),
  ),
};

it('docs/connections.md says what people are told', async () => {
  const said = told.map(({ row, name, failure: { message, hint, action } }) => [
    row.replaceAll('"', ''),
    name,
    message.replace(`${folder}/`, '').replace(/expired on [\d-]+/, 'expired on (date)'),
    hint,
    action ?? 'none',
  ]);
  const others = Object.entries(WITHOUT_MESSAGE).map(([row, text]) => [row, '', text, '', 'none']);
  const head = ['failure', 'case', 'what is said', 'what to do', 'button'];
  await expectPart(
    new URL('../../docs/connections.md', import.meta.url),
    'failures',
    `## Failures\n\nEach was provoked, and what is said of it asserted.\n\n${markdownTable(head, [...said, ...others])}`,
  );
});

const REFERENCE = new URL('../../../shared/reference/connect.md', import.meta.url);

/** First cells of the rows in connect.md's table of failures. */
function referenceRows(): string[] {
  const text = readFileSync(REFERENCE, 'utf8');
  const table = text.slice(text.indexOf('## Failures the seeds name')).split('\n## ')[0] ?? '';
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|')[1]?.trim() ?? '');
}

it.skipIf(!existsSync(REFERENCE))(
  'no row of the reference is missing (skipped where the reference is not there)',
  () => {
    const known = [...ROWS.map(({ row }) => row), ...BEHAVIOUR, ...Object.keys(IMPOSSIBLE)];
    const rows = referenceRows();
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.filter((row) => !known.some((start) => row.startsWith(start)))).toEqual([]);
  },
);
