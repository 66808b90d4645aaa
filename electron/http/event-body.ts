/** The events of a body that arrives by itself, as Electron's IncomingMessage has them. */
export interface BodyEvents {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'aborted', listener: () => void): unknown;
}

/**
 * Turns data, end, error and aborted into something to loop over. Chunks are handed on as they are, never copied.
 * It ends by itself when `signal` aborts: Electron tells a body nothing of that.
 */
export function iterateBody(
  source: BodyEvents,
  convert: (error: unknown) => Error,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  let chunks: Uint8Array[] = [];
  let ended = false;
  let failure: Error | null = null;
  let wake: (() => void) | null = null;
  const notify = () => {
    wake?.();
    wake = null;
  };
  source.on('data', (chunk) => {
    chunks.push(chunk);
    notify();
  });
  source.on('end', () => {
    ended = true;
    notify();
  });
  source.on('error', (error) => {
    failure ??= convert(error);
    notify();
  });
  const abort = () => {
    failure ??= convert(new Error('aborted'));
    notify();
  };
  source.on('aborted', abort);
  signal.addEventListener('abort', abort, { once: true });
  const state = () => ({ ended, failure });

  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (signal.aborted) throw state().failure ?? convert(new Error('aborted'));
        if (chunks.length > 0) {
          const ready = chunks;
          chunks = [];
          yield* ready;
          continue;
        }
        const { ended: over, failure: broken } = state();
        if (broken !== null) throw broken;
        if (over) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
