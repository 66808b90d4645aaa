import { describe, expect, it } from 'vitest';
import { characters, lines, words } from './text-counts.ts';

describe('text counts', () => {
  it('counts a last line without an end, and not one that is empty', () => {
    expect(lines('')).toBe(0);
    expect(lines('a')).toBe(1);
    expect(lines('a\n')).toBe(1);
    expect(lines('a\r\nb')).toBe(2);
    expect(lines('\n\n')).toBe(2);
  });

  it('takes any white space between words, also the unbreakable', () => {
    expect(words('  one\ttwo\u00A0three\u2003four ')).toBe(4);
    expect(words(' \n ')).toBe(0);
  });

  it('leaves white space out where asked', () => {
    expect(characters('a b\u00A0c\n', false)).toBe(6);
    expect(characters('a b\u00A0c\n', true)).toBe(3);
  });
});
