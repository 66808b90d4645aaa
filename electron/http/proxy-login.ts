import { FirstAlone } from './first-alone.ts';

/** What a proxy is told when it wants a login. */
export interface ProxyCredentials {
  readonly username: string;
  readonly password: string;
}

export interface ProxyChallenge {
  readonly host: string;
  readonly port: number;
}

export type FindCredentials = (challenge: ProxyChallenge) => Promise<ProxyCredentials | null>;

/** `wanted`: there is nothing to answer with. `refused`: what there is was not accepted. */
export type LoginProblem = 'wanted' | 'refused';

/** The logins of one request. */
export interface LoginAttempt {
  /** The answer to a challenge; null: none. */
  challenged(challenge: ProxyChallenge): Promise<ProxyCredentials | null>;
  /** The request is over; `answered`: by the service itself, so the proxy let it through. */
  over(answered: boolean): void;
  problem(): LoginProblem | null;
}

/**
 * Answers proxies that want a login: one request tries, the others wait for what comes of it, and what a proxy refused
 * is never offered to it again, since a few wrong passwords lock an account.
 */
export class ProxyLogin {
  readonly #find: FindCredentials | null;
  readonly #refused = new Set<string>();
  readonly #trials = new Map<string, Promise<void>>();
  #first = new FirstAlone();

  /** @param find null: there is no login to offer */
  constructor(find: FindCredentials | null) {
    this.#find = find;
  }

  /** The person wants to try again what was refused. */
  forgetRefusals(): void {
    if (this.#refused.size === 0) return;
    this.#refused.clear();
    this.#first = new FirstAlone();
  }

  /**
   * Waits until a request may set out; to be called back when it has its answer. Chromium offers a login by itself to
   * the requests that come after the one that asked for it, before the proxy said whether it takes it.
   */
  turn(signal: AbortSignal): Promise<() => void> {
    return this.#find === null ? Promise.resolve(() => {}) : this.#first.turn(signal);
  }

  attempt(): LoginAttempt {
    let problem: LoginProblem | null = null;
    let offeredTo: string | null = null;
    let endTrial: (() => void) | null = null;
    const over = () => {
      endTrial?.();
      endTrial = null;
    };
    const failed = (why: LoginProblem) => {
      problem = why;
      over();
      return null;
    };
    return {
      challenged: async (challenge) => {
        const proxy = `${challenge.host}:${challenge.port}`;
        if (offeredTo === proxy) {
          this.#refused.add(proxy);
          this.#first.open();
          return failed('refused');
        }
        for (let trial = this.#trials.get(proxy); trial !== undefined; trial = this.#trials.get(proxy)) {
          await trial;
        }
        if (this.#refused.has(proxy)) return failed('refused');
        over();
        endTrial = this.#begin(proxy);
        const found = (await this.#find?.(challenge).catch(() => null)) ?? null;
        if (found === null) return failed('wanted');
        offeredTo = proxy;
        return found;
      },
      over: (answered) => {
        if (answered) {
          problem = null;
          this.#first.open();
        }
        over();
      },
      problem: () => problem,
    };
  }

  #begin(proxy: string): () => void {
    let end: () => void = () => {};
    const trial = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#trials.set(proxy, trial);
    return () => {
      if (this.#trials.get(proxy) === trial) this.#trials.delete(proxy);
      end();
    };
  }
}
