import { randomBytes } from 'node:crypto';

/** One person signed in to a browser. */
export interface SignedIn {
  readonly oid: string;
  /** Tenants in which the second step was made. */
  readonly mfaTenants: Set<string>;
}

/** What one browser knows, behind one cookie: who is signed in (so that the next sign-in needs no password). */
export interface BrowserSession {
  readonly id: string;
  readonly accounts: Map<string, SignedIn>;
}

export interface Sessions {
  find(id: string | null): BrowserSession | null;
  start(): BrowserSession;
  end(id: string): void;
  reset(): void;
}

const LIMIT = 1000;

/** Browser sessions in memory; the oldest goes when there are too many. */
export function createSessions(): Sessions {
  const sessions = new Map<string, BrowserSession>();
  return {
    find: (id) => (id === null ? null : (sessions.get(id) ?? null)),
    start: () => {
      const session: BrowserSession = { id: randomBytes(24).toString('base64url'), accounts: new Map() };
      sessions.set(session.id, session);
      const oldest = sessions.keys().next().value;
      if (sessions.size > LIMIT && oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    end: (id) => {
      sessions.delete(id);
    },
    reset: () => sessions.clear(),
  };
}
