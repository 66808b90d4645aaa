import { describe, expect, it } from 'vitest';
import { runSteps } from './run-steps.mjs';

/** Steps that end when they are told to, and what has begun so far. */
function steps(...marks) {
  const begun = [];
  const all = marks.map((abreast, at) => {
    let end;
    let fail;
    const over = new Promise((resolve, reject) => ([end, fail] = [() => resolve(at), reject]));
    return { abreast, at, over, end, fail };
  });
  const run = (step) => {
    begun.push(step.at);
    return step.over;
  };
  return { all, begun, run };
}

const all = async (results) => {
  const seen = [];
  for await (const one of results) seen.push(one);
  return seen;
};
/** Whatever can go on by itself has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('steps of a run', () => {
  it('come one after the other', async () => {
    const { all: given, begun, run } = steps(false, true, false);
    const results = all(runSteps(given, run, 8));
    for (const step of given) {
      await settled();
      expect(begun).toEqual(given.slice(0, step.at + 1).map(({ at }) => at));
      step.end();
    }
    expect(await results).toEqual([0, 1, 2]);
  });

  it('are under way together where they are abreast, as many as there is room for, and told in their order', async () => {
    const { all: given, begun, run } = steps(true, true, true, true, false);
    const results = all(runSteps(given, run, 2));
    await settled();
    expect(begun).toEqual([0, 1]);
    given[1].end();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    given[2].end();
    given[3].end();
    await settled();
    expect(begun).toEqual([0, 1, 2, 3]);
    given[0].end();
    given[4].end();
    expect(await results).toEqual([0, 1, 2, 3, 4]);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  it('go on one at a time where there is room for one only', async () => {
    const { all: given, begun, run } = steps(true, true);
    const results = all(runSteps(given, run, 1));
    await settled();
    expect(begun).toEqual([0]);
    for (const step of given) step.end();
    expect(await results).toEqual([0, 1]);
  });

  it('fail in their turn', async () => {
    const { all: given, run } = steps(true, true);
    const results = runSteps(given, run, 2);
    const first = results.next();
    given[1].fail(new Error('second'));
    await settled();
    given[0].end();
    expect(await first).toEqual({ value: 0, done: false });
    await expect(results.next()).rejects.toThrow('second');
  });
});
