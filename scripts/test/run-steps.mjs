/** The order of steps: one after the other, but for neighbours that are not in each other's way. */

/**
 * Runs steps and yields what they came to, in their order. Neighbours that may go `abreast` do, `width` of them at most.
 * @template {{abreast?: boolean}} S
 * @template R
 * @param {readonly S[]} steps
 * @param {(step: S) => Promise<R>} run
 * @param {number} width
 * @returns {AsyncGenerator<R>}
 */
export async function* runSteps(steps, run, width) {
  for (let from = 0; from < steps.length;) {
    let to = from + 1;
    while (steps[from].abreast === true && steps[to]?.abreast === true) to += 1;
    for (const ended of startAll(steps.slice(from, to), run, width)) yield await ended;
    from = to;
  }
}

/** A promise for each step; the next one begins when one under way has ended. */
function startAll(steps, run, width) {
  let free = Math.max(1, width);
  const waiting = [];
  const started = steps.map(async (step) => {
    if (free > 0) free -= 1;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await run(step);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  });
  // One that fails while an earlier one is waited for is told when its turn comes.
  for (const one of started) one.catch(() => {});
  return started;
}
