import { create } from 'zustand';
import { connect } from '../actions.ts';
import type { Service } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';

/** One connection that is tried again and again, since what it waits for comes by itself (a role, a consent). */
interface Retry {
  /** When the next try is, in ms since 1970; null while one is under way. */
  readonly at: number | null;
  readonly tries: number;
}

/** Between two tries. A role assignment takes 5 to 10 minutes to reach the service (connect.md, failures). */
export const RETRY_EVERY = 60_000;
const MOST_TRIES = 12;

export const useRetries = create<{ readonly retries: Readonly<Record<string, Retry>> }>()(() => ({
  retries: {},
}));

/** Told how it ended: connected (null), or with a failure that waiting does not mend. */
type Ended = (failure: Failure | null) => void;

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function put(id: string, retry: Retry | null): void {
  useRetries.setState(({ retries }) => {
    const others = Object.fromEntries(Object.entries(retries).filter(([key]) => key !== id));
    return { retries: retry === null ? others : { ...others, [id]: retry } };
  });
}

function schedule(id: string, services: readonly Service[], tries: number, ended: Ended): void {
  put(id, { at: Date.now() + RETRY_EVERY, tries });
  timers.set(
    id,
    setTimeout(() => void attempt(id, services, tries + 1, ended), RETRY_EVERY),
  );
}

async function attempt(id: string, services: readonly Service[], tries: number, ended: Ended): Promise<void> {
  put(id, { at: null, tries });
  const failure = await connect(id, services);
  if (useRetries.getState().retries[id] === undefined) return;
  if (failure?.action === 'wait-and-retry' && tries < MOST_TRIES) {
    schedule(id, services, tries, ended);
    return;
  }
  stopTrying(id);
  ended(failure);
}

/** Tries a connection again every minute until it connects, fails in another way, or the person stops it. */
export function keepTrying(id: string, services: readonly Service[], ended: Ended = () => undefined): void {
  stopTrying(id);
  schedule(id, services, 0, ended);
}

export function stopTrying(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  put(id, null);
}
