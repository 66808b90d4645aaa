import { describe, expect, it } from 'vitest';
import { parseScript } from '../shared/powershell/parser/index.ts';
import { checkLanguage, defaultFiles, missingFiles, ratchet } from './language.ts';

const files = defaultFiles();
const present = missingFiles(files).length === 0;

describe.runIf(present)('as real PowerShell does (skipped where ../shared is not there)', () => {
  it('parses and binds the published examples, and runs the small scripts', { timeout: 120_000 }, () => {
    const { examples, cases, differences } = checkLanguage({ ...files, only: null });
    console.log(
      `examples: ${String(examples.equal)} of ${String(examples.valid)} valid, ` +
        `${String(examples.sameVerdict)} of ${String(examples.invalid)} invalid; ` +
        `cases: ${String(cases.passed)} of ${String(cases.total)}`,
    );
    expect(examples.equal).toBeGreaterThanOrEqual(ratchet.equal);
    expect(examples.sameVerdict).toBeGreaterThanOrEqual(ratchet.sameVerdict);
    expect(cases.passed).toBeGreaterThanOrEqual(ratchet.cases);
    expect(differences.filter(({ kind }) => kind === 'crash')).toEqual([]);
  });
});

it('gives every character of a text to a token', () => {
  const text = "Get-Mailbox -Identity 'a b' |\n  ? { $_.Name -like \"*$x*\" } # note\n@'\nhere\n'@";
  expect(
    parseScript(text)
      .tokens.map((token) => token.text)
      .join(''),
  ).toBe(text);
});
