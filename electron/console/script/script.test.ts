import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from './desk.fixture.ts';

let root: string;
let desk: Desk;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tenantdeck-script-'));
  desk = new Desk(root);
});

afterEach(async () => {
  await desk.worker.terminate();
  await rm(root, { recursive: true, force: true });
});

describe('a script', () => {
  it('runs in the tab’s thread, and its variables stay for the next run', async () => {
    await desk.run('$names = "ann", "bob"');
    const { lines, state } = await desk.run('$names | ForEach-Object { $_.ToUpper() }');
    expect(state).toBe('done');
    expect(lines).toEqual(['ANN', 'BOB']);
  });

  it('gets the pages of a cmdlet as they come, and its rows are objects', async () => {
    const { lines } = await desk.run(
      'Get-Mailbox -ResultSize Unlimited | Where-Object ItemCount -ge 700 | % Alias',
    );
    expect(lines).toEqual(['user7', 'user8']);
    expect(desk.sent).toHaveLength(3);
  });

  it('asks for no page more than Select-Object -First needs', async () => {
    const { lines } = await desk.run('Get-Mailbox -ResultSize Unlimited | Select-Object -First 2 | % Alias');
    expect(lines).toEqual(['user0', 'user1']);
    expect(desk.sent.length).toBeLessThanOrEqual(2);
  });

  it('says before it starts what it will change, and sends nothing when the answer is no', async () => {
    desk.answer = false;
    const { state } = await desk.run('foreach ($n in 1..3) { Set-Mailbox "user$n" -CustomAttribute1 x }');
    expect(state).toBe('declined');
    expect(desk.questions).toHaveLength(1);
    expect(desk.questions[0]?.script).toEqual([
      {
        cmdlet: 'Set-Mailbox',
        line: 1,
        text: 'foreach ($n in 1..3) { Set-Mailbox "user$n" -CustomAttribute1 x }',
      },
    ]);
    expect(desk.sent).toEqual([]);
  });

  it('asks once and sends every change once, in order', async () => {
    const { state } = await desk.run('foreach ($n in 1..3) { Set-Mailbox "user$n" -CustomAttribute1 x }');
    expect(state).toBe('done');
    expect(desk.questions).toHaveLength(1);
    expect(desk.sent.map(({ parameters }) => parameters.Identity)).toEqual(['user1', 'user2', 'user3']);
  });

  it('sends what a pipeline gives, by property name', async () => {
    await desk.run('Get-Mailbox -ResultSize 3 | Set-Mailbox -CustomAttribute1 y');
    const changes = desk.sent.filter(({ cmdlet }) => cmdlet === 'Set-Mailbox');
    expect(changes.map(({ parameters }) => parameters.Identity)).toEqual(['user0', 'user1', 'user2']);
  });

  it('asks again for a change that its text did not show', async () => {
    const { state } = await desk.run('$name = "Set-" + "Mailbox"; & $name user1 -CustomAttribute1 x');
    expect(state).toBe('done');
    expect(desk.questions.map(({ script, cmdlet }) => [script, cmdlet])).toEqual([[null, 'Set-Mailbox']]);
  });

  it('changes nothing on a read-only connection, however it is written', async () => {
    desk.readOnly = true;
    const plain = await desk.run('1..2 | % { Set-Mailbox "user$_" -CustomAttribute1 x }');
    expect(plain.problems[0]?.failure.code).toBe('read-only');
    const hidden = await desk.run('$name = "Set-" + "Mailbox"; & $name user1 -CustomAttribute1 x');
    expect(hidden.problems[0]?.failure.message).toContain('read-only');
    expect(desk.sent).toEqual([]);
  });

  it('asks for what a prefixed name changes, and a read-only connection refuses it', async () => {
    const text = 'Connect-ExchangeOnline -Prefix Own\nSet-OwnMailbox user1 -CustomAttribute1 x';
    const { state } = await desk.run(text);
    expect(state).toBe('done');
    expect(desk.questions.map(({ script }) => script?.map(({ cmdlet, line }) => [cmdlet, line]))).toEqual([
      [['Set-Mailbox', 2]],
    ]);
    expect(desk.sent.map(({ cmdlet }) => cmdlet)).toEqual(['Set-Mailbox']);
    desk.readOnly = true;
    const refused = await desk.run(text);
    expect(refused.problems[0]?.failure.message).toContain('read-only');
    expect(desk.sent).toHaveLength(1);
    // In a run that did not connect so, the name is unknown.
    expect((await desk.run('Get-OwnMailbox user1')).problems[0]?.failure.message).toContain('Get-OwnMailbox');
  });

  it('is stopped in the middle of an endless loop, and the tab goes on', async () => {
    const run = desk.start('"go"; while ($true) { $i++ }');
    await expect.poll(() => run.state().rows, { timeout: 10_000 }).toBe(1);
    const before = performance.now();
    await run.stop();
    await run.finished;
    expect(run.state().state).toBe('stopped');
    // Generous: the point is that it ends at all; the time is measured elsewhere.
    expect(performance.now() - before).toBeLessThan(5000);
    expect((await desk.run('"still $i -gt 0: $($i -gt 0)"')).lines[0]).toMatch(/True$/);
  });

  it('shows the first rows of a pipeline without end, and ends it where no more are wanted', async () => {
    const endless = '& { while ($true) { $i++; $i } } | ForEach-Object { "row $_" }';
    const run = desk.start(endless);
    await expect.poll(() => run.state().rows, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(run.state().state).toBe('running');
    const resultId = run.state().resultId ?? '';
    const { rows } = await desk.worker.call('rows', { resultId, columns: ['Value'], from: 0, to: 1 });
    expect(rows).toEqual([['row 1']]);
    await run.stop();
    await run.finished;
    expect((await desk.run(`$i = 0; ${endless} | Select-Object -First 2`)).lines).toEqual(['row 1', 'row 2']);
  });

  it('answers the grid while it runs', async () => {
    const run = desk.start('1..5; Start-Sleep -Seconds 60');
    await expect.poll(() => run.state().rows, { timeout: 10_000 }).toBe(5);
    const resultId = run.state().resultId ?? '';
    const { rows } = await desk.worker.call('rows', { resultId, columns: ['Value'], from: 0, to: 5 });
    expect(rows.flat()).toEqual(['1', '2', '3', '4', '5']);
    await run.stop();
  });

  it('sorts and filters a grid, completes and explains while a loop without end holds the thread', async () => {
    const run = desk.start('1..20000 | % { "n$($_ % 97)" }; "go"; while ($true) { $i++ }');
    await expect.poll(() => run.state().rows, { timeout: 20_000 }).toBe(20_001);
    const resultId = run.state().resultId ?? '';
    const view = { sort: [{ column: 'Value', descending: true }], filter: 'n9', filterColumns: [] };
    const { total } = await desk.worker.call('setView', { resultId, view });
    const { rows } = await desk.worker.call('rows', { resultId, columns: ['Value'], from: 0, to: 1 });
    expect([total, rows]).toEqual([7 * 206 + 207, [['n96']]]);
    const text = 'Get-Mailbox -Res';
    const { items } = await desk.worker.call('complete', { text, offset: text.length, files: [] });
    expect(items.map(({ label }) => label)).toContain('-ResultSize');
    const help = await desk.worker.call('help', { text: 'Get-Mailbox', offset: 5 });
    expect(help?.title).toBe('Get-Mailbox');
    expect(await desk.worker.call('check', { text: '$x =' })).not.toEqual([]);
    expect(run.state().state).toBe('running');
    await run.stop();
    expect((await run.finished, run.state().state)).toBe('stopped');
  });

  it('passes on the rows that the person picks in a grid, as it is sorted and filtered there', async () => {
    desk.onPrompt = async ({ prompt }) => {
      if (prompt.type !== 'rows') throw new Error(`not asked for: ${prompt.type}`);
      expect(prompt).toMatchObject({ caption: 'Whom?', many: true });
      const view = { sort: [{ column: 'Alias', descending: true }], filter: 'user', filterColumns: [] };
      await desk.worker.call('setView', { resultId: prompt.resultId, view });
      const stretches: [number, number][] = [
        [0, 2],
        [8, 20],
      ];
      return { type: 'rows', stretches };
    };
    const pick = 'Get-Mailbox -ResultSize Unlimited | Out-GridView -Title "Whom?" -PassThru';
    const { lines } = await desk.run(`${pick} | % Alias`);
    expect(lines).toEqual(['user8', 'user7', 'user0']);
    const { results } = await desk.worker.call('results', null);
    const newest = [...results].sort((one, other) => other.at.localeCompare(one.at))[0];
    expect(newest?.title).toBe(`${pick} | % Alias`.slice(0, 59) + '…');
    desk.onPrompt = () => ({ type: 'rows', stretches: [] });
    const none = await desk.run('1..3 | Out-GridView -OutputMode Single | % { "got $_" }; "on"');
    expect([none.lines, none.problems]).toEqual([['on'], []]);
  });

  it('refuses by name and place what is not here, before anything is sent', async () => {
    const { problems, state } = await desk.run('Get-Mailbox | % Alias\nStart-Process notepad');
    expect(state).toBe('failed');
    expect(problems[0]?.failure.message).toContain('Start-Process');
    expect(problems[0]?.place).toMatchObject({ line: 2, column: 1 });
    expect(desk.sent).toEqual([]);
  });

  it('shows an error in PowerShell’s words with its place', async () => {
    const { problems } = await desk.run('$x = 1\n[int]"abc"');
    expect(problems[0]?.failure.message).toContain('Cannot convert value "abc" to type "System.Int32"');
    expect(problems[0]?.place?.line).toBe(2);
  });
});

describe('the working folder', () => {
  it('takes files, and gives them back', async () => {
    expect((await desk.run('Get-Mailbox -ResultSize 2 | Export-Csv -Path .\\out.csv')).problems).toEqual([]);
    expect(await readFile(path.join(root, 'out.csv'), 'utf8')).toContain('"user0"');
    expect((await desk.run('(Import-Csv out.csv).Count')).lines).toEqual(['2']);
  });

  it('has no way out: neither by path, nor by a link', async () => {
    await writeFile(path.join(path.dirname(root), `${path.basename(root)}-outside.txt`), 'secret');
    await symlink(path.dirname(root), path.join(root, 'link'));
    const outside = `../${path.basename(root)}-outside.txt`;
    for (const text of [
      `Get-Content ${outside}`,
      `Get-Content link/${path.basename(root)}-outside.txt`,
      'Get-Content /etc/passwd',
    ]) {
      const { lines, problems } = await desk.run(text);
      expect(lines.join('\n')).not.toContain('secret');
      expect(lines.join('\n')).not.toContain('root:');
      expect(problems.length).toBeGreaterThan(0);
    }
    await rm(path.join(path.dirname(root), `${path.basename(root)}-outside.txt`));
  });

  it('asks before it writes over a file that the run did not make', async () => {
    await writeFile(path.join(root, 'kept.txt'), 'before');
    desk.answer = false;
    const { problems } = await desk.run('"after" | Set-Content kept.txt');
    expect(problems.length).toBeGreaterThan(0);
    expect(await readFile(path.join(root, 'kept.txt'), 'utf8')).toBe('before');
  });
});
