import { describe, expect, it } from 'vitest';
import { decode, encode, encodingArgument, preamble } from './text-encodings.ts';

describe('encodings', () => {
  it.each(['utf8', 'utf8BOM', 'unicode', 'bigendianunicode', 'utf32', 'bigendianutf32'])(
    'brings text through %s and back',
    (name) => {
      const encoding = encodingArgument(name) ?? 'utf8';
      const bytes = Uint8Array.from([...preamble(encoding), ...encode('aé李😀', encoding)]);
      expect(decode(bytes)).toBe(encoding === 'utf8' ? new TextDecoder().decode(bytes) : 'aé李😀');
    },
  );

  it('writes a question mark for what ASCII does not have', () => {
    expect([...encode('é!', 'ascii')]).toEqual([63, 33]);
  });

  it('refuses a name that is none', () => {
    expect(() => encodingArgument('klingon')).toThrow("'klingon' is not a supported encoding name");
  });
});
