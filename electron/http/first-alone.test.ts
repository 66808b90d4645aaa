import { expect, it } from 'vitest';
import { FirstAlone } from './first-alone.ts';

const NEVER = new AbortController().signal;

/** The order in which requests set out and are over. */
function crowd(first: FirstAlone, names: readonly string[], signal = NEVER) {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const all = names.map(async (name) => {
    const leave = await first.turn(signal);
    log.push(`${name} sets out`);
    ends.set(name, leave);
  });
  return { log, all, end: (name: string) => ends.get(name)?.() };
}

it('lets one set out, and the others when it is known what became of it', async () => {
  const first = new FirstAlone();
  const { log, all, end } = crowd(first, ['a', 'b', 'c']);
  await all[0];
  expect(log).toEqual(['a sets out']);
  first.open();
  end('a');
  await Promise.all(all);
  expect(log).toEqual(['a sets out', 'b sets out', 'c sets out']);
});

it('lets the next one go alone where nothing was learnt from the one before', async () => {
  const { log, all, end } = crowd(new FirstAlone(), ['a', 'b', 'c']);
  await all[0];
  end('a');
  await all[1];
  expect(log).toEqual(['a sets out', 'b sets out']);
});

it('holds nobody up who gave up, or after the head start', async () => {
  const leaving = new AbortController();
  const given = crowd(new FirstAlone(), ['a', 'b'], leaving.signal);
  await given.all[0];
  leaving.abort();
  await Promise.all(given.all);
  const late = crowd(new FirstAlone(1), ['a', 'b', 'c']);
  await Promise.all(late.all);
  expect(late.log).toHaveLength(3);
});
