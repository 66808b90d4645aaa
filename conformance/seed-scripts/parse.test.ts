import { describe, expect, it } from 'vitest';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { fillPlaceholders } from '../../shared/powershell/placeholders/fill.ts';
import { findPlaceholders } from '../../shared/powershell/placeholders/find.ts';
import { fateOf, readSeeds, seedsArePresent } from './seeds.ts';

const seeds = seedsArePresent ? readSeeds() : [];

describe.runIf(seedsArePresent)(
  "the seeds' scripts (skipped where ../shared/seed-scripts is not there)",
  () => {
    it('are 99, each of one kind', () => {
      const counts: Record<string, number> = {};
      for (const seed of seeds) {
        const { kind } = fateOf(seed);
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      expect(counts).toEqual({
        runs: 43,
        unparsed: 17,
        signIn: 18,
        elsewhere: 8,
        compliance: 9,
        remoting: 3,
        closed: 1,
      });
    });

    it.each(seeds.map((seed) => [seed.file, seed] as const))(
      "%s parses with PowerShell's verdict",
      (_, seed) => {
        const { errors, tokens } = parseScript(seed.text);
        expect([...new Set(errors.map(({ id }) => id))]).toEqual(seed.errorIds);
        expect(tokens.map(({ text }) => text).join('')).toBe(seed.text);
      },
    );
  },
);

const templates = seeds.filter(({ file }) => file.endsWith('-template.ps1'));

describe.runIf(seedsArePresent)('a template', () => {
  it.each(templates.map((seed) => [seed.file, seed] as const))(
    '%s is asked for all it leaves open',
    (_, seed) => {
      const template = findPlaceholders(seed.text);
      const open = [...new Set(seed.text.match(/<%?\w[^>]*>/gu))];
      expect(template?.fields.map(({ text }) => text)).toEqual(expect.arrayContaining(open));
      const values = Object.fromEntries((template?.fields ?? []).map(({ key }) => [key, "O'Neil & $co"]));
      const filled = fillPlaceholders(seed.text, { values, taken: [] });
      expect(findPlaceholders(filled)).toBeNull();
      // An address without quotes stays wrong whatever is filled in.
      const wrong = seed.errorIds.filter((id) => id !== 'RedirectionNotSupported');
      expect([...new Set(parseScript(filled).errors.map(({ id }) => id))]).toEqual(wrong);
      expect(filled).not.toMatch(/[<>]|\[-/u);
    },
  );

  it.each(seeds.filter((seed) => fateOf(seed).kind === 'runs').map((seed) => [seed.file, seed] as const))(
    'is not %s, but for what it says itself',
    (_, seed) => {
      const marks = findPlaceholders(seed.text)?.fields.map(({ text }) => text) ?? [];
      expect(marks.filter((mark) => !/-here$|^Your[A-Z]/u.test(mark))).toEqual([]);
    },
  );
});
