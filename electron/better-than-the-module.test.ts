import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The table in docs/better-than-the-module.md and the tests that are named after its rows. */
const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const rows = read('docs/better-than-the-module.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (fault |---)/.test(line))
  .map((line) => {
    const cells = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim());
    return { fault: cells[0] ?? '', filled: cells.every((cell) => cell !== ''), file: cells[3] ?? '' };
  });

const titlesIn = (path: string) =>
  [...read(path).matchAll(/\b(?:it|test)\(\s*'([^'\n]+)'/g)].map(([, title]) => title ?? '');

it('every row says all there is to say, once', () => {
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ filled }) => !filled)).toEqual([]);
  expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
});

it.each(rows.map(({ fault, file }) => [fault, file]))(
  '“%s” is shown by a test of that name',
  (fault, file) => {
    expect(titlesIn(file)).toContain(fault);
  },
);

it('every test that is named after a fault is in the table', () => {
  for (const folder of ['exchange', 'connections']) {
    const file = `electron/${folder}/better-than-the-module.test.ts`;
    const told = rows.filter((row) => row.file === file).map(({ fault }) => fault);
    expect(titlesIn(file).sort()).toEqual(told.sort());
  }
});
