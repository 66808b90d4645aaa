import { describe, expect, it } from 'vitest';
import { firstLine, splitLines, wrapFor } from './wrap.ts';

const english = wrapFor({ name: 'en-US', timeZone: 'UTC' });
const japanese = wrapFor({ name: 'ja-JP', timeZone: 'UTC' });

describe('wrapping', () => {
  it('breaks between words, the blank staying on the line before', () => {
    expect(english('the quick brown fox', 10)).toEqual(['the quick ', 'brown fox']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(english('a verylongword b', 6)).toEqual(['a very', 'longwo', 'rd b']);
  });

  it('keeps the breaks that a text has', () => {
    expect(english('one\r\ntwo', 10)).toEqual(['one', 'two']);
    expect(english('', 10)).toEqual(['']);
  });

  it('breaks anywhere in languages without blanks', () => {
    expect(japanese('the quick brown', 6)).toEqual(['the qu', 'ick br', 'own']);
  });
});

it('tells lines apart without their carriage returns', () => {
  expect(splitLines('a\r\nb\nc\r')).toEqual(['a', 'b', 'c']);
  expect(firstLine('a\rb')).toBe('a…');
});
