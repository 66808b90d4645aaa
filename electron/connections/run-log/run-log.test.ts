import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS, type ConnectionOptions } from '../../../shared/model/connection-options.ts';
import type { ConnectionView, RunLogState } from '../../../shared/model/connection.ts';
import type { PageRequest } from '../../exchange/types.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';
import { draft, failureOf } from '../../testing/world.ts';
import { readLog } from './read-log.fixture.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const PASSWORD = 'Canary-Passw0rd-4711';
const SECRET = 'canary.value.nobody@contoso.practice.localhost';

let desk: PracticeDesk;
let folder: string;
beforeAll(async () => {
  desk = await openPracticeDesk();
}, 60_000);
afterAll(() => desk.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-log-'));
});
afterEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
  rmSync(folder, { recursive: true, force: true });
});

type Log = NonNullable<ConnectionOptions['runLog']>;
const log = (more: Partial<Log> = {}): ConnectionOptions => ({
  ...NO_OPTIONS,
  runLog: { errorReporting: true, folder: join(folder, 'logs'), level: 'All', performance: null, ...more },
});

async function connected(options: ConnectionOptions, more: Parameters<typeof draft>[0] = {}) {
  const { handlers } = desk.connections;
  const { profile } = await handlers.create(draft({ accountId: null, loginHint: ADMIN, options, ...more }));
  return handlers.connect({ id: profile.id });
}

async function ask(view: ConnectionView, cmdlet: string, more: Partial<PageRequest> = {}) {
  const { signal } = new AbortController();
  const [service = 'exchange'] = view.profile.services;
  const { session } = await desk.connections.registry.session(view.profile.id, service, signal);
  const correlationId = crypto.randomUUID();
  const rest = { pageSize: 1000, nextLink: null, changes: false, signal, correlationId };
  return session.getPage({ cmdlet, parameters: {}, ...rest, ...more });
}

const stateOf = ({ profile }: ConnectionView): RunLogState | undefined =>
  desk.connections.registry.view(profile.id)?.services[0]?.runLog;

/** The rows of the connection's log after it was disconnected, once there are as many. */
async function rowsOf(view: ConnectionView, count: number): Promise<Record<string, string>[]> {
  await desk.connections.handlers.disconnect({ id: view.profile.id });
  const path = stateOf(view)?.path ?? '';
  await expect.poll(() => readLog(path).length).toBe(count);
  return readLog(path);
}

const filesIn = (path: string): string[] => {
  try {
    return readdirSync(path).map((name) => join(path, name));
  } catch {
    return [];
  }
};

describe('the run log of a connection', { timeout: 60_000 }, () => {
  it('has a line for connecting, for each call with the names of its parameters, and for the end', async () => {
    const view = await connected(log({ performance: true }));
    const id = view.status.state === 'connected' ? view.status.connectionId : '';
    await ask(view, 'Get-AcceptedDomain', { correlationId: '7e4c8d2a-1111-4222-8333-123456789abc' });
    const refused = await failureOf(
      ask(view, 'Get-Mailbox', { parameters: { Identity: SECRET, ResultSize: 'Unlimited' } }),
    );
    expect(refused.message).toContain(SECRET);
    const state = stateOf(view);
    expect(state).toMatchObject({ problem: null });
    expect(state?.path).toMatch(new RegExp(`logs.EXOCmdletTelemetry-\\d{8}-\\d{6}-${id}\\.csv$`));
    const rows = await rowsOf(view, 4);
    expect(rows.map(({ Cmdlet, Outcome }) => `${Cmdlet ?? ''} ${Outcome ?? ''}`)).toEqual([
      'Connect-ExchangeOnline ok',
      'Get-AcceptedDomain ok',
      'Get-Mailbox failed',
      'Disconnect-ExchangeOnline ok',
    ]);
    const [connect, domain, mailbox, end] = rows;
    expect(connect?.Parameters).toContain('UserPrincipalName');
    expect(connect?.Parameters).toContain('LogDirectoryPath');
    for (const row of rows)
      expect(row).toMatchObject({ ConnectionId: id, Account: ADMIN, Organisation: /./ });
    expect(domain).toMatchObject({
      ClientRequestId: '7e4c8d2a-1111-4222-8333-123456789abc',
      HttpStatus: '200',
      Answer: 'first',
      Retries: '0',
      Error: '',
    });
    expect(domain?.ServerRequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(domain?.Bytes)).toBeGreaterThan(100);
    expect(Number(domain?.MemoryMb)).toBeGreaterThan(10);
    expect(domain?.FirstByteMs).toMatch(/^\d+$/);
    expect(mailbox).toMatchObject({
      Parameters: 'Identity ResultSize',
      HttpStatus: '404',
      ErrorCode: 'object-not-found',
      ServerRequestId: refused.requestId,
    });
    expect(mailbox?.Error).toContain('[-Identity]');
    expect(end).toMatchObject({ HttpStatus: '', Bytes: '' });
    if (process.platform !== 'win32') expect(statSync(state?.path ?? '').mode & 0o777).toBe(0o600);
  });

  it('holds no token, no password and no value of a parameter', async () => {
    const options = log();
    const { handlers } = desk.connections;
    const withPassword = async (loginHint: string) => {
      const signIn = { kind: 'credential', inline: false } as const;
      const { profile } = await handlers.create(draft({ accountId: null, loginHint, options, signIn }));
      return handlers.connect({ id: profile.id, secrets: { password: PASSWORD, keep: false } });
    };
    await failureOf(withPassword(ADMIN));
    const view = await withPassword('any.password@contoso.practice.localhost');
    await failureOf(ask(view, 'Get-Mailbox', { parameters: { Identity: SECRET } }));
    await failureOf(
      ask(view, 'Set-Mailbox', {
        changes: true,
        parameters: { Identity: SECRET, CustomAttribute1: '=HYPERLINK("canary-formula")' },
      }),
    );
    const { signal } = new AbortController();
    const { session } = await desk.connections.registry.session(view.profile.id, 'exchange', signal);
    const { value: token } = await session.target.token({ signal });
    await rowsOf(view, 4);
    const files = filesIn(join(folder, 'logs'));
    expect(files).toHaveLength(2);
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(text).toContain('Set-Mailbox');
    expect(text).toContain('CustomAttribute1');
    for (const canary of [token, 'eyJ', PASSWORD, SECRET, 'canary'])
      expect(text.toLowerCase()).not.toContain(canary.toLowerCase());
  });

  it('has only what went wrong, unless it is told to have all', async () => {
    const view = await connected(log({ level: null }));
    await ask(view, 'Get-AcceptedDomain');
    await failureOf(ask(view, 'Get-Mailbox', { parameters: { Identity: SECRET } }));
    expect((await rowsOf(view, 1)).map(({ Cmdlet }) => Cmdlet)).toEqual(['Get-Mailbox']);
  });

  it('counts how often a call was sent again, and has the answers of a batch one by one', async () => {
    const view = await connected(log());
    await desk.cloud.control('POST', '/faults', {
      match: { path: 'InvokeCommand' },
      effect: { kind: 'status', status: 503 },
      times: 1,
    });
    await ask(view, 'Get-AcceptedDomain');
    const { body } = await ask(view, 'Get-EXOMailbox');
    const mailboxes = JSON.parse(new TextDecoder().decode(body)) as {
      value: { UserPrincipalName: string }[];
    };
    const { signal } = new AbortController();
    const { session } = await desk.connections.registry.session(view.profile.id, 'exchange', signal);
    const part = (identity: string) => ({ parameters: { Identity: identity }, pageSize: 100, signal });
    const answers = session.getPages({
      ...{ cmdlet: 'Get-Mailbox', changes: false, correlationId: crypto.randomUUID(), signal },
      parts: [part(mailboxes.value[0]?.UserPrincipalName ?? ''), part(SECRET)],
    });
    const states = (await Promise.allSettled(answers)).map(({ status }) => status);
    expect(states).toEqual(['fulfilled', 'rejected']);
    const [, domain, , ...parts] = (await rowsOf(view, 6)).slice(0, -1);
    expect(domain).toMatchObject({ Retries: '1', Outcome: 'ok' });
    expect(parts.map(({ Answer, Outcome, HttpStatus }) => [Answer, Outcome, HttpStatus])).toEqual([
      ['in a batch', 'ok', '200'],
      ['in a batch', 'failed', '404'],
    ]);
  });

  it('tells what became of a change that the end of its connection overtook', async () => {
    const view = await connected(log(), { readOnly: false });
    await desk.cloud.control('POST', '/faults', {
      match: { path: 'InvokeCommand', cmdlet: 'Set-Mailbox' },
      effect: { kind: 'hang' },
    });
    const before = desk.sent.length;
    const change = failureOf(ask(view, 'Set-Mailbox', { changes: true, parameters: { Identity: SECRET } }));
    await expect.poll(() => desk.sent.slice(before).some((one) => one.endsWith('InvokeCommand'))).toBe(true);
    const rows = await rowsOf(view, 3);
    expect((await change).code).toBe('outcome-unknown');
    expect(rows.map(({ Cmdlet, Outcome }) => `${Cmdlet ?? ''} ${Outcome ?? ''}`)).toEqual([
      'Connect-ExchangeOnline ok',
      'Disconnect-ExchangeOnline ok',
      'Set-Mailbox unknown',
    ]);
    await desk.cloud.control('DELETE', '/faults');
  });

  it('tells why a connection was not made', async () => {
    const options = log({ level: 'Default' });
    const failure = await failureOf(
      connected(options, { signIn: { kind: 'token' } }).then(() => {
        throw new Error('connected without a token');
      }),
    );
    const read = () => filesIn(join(folder, 'logs')).flatMap(readLog);
    await expect.poll(() => read().length).toBe(1);
    expect(read()[0]).toMatchObject({
      Cmdlet: 'Connect-ExchangeOnline',
      Outcome: 'failed',
      ErrorCode: failure.code,
    });
  });

  it('is not written without -EnableErrorReporting', async () => {
    const view = await connected(log({ errorReporting: false }));
    expect(stateOf(view)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a folder that can’t be made leaves the connection as it is, with a note', async () => {
    const inTheWay = join(folder, 'file');
    writeFileSync(inTheWay, '');
    const view = await connected(log({ folder: inTheWay }));
    expect(view.status.state).toBe('connected');
    await expect.poll(() => stateOf(view)?.problem).not.toBeNull();
    expect(stateOf(view)?.problem).toMatchObject({ code: 'not-writable', action: 'edit-connection' });
    expect(stateOf(view)?.problem?.message).toContain(inTheWay);
    await ask(view, 'Get-AcceptedDomain');
  });

  it('a folder that is no whole path is named, and nothing is written anywhere', async () => {
    const view = await connected(log({ folder: 'C:logs' }));
    expect(view.status.state).toBe('connected');
    expect(stateOf(view)?.problem?.message).toContain('C:logs');
  });

  it('writes one file for each service', async () => {
    const view = await connected(log(), { services: ['exchange', 'compliance'] });
    const services = desk.connections.registry.view(view.profile.id)?.services ?? [];
    expect(new Set(services.map(({ runLog }) => runLog?.path)).size).toBe(2);
    await desk.connections.handlers.disconnect({ id: view.profile.id });
    await expect.poll(() => filesIn(join(folder, 'logs')).flatMap(readLog).length).toBe(4);
  });
});
