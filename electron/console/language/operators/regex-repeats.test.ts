import { expect, test } from 'vitest';
import { outputOf } from '../interpreter/engine.fixture.ts';
import { repeatedGroups } from './regex-repeats.ts';

test.each([
  ['(a)(b)', []],
  ['(a)+', [1]],
  ['(a)?', []],
  ['(a){1}', []],
  ['(a){1,2}', [1]],
  ['(?:(a)|(b))*(c)', [1, 2]],
  ['((a)b)*(c(d)+)', [1, 2, 4]],
  ['(?<n>a)*(?=b)*', [1]],
  [String.raw`\((a)[)(]+`, []],
] as const)('groups of %s that are repeated', (source, expected) => {
  expect([...repeatedGroups(source)].sort()).toEqual(expected);
});

test('captures of a repeated group are refused, its last value is there', () => {
  expect(
    outputOf(
      "$m = [regex]::Match('abab', '(ab)+'); $m.Groups[1].Value; try { $m.Groups[1].Captures.Count } catch { $_.FullyQualifiedErrorId }",
    ),
  ).toEqual(['ab', 'CapturesNotSupported']);
});

test('captures of a group that is there once are told', () => {
  expect(outputOf("[regex]::Match('ab', '(a)(b)').Groups[2].Captures[0].Value")).toEqual(['b']);
});
