/**
 * For tests: waits that take no time, and a clock that has gone on by as much as if they had. (With a clock that stands,
 * whoever waits for a moment of it asks again without an end.)
 */
export function skippedTime(): { now: () => number; sleep: (ms: number) => Promise<void> } {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    sleep(ms) {
      skipped += Math.max(0, ms);
      return Promise.resolve();
    },
  };
}
