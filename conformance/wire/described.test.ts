import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLS } from './described-calls.ts';
import { CONNECTS } from './described-connects.ts';
import { READS } from './described-reads.ts';
import { Replay } from './run.ts';
import { slipsOf } from './slips.ts';

let replay: Replay;
beforeAll(async () => {
  replay = await Replay.open([]);
});
afterAll(() => replay.close());

/** What real-client.md describes and no capture shows, in the form of captures that code made. */
describe.each([
  ['script cmdlets', CALLS],
  ['Get-EXO*', READS],
  ['connecting', CONNECTS],
])('%s as described', (_what, captures) => {
  it.each(captures.map((one) => [one.name, one] as const))(
    '%s',
    { timeout: 70_000 },
    async (_name, capture) => {
      const replayed = await replay.of(capture);
      const { outcome, differences } = replayed.report;
      const found = differences.filter(({ reason }) => reason === null);
      expect({ outcome: found.length === 0 ? '' : outcome, found }).toEqual({ outcome: '', found: [] });
      const { tried, slipped } = slipsOf(replayed);
      expect(slipped).toEqual([]);
      expect(tried).toBeGreaterThan(replayed.request === null ? -1 : 20);
    },
  );
});
