import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { fault, forget, openSession, page, received, rowsOf } from '../testing/practice-session.ts';
import { openProxiedDesk } from '../testing/proxied-desk.ts';
import { failureOf } from '../testing/world.ts';
import type { ExchangeSession } from './types.ts';

/** Named after the measured faults of the real module (docs/better-than-the-module.md): here each stays away. */
const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const REFUSAL = JSON.stringify({ error: { code: 'BadRequest', message: 'The batch was refused.' } });
const INVOKE = { service: 'exchange', path: 'InvokeCommand' };

let desk: PracticeDesk;
let session: ExchangeSession;
let id = '';

beforeAll(async () => {
  desk = await openPracticeDesk();
  ({ session, id } = await openSession(desk, { loginHint: ADMIN }));
}, 60_000);
afterAll(() => desk.close());
beforeEach(() => forget(desk));

const mailboxes = () => session.getPage(page('Get-Mailbox'));
const tries = async () => (await received(desk, /\/InvokeCommand/)).map(({ status }) => status);

describe('faults that the module has with answers', { timeout: 60_000 }, () => {
  it('dies on a 401 in PowerShell 7', async () => {
    await fault(desk, INVOKE, { kind: 'status', status: 401 });
    expect(rowsOf(await mailboxes()).length).toBeGreaterThan(0);
    expect(await tries()).toEqual([401, 200]);
    expect(await received(desk, /oauth2\/v2\.0\/token/)).toHaveLength(1);
  });

  it('dies on a claims challenge', async () => {
    await fault(desk, INVOKE, { kind: 'claims' });
    expect(rowsOf(await mailboxes()).length).toBeGreaterThan(0);
    expect(await tries()).toEqual([401, 200]);
    const [asked] = await received(desk, /oauth2\/v2\.0\/token/);
    expect(new URLSearchParams(asked?.body).get('claims')).toContain('access_token');
    const status = desk.connections.registry.view(id)?.status;
    expect(status?.state === 'connected' && status.token.challenges).toHaveLength(1);
  });

  it('dies on a 429', async () => {
    await fault(desk, INVOKE, { kind: 'status', status: 429, retryAfter: '1' });
    const notices: string[] = [];
    const answer = await session.getPage(
      page('Get-Mailbox', {}, { onRetry: ({ reason }) => notices.push(reason) }),
    );
    expect(rowsOf(answer).length).toBeGreaterThan(0);
    expect(await tries()).toEqual([429, 200]);
    expect(notices).toEqual(['Exchange asked to wait 1 s']);

    // Another organisation's command goes at once, while the first one's waits.
    const { session: other } = await openSession(desk, { loginHint: PARTNER });
    await forget(desk);
    const throttled = { ...INVOKE, path: `${session.target.tenantId}/InvokeCommand` };
    await fault(desk, throttled, { kind: 'status', status: 429, retryAfter: '2' });
    const order: string[] = [];
    const held = new Promise<void>((resolve, reject) => {
      session
        .getPage(page('Get-Mailbox', {}, { onRetry: () => resolve() }))
        .then(() => order.push('held up'))
        .catch(reject);
    });
    await held;
    expect(rowsOf(await other.getPage(page('Get-Mailbox'))).length).toBeGreaterThan(0);
    order.push('other organisation');
    await expect.poll(() => order, { timeout: 20_000 }).toEqual(['other organisation', 'held up']);
    expect(await tries()).toEqual([429, 200, 200]);
  });

  it('sends a write again after a 504', async () => {
    const [first] = rowsOf(await mailboxes());
    await forget(desk);
    await fault(desk, { ...INVOKE, cmdlet: 'Set-Mailbox' }, { kind: 'status', status: 504 }, 5);
    const failure = await failureOf(
      session.getPage(page('Set-Mailbox', { Identity: first?.PrimarySmtpAddress, CustomAttribute1: 'x' })),
    );
    expect(failure).toMatchObject({ code: 'outcome-unknown', retryable: false });
    expect(await tries()).toEqual([504]);
  });

  it('shows a JSON parser’s complaint for a web page', async () => {
    for (const status of [200, 403, 503]) {
      await fault(desk, INVOKE, { kind: 'html', status }, 9);
      const failure = await failureOf(session.getPage(page('Set-Mailbox', { Identity: 'x' })));
      expect(failure.message).not.toMatch(/JSON|Unexpected|pars|token/i);
      expect(failure.message).toMatch(/Exchange|outlook/);
      await forget(desk);
    }
    await fault(desk, INVOKE, { kind: 'html', status: 200 });
    const read = await failureOf(mailboxes());
    expect(read.message).toBe('outlook.practice.localhost answered with a web page instead of a result.');
    expect(read.action).toBe('proxy-settings');
  });

  it('shows a JSON parser’s complaint for a web page that a proxy lets through', async () => {
    const proxied = await openProxiedDesk({}, '');
    try {
      const { session: behind } = await openSession(proxied, {
        loginHint: ADMIN,
        options: { ...NO_OPTIONS, proxy: 'system' },
      });
      await fault(proxied, INVOKE, { kind: 'html', status: 200 });
      const failure = await failureOf(behind.getPage(page('Get-Mailbox')));
      expect(failure.message).toBe(
        `outlook.practice.localhost answered with a web page instead of a result, through the proxy 127.0.0.1:${String(proxied.proxies.system.port)}.`,
      );
      expect(failure.action).toBe('proxy-settings');
    } finally {
      await proxied.close();
    }
  });

  it('follows a redirect without its sign-in, and fails', async () => {
    await fault(desk, INVOKE, { kind: 'redirect', location: 'https://elsewhere.example/adminapi/' });
    const failure = await failureOf(mailboxes());
    expect(failure.message).toContain('answered with a redirect (HTTP 302)');
    expect(desk.sent.filter((one) => one.startsWith('elsewhere'))).toEqual([]);
  });

  it('gives the token to whatever host a nextLink names', async () => {
    const small = { pageSize: 1 };
    await fault(desk, INVOKE, { kind: 'wrongHostNextLink', host: 'elsewhere.example' });
    const first = await session.getPage(page('Get-Mailbox', { ResultSize: 'Unlimited' }, small));
    const { '@odata.nextLink': nextLink } = JSON.parse(new TextDecoder().decode(first.body)) as {
      '@odata.nextLink': string;
    };
    expect(nextLink).toContain('elsewhere.example');
    const failure = await failureOf(
      session.getPage(page('Get-Mailbox', { ResultSize: 'Unlimited' }, { ...small, nextLink })),
    );
    expect(failure.code).toBe('host-not-allowed');
    const read = await failureOf(session.getPage(page('Get-EXOMailbox', {}, { ...small, nextLink })));
    expect(read.code).toBe('host-not-allowed');
    expect(desk.sent.filter((one) => !one.startsWith('outlook.practice.localhost '))).toEqual([]);
  });
});

describe('faults that the module has with batches', { timeout: 60_000 }, () => {
  const parts = (count: number) =>
    Array.from({ length: count }, () => ({
      parameters: {},
      pageSize: 1000,
      signal: new AbortController().signal,
    }));
  const batch = (count: number) =>
    Promise.allSettled(session.getPages({ ...page('Get-Mailbox'), parts: parts(count) }));

  it('stops a batch without a word when all of it is refused', async () => {
    await fault(
      desk,
      { service: 'exchange', path: '$batch' },
      { kind: 'status', status: 400, body: REFUSAL },
      9,
    );
    const answers = await batch(3);
    expect(answers).toHaveLength(3);
    for (const answer of answers) {
      const failure = await failureOf(
        answer.status === 'rejected' ? Promise.reject(answer.reason as Error) : Promise.resolve(),
      );
      expect(failure.message).toBe('Get-Mailbox was refused: The batch was refused.');
    }
  });

  it('does not ask again for a part that was throttled', async () => {
    await fault(
      desk,
      { service: 'exchange', path: '$batch' },
      { kind: 'part', at: 1, status: 429, retryAfter: '1' },
    );
    const answers = await batch(3);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await received(desk, /\/InvokeCommand$/)).not.toEqual([]);
  });
});

describe('faults that the module has with -Filter of Get-EXO*', { timeout: 60_000 }, () => {
  async function filterSent(filter: string): Promise<string> {
    await session.getPage(page('Get-EXOMailbox', { Filter: filter }));
    const [sent] = await received(desk, /\/Mailbox\?/);
    const url = new URL(sent?.url ?? '');
    expect(url.hash).toBe('');
    return url.searchParams.get('$filter') ?? '';
  }

  it('sends & # and + of a filter unescaped', async () => {
    expect(await filterSent("DisplayName -eq 'A & B #1 + 50% ?'")).toBe("DisplayName eq 'A & B #1 + 50% ?'");
  });

  it('refuses a doubled quote inside a quoted value', async () => {
    expect(await filterSent("DisplayName -eq 'O''Brien'")).toBe("DisplayName eq 'O''Brien'");
  });

  it('passes operators in capitals on as they are', async () => {
    expect(await filterSent("DisplayName -EQ 'a' -AND Alias -NE 'b'")).toMatch(
      /^\(?DisplayName eq 'a' and Alias ne 'b'\)?$/,
    );
  });
});
