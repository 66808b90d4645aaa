import { sleep } from '../http/backoff.ts';

/** How long a first cmdlet is waited for. */
const MAKES_WAY_MS = 300;

/**
 * What a new connection loads that nobody waits for: it makes way for the first cmdlet, so that this is never behind it
 * in a queue or a throttle.
 */
export interface Background {
  /** Settles when it may begin: a cmdlet was answered, or none came a moment after one could be sent. Never rejects. */
  mayBegin(signal: AbortSignal): Promise<void>;
  /** A first cmdlet was answered, or somebody waits for what is to be loaded. */
  begin(): void;
}

/** @param ready settles when the connection's first cmdlet could be sent; what has to be asked for that goes first */
export function createBackground(ready: () => Promise<unknown>): Background {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return {
    begin,
    mayBegin(signal) {
      const alone = ready()
        .then(() => sleep(MAKES_WAY_MS, signal))
        .catch(() => undefined);
      return Promise.race([begun, alone]);
    },
  };
}
