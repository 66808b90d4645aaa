import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRenewals, type Renewals } from './renewals.ts';

const MINUTE = 60_000;
let renewals: Renewals;
/** Minutes after the start at which each connection was renewed. */
let renewed: { id: string; minute: number }[];
let started = 0;

beforeEach(() => {
  vi.useFakeTimers();
  renewed = [];
  started = Date.now();
  let seed = 1;
  // A fixed run of numbers that cover 0 to 1.
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  renewals = createRenewals({ now: Date.now, random });
});
afterEach(() => {
  renewals.close();
  vi.useRealTimers();
});

function open(id: string, life = 60 * MINUTE): void {
  const token = { issuedAt: new Date(), expiresAt: new Date(Date.now() + life) };
  renewals.watch(id, token, () => {
    renewed.push({ id, minute: (Date.now() - started) / MINUTE });
    open(id, life);
    return Promise.resolve();
  });
}

describe('renewals', () => {
  it('come ten to fifteen minutes ahead of the end, and go on', async () => {
    open('one');
    await vi.advanceTimersByTimeAsync(44 * MINUTE);
    expect(renewed).toEqual([]);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    expect(renewed).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(50 * MINUTE);
    expect(renewed).toHaveLength(2);
  });

  it('of 200 connections that were opened together are spread, with one timer at most', async () => {
    for (let n = 0; n < 200; n++) open(String(n));
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(52 * MINUTE);
    expect(new Set(renewed.map(({ id }) => id)).size).toBe(200);
    const perMinute = new Map<number, number>();
    for (const { minute } of renewed) {
      perMinute.set(Math.floor(minute), (perMinute.get(Math.floor(minute)) ?? 0) + 1);
    }
    expect(Math.max(...perMinute.values())).toBeLessThan(70);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('are four at once at most, and the others follow', async () => {
    const ends: (() => void)[] = [];
    const token = { issuedAt: new Date(0), expiresAt: new Date(Date.now() + MINUTE) };
    for (let n = 0; n < 10; n++) {
      renewals.watch(String(n), token, () => {
        renewed.push({ id: String(n), minute: 0 });
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    }
    await vi.advanceTimersByTimeAsync(1);
    expect(renewed).toHaveLength(4);
    for (const end of ends.splice(0)) end();
    await vi.advanceTimersByTimeAsync(1);
    expect(renewed).toHaveLength(8);
  });

  it('that fail are tried again until the token ends, and then no more', async () => {
    let tries = 0;
    const token = { issuedAt: new Date(), expiresAt: new Date(Date.now() + 20 * MINUTE) };
    renewals.watch('one', token, () => {
      tries += 1;
      return Promise.reject(new Error('offline'));
    });
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThanOrEqual(11);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('end with the connection', async () => {
    open('one');
    open('two');
    renewals.forget('one');
    await vi.advanceTimersByTimeAsync(55 * MINUTE);
    expect(new Set(renewed.map(({ id }) => id))).toEqual(new Set(['two']));
    renewals.forget('two');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of short tokens are no storm', async () => {
    open('one', MINUTE);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(renewed.length).toBeGreaterThan(9);
    expect(renewed.length).toBeLessThanOrEqual(20);
  });
});
