import type { ProxyAuthentication } from '../../shared/model/proxy.ts';
import { FirstAlone } from './first-alone.ts';

/** What a proxy is told when it wants a login. */
export interface ProxyCredentials {
  readonly username: string;
  readonly password: string;
}

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

export interface ProxyChallenge extends ProxyAddress {
  /** The way in which it wants the login, as its header names it: basic, digest, ntlm, negotiate. */
  readonly scheme: string;
}

export type FindCredentials = (proxy: ProxyAddress) => Promise<ProxyCredentials | null>;

/**
 * `wanted`: there is nothing to answer with. `refused`: what there is was not accepted. `weak`: it was not given, since
 * the proxy wants it in a weaker way than is allowed.
 */
export type LoginProblemKind = 'wanted' | 'refused' | 'weak';
export interface LoginProblem {
  readonly kind: LoginProblemKind;
  /** `host:port` of the proxy that asked. */
  readonly proxy: string;
  /** Who was offered to it; null: nobody. */
  readonly username: string | null;
  readonly scheme: string;
}

/** What is told of a login, to whoever keeps it. */
export interface LoginListener {
  accepted?(proxy: string): void;
  refused?(proxy: string): void;
}

/** The logins of one request. */
export interface LoginAttempt {
  /** The answer to a challenge; null: none. */
  challenged(challenge: ProxyChallenge): Promise<ProxyCredentials | null>;
  /** The request is over; `answered`: by the service itself, so the proxy let it through. */
  over(answered: boolean): void;
  problem(): LoginProblem | null;
}

const STRENGTH: Readonly<Record<string, number>> = { basic: 1, digest: 2, ntlm: 3, negotiate: 3 };

/**
 * Answers proxies that want a login: one request tries, the others wait for what comes of it, and what a proxy refused
 * is never offered to it again, since a few wrong passwords lock an account.
 */
export class ProxyLogin {
  readonly #find: FindCredentials | null;
  readonly #weakest: ProxyAuthentication;
  readonly #listener: LoginListener;
  /** The user name that each proxy did not take. */
  readonly #refused = new Map<string, string>();
  readonly #trials = new Map<string, Promise<void>>();
  #first = new FirstAlone();

  /**
   * @param find null: there is no login to offer
   * @param weakest a proxy that wants it in a weaker way is told nothing
   */
  constructor(
    find: FindCredentials | null,
    weakest: ProxyAuthentication = 'any',
    listener: LoginListener = {},
  ) {
    this.#find = find;
    this.#weakest = weakest;
    this.#listener = listener;
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
    let offered: { readonly proxy: string; readonly username: string } | null = null;
    let endTrial: (() => void) | null = null;
    const over = () => {
      endTrial?.();
      endTrial = null;
    };
    const failed = (kind: LoginProblemKind, proxy: string, scheme: string, username: string | null) => {
      problem = { kind, proxy, scheme, username };
      over();
      return null;
    };
    return {
      challenged: async (challenge) => {
        const proxy = `${challenge.host}:${challenge.port}`;
        const scheme = challenge.scheme.toLowerCase();
        if (offered?.proxy === proxy) {
          this.#refused.set(proxy, offered.username);
          this.#first.open();
          this.#listener.refused?.(proxy);
          return failed('refused', proxy, scheme, offered.username);
        }
        for (let trial = this.#trials.get(proxy); trial !== undefined; trial = this.#trials.get(proxy)) {
          await trial;
        }
        const refused = this.#refused.get(proxy);
        if (refused !== undefined) return failed('refused', proxy, scheme, refused);
        if (this.#find !== null && !this.#isStrongEnough(scheme)) return failed('weak', proxy, scheme, null);
        over();
        endTrial = this.#begin(proxy);
        const found = (await this.#find?.(challenge).catch(() => null)) ?? null;
        if (found === null) return failed('wanted', proxy, scheme, null);
        offered = { proxy, username: found.username };
        return found;
      },
      over: (answered) => {
        if (answered) {
          problem = null;
          this.#first.open();
          if (offered !== null) this.#listener.accepted?.(offered.proxy);
        }
        over();
      },
      problem: () => problem,
    };
  }

  #isStrongEnough(scheme: string): boolean {
    return this.#weakest === 'any' || (STRENGTH[scheme] ?? 0) >= (STRENGTH[this.#weakest] ?? 0);
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
