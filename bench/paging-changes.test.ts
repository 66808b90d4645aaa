import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Confirmation, RunState } from '../shared/model/console.ts';
import { openDesk, type Desk } from './paging/desk.ts';
import { startPractice, type Practice } from './paging/practice.ts';

let practice: Practice;
let desk: Desk;
let tabId: string;
let address: string;
beforeAll(async () => {
  practice = await startPractice({ mailboxes: 20 });
  desk = await openDesk(practice);
  tabId = await desk.openTab();
  await desk.run(tabId, 'Get-Mailbox');
  address = (await cells('PrimarySmtpAddress'))[0] ?? '';
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.stop();
});
beforeEach(() => practice.control.clearLog());
afterEach(async () => {
  desk.setReadOnly(false);
  await practice.control.clearFaults();
});

async function cells(column: string): Promise<string[]> {
  const { results } = await desk.service.handlers.results({ tabId });
  const resultId = results.at(-1)?.resultId ?? '';
  const input = { tabId, resultId, columns: [column], from: 0, to: 500 };
  return (await desk.service.handlers.rows(input)).rows.map(([text]) => text ?? '');
}

/** Bodies of the changing requests that reached the service. */
async function sent(cmdlet: string): Promise<Record<string, unknown>[]> {
  const log = await practice.control.log();
  return log
    .filter(({ url, body }) => url.includes('InvokeCommand') && body.includes(`"${cmdlet}"`))
    .map(
      ({ body }) =>
        (JSON.parse(body) as { CmdletInput: { Parameters: Record<string, unknown> } }).CmdletInput.Parameters,
    );
}

/** Runs a changing command and answers its question. */
async function change(text: string, proceed: boolean): Promise<{ question: Confirmation; state: RunState }> {
  const asked = desk.heard('confirmation', ({ question }) => question !== null);
  const over = desk.run(tabId, text);
  const { question } = await asked;
  if (question === null) throw new Error('no question');
  await desk.service.handlers.answerConfirmation({ confirmId: question.confirmId, proceed });
  return { question, state: await over };
}

it('asks before a change, naming all of it, and sends it once with the answer given', async () => {
  const { question, state } = await change(`Set-Mailbox ${address} -CustomAttribute1 'Bäckerei'`, true);
  expect(question).toMatchObject({
    organization: 'Fabrikam',
    cmdlet: 'Set-Mailbox',
    objects: [address],
    noun: { one: 'mailbox', many: 'mailboxes' },
    verb: 'Change',
    impact: 'Medium',
  });
  expect(question.parameters).toContainEqual({ name: 'CustomAttribute1', value: 'Bäckerei' });
  expect(state).toMatchObject({ state: 'done', problems: [] });
  expect(await sent('Set-Mailbox')).toEqual([
    { Identity: address, CustomAttribute1: 'Bäckerei', Confirm: false },
  ]);
  expect(desk.activity.at(-1)).toMatchObject({
    start: { kind: 'change' },
    end: { outcome: 'changed', amount: 1 },
  });
  await desk.run(tabId, `Get-Mailbox ${address}`);
  expect(await cells('CustomAttribute1')).toEqual(['Bäckerei']);
});

it('sends nothing when the answer is no', async () => {
  const { state } = await change(`Set-Mailbox ${address} -CustomAttribute2 x`, false);
  expect(state.state).toBe('declined');
  expect(await sent('Set-Mailbox')).toEqual([]);
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'declined' });
});

it('sends nothing when it is stopped at the question', async () => {
  const asked = desk.heard('confirmation', ({ question }) => question !== null);
  await desk.service.handlers.run({ tabId, text: `Set-Mailbox ${address} -CustomAttribute2 x` });
  const { question } = await asked;
  expect(await desk.service.handlers.stop({ tabId })).toMatchObject({ state: 'stopped' });
  const late = desk.service.handlers.answerConfirmation({
    confirmId: question?.confirmId ?? '',
    proceed: true,
  });
  await expect(late).rejects.toMatchObject({ failure: { code: 'not-found' } });
  expect(await sent('Set-Mailbox')).toEqual([]);
});

it('asks although the text says -Confirm:$false', async () => {
  const { state } = await change(`Set-Mailbox ${address} -CustomAttribute2 x -Confirm:$false`, false);
  expect(state.state).toBe('declined');
  expect(await sent('Set-Mailbox')).toEqual([]);
});

it('refuses a change on a read-only connection in main, before any question', async () => {
  desk.setReadOnly(true);
  const state = await desk.run(tabId, `Set-Mailbox ${address} -CustomAttribute2 x`);
  expect(state.state).toBe('failed');
  expect(state.problems[0]?.failure.code).toBe('read-only');
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'refused' });
  expect(await sent('Set-Mailbox')).toEqual([]);
  expect((await desk.run(tabId, 'Get-AcceptedDomain')).state).toBe('done');
});

it.each([
  ['a reset after the service did its work', { kind: 'reset', when: 'after' }],
  ['a body that ends too early', { kind: 'truncate', share: 0.5 }],
  ['a web page', { kind: 'html', status: 502 }],
  ['a gateway time-out', { kind: 'status', status: 504 }],
  ['a fault without an error body', { kind: 'status', status: 500 }],
] as const)('a change is sent once and its outcome unknown after %s', async (_name, effect) => {
  await practice.control.addFault({ match: { cmdlet: 'Set-Mailbox' }, effect });
  const { state } = await change(`Set-Mailbox ${address} -CustomAttribute3 y`, true);
  expect(state.state).toBe('failed');
  expect(state.problems[0]?.failure.code).toBe('outcome-unknown');
  expect(await sent('Set-Mailbox')).toHaveLength(1);
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'outcome-unknown' });
});

it('a change is sent again where the service surely did not take it', async () => {
  await practice.control.addFault({
    match: { cmdlet: 'Set-Mailbox' },
    effect: { kind: 'status', status: 429, retryAfter: '0' },
  });
  const { state } = await change(`Set-Mailbox ${address} -CustomAttribute4 z`, true);
  expect(state.state).toBe('done');
  expect(await sent('Set-Mailbox')).toHaveLength(2);
});

it('-WhatIf asks nothing, changes nothing and shows what the service says', async () => {
  const state = await desk.run(tabId, `Set-Mailbox ${address} -CustomAttribute5 q -WhatIf`);
  expect(state.state).toBe('done');
  expect(state.problems[0]).toMatchObject({ severity: 'warning' });
  expect(state.problems[0]?.failure.message).toMatch(/^What if: /);
  await desk.run(tabId, `Get-Mailbox ${address}`);
  expect(await cells('CustomAttribute5')).toEqual(['']);
});

it('creates and removes a group, and says so', async () => {
  const made = await change(
    "New-DistributionGroup -Name 'Zürich Team' -PrimarySmtpAddress zt@practice.localhost",
    true,
  );
  expect(made.question).toMatchObject({ verb: 'Create', noun: { one: 'distribution group' } });
  expect(made.state.state).toBe('done');
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'created' });
  const gone = await change("Remove-DistributionGroup 'Zürich Team'", true);
  expect(gone.question).toMatchObject({ verb: 'Remove', impact: 'High', objects: ['Zürich Team'] });
  expect(gone.state).toMatchObject({ state: 'done', problems: [] });
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'removed' });
});

it('sends a hashtable with its tag and names the service’s refusal', async () => {
  const { state } = await change(
    `Set-Mailbox ${address} -EmailAddresses @{Add='smtp:second@practice.localhost'}`,
    true,
  );
  expect(state).toMatchObject({ state: 'done', problems: [] });
  expect(await sent('Set-Mailbox')).toMatchObject([
    {
      EmailAddresses: { '@odata.type': '#Exchange.GenericHashTable', Add: 'smtp:second@practice.localhost' },
    },
  ]);
  const refused = await change('Set-Mailbox nobody@practice.localhost -CustomAttribute1 x', true);
  expect(refused.state.problems[0]?.failure.code).toBe('object-not-found');
  const names = refused.state.problems[0]?.details.map(([label]) => label);
  expect(names).toEqual(expect.arrayContaining(['From the service', 'Error ID', 'Request ID', 'Answered']));
});

it('binds a saved query’s values as values', async () => {
  const parameters = [
    { kind: 'text', name: 'who', label: 'Who', help: '', required: true, initial: '' },
    {
      kind: 'number',
      name: 'most',
      label: 'Most',
      help: '',
      required: false,
      initial: null,
      min: 1,
      max: 100,
    },
  ] as const;
  const query = {
    connectionId: desk.connectionId,
    text: 'Get-Mailbox -Identity {who} -ResultSize {most}',
    parameters,
    readOnly: true,
  };
  const over = desk.heard('run', ({ state }) => state === 'failed' || state === 'done');
  const evil = "x' -Nope; Remove-Mailbox 'y";
  await desk.service.runQuery({ ...query, values: { who: evil, most: null } });
  expect((await over).problems[0]?.failure.code).toBe('object-not-found');
  expect(await sent('Get-Mailbox')).toEqual([{ Identity: evil }]);
  const missing = desk.service.runQuery({ ...query, values: { who: '' } });
  await expect(missing).rejects.toMatchObject({ failure: { code: 'invalid-input' } });
});

it('refuses a change in a query marked read-only', async () => {
  const over = desk.heard('run', ({ state }) => state === 'failed');
  await desk.service.runQuery({
    connectionId: desk.connectionId,
    text: `Set-Mailbox ${address} -CustomAttribute1 x`,
    parameters: [],
    values: {},
    readOnly: true,
  });
  expect((await over).problems[0]?.failure.code).toBe('read-only');
  expect(await sent('Set-Mailbox')).toEqual([]);
});
