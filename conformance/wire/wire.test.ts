import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCmdlets } from '../examples.ts';
import { defaultFiles } from '../language.ts';
import { readCaptures } from './captures.ts';
import { Replay, type Replayed } from './run.ts';
import { slipsOf } from './slips.ts';

const CAPTURES = fileURLToPath(new URL('../../../shared/reference/captures.jsonl', import.meta.url));

describe.runIf(existsSync(CAPTURES))(
  'each captured command (skipped where ../shared/reference/captures.jsonl is not there)',
  () => {
    const replayed: Replayed[] = [];
    let replay: Replay;
    beforeAll(async () => {
      replay = await Replay.open([...readCmdlets(defaultFiles().cmdlets).values()]);
      const { captures, bad } = await readCaptures(CAPTURES);
      expect(bad).toEqual([]);
      for (const capture of captures) replayed.push(await replay.of(capture));
    }, 400_000);
    afterAll(() => replay.close());

    it('sends what the real client sent, but for what is meant', () => {
      const different = replayed.filter(({ report }) => report.verdict === 'different');
      expect(different.map(({ report }) => report)).toEqual([]);
      expect(replayed.length).toBeGreaterThan(90);
    });

    it('and whatever else it would send is found', { timeout: 120_000 }, () => {
      const all = replayed.map(slipsOf);
      const slipped = all.flatMap((one) => one.slipped);
      const tried = all.reduce((sum, one) => sum + one.tried, 0);
      expect(slipped).toEqual([]);
      expect(tried).toBeGreaterThan(6000);
    });
  },
);
