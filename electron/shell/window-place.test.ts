import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWindowPlace, writeWindowPlace } from './window-place.ts';

const path = join(mkdtempSync(join(tmpdir(), 'place-')), 'window.json');
const place = { x: 10, y: -5, width: 1200, height: 800, maximised: true };

test('the window opens where it was', () => {
  writeWindowPlace(path, place);
  expect(readWindowPlace(path)).toEqual(place);
});

test.each([
  '',
  '{',
  '[]',
  'null',
  '{"x":"1"}',
  '{"x":1,"y":1,"width":10,"height":10}',
  '{"x":1e9,"y":0,"width":900,"height":600}',
])('a damaged file %j is as good as none', (text) => {
  writeFileSync(path, text);
  expect(readWindowPlace(path)).toBeNull();
});

test('a folder that can not be written to does not matter', () => {
  expect(() => {
    writeWindowPlace(join(path, 'no', 'folder.json'), place);
  }).not.toThrow();
});
