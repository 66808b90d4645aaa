import PQueue from 'p-queue';

/** Requests at the same time to one host for one tenant; the real module's Get-EXO* use ten (real-client.md 6.4). */
export const PER_TENANT = 10;

interface Lane {
  readonly queue: PQueue;
  pausedUntil: number;
}

export interface TenantQueues {
  /** Runs a task when its lane has room. Rejects with the signal's reason when that aborts while it waits. */
  run<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>;
  /** Nothing starts in the lane before `until` (milliseconds since 1970). */
  pause(key: string, until: number): void;
  /** When the lane may go on; 0 where nothing holds it. */
  pausedUntil(key: string): number;
  /** How many lanes are kept. */
  size(): number;
}

const TENANT = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The lane of an address: its host and the tenant named in its path. One customer's throttling does not hold the others. */
export function laneOf(url: URL): string {
  return `${url.host} ${TENANT.exec(url.pathname)?.[0].toLowerCase() ?? ''}`;
}

export function createTenantQueues(now: () => number, concurrency = PER_TENANT): TenantQueues {
  const lanes = new Map<string, Lane>();

  function laneFor(key: string): Lane {
    let lane = lanes.get(key);
    if (lane === undefined) {
      lane = { queue: new PQueue({ concurrency }), pausedUntil: 0 };
      lanes.set(key, lane);
    }
    return lane;
  }

  return {
    async run(key, signal, task) {
      const lane = laneFor(key);
      try {
        return await lane.queue.add(task, { signal });
      } finally {
        const idle = lane.queue.size === 0 && lane.queue.pending === 0;
        if (idle && lane.pausedUntil <= now() && lanes.get(key) === lane) lanes.delete(key);
      }
    },
    pause(key, until) {
      const lane = laneFor(key);
      lane.pausedUntil = Math.max(lane.pausedUntil, until);
    },
    pausedUntil: (key) => lanes.get(key)?.pausedUntil ?? 0,
    size: () => lanes.size,
  };
}
