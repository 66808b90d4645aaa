import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildInputs, ensureBuilt } from './build.mjs';

let base;
let builds;
const target = () => path.join(base, 'out', 'app');
const put = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(base, name)), { recursive: true });
  fs.writeFileSync(path.join(base, name), text);
};
beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
  builds = 0;
  put('electron/main.ts', 'one');
  put('electron/main.test.ts', 'test');
  put('package.json', '{}');
  return () => fs.rmSync(base, { recursive: true, force: true });
});

const succeeds = async () => {
  builds += 1;
  put('out/app/main/main.js', `build ${builds}`);
  return { code: 0, output: '' };
};
const build = (runCommand = succeeds) =>
  ensureBuilt({
    node: 'node',
    report: { line: () => {}, progress: () => {} },
    base,
    target: target(),
    runCommand,
  });

describe('ensureBuilt', () => {
  it('takes sources and configuration as input, tests not', () => {
    expect(buildInputs(base)).toEqual(['electron/main.ts', 'package.json']);
  });
  it('builds once, and again when a source changed', async () => {
    expect(await build()).toBe(true);
    expect(await build()).toBe(false);
    put('electron/main.test.ts', 'another test');
    expect(await build()).toBe(false);
    put('electron/main.ts', 'two');
    expect(await build()).toBe(true);
  });
  it('builds anew when an output is gone or changed', async () => {
    await build();
    put('out/app/main/main.js', 'somebody else was here');
    expect(await build()).toBe(true);
    fs.rmSync(target(), { recursive: true });
    expect(await build()).toBe(true);
  });
  it('trusts nothing that a failed or killed build left, whatever was there before', async () => {
    await build();
    put('electron/main.ts', 'two');
    const half = async () => {
      put('out/app/main/main.js', 'half');
      return { code: 1, output: 'why' };
    };
    await expect(build(half)).rejects.toMatchObject({ output: 'why' });
    put('electron/main.ts', 'one');
    expect(await build()).toBe(true);
    expect(fs.readFileSync(path.join(target(), 'main/main.js'), 'utf8')).toBe('build 2');
  });
});
