import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { isStale, noteChild, startOf, withLock } from './lock.mjs';

let file;
beforeEach(() => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  file = path.join(dir, 'setup.lock');
  return () => fs.rmSync(dir, { recursive: true, force: true });
});

describe('withLock', () => {
  it('lets one run in at a time and tells who waits for whom', async () => {
    const order = [];
    const waits = [];
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const first = withLock(file, async () => {
      order.push('first in');
      await held;
      order.push('first out');
    });
    const second = withLock(file, async () => order.push('second in'), {
      pollMs: 1,
      onWait: (pid) => {
        waits.push(pid);
        release();
      },
    });
    await Promise.all([first, second]);
    expect(order).toEqual(['first in', 'first out', 'second in']);
    expect(waits).toEqual([process.pid]);
    expect(fs.existsSync(file)).toBe(false);
  });
  it('lets go when the work fails', async () => {
    await expect(withLock(file, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(fs.existsSync(file)).toBe(false);
  });
  it('takes over from a process that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    fs.writeFileSync(file, JSON.stringify({ pid }));
    expect(await withLock(file, async () => 'done')).toBe('done');
  });
});

describe('what a killed run had started', () => {
  it('holds the lock until it has ended', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await withLock(file, async () => {
      noteChild(file, child.pid);
      const noted = JSON.parse(fs.readFileSync(file, 'utf8'));
      fs.writeFileSync(`${file}.kept`, JSON.stringify({ ...noted, pid: dead, start: undefined }));
    });
    fs.renameSync(`${file}.kept`, file);
    expect(isStale(file)).toBe(false);
    child.stdin.end();
    await once(child, 'exit');
    expect(isStale(file)).toBe(true);
  });
  it('is noted only by the holder itself', () => {
    fs.writeFileSync(file, JSON.stringify({ pid: 1 }));
    noteChild(file, process.pid);
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ pid: 1 });
  });
});

describe('isStale', () => {
  it('is not, while the holder lives', () => {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }));
    expect(isStale(file)).toBe(false);
  });
  it('is, when the number belongs to another process by now', () => {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, start: 'earlier' }));
    expect(isStale(file, { start: () => 'later' })).toBe(true);
  });
  it('gives a half-written lock a second, then takes it', () => {
    fs.writeFileSync(file, '');
    const written = fs.statSync(file).mtimeMs;
    expect(isStale(file, { now: () => written + 500 })).toBe(false);
    expect(isStale(file, { now: () => written + 1500 })).toBe(true);
  });
});
