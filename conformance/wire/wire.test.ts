import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCmdlets } from '../examples.ts';
import { defaultFiles } from '../language.ts';
import { readCaptures } from './captures.ts';
import { compareWire } from './run.ts';

const CAPTURES = fileURLToPath(new URL('../../../shared/reference/captures.jsonl', import.meta.url));

describe.runIf(existsSync(CAPTURES))(
  'each captured command (skipped where ../shared/reference/captures.jsonl is not there)',
  () => {
    it('sends what the real client sent, but for what is meant', { timeout: 300_000 }, async () => {
      const cmdlets = [...readCmdlets(defaultFiles().cmdlets).values()];
      const report = await compareWire(readCaptures(CAPTURES), cmdlets);
      const different = report.captures.filter(({ verdict }) => verdict === 'different');
      expect(
        different.map(({ name, outcome, differences }) => ({
          name,
          outcome,
          differences: differences.filter(({ reason }) => reason === null),
        })),
      ).toEqual([]);
      expect(report.total).toBeGreaterThan(90);
    });
  },
);
