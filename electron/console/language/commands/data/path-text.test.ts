import { describe, expect, it } from 'vitest';
import { isAbsolute, joinPath, leafOf, parentOf, splitLeaf } from './path-text.ts';

describe('paths as texts', () => {
  it('joins with one separator', () => {
    expect([joinPath('a/', '/b', '/'), joinPath('./a', 'b', '/'), joinPath('C:\\x', 'y/z', '\\')]).toEqual([
      'a/b',
      './a/b',
      'C:\\x\\y\\z',
    ]);
  });

  it('gives the last part, the rest, and the extension', () => {
    expect([
      leafOf('./d/r.final.csv'),
      leafOf('a/b/'),
      parentOf('./d/r.csv', '/'),
      parentOf('r.csv', '/'),
    ]).toEqual(['r.final.csv', 'b', './d', '']);
    expect(splitLeaf('./d/r.final.csv')).toEqual({ base: 'r.final', extension: '.csv' });
    expect(parentOf('C:\\x', '\\')).toBe('C:\\');
  });

  it('knows absolute paths of both systems', () => {
    expect(['/a', 'C:\\a', 'a/b', './a'].map(isAbsolute)).toEqual([true, true, false, false]);
  });
});
