import { performance } from 'node:perf_hooks';
import type { AccessToken } from './types.ts';

/** A token with less left than this is renewed (real-client.md 8 renews at ten; MSAL at five). */
const RENEWED_BEFORE_MS = 5 * 60_000;

/**
 * Tokens ready for use, so that a run over hundreds of customers does not walk MSAL's cache for each page. Time is
 * taken from the computer's uptime: setting its clock neither keeps an old token nor throws a good one away.
 */
export class TokenMemory {
  readonly #held = new Map<string, { token: AccessToken; until: number }>();

  get(key: string): AccessToken | null {
    const held = this.#held.get(key);
    if (held === undefined) return null;
    if (held.until > performance.now()) return held.token;
    this.#held.delete(key);
    return null;
  }

  set(key: string, token: AccessToken, now: number): void {
    const until = performance.now() + (token.expiresAt.getTime() - now) - RENEWED_BEFORE_MS;
    this.#held.set(key, { token, until });
  }

  forget(matches: (key: string) => boolean): void {
    for (const key of this.#held.keys()) if (matches(key)) this.#held.delete(key);
  }
}
