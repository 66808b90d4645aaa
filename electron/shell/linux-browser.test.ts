import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWithXdg } from './linux-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'xdg-'));
const address = 'https://login.microsoftonline.com/x?a=b&c=$(touch%20z)';

function program(name: string, body: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform === 'linux')('opening a page on Linux', () => {
  test('hands the address over as one argument', async () => {
    const seen = join(folder, 'seen');
    await openWithXdg(address, program('opens', `printf %s "$1" > '${seen}'`));
    expect(readFileSync(seen, 'utf8')).toBe(address);
  });

  test('a desktop without a browser is said', async () => {
    await expect(openWithXdg(address, program('fails', 'exit 3'))).rejects.toThrow('ended with 3');
  });

  test('a computer without xdg-open is said', async () => {
    await expect(openWithXdg(address, join(folder, 'nothing-here'))).rejects.toThrow('ended with 127');
  });

  test('nothing but input, output and errors is handed down', async () => {
    const seen = join(folder, 'descriptors');
    const starter = `import { openWithXdg } from '${join(import.meta.dirname, 'linux-browser.ts')}';
      await openWithXdg('x', '${program('lists', `ls /proc/$$/fd > '${seen}'`)}');`;
    // Descriptors 3 to 12 are open in the starter, as Chromium's are in the app.
    const stdio = ['ignore', 'inherit', 'inherit', ...Array.from({ length: 10 }, () => 'pipe' as const)];
    const child = spawn(process.execPath, ['--input-type=module', '-e', starter], {
      stdio: stdio as StdioOptions,
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    // 10 and 11 are the shell's own: its script, and the output it put aside.
    const open = readFileSync(seen, 'utf8').trim().split('\n').map(Number);
    expect(open.filter((descriptor) => ![0, 1, 2, 10, 11].includes(descriptor))).toEqual([]);
  });

  test('a browser that stays open counts as opened', async () => {
    await expect(openWithXdg(address, program('stays', 'exec sleep 2'), 50)).resolves.toBeUndefined();
  });
});
