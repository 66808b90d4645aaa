import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FailureError } from '../../../shared/model/failure.ts';
import { LogFile, type LogFileOptions } from './log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function begin(path: string, openFile?: LogFileOptions['openFile']) {
  const problems: FailureError[] = [];
  const onProblem = (problem: FailureError) => void problems.push(problem);
  return { problems, file: new LogFile({ path, onProblem, ...(openFile !== undefined && { openFile }) }) };
}

describe('the file of a run log', () => {
  it('makes its folder, is whole when it is closed, and is for this user alone', async () => {
    const path = join(folder, 'new', 'deep', 'log.csv');
    const { file, problems } = begin(path);
    for (let at = 0; at < 1000; at++) file.append(`line ${String(at)} é\r\n`);
    await file.close();
    expect(problems).toEqual([]);
    const lines = readFileSync(path, 'utf8').split('\r\n');
    expect(lines).toHaveLength(1001);
    expect(lines[999]).toBe('line 999 é');
    if (process.platform === 'win32') return;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
  });

  it('takes nothing more after its end', async () => {
    const path = join(folder, 'log.csv');
    const { file } = begin(path);
    file.append('one\n');
    await file.close();
    file.append('two\n');
    await file.close();
    expect(readFileSync(path, 'utf8')).toBe('one\n');
  });

  it('what was written stands when the app is killed', async () => {
    const path = join(folder, 'log.csv');
    const child = fork(new URL('./log-file.fixture.ts', import.meta.url), [path], { stdio: 'ignore' });
    const exited = once(child, 'exit');
    await expect
      .poll(() => readdirSync(folder).length > 0 && readFileSync(path, 'utf8').split('\n').length > 50, {
        timeout: 20_000,
      })
      .toBe(true);
    child.kill('SIGKILL');
    await exited;
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(49);
    expect(lines.every((line, at) => line === `line ${String(at)}`)).toBe(true);
  });

  it('never writes over a file, nor through a link', async () => {
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'mine');
    symlinkSync(other, join(folder, 'link.csv'));
    for (const name of ['other.txt', 'link.csv']) {
      const { file, problems } = begin(join(folder, name));
      file.append('line\n');
      await file.close();
      expect(problems.map(({ failure }) => failure.code)).toEqual(['not-writable']);
    }
    expect(readFileSync(other, 'utf8')).toBe('mine');
  });

  it('tells once, with the folder’s name, that a folder can’t be made', async () => {
    const inTheWay = join(folder, 'file');
    writeFileSync(inTheWay, '');
    const { file, problems } = begin(join(inTheWay, 'below', 'log.csv'));
    file.append('one\n');
    file.append('two\n');
    await file.close();
    expect(problems.map(({ failure }) => failure)).toMatchObject([
      { code: 'not-writable', action: 'edit-connection' },
    ]);
    expect(problems[0]?.failure.message).toContain(join(inTheWay, 'below'));
  });

  it.skipIf(process.platform !== 'linux')(
    'ends at the last whole line when the disk is full, and tells it once',
    async () => {
      const path = join(folder, 'log.csv');
      const full = await open('/dev/full', 'a');
      let writes = 0;
      const { file, problems } = begin(path, async () => {
        const handle = await open(path, 'ax', 0o600);
        return {
          // The third write gets half of its bytes out, then the system's own ENOSPC.
          write(bytes, from, length) {
            writes += 1;
            return writes > 3
              ? full.write(bytes, from, length)
              : handle.write(bytes, from, writes === 3 ? 2 : length);
          },
          truncate: (length) => handle.truncate(length),
          sync: () => handle.sync(),
          close: async () => {
            await handle.close();
            await full.close();
          },
        };
      });
      file.append('head\n');
      await expect.poll(() => writes).toBe(1);
      file.append('first\n');
      await expect.poll(() => writes).toBe(2);
      file.append('second\n');
      await expect.poll(() => problems.length).toBe(1);
      file.append('third\n');
      await file.close();
      expect(problems.map(({ failure }) => failure.code)).toEqual(['disk-full']);
      expect(readFileSync(path, 'utf8')).toBe('head\nfirst\n');
    },
  );
});
