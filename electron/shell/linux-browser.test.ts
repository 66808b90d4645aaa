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
    await expect(openWithXdg(address, join(folder, 'nothing-here'))).rejects.toThrow('ENOENT');
  });

  test('a browser that stays open counts as opened', async () => {
    await expect(openWithXdg(address, program('stays', 'exec sleep 2'), 50)).resolves.toBeUndefined();
  });
});
