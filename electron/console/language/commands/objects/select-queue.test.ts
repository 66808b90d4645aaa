import { describe, expect, it } from 'vitest';
import { SelectQueue, type SelectLimits } from './select-queue.ts';

function passed(limits: Partial<SelectLimits>, count = 10): { out: number[]; read: number } {
  const queue = new SelectQueue({
    first: 0,
    last: 0,
    skip: 0,
    skipLast: 0,
    limited: limits.first !== undefined || limits.last !== undefined,
    ...limits,
  });
  const out: number[] = [];
  let read = 0;
  for (let at = 1; at <= count && !queue.done; at++) {
    read++;
    const value = queue.push(at);
    if (typeof value === 'number') out.push(value);
  }
  for (const value of queue.rest()) out.push(Number(value));
  return { out, read };
}

describe('SelectQueue', () => {
  it.each<[Partial<SelectLimits>, number[]]>([
    [{ first: 3 }, [1, 2, 3]],
    [{ first: 0 }, []],
    [{ last: 2 }, [9, 10]],
    [{ skip: 8 }, [9, 10]],
    [{ skip: 2, first: 2 }, [3, 4]],
    [{ skip: 2, last: 2 }, [7, 8]],
    [{ first: 2, last: 2 }, [1, 2, 9, 10]],
    [{ skipLast: 7 }, [1, 2, 3]],
    [{ skipLast: 7, skip: 1 }, [2, 3]],
    [{ first: 20 }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [{ skip: 20 }, []],
    [{ last: 20 }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ])('%j', (limits, expected) => {
    expect(passed(limits).out).toEqual(expected);
  });

  it('wants nothing more once -First is reached, but everything with -Last', () => {
    expect(passed({ first: 3 }).read).toBe(3);
    expect(passed({ first: 3, last: 1 }).read).toBe(10);
  });

  it('holds no more than -Last asks for, however much comes', () => {
    expect(passed({ last: 2 }, 100_000).out).toEqual([99_999, 100_000]);
  });
});
