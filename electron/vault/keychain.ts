import type { Keychain } from './types.ts';

export type KeychainProblem = 'no-keychain' | 'keychain-locked' | 'keychain-hangs';

/** What a Keychain throws; the message of the system's own error is its cause, and never holds a secret. */
export class KeychainError extends Error {
  readonly problem: KeychainProblem;

  constructor(problem: KeychainProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'KeychainError';
    this.problem = problem;
  }
}

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** Loads keytar; the module itself may be missing its system library. */
  readonly load?: () => Promise<Keytar>;
  readonly timeoutMs?: number;
  readonly service?: string;
  readonly account?: string;
}

/**
 * One small secret in the system's keychain, behind a time-out: with a display the Secret Service may wait for a
 * person, and without one some never answer (packages.md 1).
 */
export function createKeychain(options: KeychainOptions = {}): Keychain {
  const load = options.load ?? loadKeytar;
  const timeoutMs = options.timeoutMs ?? 5000;
  const service = options.service ?? 'Tenantdeck';
  const account = options.account ?? 'vault-key';
  /** A call that did not come back. It holds a thread of the pool, so that no second one is started beside it. */
  let stuck: Promise<unknown> | null = null;

  async function call<T>(action: (keytar: Keytar) => Promise<T>): Promise<T> {
    if (stuck !== null) await withinTime(stuck, timeoutMs);
    const running = (async () => {
      try {
        return await action(await load());
      } catch (error) {
        throw sorted(error);
      }
    })();
    const settled = running.then(
      () => {},
      () => {},
    );
    stuck = settled;
    const value = await withinTime(running, timeoutMs).finally(() => {
      void settled.then(() => {
        if (stuck === settled) stuck = null;
      });
    });
    stuck = null;
    return value;
  }

  return {
    get: () => call((keytar) => keytar.getPassword(service, account)),
    set: (secret) => call((keytar) => keytar.setPassword(service, account, secret)),
    remove: () =>
      call(async (keytar) => {
        await keytar.deletePassword(service, account);
      }),
  };
}

async function loadKeytar(): Promise<Keytar> {
  const module = (await import('keytar')) as Keytar & { default?: Keytar };
  return module.default ?? module;
}

function withinTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new KeychainError('keychain-hangs')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const LOCKED =
  /locked|object does not exist at path|prompt|dismissed|interaction is not allowed|user canceled|auth.* failed/i;

function sorted(error: unknown): KeychainError {
  if (error instanceof KeychainError) return error;
  const text = error instanceof Error ? error.message : '';
  return new KeychainError(LOCKED.test(text) ? 'keychain-locked' : 'no-keychain', { cause: error });
}
