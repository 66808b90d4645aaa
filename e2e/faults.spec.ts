/**
 * Every fault of the practice cloud against a running read and against a change, through the screens of one app. A read
 * ends with the right rows, none twice, or with a clear error and the rows so far; a change is made once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultEffect, FaultRule } from '../simulator/control/types.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerSaveDialog, startExport } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { callsOf, startPractice, type TestPractice } from './app/practice.ts';
import { ADMIN } from './app/sign-in.ts';
import { goTo } from './app/screens.ts';
import { connectPractice, readCustomers } from './app/signed-in.ts';
import { startDesktop, type Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

const CUSTOMER = 'Adventure Works';
const MAILBOXES = 2000;
const PAGE = 1000;
const READ = 'Get-Mailbox -ResultSize Unlimited';

let desktop: Desktop;
let practice: TestPractice;
let app: RunningApp;
let console: ConsoleScreen;

test.beforeAll(async () => {
  desktop = await startDesktop();
  practice = await startPractice({ customers: 6, mailboxes: MAILBOXES });
  app = await openApp(desktop, { args: [...practice.appArguments] });
  await goTo(app.page, 'Settings');
  await app.page.getByRole('switch', { name: 'New connections start read-only' }).uncheck();
  await connectPracticeFromStart();
  const customers = await readCustomers(app, desktop, ADMIN, 6);
  await customers.openConsole(CUSTOMER);
  console = new ConsoleScreen(app.page);
  await console.connectedTo(CUSTOMER);
});

test.afterAll(async () => {
  await app?.quit();
  await practice?.stop();
  await desktop?.stop();
});

test.beforeEach(() => practice.control.clearFaults());

async function connectPracticeFromStart(): Promise<void> {
  await goTo(app.page, 'Connections');
  await connectPractice(app, desktop, ADMIN);
}

/** The rows of the shown result, by their address, as an export has them. */
async function exported(name: string): Promise<string[]> {
  const path = join(desktop.home, 'Downloads', `${name}.json`);
  await answerSaveDialog(app.electron, path);
  await startExport(console.results, 'json', { allColumns: true });
  await expect(console.results.exportBar).toContainText('written to');
  await console.results.root.getByRole('button', { name: 'Dismiss export' }).click();
  const rows = JSON.parse(readFileSync(path, 'utf8')) as { Guid: string }[];
  return rows.map(({ Guid }) => Guid);
}

const onReadPage2 = (effect: FaultEffect, times: number | null = 1): FaultRule => ({
  match: { service: 'exchange', cmdlet: 'Get-Mailbox' },
  effect,
  skip: 1,
  times,
});

const mended: readonly (readonly [name: string, rule: FaultRule])[] = [
  ['429 with Retry-After', onReadPage2({ kind: 'status', status: 429, retryAfter: '1' })],
  ['503', onReadPage2({ kind: 'status', status: 503 })],
  ['500 twice', onReadPage2({ kind: 'status', status: 500 }, 2)],
  ['reset before the service saw it', onReadPage2({ kind: 'reset', when: 'before' })],
  ['reset after the service had done it', onReadPage2({ kind: 'reset', when: 'after' })],
  ['body cut in the middle', onReadPage2({ kind: 'truncate', share: 0.5 })],
  ['web page with 502', onReadPage2({ kind: 'html', status: 502 })],
  ['401 with a claims challenge', onReadPage2({ kind: 'claims' })],
  ['a slow page', onReadPage2({ kind: 'latency', milliseconds: 700 })],
];

for (const [name, rule] of mended) {
  test(`read, ${name}: all rows, none twice`, async () => {
    await practice.control.addFault(rule);
    expect(await console.run(READ)).toContain('2,000 rows');
    const [fault] = await practice.control.faults();
    expect(fault?.hits).toBe(rule.times ?? 1);
    const rows = await exported('rows');
    expect(rows).toHaveLength(MAILBOXES);
    expect(new Set(rows).size).toBe(MAILBOXES);
  });
}

const fatal: readonly (readonly [name: string, rule: FaultRule, says: RegExp])[] = [
  [
    'web page instead of data',
    onReadPage2({ kind: 'html', status: 200 }, null),
    /web page|not (valid )?data|unreadable|proxy/i,
  ],
  [
    'next page on another host',
    {
      match: { service: 'exchange', cmdlet: 'Get-Mailbox' },
      effect: { kind: 'wrongHostNextLink', host: 'elsewhere.example' },
      times: 1,
    },
    /elsewhere\.example|another (host|address|server)/i,
  ],
  [
    'redirect',
    onReadPage2({ kind: 'redirect', location: 'https://elsewhere.example/' }),
    /redirect|another (host|address|server)|elsewhere/i,
  ],
  ['403', onReadPage2({ kind: 'status', status: 403 }), /./],
];

for (const [name, rule, says] of fatal) {
  test(`read, ${name}: a clear error and the rows so far`, async () => {
    await practice.control.addFault(rule);
    expect(await console.run(READ)).toContain('1,000 rows before it');
    await console.results.view(/^Problems/).click();
    await expect(console.results.problems.first()).toContainText(says);
    await console.results.view('Grid').click();
    const rows = await exported('rows');
    expect(rows).toHaveLength(PAGE);
    expect(new Set(rows).size).toBe(PAGE);
    const log = await practice.control.log();
    expect(log.filter(({ headers }) => (headers['host'] ?? '').includes('elsewhere'))).toEqual([]);
  });
}

test('read, never answered: Stop ends it and keeps the rows', async () => {
  await practice.control.addFault(onReadPage2({ kind: 'hang' }, null));
  await console.start(READ);
  await expect(console.status).toContainText('1,000 rows so far');
  await console.stopButton.click();
  await expect(console.status).toContainText('Stopped by you · 1,000 rows before that');
  expect(await console.results.total()).toBe(PAGE);
});

test('read, a token of another tenant: refused before anything is sent', async () => {
  await practice.control.expireTokens();
  await practice.control.addFault({
    match: { service: 'entra' },
    effect: { kind: 'wrongTenantToken' },
    times: null,
  });
  await practice.control.clearLog();
  const status = await console.run(READ);
  expect(status).toContain('Stopped at line 1');
  await console.results.view(/^Problems/).click();
  await expect(console.results.problems.first()).toContainText(
    'led to your own organisation instead, so the connection was refused',
  );
  const taken = (await callsOf(practice, 'Get-Mailbox')).filter((entry) => entry.status === 200);
  expect(taken).toEqual([]);
  await practice.control.clearFaults();
  expect(await console.run(READ)).toContain('2,000 rows');
});

/** `sent`: how often the service may have got the request; it takes it at most once in any case. */
const changes: readonly (readonly [name: string, effect: FaultEffect, sent: number, ends: RegExp])[] = [
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: '1' }, 2, /0 rows|done/i],
  ['401 with a claims challenge', { kind: 'claims' }, 2, /0 rows|done/i],
  ['500', { kind: 'status', status: 500 }, 1, /Failed|Stopped at line/],
  ['reset before the service saw it', { kind: 'reset', when: 'before' }, 1, /Failed|Stopped at line/],
  ['reset after the service had done it', { kind: 'reset', when: 'after' }, 1, /Failed|Stopped at line/],
  ['body cut in the middle', { kind: 'truncate', share: 0.5 }, 1, /Failed|Stopped at line/],
  ['web page with 502', { kind: 'html', status: 502 }, 1, /Failed|Stopped at line/],
  ['web page instead of data', { kind: 'html', status: 200 }, 1, /Failed|Stopped at line/],
  ['a slow answer', { kind: 'latency', milliseconds: 700 }, 1, /0 rows|done/i],
];

for (const [name, effect, sent, ends] of changes) {
  test(`change, ${name}: made once`, async () => {
    await console.run('Get-Mailbox -ResultSize 1');
    await console.results.view('Grid').click();
    const [address = ''] = await console.results.column('PrimarySmtpAddress');
    await practice.control.addFault({ match: { service: 'exchange', cmdlet: 'Set-Mailbox' }, effect });
    await practice.control.clearLog();
    await console.start(`Set-Mailbox -Identity '${address}' -CustomAttribute1 '${name}'`);
    await console.confirm.root.getByRole('button', { name: /^Change 1 / }).click();
    expect(await console.ended()).toMatch(ends);
    const calls = await callsOf(practice, 'Set-Mailbox');
    expect(calls).toHaveLength(sent);
    expect(calls.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });
}
