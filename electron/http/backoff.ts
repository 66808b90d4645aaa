import { LONGEST_WAIT_MS } from './retry-after.ts';

/**
 * Milliseconds before the next attempt: 1, 2, 4 … 32 s, spread by a quarter either way so that many customers do not
 * come back at the same moment. What the service asked for wins, and is never cut short.
 * (A policy of cockatiel was tried: its wait can't be cancelled, which the 100 ms limit needs.)
 */
export function waitBefore(nextAttempt: number, asked: number | null, random: () => number): number {
  if (asked !== null) return Math.min(asked, LONGEST_WAIT_MS);
  const base = Math.min(32_000, 1000 * 2 ** (nextAttempt - 2));
  return Math.round(base * (0.75 + 0.5 * random()));
}

/** Resolves after `ms`, or rejects with the signal's reason as soon as it aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(toError(signal.reason));
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(toError(signal.reason));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
