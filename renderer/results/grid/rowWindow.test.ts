import { describe, expect, it, vi } from 'vitest';
import { RowWindow, type RowsAnswer } from './rowWindow.ts';

type Call = {
  from: number;
  to: number;
  answer: (version: number, total?: number) => Promise<void>;
  fail: () => Promise<void>;
};

function setUp(total: number, options: { blockRows?: number; keepBlocks?: number } = {}) {
  const calls: Call[] = [];
  const changed = vi.fn();
  const failed = vi.fn();
  const window = new RowWindow({
    ...options,
    changed,
    failed,
    fetch: (from, to) =>
      new Promise<RowsAnswer>((resolve, reject) => {
        calls.push({
          from,
          to,
          answer: async (version, answered = total) => {
            resolve({ version, total: answered, from, rows: rowsOf(from, Math.min(to, answered), version) });
            await flush();
          },
          fail: async () => {
            reject(new Error('gone'));
            await flush();
          },
        });
      }),
  });
  window.reset(1, total);
  return { window, calls, changed, failed };
}

const rowsOf = (from: number, to: number, version: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => [`v${version} row ${from + index}`]);

const flush = async () => {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
};

describe('RowWindow', () => {
  it('asks for what is shown, then for what comes next', async () => {
    const { window, calls, changed } = setUp(10_000);
    window.show(90, 130, 1);
    expect(calls.map((call) => [call.from, call.to])).toEqual([
      [0, 100],
      [100, 200],
    ]);
    expect(window.row(95)).toBeUndefined();
    await calls[0]?.answer(1);
    expect(window.row(95)).toEqual(['v1 row 95']);
    expect(changed).toHaveBeenCalledWith(10_000, 1);
    expect(calls[2]?.from).toBe(200);
  });

  it('prefetches backwards when scrolling up', async () => {
    const { window, calls } = setUp(10_000);
    window.show(500, 520, -1);
    expect(calls.map((call) => call.from)).toEqual([500, 400]);
  });

  it('never asks twice for the same rows', async () => {
    const { window, calls } = setUp(80);
    window.show(0, 30, 1);
    window.show(5, 35, 1);
    await calls[0]?.answer(1);
    window.show(10, 40, 1);
    expect(calls).toHaveLength(1);
  });

  it('drops an answer of an older version and asks anew', async () => {
    const { window, calls } = setUp(80);
    window.show(0, 30, 1);
    window.reset(2, 80);
    await calls[0]?.answer(1);
    expect(window.row(0)).toBeUndefined();
    expect(calls).toHaveLength(2);
    await calls[1]?.answer(2);
    expect(window.row(0)).toEqual(['v2 row 0']);
  });

  it('shows the rows of before until the new ones are there', async () => {
    const { window, calls } = setUp(80);
    window.show(0, 30, 1);
    await calls[0]?.answer(1);
    window.reset(2, 80);
    expect(window.row(3)).toEqual(['v1 row 3']);
    await calls[1]?.answer(2);
    expect(window.row(3)).toEqual(['v2 row 3']);
  });

  it('drops wishes that were scrolled past before they were sent', async () => {
    const { window, calls } = setUp(1_000_000);
    for (let row = 0; row <= 900_000; row += 10_000) window.show(row, row + 30, 1);
    expect(calls).toHaveLength(2);
    await calls[0]?.answer(1);
    await calls[1]?.answer(1);
    expect(calls[2]?.from).toBe(900_000);
  });

  it('asks again for the last block when rows were added', async () => {
    const { window, calls } = setUp(30);
    window.show(0, 40, 1);
    await calls[0]?.answer(1, 30);
    expect(window.row(29)).toEqual(['v1 row 29']);
    window.grow(60);
    expect(calls[1]).toMatchObject({ from: 0, to: 60 });
    await calls[1]?.answer(1, 60);
    expect(window.row(59)).toEqual(['v1 row 59']);
  });

  it('keeps a fixed number of blocks, however far one scrolls', async () => {
    const { window, calls } = setUp(1_000_000, { keepBlocks: 6 });
    for (let row = 0; row < 40_000; row += 100) {
      window.show(row, row + 30, 1);
      for (const call of calls.splice(0)) await call.answer(1);
    }
    expect(window.cachedBlocks).toBeLessThanOrEqual(6);
  });

  it('tells of a failure and does not hammer', async () => {
    const { window, calls, failed } = setUp(80);
    window.show(0, 30, 1);
    await calls[0]?.fail();
    expect(failed).toHaveBeenCalledTimes(1);
    expect(calls).toHaveLength(1);
    window.show(0, 30, 1);
    expect(calls).toHaveLength(2);
  });

  it('takes no answer after it was stopped', async () => {
    const { window, calls, changed } = setUp(80);
    window.show(0, 30, 1);
    window.stop();
    await calls[0]?.answer(1);
    expect(changed).not.toHaveBeenCalled();
    window.resume();
    window.show(0, 30, 1);
    await calls[1]?.answer(1);
    expect(window.row(0)).toEqual(['v1 row 0']);
  });
});
