import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textStoreIn } from './text-store.ts';

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'texts-')), 'console');

test('a text comes back as it was written, and a name can not leave the folder', async () => {
  const folder = newFolder();
  const store = textStoreIn(folder);
  expect(await store.read('tabs')).toBeNull();
  await store.write('../tabs', 'Grüße');
  expect(await store.read('../tabs')).toBe('Grüße');
  expect(readdirSync(folder)).toEqual(['___tabs.json']);
});

test('what a killed app left of a write is removed, all else stays', () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tabs.json'), '{}');
  writeFileSync(join(folder, 'tabs.json.e4582a16f13a.tmp'), '{');
  textStoreIn(folder);
  expect(readdirSync(folder)).toEqual(['tabs.json']);
});

test('a folder that can not be written to is said', async () => {
  const folder = newFolder();
  writeFileSync(folder, '');
  await expect(textStoreIn(folder).write('tabs', 'x')).rejects.toMatchObject({
    failure: { code: 'not-writable' },
  });
});
