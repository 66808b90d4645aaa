import { describe, expect, it } from 'vitest';
import { readElements } from './clixml-elements.ts';
import { decodeClixml, encodeClixml, fromDuration, toDuration } from './clixml-text.ts';

describe('CLIXML', () => {
  it('brings every character through', () => {
    const text = 'a\u0000\n_x0041_ \ud83d\ude00 é';
    expect(encodeClixml('a\nb')).toBe('a_x000A_b');
    expect(decodeClixml(encodeClixml(text))).toBe(text);
  });

  it('writes time spans as durations and reads them', () => {
    for (const ticks of [0n, -15n, 37_235_000_000n, 864_000_000_000n * 3n + 1n]) {
      expect(fromDuration(toDuration(ticks))).toBe(ticks);
    }
    expect(toDuration(37_230_000_000n)).toBe('PT1H2M3S');
  });

  it('refuses text that is no XML of its kind', () => {
    expect(() => readElements('<Objs><S>x</Objs>')).toThrow('</Objs> closes nothing');
    expect(() => readElements('<Objs><S>x</S>')).toThrow('<Objs> is not closed');
  });
});
