import { randomUUID } from 'node:crypto';
import type { CloudId } from '../../shared/clouds.ts';
import type { DeviceCode, SignIn } from '../../shared/model/account.ts';
import type { FailureError } from '../../shared/model/failure.ts';
import { fail, type Failure } from '../../shared/model/failure.ts';

/** How long the browser may take. A device code has a life of its own. */
export const SIGN_IN_LIMIT_MS = 5 * 60_000;
/** Finished ones that are kept for the screen that shows how they went. */
const KEPT = 20;

export interface SignInStart {
  readonly kind: SignIn['kind'];
  readonly cloudId: CloudId;
  /** Where it signs in: the cloud's host, or the connection's own. */
  readonly loginHost: string;
  readonly purpose: string;
  readonly connectionId: string | null;
  readonly loginHint: string | null;
  /** Ends it from outside. */
  readonly signal: AbortSignal;
}

/** One sign-in under way. */
export interface RunningSignIn {
  readonly id: string;
  /** Aborts, with a FailureError as reason, when it is cancelled or its time is over. */
  readonly signal: AbortSignal;
  /** Takes the page's address and opens it. Without a browser it goes on waiting: the link can still be copied. */
  openPage(address: string): Promise<void>;
  /** Shows what is to be typed where; the sign-in now lasts as long as the code. Nothing is opened. */
  showCode(device: DeviceCode): void;
  /** What stands in the way at the moment, while it goes on waiting; null: nothing any more. */
  trouble(failure: Failure | null): void;
  finishing(): void;
  end(failure: Failure | null): void;
}

export interface SignIns {
  begin(start: SignInStart): RunningSignIn;
  list(): readonly SignIn[];
  onChange(listener: (signIns: readonly SignIn[]) => void): () => void;
  reopen(id: string): Promise<void>;
  link(id: string): string;
  /** The device code. */
  code(id: string): string;
  cancel(id: string): void;
  /** Cancels all that match. */
  cancelWhere(matches: (signIn: SignIn) => boolean): void;
}

interface Entry {
  view: SignIn;
  address: string | null;
  readonly loginHost: string;
  readonly stop: AbortController;
}

export interface SignInsOptions {
  /** shell.openExternal in the app. Rejects where there is no browser. */
  readonly openBrowser: (address: string, loginHost: string) => Promise<void>;
  readonly now: () => number;
  readonly limitMs?: number;
}

/** The sign-ins that wait for a person, several at once. */
export function createSignIns(options: SignInsOptions): SignIns {
  const entries = new Map<string, Entry>();
  const listeners = new Set<(signIns: readonly SignIn[]) => void>();
  const limitMs = options.limitMs ?? SIGN_IN_LIMIT_MS;
  const list = () => [...entries.values()].map((entry) => entry.view);

  function change(entry: Entry, change: Partial<SignIn>): void {
    entry.view = { ...entry.view, ...change };
    for (const listener of listeners) listener(list());
  }

  function need(id: string): Entry {
    const entry = entries.get(id);
    if (entry === undefined || !isOpen(entry.view)) {
      throw fail('not-found', 'This sign-in is over.', 'Start it again.');
    }
    return entry;
  }

  async function openIn(entry: Entry): Promise<void> {
    if (entry.address === null) return;
    try {
      await options.openBrowser(entry.address, entry.loginHost);
      if (isOpen(entry.view)) change(entry, { failure: null });
    } catch (cause) {
      const failure = fail(
        'no-browser',
        'No browser could be opened.',
        entry.view.kind === 'device'
          ? 'Open the page on any computer or phone and type the code there; the app goes on waiting.'
          : 'Copy the link and open it in a browser on this computer; the app goes on waiting.',
        { retryable: true, cause },
      ).failure;
      if (isOpen(entry.view)) change(entry, { failure });
    }
  }

  return {
    begin(start) {
      const began = options.now();
      const stop = new AbortController();
      const entry: Entry = {
        address: null,
        loginHost: start.loginHost,
        stop,
        view: {
          signInId: randomUUID(),
          kind: start.kind,
          device: null,
          cloudId: start.cloudId,
          purpose: start.purpose,
          connectionId: start.connectionId,
          loginHint: start.loginHint,
          startedAt: new Date(began).toISOString(),
          endsAt: new Date(began + limitMs).toISOString(),
          state: 'waiting',
          failure: null,
        },
      };
      const cancel = () => stop.abort(cancelled());
      let timer = setTimeout(() => stop.abort(timedOut(limitMs)), limitMs);
      if (start.signal.aborted) cancel();
      start.signal.addEventListener('abort', cancel, { once: true });
      entries.set(entry.view.signInId, entry);
      change(entry, {});
      return {
        id: entry.view.signInId,
        signal: stop.signal,
        async openPage(address) {
          entry.address = address;
          await openIn(entry);
        },
        showCode(device) {
          const lasts = new Date(device.expiresAt).getTime() - options.now();
          clearTimeout(timer);
          timer = setTimeout(() => stop.abort(codeExpired()), lasts);
          entry.address = device.page;
          change(entry, { device, endsAt: device.expiresAt });
        },
        trouble(failure) {
          if (failure === null && entry.view.failure === null) return;
          if (isOpen(entry.view)) change(entry, { failure });
        },
        finishing: () => change(entry, { state: 'finishing', failure: null }),
        end(failure) {
          clearTimeout(timer);
          start.signal.removeEventListener('abort', cancel);
          entry.address = null;
          const wasCancelled = failure?.code === 'sign-in-cancelled';
          change(entry, {
            device: null,
            state: failure === null ? 'done' : wasCancelled ? 'cancelled' : 'failed',
            failure,
          });
          forgetOld();
        },
      };
    },
    list,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reopen: async (id) => openIn(need(id)),
    link(id) {
      const { address } = need(id);
      if (address === null)
        throw fail('not-found', 'The page of this sign-in is not ready yet.', 'Try again.');
      return address;
    },
    code(id) {
      const { device } = need(id).view;
      if (device === null)
        throw fail('not-found', 'This sign-in has no code.', 'Wait for it, then try again.');
      return device.code;
    },
    cancel: (id) => need(id).stop.abort(cancelled()),
    cancelWhere(matches) {
      for (const entry of entries.values()) {
        if (isOpen(entry.view) && matches(entry.view)) entry.stop.abort(cancelled());
      }
    },
  };

  function forgetOld(): void {
    const over = [...entries.values()].filter((entry) => !isOpen(entry.view));
    for (const entry of over.slice(0, Math.max(0, over.length - KEPT))) entries.delete(entry.view.signInId);
  }
}

const isOpen = (view: SignIn): boolean => view.state === 'waiting' || view.state === 'finishing';

function cancelled(): FailureError {
  return fail('sign-in-cancelled', 'The sign-in was cancelled.', 'Sign in again when you are ready.', {
    retryable: true,
  });
}

function timedOut(limitMs: number): FailureError {
  return fail(
    'sign-in-timed-out',
    `The sign-in was not finished in the browser within ${Math.round(limitMs / 60_000)} minutes.`,
    'Sign in again.',
    { retryable: true, action: 'sign-in-again' },
  );
}

function codeExpired(): FailureError {
  return fail(
    'sign-in-timed-out',
    'The code expired before it was typed on the page.',
    'Sign in again for a new code.',
    { retryable: true, action: 'sign-in-again' },
  );
}
