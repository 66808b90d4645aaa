import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../simulator/control/types.ts';
import { openDesk, type Desk } from './paging/desk.ts';
import { startPractice, type Practice } from './paging/practice.ts';

const MAILBOXES = 2500;

let practice: Practice;
let desk: Desk;
let tabId: string;
beforeAll(async () => {
  practice = await startPractice({ mailboxes: MAILBOXES });
  desk = await openDesk(practice);
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.stop();
});
beforeEach(async () => {
  tabId = await desk.openTab();
});
afterEach(async () => {
  await practice.control.clearFaults();
  await practice.control.clearLog();
  await desk.service.handlers.closeTab({ tabId });
});

/** Identities of the newest result, in order. */
async function identities(): Promise<string[]> {
  const { results } = await desk.service.handlers.results({ tabId });
  const resultId = results.at(-1)?.resultId ?? '';
  const all: string[] = [];
  for (let from = 0; ; from += 500) {
    const input = { tabId, resultId, columns: ['ExternalDirectoryObjectId'], from, to: from + 500 };
    const { rows } = await desk.service.handlers.rows(input);
    if (rows.length === 0) return all;
    all.push(...rows.map(([id]) => id ?? ''));
  }
}

async function addFault(rule: FaultRule): Promise<void> {
  await practice.control.addFault(rule);
}

const READS = [
  ['Get-EXOMailbox -ResultSize Unlimited', { path: '/Mailbox' }],
  ['Get-Mailbox -ResultSize Unlimited', { cmdlet: 'Get-Mailbox' }],
] as const;

describe.each(READS)('%s', (text, match) => {
  it('brings every object once', async () => {
    const state = await desk.run(tabId, text);
    expect(state).toMatchObject({ state: 'done', rows: MAILBOXES, pages: 3, more: false, problems: [] });
    const ids = await identities();
    expect(ids).toHaveLength(MAILBOXES);
    expect(new Set(ids).size).toBe(MAILBOXES);
  });

  it.each([
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: '1' }],
    ['503', { kind: 'status', status: 503 }],
    ['500', { kind: 'status', status: 500 }],
    ['a reset before the service saw it', { kind: 'reset', when: 'before' }],
    ['a reset after the service did its work', { kind: 'reset', when: 'after' }],
    ['a body that ends too early', { kind: 'truncate', share: 0.6 }],
    ['a claims challenge', { kind: 'claims' }],
    ['latency', { kind: 'latency', milliseconds: 30 }],
  ] as const)('right rows, none twice, with %s on the second page', async (_name, effect) => {
    await addFault({ match, effect, skip: 1, times: 1 });
    const state = await desk.run(tabId, text);
    expect(state).toMatchObject({ state: 'done', rows: MAILBOXES, problems: [] });
    const ids = await identities();
    expect(new Set(ids).size).toBe(MAILBOXES);
    expect(ids).toHaveLength(MAILBOXES);
    expect((await practice.control.faults())[0]?.hits).toBe(1);
  });

  it.each([
    ['a web page', { kind: 'html', status: 200 }, 'bad-answer', 'outlook.practice.localhost'],
    ['a redirect', { kind: 'redirect', location: 'https://elsewhere.example/' }, 'bad-answer', 'a redirect'],
    ['a page that stays unavailable', { kind: 'status', status: 503 }, 'service-unavailable', "can't take"],
  ] as const)(
    'keeps the rows of the first page when the second is %s',
    async (_name, effect, code, words) => {
      await addFault({ match, effect, skip: 1, times: null });
      const state = await desk.run(tabId, text);
      expect(state).toMatchObject({ state: 'failed', rows: 1000, pages: 1 });
      expect(state.problems[0]?.failure).toMatchObject({ code });
      expect(state.problems[0]?.failure.message).toContain(words);
      expect(state.problems[0]?.failure.correlationId).toMatch(/^[0-9a-f-]{36}$/);
      expect(new Set(await identities()).size).toBe(1000);
    },
  );

  it('never sends the token to another host that a nextLink names', async () => {
    await addFault({ match, effect: { kind: 'wrongHostNextLink', host: 'evil.example' }, times: null });
    const state = await desk.run(tabId, text);
    expect(state).toMatchObject({ state: 'failed', rows: 1000 });
    expect(state.problems[0]?.failure.code).toBe('host-not-allowed');
    expect(state.problems[0]?.failure.message).toContain('evil.example');
  });
});

it('asks with the same request id for all pages and tries of one command', async () => {
  await addFault({ match: { path: '/Mailbox' }, effect: { kind: 'status', status: 503 }, skip: 1, times: 1 });
  await desk.run(tabId, 'Get-EXOMailbox -ResultSize Unlimited');
  const reads = (await practice.control.log()).filter(({ url }) => url.includes('/Mailbox'));
  expect(reads).toHaveLength(4);
  expect(new Set(reads.map(({ headers }) => headers['client-request-id'])).size).toBe(1);
  expect(new Set(reads.map(({ headers }) => headers['user-agent']))).toEqual(
    new Set(['Tenantdeck/0.0.0-test']),
  );
});

it.each([
  ['Get-Mailbox', 1000, [1000], true],
  ['Get-Mailbox -ResultSize 1200', 1200, [1000, 200], true],
  ['Get-EXOMailbox -ResultSize 5', 5, [5], true],
  ['Get-Mailbox -ResultSize 2500', 2500, [1000, 1000, 500], false],
] as const)('%s takes %i rows in pages of %j', async (text, rows, sizes, more) => {
  const state = await desk.run(tabId, text);
  expect(state).toMatchObject({ state: 'done', rows, more });
  const asked = (await practice.control.log())
    .filter(({ url }) => /InvokeCommand|\/Mailbox/.test(url))
    .map(({ headers }) => Number(/maxpagesize=(\d+)/.exec(headers.prefer ?? '')?.[1]));
  expect(asked).toEqual(sizes);
});

it('stops a running read: the rows that had come are kept, and nothing more is asked', async () => {
  await addFault({ match: { path: '/Mailbox' }, effect: { kind: 'hang' }, skip: 1, times: null });
  const started = desk.heard('run', (state) => state.tabId === tabId && state.rows === 1000);
  const over = desk.heard('run', (state) => state.tabId === tabId && state.state === 'stopped');
  await desk.service.handlers.run({ tabId, text: 'Get-EXOMailbox -ResultSize Unlimited' });
  await started;
  const stopped = await desk.service.handlers.stop({ tabId });
  expect(stopped).toMatchObject({ state: 'stopped', rows: 1000, pages: 1 });
  await over;
  expect(await identities()).toHaveLength(1000);
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'stopped', amount: 1000 });
  const again = await desk.run(tabId, 'Get-AcceptedDomain');
  expect(again.state).toBe('done');
});

it.each([
  ['a cmdlet that does not exist', 'Get-Mailbx', 'cmdlet-unknown', 'Get-Mailbx'],
  ['an unknown parameter', 'Get-Mailbox -Nope 1', 'language', '-Nope'],
  ['an ambiguous parameter', 'Get-Mailbox -Re 1', 'language', '-Re'],
  ['a missing value', 'Get-Mailbox -Identity', 'language', '-Identity'],
  ['a missing value before a switch', 'Get-Mailbox -Identity -Archive', 'language', '-Identity'],
  ['an unterminated quote', "Get-Mailbox -Identity 'a", 'language', ''],
  ['nothing', '', 'language', ''],
  ['a job behind a pipeline', 'Get-Mailbox | Start-Job', 'language', 'Start-Job'],
  ['-ResultSize 0', 'Get-Mailbox -ResultSize 0', 'language', '-ResultSize'],
  ['1 MB of text', `Get-Mailbox -Identity '${'x'.repeat(1_000_000)}' -Nope`, 'language', '-Nope'],
] as const)('%s is refused by name and place before anything is sent', async (_name, text, code, words) => {
  await desk.run(tabId, 'Get-AcceptedDomain');
  await practice.control.clearLog();
  const state = await desk.run(tabId, text);
  expect(state).toMatchObject({ state: 'failed', rows: 0, resultId: null });
  expect(state.problems[0]?.failure.code).toBe(code);
  expect(state.problems[0]?.failure.message).toContain(words);
  expect(state.problems[0]?.place).not.toBeNull();
  const log = await practice.control.log();
  expect(log.filter(({ url }) => /InvokeCommand|\/Mailbox/.test(url))).toEqual([]);
});

it('refuses a text over 1 MB in words', async () => {
  const text = `Get-Mailbox -Identity ${'x'.repeat(1_048_577)}`;
  await expect(desk.service.handlers.run({ tabId, text })).rejects.toMatchObject({
    failure: { code: 'too-large' },
  });
});
