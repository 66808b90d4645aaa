import { expect, it } from 'vitest';
import { outputOf, testConsole } from '../../interpreter/engine.fixture.ts';

it.each([
  ['[decimal]::Round(2.345, 2)', '2.34'],
  ["[decimal]::Round(2.345, 2, 'AwayFromZero')", '2.35'],
  ['[decimal]::Floor(-2.5)', '-3'],
  ['[decimal]::Add(0.1, 0.2)', '0.3'],
  ['[decimal]::ToInt32(2.7)', '2'],
  ['[double]::IsPositiveInfinity(1 / 0.0)', 'True'],
  ['[bigint]::GreatestCommonDivisor(12, 18)', '6'],
  ['[bigint]::ModPow(3, 200, 13)', '9'],
  ['[int](5L).GetTypeCode()', '11'],
])('%s is %s', (script, text) => {
  expect(outputOf(script)).toEqual([text]);
});

it('divides by zero with the exception of the type', () => {
  const [record] = testConsole().run('[decimal]::Divide(1, 0)').errors;
  expect(record?.fullyQualifiedErrorId).toBe('DivideByZeroException');
});

it('takes the encodings of the console, and says that the computer around it stays out of reach', () => {
  expect(outputOf("[Console]::OutputEncoding = [Text.Encoding]::UTF8; 'on'")).toEqual(['on']);
  expect(testConsole().run('[Environment]::OSVersion').errors[0]?.message).toContain(
    '[Environment]::OSVersion',
  );
});
