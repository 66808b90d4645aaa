import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOUDS } from '../../../shared/clouds.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import type { Confirmation, RunState } from '../../../shared/model/console.ts';
import { testCmdlet, testParameter } from '../../../shared/powershell/cmdlet.fixture.ts';
import type { ExchangeSession, PageRequest } from '../../exchange/types.ts';
import type { FromWorker } from '../protocol.ts';
import { Run } from '../run.ts';
import { TabWorker } from '../tab-worker.ts';
import { Prompts } from './prompts.ts';
import { WorkingFolder } from './working-folder.ts';

const CMDLETS = [
  testCmdlet('Get-Mailbox', [
    testParameter('Identity', 'String', { sets: [{ position: 0, pipeline: true, byName: true }] }),
    testParameter('ResultSize', 'Object', {}),
  ]),
  {
    ...testCmdlet('Set-Mailbox', [
      testParameter('Identity', 'String', { sets: [{ position: 0, pipeline: true, byName: true }] }),
      testParameter('CustomAttribute1', 'String', {}),
    ]),
    supportsShouldProcess: true,
  },
];

const encoder = new TextEncoder();

/** A tab with a real thread, over a service that answers from memory. */
class Desk {
  readonly sent: PageRequest[] = [];
  readonly questions: Confirmation[] = [];
  readonly worker: TabWorker;
  readonly folder: WorkingFolder;
  answer = true;
  readOnly = false;
  #run: Run | null = null;

  constructor(root: string) {
    this.worker = new TabWorker(new URL('../worker/main.ts', import.meta.url), {
      onMessage: (message: FromWorker) => {
        if ('runId' in message) this.#run?.receive(message);
      },
      onGone: (failure) => this.#run?.gone(failure),
    });
    this.folder = new WorkingFolder({
      choose: () => Promise.resolve(root),
      mayOverwrite: () => Promise.resolve(this.answer),
    });
    this.worker.post({ type: 'cmdlets', text: JSON.stringify(CMDLETS) });
  }

  start(text: string): Run {
    const profile = {
      id: 'c',
      name: 'Contoso',
      readOnly: this.readOnly,
      cloudId: 'Practice',
      colour: 1,
      method: 'browser',
      organization: { kind: 'own', tenantId: null, name: 'Contoso', domain: 'contoso.com' },
    } as ConnectionProfile;
    const run = new Run({
      tabId: 'tab',
      text,
      values: null,
      readOnlyQuery: false,
      activity: { begin: () => Promise.resolve({ id: '1', end: () => Promise.resolve() }) },
      open: () => Promise.resolve({ profile, session: this.#session() }),
      cmdlets: () => Promise.resolve(CMDLETS),
      post: (message, transfer) => this.worker.post(message, transfer),
      ask: (question) => {
        this.questions.push(question);
        return Promise.resolve(this.answer);
      },
      prompts: new Prompts(() => undefined),
      folder: this.folder,
      status: () => undefined,
      stopScript: () => this.worker.stopScript(),
      onScriptProgress: () => undefined,
      emit: () => undefined,
      onPlanned: () => undefined,
      onDeaf: () => undefined,
    });
    this.#run = run;
    return run;
  }

  async run(text: string): Promise<RunState & { lines: string[] }> {
    const run = this.start(text);
    await run.finished;
    const state = run.state();
    if (state.resultId === null) return { ...state, lines: [] };
    const { lines } = await this.worker.call('text', { resultId: state.resultId, from: 0, to: 500 });
    return { ...state, lines };
  }

  #session(): ExchangeSession {
    return {
      target: {
        connectionId: 'c',
        cloud: CLOUDS.Practice,
        tenantId: '00000000-0000-4000-8000-000000000001',
        username: 'admin@contoso.com',
        delegated: false,
        cacheKey: 'c',
        token: () => Promise.reject(new Error('no token is needed here')),
      },
      cmdlets: () => Promise.resolve(CMDLETS),
      getPage: (request) => {
        this.sent.push(request);
        const at = request.nextLink === null ? 0 : Number(request.nextLink);
        const identity = (request.parameters as { Identity?: string }).Identity;
        const rows =
          identity === undefined ? [at, at + 1, at + 2].map(mailbox) : [mailbox(Number(identity.slice(4)))];
        const page =
          request.cmdlet === 'Get-Mailbox'
            ? {
                value: rows,
                ...(identity === undefined && at < 6 ? { '@odata.nextLink': String(at + 3) } : {}),
              }
            : { value: [] };
        return Promise.resolve({
          body: encoder.encode(JSON.stringify(page)),
          status: 200,
          headers: {},
          correlationId: request.correlationId,
          tries: 1,
          elapsedMs: 1,
        });
      },
      encryptSecret: (plain) => Promise.resolve(plain),
      close: () => undefined,
    };
  }
}

function mailbox(at: number): object {
  return { Identity: `user${String(at)}`, Alias: `user${String(at)}`, ItemCount: at * 100 };
}

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

  it('answers the grid while it runs', async () => {
    const run = desk.start('1..5; Start-Sleep -Seconds 60');
    await expect.poll(() => run.state().rows, { timeout: 10_000 }).toBe(5);
    const resultId = run.state().resultId ?? '';
    const { rows } = await desk.worker.call('rows', { resultId, columns: ['Value'], from: 0, to: 5 });
    expect(rows.flat()).toEqual(['1', '2', '3', '4', '5']);
    await run.stop();
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
