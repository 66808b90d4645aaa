import { expect, test } from 'vitest';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { fuzz, fuzzLine } from './fuzz.ts';
import { read } from './reading.ts';
import { ownSeeds } from './seeds.ts';

/** `npm run conformance -- --fuzz 200000` reads the whole. */
const PART = 10_000;

test(
  'mutated scripts neither crash lexer, parser and binder nor lose a character',
  { timeout: 60_000 },
  () => {
    const seed = Number(process.env['TENANTDECK_FUZZ_SEED'] ?? '1');
    const count = Number(process.env['TENANTDECK_FUZZ'] ?? PART);
    const report = fuzz(count, seed);
    console.log(fuzzLine(report));
    expect(report.failure).toBeNull();
  },
);

test('the seeds themselves are read', () => {
  for (const seed of ownSeeds) read(seed, 0);
});

test('a text with errors without end tells of the first hundred', () => {
  const { errors, tokens } = parseScript('${}'.repeat(3000));
  expect(errors).toHaveLength(100);
  expect(errors[0]).toMatchObject({ id: 'EmptyVariableReference', line: 1, column: 3 });
  expect(tokens.map(({ text }) => text).join('')).toBe('${}'.repeat(3000));
});

test.each([
  '(',
  '[',
  '{',
  '$(',
  '@(',
  '@{',
  '"$(',
  'if (',
  '-not ',
  '[int]',
  '!',
  ',',
  '1 + (',
  'a.b(',
  '$x[',
])('10,000 nested %j are refused as too complicated, or as incomplete', (bracket) => {
  const text = bracket.repeat(10_000);
  const { errors, tokens } = parseScript(text);
  expect(errors.length).toBeGreaterThan(0);
  expect(tokens.map((token) => token.text).join('')).toBe(text);
});

test('10,000 nested brackets that are closed again are refused by name, at their place', () => {
  const { errors } = parseScript(`${'('.repeat(10_000)}1${')'.repeat(10_000)}`);
  expect(errors).toMatchObject([{ id: 'ScriptTooComplicated', line: 1 }]);
});
