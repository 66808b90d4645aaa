import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStartLook } from './start-look.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-look-'));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.json`), text);
const defaults = { screen: 'connections', theme: 'system' };

test('nothing saved yet: the first screen in the theme of the system', () => {
  expect(readStartLook(join(folder, 'none'))).toEqual(defaults);
});

test('where the person was, in the theme they chose', () => {
  write('ui-state', '{"screen":"activity","columns":{}}');
  write('settings', '{"theme":"dark"}');
  expect(readStartLook(folder)).toEqual({ screen: 'activity', theme: 'dark' });
});

test.each(['', 'null', '[]', '{"screen":"\\"><script>","theme":5}', '{"screen":["activity"]', '"dark"'])(
  'a damaged file means the defaults: %s',
  (text) => {
    write('ui-state', text);
    write('settings', text);
    expect(readStartLook(folder)).toEqual(defaults);
  },
);
