import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideValues } from './hide-values.ts';

describe('values of a call in the text of its error', () => {
  it.each([
    [
      { Identity: 'ana@contoso.com' },
      "object 'ANA@contoso.com' couldn't be found",
      "object '[-Identity]' couldn't be found",
    ],
    [{ Identity: 'ana.lindqvist@contoso.com' }, 'no ana.lindqvist here', 'no [-Identity] here'],
    [{ Filter: "Name -like 'Secret project*'" }, 'bad: Secret project*', 'bad: [-Filter]'],
    [
      { Members: ['a.one@x.example', 'b.two@x.example'] },
      'b.two@x.example is no one',
      '[-Members] is no one',
    ],
    [{ Limits: { Quota: '98GB' } }, 'over 98gb', 'over [-Limits]'],
    [{ Pin: 4711 }, 'the number 4711 is wrong', 'the number [-Pin] is wrong'],
    [{ Regex: '(a+)[b' }, 'not (a+)[b', 'not [-Regex]'],
    [{ Language: 'en' }, 'when en is wrong', 'when [-Language] is wrong'],
    [{ A: 'long', B: 'longer name' }, 'longer name', '[-B]'],
    [{ Force: true }, 'true', 'true'],
  ])('%j is not in %j', (parameters, text, hidden) => {
    expect(hideValues(text, parameters)).toBe(hidden);
  });

  it('leaves out a text that quotes what is too long to be looked for', () => {
    const value = 'x'.repeat(5000);
    expect(hideValues(`bad: ${value.slice(0, 200)}`, { FileData: value })).toBeNull();
    expect(hideValues('bad file', { FileData: value })).toBe('bad file');
  });

  it('never leaves a value of some length in a text that quotes it', () => {
    const value = fc.string({ minLength: 4, maxLength: 30, unit: 'grapheme' }).map((text) => text.trim());
    fc.assert(
      fc.property(value, fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(secret.length >= 4 && !'[-Name]'.includes(secret));
        const hidden = hideValues(`${before}${secret}${after}`, { Name: secret });
        expect(hidden?.replaceAll('[-Name]', '\n') ?? '').not.toContain(secret);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
