import { fail } from '../../../shared/model/failure.ts';
import { Flights } from '../flights.ts';
import type { AccessToken, TokenSource } from '../types.ts';

type Request = Parameters<TokenSource['get']>[0];
type Fetch = (scope: string, claims: string | undefined, signal: AbortSignal) => Promise<AccessToken>;

/** A token with less than this left is renewed before it is used (real-client.md 8). */
const RENEW_BEFORE_MS = 10 * 60_000;

/** Keeps an app's tokens by their scope, in memory only, and gets new ones in time; those who ask at once share one. */
export function renewedTokens(fetch: Fetch, now: () => number, onClose: () => void): TokenSource {
  const held = new Map<string, AccessToken>();
  const flights = new Flights<AccessToken>();
  let closed = false;

  return {
    renewable: true,
    async get({ scopes, claims, forceRefresh, signal }: Request) {
      if (closed) throw fail('not-connected', 'The connection was closed.', 'Connect again.');
      const scope = scopes.join(' ');
      const token = held.get(scope);
      const fresh = token !== undefined && token.expiresAt.getTime() - now() > RENEW_BEFORE_MS;
      if (fresh && claims === undefined && forceRefresh !== true) return token;
      const next = await flights.join(`${scope}\n${claims ?? ''}`, signal, (stop) =>
        fetch(scope, claims, stop),
      );
      if (!closed) held.set(scope, next);
      return next;
    },
    release(scopes) {
      held.delete(scopes.join(' '));
    },
    close() {
      closed = true;
      held.clear();
      onClose();
    },
  };
}
