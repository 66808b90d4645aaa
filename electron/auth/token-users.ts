import type { AccountKey } from './types.ts';

/** A token as it is kept, and whose it is. */
export interface UsedToken extends AccountKey {
  readonly key: string;
  readonly loginHost: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** Which connections a kept token serves, so that it can go with the last of them. */
export class TokenUsers {
  readonly #used = new Map<string, { readonly token: UsedToken; readonly by: Set<string> }>();

  /** The connection has the token now. */
  note(connectionId: string, token: UsedToken): void {
    const used = this.#used.get(token.key) ?? { token, by: new Set() };
    used.by.add(connectionId);
    this.#used.set(token.key, used);
  }

  /** The connection is closed, as far as these scopes go. @returns tokens that nobody uses any more */
  release(connectionId: string, scopes: readonly string[]): UsedToken[] {
    const wanted = new Set(scopes);
    const free: UsedToken[] = [];
    for (const [key, { token, by }] of this.#used) {
      if (!token.scopes.some((scope) => wanted.has(scope)) || !by.delete(connectionId)) continue;
      if (by.size > 0) continue;
      this.#used.delete(key);
      free.push(token);
    }
    return free;
  }
}
