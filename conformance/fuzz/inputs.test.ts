import { expect, test } from 'vitest';
import { fuzzInputs } from './inputs.ts';

/** `npm run conformance -- --fuzz-inputs 100000` reads the whole. */
const PART = 3500;

test(
  'mutated certificates, tokens, addresses, commands, files and calls crash nothing and bring no secret out',
  { timeout: 120_000 },
  async () => {
    const reports = await fuzzInputs(PART, 1);
    expect(reports.map(({ kind }) => kind)).toEqual([
      'PFX',
      'PEM',
      'JWT',
      'URI',
      'command',
      'profile',
      'IPC',
    ]);
    expect(reports.map(({ failure }) => failure)).toEqual(reports.map(() => null));
    expect(reports.every(({ inputs }) => inputs === PART / 7)).toBe(true);
  },
);
