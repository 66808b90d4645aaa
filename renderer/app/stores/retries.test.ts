// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail } from '../../../shared/model/failure.ts';
import { installFakeMain } from '../../testing/fakeBridge.ts';
import { connected, fakeConnection, signedOut, withStatus } from '../../testing/fakeData.ts';
import { RETRY_EVERY, keepTrying, stopTrying, useRetries } from './retries.ts';

const view = fakeConnection({ name: 'Contoso', domain: 'c.onmicrosoft.com', colour: 0, status: signedOut });
const { id } = view.profile;
const tooEarly = () => fail('not-authorized', 'Not yet.', 'Wait.', { action: 'wait-and-retry' });
const tries = (main: ReturnType<typeof installFakeMain>) =>
  main.world.calls.filter(({ name }) => name === 'connections.connect').length;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  stopTrying(id);
  vi.useRealTimers();
});

test('tries every minute until it connects', async () => {
  let left = 2;
  const main = installFakeMain(
    { connections: [view] },
    {
      connections: {
        connect: async () => {
          left -= 1;
          if (left > 0) throw tooEarly();
          return withStatus(view.profile, connected());
        },
      },
    },
  );
  const ended = vi.fn();
  keepTrying(id, ['exchange'], ended);
  expect(tries(main)).toBe(0);
  await vi.advanceTimersByTimeAsync(RETRY_EVERY);
  expect(tries(main)).toBe(1);
  expect(useRetries.getState().retries[id]?.tries).toBe(1);
  await vi.advanceTimersByTimeAsync(RETRY_EVERY);
  expect(tries(main)).toBe(2);
  expect(ended.mock.calls).toEqual([[null]]);
  expect(useRetries.getState().retries[id]).toBeUndefined();
  await vi.advanceTimersByTimeAsync(5 * RETRY_EVERY);
  expect(tries(main)).toBe(2);
});

test('stops at another failure, and at once where the person wants it', async () => {
  const main = installFakeMain(
    { connections: [view] },
    {
      connections: {
        connect: async () => {
          throw fail('no-access', 'Blocked.', 'Ask.');
        },
      },
    },
  );
  keepTrying(id, ['exchange']);
  await vi.advanceTimersByTimeAsync(RETRY_EVERY);
  expect(useRetries.getState().retries[id]).toBeUndefined();
  keepTrying(id, ['exchange']);
  stopTrying(id);
  await vi.advanceTimersByTimeAsync(3 * RETRY_EVERY);
  expect(tries(main)).toBe(1);
});

test('gives up after a while', async () => {
  const main = installFakeMain(
    { connections: [view] },
    {
      connections: {
        connect: async () => {
          throw tooEarly();
        },
      },
    },
  );
  keepTrying(id, ['exchange']);
  await vi.advanceTimersByTimeAsync(30 * RETRY_EVERY);
  expect(tries(main)).toBe(12);
  expect(useRetries.getState().retries[id]).toBeUndefined();
});
