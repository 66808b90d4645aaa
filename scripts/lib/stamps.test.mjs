import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  hashFiles,
  inventory,
  listFiles,
  matchesInventory,
  readStamp,
  replaceFolder,
  writeStamp,
} from './stamps.mjs';

let dir;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'stamps-'));
  return () => fs.rmSync(dir, { recursive: true, force: true });
});
const put = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  fs.writeFileSync(path.join(dir, name), text);
};

describe('stamps', () => {
  it('come back as written; a torn or missing one is none', () => {
    writeStamp(path.join(dir, 'deep/s.json'), { key: 1 });
    expect(readStamp(path.join(dir, 'deep/s.json'))).toEqual({ key: 1 });
    put('torn.json', '{"key":');
    expect(readStamp(path.join(dir, 'torn.json'))).toBeUndefined();
    expect(readStamp(path.join(dir, 'none.json'))).toBeUndefined();
    expect(listFiles(dir)).toEqual(['deep/s.json', 'torn.json']);
  });
});

describe('inventory', () => {
  it('notices a file that is gone, longer, or touched', () => {
    put('tree/a.txt', 'one');
    put('tree/sub/b.txt', 'two');
    const before = inventory(path.join(dir, 'tree'));
    expect(matchesInventory(path.join(dir, 'tree'), before)).toBe(true);
    fs.utimesSync(path.join(dir, 'tree/a.txt'), 1, 1);
    expect(matchesInventory(path.join(dir, 'tree'), before)).toBe(false);
    const touched = inventory(path.join(dir, 'tree'));
    put('tree/sub/b.txt', 'two and more');
    expect(matchesInventory(path.join(dir, 'tree'), touched)).toBe(false);
    fs.rmSync(path.join(dir, 'tree/sub'), { recursive: true });
    expect(matchesInventory(path.join(dir, 'tree'), touched)).toBe(false);
    expect(matchesInventory(path.join(dir, 'tree'), undefined)).toBe(false);
  });
});

describe('hashFiles', () => {
  it('tells a change of content, name or boundary', () => {
    put('a', 'xy');
    put('b', 'z');
    const both = hashFiles(dir, ['a', 'b']);
    put('a', 'x');
    put('b', 'yz');
    expect(hashFiles(dir, ['a', 'b'])).not.toBe(both);
  });
});

describe('replaceFolder', () => {
  it('leaves the old folder untouched, and nothing beside it, when filling fails', async () => {
    put('target/old.txt', 'old');
    await expect(
      replaceFolder(path.join(dir, 'target'), async (work) => {
        fs.writeFileSync(path.join(work, 'half.txt'), 'half');
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(listFiles(dir)).toEqual(['target/old.txt']);
  });
  it('sweeps what killed runs left and takes the new folder whole', async () => {
    put('target/old.txt', 'old');
    put('target.partial-abc/half.txt', 'half');
    put('target.old-123/older.txt', 'older');
    put('target-other/mine.txt', 'stays');
    await replaceFolder(path.join(dir, 'target'), async (work) =>
      fs.writeFileSync(path.join(work, 'new.txt'), 'new'),
    );
    expect(listFiles(dir)).toEqual(['target-other/mine.txt', 'target/new.txt']);
  });
});
