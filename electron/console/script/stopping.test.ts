import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../../shared/model/failure.ts';
import { Desk } from './desk.fixture.ts';

let root: string;
let desk: Desk;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tenantdeck-stop-'));
  desk = new Desk(root);
});

afterAll(async () => {
  await desk.worker.terminate();
  await rm(root, { recursive: true, force: true });
});

beforeEach(() => {
  desk.sent.splice(0);
});

describe('a script that is stopped', () => {
  it.each([
    ['a loop', '"go"; while ($true) { }'],
    ['a for loop without an end', '"go"; for (;;) { $i++ }'],
    ['do until', '"go"; do { } until ($false)'],
    ['a pipeline without an end', '"go"; & { while ($true) { 1 } } | Where-Object { $false }'],
    ['errors that are caught for ever', '"go"; while ($true) { try { throw "x" } catch { } }'],
    ['a trap that always goes on', '"go"; while ($true) { trap { continue } throw "x" }'],
    ['functions that call each other and catch', '"go"; function f { try { f } catch { f } }; f'],
    ['a long sleep', '"go"; Start-Sleep -Seconds 2000000'],
    ['sorting', '"go"; 1..20000000 | Sort-Object { -$_ }'],
    ['messages without end', '"go"; while ($true) { Write-Host x }'],
    ['errors without end', '"go"; while ($true) { Write-Error x -ErrorAction SilentlyContinue }'],
    ['progress without end', '"go"; while ($true) { Write-Progress -Activity a -Status b }'],
  ])('ends in %s, and the tab goes on', async (_what, text) => {
    const { state, lines } = await desk.stopped(text);
    expect(state).toBe('stopped');
    expect(lines[0]).toBe('go');
    expect((await desk.run('"still here"')).lines).toEqual(['still here']);
  });

  it('runs its finally blocks, inner ones first, and nothing after them', async () => {
    const { lines } = await desk.stopped(
      'try { try { "go"; while ($true) { } } finally { "inner" } } finally { "outer" }; "after"',
    );
    expect(lines).toEqual(['go', 'inner', 'outer']);
  });

  it('runs the clean block of a function', async () => {
    const { lines } = await desk.stopped(
      'function f { begin { } process { Write-Host go; while ($true) { } } clean { Write-Host "clean" } }; f',
    );
    expect(lines).toEqual(['go', 'clean']);
  });

  it('runs no catch block: a stop is not an error', async () => {
    const { lines } = await desk.stopped('try { "go"; while ($true) { } } catch { "caught" }');
    expect(lines).toEqual(['go']);
  });

  it.each([
    ['a loop', 'while ($true) { }'],
    ['a sleep', 'Start-Sleep -Seconds 1000'],
    ['a question', '$x = Read-Host; "got $x"'],
    ['an error', 'throw "x"'],
    ['exit', 'exit 3'],
    ['another loop that catches', 'while ($true) { try { Start-Sleep 100 } finally { Start-Sleep 100 } }'],
  ])('cannot prevent its end by %s in a finally block', async (_what, last) => {
    const { state } = await desk.stopped(`try { "go"; while ($true) { } } finally { ${last} }`);
    expect(state).toBe('stopped');
    expect((await desk.run('"still here"')).lines).toEqual(['still here']);
  });

  it('sends nothing more to the service from a finally block', async () => {
    const { state, lines } = await desk.stopped(
      `try { "go"; while ($true) { } }
       finally { Set-Mailbox user1 -CustomAttribute1 x; Get-Mailbox | Out-Null; "after" }`,
    );
    expect(state).toBe('stopped');
    expect(desk.sent).toEqual([]);
    expect(lines.join('\n')).toContain('Set-Mailbox was not sent, since the script is being stopped.');
    expect(lines.at(-1)).toBe('after');
  });

  it('says which changes it had sent, and which of them the service had not answered yet', async () => {
    desk.hold = ({ parameters, signal }) =>
      new Promise((resolve, reject) => {
        if (parameters.Identity !== 'user2') resolve();
        else signal.addEventListener('abort', () => reject(fail('cancelled', 'The run was stopped.', '')));
      });
    const run = desk.start('foreach ($n in 1..3) { Set-Mailbox "user$n" -CustomAttribute1 x }');
    await expect.poll(() => desk.sent.length, { timeout: 15_000 }).toBe(2);
    await run.stop();
    await run.finished;
    expect(run.state().state).toBe('stopped');
    expect(desk.sent).toHaveLength(2);
    expect(run.state().problems.map(({ severity, failure }) => [severity, failure.message])).toEqual([
      ['warning', expect.stringMatching(/^Set-Mailbox .*user1.* was done before the stop\.$/)],
      ['warning', expect.stringMatching(/^Set-Mailbox .*user2.* may or may not have been done\.$/)],
    ]);
  });

  it('makes room for the next run, which is begun before it has ended', async () => {
    const first = desk.start('"go"; while ($true) { try { } finally { Start-Sleep -Milliseconds 1 } }');
    await expect.poll(() => first.state().rows, { timeout: 15_000 }).toBe(1);
    const stopping = first.stop();
    const second = await desk.run('"second"');
    await stopping;
    await first.finished;
    expect(first.state().state).toBe('stopped');
    expect(second).toMatchObject({ state: 'done', lines: ['second'] });
  });
});

describe('a runaway tab', () => {
  it('does not keep another tab from answering', async () => {
    const other = new Desk(root);
    try {
      const run = desk.start('"go"; while ($true) { }');
      await expect.poll(() => run.state().rows, { timeout: 15_000 }).toBe(1);
      const { lines, state } = await other.run('Get-Mailbox -ResultSize Unlimited | ForEach-Object Alias');
      expect(state).toBe('done');
      expect(lines).toHaveLength(9);
      expect(run.state().state).toBe('running');
      await run.stop();
    } finally {
      await other.worker.terminate();
    }
  });
});
