import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultRule } from '../simulator/control/types.ts';
import { openDesk, type Desk } from './paging/desk.ts';
import { startPractice, type Practice } from './paging/practice.ts';
import { scriptsIn, type Scripts } from './paging/scripts.ts';

/** Scripts over the practice cloud: what pipelines send, and what becomes of it when the service is in trouble. */

let practice: Practice;
let desk: Desk;
let tabId: string;
let scripts: Scripts;
let aliases: string[];
beforeAll(async () => {
  practice = await startPractice({ mailboxes: 2500 });
  desk = await openDesk(practice, {
    onEvent(event, handlers) {
      if (event.name !== 'confirmation' || event.payload.question === null) return;
      void handlers.answerConfirmation({ confirmId: event.payload.question.confirmId, proceed: true });
    },
  });
  tabId = await desk.openTab();
  scripts = scriptsIn(practice, desk, tabId);
  await desk.run(tabId, '$some = Get-Mailbox -ResultSize 25; $names = $some.Alias');
  aliases = await text('$names');
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.stop();
});
beforeEach(async () => {
  await practice.control.clearLog();
  desk.activity.length = 0;
});
afterEach(async () => {
  desk.setReadOnly(false);
  await practice.control.clearFaults();
});

const lines: Scripts['lines'] = (state) => scripts.lines(state);
const text: Scripts['text'] = (script) => scripts.text(script);
const requests: Scripts['requests'] = (path) => scripts.requests(path);

interface Part {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly CmdletInput: { readonly CmdletName: string; readonly Parameters: object } };
}

async function batches(): Promise<Part[][]> {
  return (await requests('/$batch')).map(({ body }) => (JSON.parse(body) as { requests: Part[] }).requests);
}

async function addFault(rule: FaultRule): Promise<void> {
  await practice.control.addFault(rule);
}

const BATCH = { path: '$batch' };

describe('reads of a pipeline', () => {
  it('go ten to a batch, and their objects come in the order of what was piped', async () => {
    expect(await text('$names | Get-Mailbox | % Alias')).toEqual(aliases);
    const sent = await batches();
    expect(sent.map((parts) => parts.length).sort((a, b) => b - a)).toEqual([10, 10, 5]);
    expect(await requests('/InvokeCommand')).toEqual([]);
    const part = sent[0]?.[3];
    expect(part).toMatchObject({
      id: '3',
      headers: { 'x-cmdletname': 'Get-Mailbox', prefer: 'odata.maxpagesize=1000;odata.continue-on-error' },
      body: { CmdletInput: { CmdletName: 'Get-Mailbox' } },
    });
  });

  it('take objects by the names of their properties', async () => {
    const found = await text('$some | Select-Object -First 12 | Get-Recipient | % Alias');
    expect(found).toEqual(aliases.slice(0, 12));
    const sent = (await batches()).flat().map(({ body }) => body.CmdletInput);
    expect(sent).toHaveLength(12);
    for (const { Parameters } of sent) expect(Parameters).toHaveProperty('Identity');
  });

  it('are sent singly where the module never batches the cmdlet', async () => {
    expect(
      await text('$names | Select-Object -First 4 | Get-MailboxStatistics | Measure-Object | % Count'),
    ).toEqual(['4']);
    expect(await batches()).toEqual([]);
    expect(await requests('/InvokeCommand')).toHaveLength(4);
  });

  it('give an error for each object that is not there, and the others in order', async () => {
    const state = await desk.run(
      tabId,
      '$names[0], "nobody-1", $names[1], "nobody-2", $names[2] | Get-Mailbox | % Alias',
    );
    expect((await lines(state)).filter((line) => aliases.includes(line))).toEqual(aliases.slice(0, 3));
    expect(state.problems.map(({ failure }) => failure.message)).toEqual([
      expect.stringContaining('nobody-1'),
      expect.stringContaining('nobody-2'),
    ]);
    expect(await batches()).toHaveLength(1);
  });

  it.each<[string, FaultRule['effect']]>([
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: '1' }],
    ['503', { kind: 'status', status: 503 }],
    ['a reset after the service did its work', { kind: 'reset', when: 'after' }],
    ['a body that ends too early', { kind: 'truncate', share: 0.6 }],
    ['a claims challenge', { kind: 'claims' }],
    ['no batches here', { kind: 'status', status: 404 }],
    ['429 of one part', { kind: 'part', at: 4, status: 429, retryAfter: '1' }],
    ['503 of one part', { kind: 'part', at: 9, status: 503 }],
    ['500 of one part', { kind: 'part', at: 0, status: 500 }],
    ['401 of one part', { kind: 'part', at: 2, status: 401 }],
    ['one part without an answer', { kind: 'part', at: 7 }],
  ])('come all, once and in order, with %s', async (_name, effect) => {
    await addFault({ match: BATCH, effect });
    const state = await desk.run(tabId, '$names | Get-Mailbox | % Alias');
    expect(state.problems).toEqual([]);
    expect(await lines(state)).toEqual(aliases);
    expect((await practice.control.faults())[0]?.hits).toBe(1);
    if (effect.kind === 'part') expect(await requests('/InvokeCommand')).toHaveLength(1);
  });

  it('fail with what came, where the whole batch is answered by a web page', async () => {
    await addFault({ match: BATCH, effect: { kind: 'html', status: 200 } });
    const state = await desk.run(tabId, '$names | Select-Object -First 3 | Get-Mailbox | % Alias');
    expect(state.problems.map(({ failure }) => failure.message)).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('a web page') as string),
    );
  });
});

describe('changes of a pipeline', () => {
  const SET = (value: string) => `$names | Set-Mailbox -CustomAttribute5 ${value}`;
  let values = 0;
  /** Setting what is there already is warned about. */
  const newValue = () => `value${String(++values)}`;
  const outcomes = () =>
    desk.activity.filter(({ start }) => start.what.startsWith('Set-Mailbox')).map(({ end }) => end?.outcome);
  const changed = async (value: string) =>
    (await text(`(Get-Mailbox -Filter "CustomAttribute5 -eq '${value}'").Count`))[0];

  it('go ten to a batch, one batch after the other, each noted with its outcome', async () => {
    expect((await desk.run(tabId, SET('one'))).problems).toEqual([]);
    expect((await batches()).map((parts) => parts.length)).toEqual([10, 10, 5]);
    expect(outcomes()).toEqual(Array.from({ length: 25 }, () => 'changed'));
    expect(await changed('one')).toBe('25');
  });

  it.each<[string, FaultRule['effect'], number]>([
    ['429 of the batch', { kind: 'status', status: 429, retryAfter: '1' }, 0],
    ['429 of one part', { kind: 'part', at: 4, status: 429, retryAfter: '1' }, 1],
    ['503 with Retry-After of one part', { kind: 'part', at: 0, status: 503, retryAfter: '1' }, 1],
  ])('are sent again after %s, which did not run them', async (_name, effect, alone) => {
    const value = newValue();
    await addFault({ match: BATCH, effect });
    expect((await desk.run(tabId, SET(value))).problems).toEqual([]);
    expect(outcomes()).toEqual(Array.from({ length: 25 }, () => 'changed'));
    expect((await requests('/InvokeCommand')).filter(({ body }) => body.includes('Set-'))).toHaveLength(
      alone,
    );
    expect(await changed(value)).toBe('25');
  });

  it.each<[string, FaultRule['effect'], number]>([
    ['the connection broke', { kind: 'reset', when: 'after' }, 10],
    ['the answer was cut', { kind: 'truncate', share: 0.5 }, 10],
    ['the service had a fault', { kind: 'status', status: 500 }, 10],
    ['one part has no answer', { kind: 'part', at: 3 }, 1],
    ['one part met a fault', { kind: 'part', at: 3, status: 500 }, 1],
  ])('are never sent twice when %s: nobody knows what became of them', async (_name, effect, unknown) => {
    await addFault({ match: BATCH, effect });
    const state = await desk.run(tabId, SET(newValue()));
    expect(outcomes().filter((outcome) => outcome === 'outcome-unknown')).toHaveLength(unknown);
    expect(outcomes().filter((outcome) => outcome === 'changed')).toHaveLength(25 - unknown);
    expect(state.problems).toHaveLength(unknown);
    expect(await batches()).toHaveLength(3);
    expect(await requests('/InvokeCommand')).toEqual([]);
  });

  it('end with the first error where the script wants it so: no batch follows', async () => {
    await desk.run(tabId, '$wrong = @("nobody") + $names');
    await practice.control.clearLog();
    const state = await desk.run(tabId, '$wrong | Set-Mailbox -CustomAttribute5 stop -ErrorAction Stop');
    expect(state.state).toBe('failed');
    expect(await batches()).toHaveLength(1);
  });

  it('are refused on a read-only connection', async () => {
    desk.setReadOnly(true);
    const state = await desk.run(
      tabId,
      '$cmdlet = "Set-" + "Mailbox"; $names | & $cmdlet -CustomAttribute5 x',
    );
    expect(state.problems[0]?.failure.message).toContain('read-only');
    expect(await batches()).toEqual([]);
  });

  it('with -WhatIf say what they would do, change nothing, and ask nobody', async () => {
    desk.told.length = 0;
    const said = await text('$names[0..2] | Set-Mailbox -CustomAttribute5 never -WhatIf');
    expect(said).toHaveLength(3);
    for (const line of said) expect(line).toMatch(/^What if: .+/);
    expect((await batches())[0]?.[0]?.body.CmdletInput.Parameters).toMatchObject({ WhatIf: true });
    expect(desk.told.filter(({ name }) => name === 'confirmation')).toEqual([]);
    expect(await changed('never')).toBe('0');
  });

  it('that were under way when the run was stopped are told', async () => {
    await addFault({ match: BATCH, effect: { kind: 'hang' } });
    const over = desk.heard('run', ({ state }) => state === 'stopped');
    await desk.service.handlers.run({ tabId, text: SET('hanging') });
    await expect.poll(async () => (await batches()).length, { timeout: 10_000 }).toBe(1);
    await desk.service.handlers.stop({ tabId });
    await over;
    await expect.poll(() => outcomes().length).toBe(10);
    await expect.poll(outcomes).toEqual(Array.from({ length: 10 }, () => 'outcome-unknown'));
  });
});

describe('what a pipeline does not want', () => {
  it('is not asked for: Select-Object -First stops the pages', async () => {
    expect(await text('(Get-Mailbox -ResultSize Unlimited | Select-Object -First 10).Count')).toEqual(['10']);
    expect(await requests('/InvokeCommand')).toHaveLength(1);
    // A run that reads on would have asked for the next page by now.
    expect(await text('(Get-Mailbox -ResultSize Unlimited).Count')).toEqual(['2500']);
    expect((await practice.control.log()).filter(({ method }) => method === 'POST')).toHaveLength(4);
  });

  it('stops batches that are not needed any more', async () => {
    expect(await text('$names | Get-Mailbox | Select-Object -First 1 | % Alias')).toEqual([aliases[0]]);
    expect((await batches()).length).toBeLessThanOrEqual(3);
    expect(await text('"still here"')).toEqual(['still here']);
  });

  it('does not hold back what came: rows of the first page show while the second is out', async () => {
    await addFault({ match: { cmdlet: 'Get-Mailbox' }, effect: { kind: 'hang' }, skip: 1 });
    const shown = desk.heard('run', ({ rows, state }) => rows === 1000 && state === 'running');
    const over = desk.heard('run', ({ state }) => state === 'stopped');
    await desk.service.handlers.run({ tabId, text: 'Get-Mailbox -ResultSize Unlimited | % { $_ }' });
    await shown;
    await desk.service.handlers.stop({ tabId });
    await over;
  });
});
