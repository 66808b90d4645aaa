import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCmdlets } from '../examples.ts';
import { defaultFiles } from '../language.ts';
import { readCaptures } from './captures.ts';
import { compareSent } from './compare.ts';
import type { WireDifference } from './difference.ts';
import { mutationsOf } from './mutations.ts';
import { Replay, type Replayed } from './run.ts';

const CAPTURES = fileURLToPath(new URL('../../../shared/reference/captures.jsonl', import.meta.url));

/** Whether what was broken is only nearer to the capture's: something of ours alone, which is meant, is gone. */
function isHarmless(before: readonly WireDifference[], after: readonly WireDifference[]): boolean {
  const known = new Set(before.map((one) => JSON.stringify(one)));
  return after.length < before.length && after.every((one) => known.has(JSON.stringify(one)));
}

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
      const slipped: string[] = [];
      let tried = 0;
      for (const { capture, request, typed } of replayed) {
        if (request === null || typed === null) continue;
        const whole = compareSent(capture, typed).differences;
        for (const mutation of mutationsOf(request)) {
          tried++;
          const sent = [mutation.request, ...typed.sent.filter(({ url }) => url.includes('/authorize?'))];
          const { differences } = compareSent(capture, { sent, asked: typed.asked });
          if (isHarmless(whole, differences)) continue;
          if (differences.every(({ reason }) => reason !== null))
            slipped.push(`${capture.name}: ${mutation.what}`);
        }
      }
      expect(slipped).toEqual([]);
      expect(tried).toBeGreaterThan(6000);
    });
  },
);
