/** The module renews with ten minutes or less left (real-client.md 8); here it is done before that. */
const LEAD_MS = 10 * 60_000;
/** Tokens that were got together are not renewed together. */
const SPREAD_MS = 5 * 60_000;
/** Shares of a token's whole life that these may be, where that life is short. */
const LEAD_OF_LIFE = 0.3;
const SPREAD_OF_LIFE = 0.2;
const AGAIN_MS = 60_000;
const AT_ONCE = 4;
/** A timer's longest wait. */
const LONGEST_MS = 2 ** 31 - 1;

export interface Renewable {
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export interface RenewalsOptions {
  readonly now: () => number;
  readonly random?: () => number;
}

/** Renews the tokens of all open connections ahead of their end, with one timer for all of them. */
export interface Renewals {
  /** Watches a connection's token; again with a newer one. `renew` leads to another `watch`, or rejects. */
  watch(connectionId: string, token: Renewable, renew: () => Promise<unknown>): void;
  forget(connectionId: string): void;
  /** Ends all. */
  close(): void;
}

interface Watched {
  dueAt: number;
  readonly expiresAt: number;
  readonly renew: () => Promise<unknown>;
}

export function createRenewals({ now, random = Math.random }: RenewalsOptions): Renewals {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | null = null;
  let timerAt = Infinity;
  let running = 0;

  function arrange(): void {
    const next = Math.min(...[...watched.values()].map(({ dueAt }) => dueAt));
    // While as many as may are under way, their ends arrange what follows.
    if (next === timerAt || running >= AT_ONCE) return;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    timerAt = next;
    if (next === Infinity) return;
    timer = setTimeout(run, Math.min(Math.max(next - now(), 0), LONGEST_MS));
    timer.unref();
  }

  function run(): void {
    timer = null;
    timerAt = Infinity;
    const due = [...watched].filter(([, one]) => one.dueAt <= now());
    for (const [id, one] of due.slice(0, AT_ONCE - running)) void renewOne(id, one);
    arrange();
  }

  async function renewOne(id: string, one: Watched): Promise<void> {
    running += 1;
    one.dueAt = Infinity;
    try {
      await one.renew();
    } catch {
      // Who watches was told; a line that is down now may be up before the token ends.
    } finally {
      running -= 1;
    }
    const same = watched.get(id) === one;
    if (same && now() + AGAIN_MS < one.expiresAt) one.dueAt = now() + AGAIN_MS;
    else if (same) watched.delete(id);
    arrange();
  }

  return {
    watch(connectionId, token, renew) {
      const expiresAt = token.expiresAt.getTime();
      const life = Math.max(expiresAt - token.issuedAt.getTime(), 0);
      const spread = Math.min(SPREAD_MS, life * SPREAD_OF_LIFE) * random();
      const lead = Math.min(LEAD_MS, life * LEAD_OF_LIFE) + spread;
      watched.set(connectionId, { dueAt: expiresAt - lead, expiresAt, renew });
      arrange();
    },
    forget(connectionId) {
      watched.delete(connectionId);
      arrange();
    },
    close() {
      watched.clear();
      arrange();
    },
  };
}
