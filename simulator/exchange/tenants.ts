import type { PracticeTenant } from '../types.ts';
import { TenantStore } from './data/tenant-store.ts';
import { SkipTokens } from './paging.ts';

const CACHE_BYTES = 256 * 1024 * 1024;

/** Finished page bodies, the longest unused thrown away first: a client that reads 100,000 rows twice is served from memory. */
class PageCache {
  readonly #pages = new Map<string, Uint8Array>();
  #bytes = 0;

  get(key: string, make: () => string): Uint8Array {
    const known = this.#pages.get(key);
    if (known) {
      this.#pages.delete(key);
      this.#pages.set(key, known);
      return known;
    }
    const page = Buffer.from(make());
    this.#pages.set(key, page);
    this.#bytes += page.byteLength;
    for (const [oldest, bytes] of this.#pages) {
      if (this.#bytes <= CACHE_BYTES || oldest === key) break;
      this.#pages.delete(oldest);
      this.#bytes -= bytes.byteLength;
    }
    return page;
  }
}

/** Answers of reading commands, so that page two doesn't filter everything again. Gone with the first change. */
class ListCache {
  readonly #lists = new Map<string, unknown>();
  #version = -1;

  get<T>(version: number, key: string, make: () => T): T {
    if (version !== this.#version || this.#lists.size > 64) {
      this.#lists.clear();
      this.#version = version;
    }
    const known = this.#lists.get(key);
    if (known !== undefined) return known as T;
    const list = make();
    this.#lists.set(key, list);
    return list;
  }
}

export interface TenantState {
  readonly store: TenantStore;
  readonly lists: ListCache;
}

/** The organisations' data, each made when it is first asked for. */
export class Tenants {
  readonly tokens: SkipTokens;
  readonly pages = new PageCache();
  readonly #states = new Map<string, TenantState>();
  readonly #defaultMailboxes: number;

  constructor(seed: number, defaultMailboxes: number) {
    this.tokens = new SkipTokens(seed);
    this.#defaultMailboxes = defaultMailboxes;
  }

  of(tenant: PracticeTenant): TenantState {
    let state = this.#states.get(tenant.id);
    if (!state) {
      const count = tenant.mailboxCount > 0 ? tenant.mailboxCount : this.#defaultMailboxes;
      state = { store: new TenantStore(tenant, count), lists: new ListCache() };
      this.#states.set(tenant.id, state);
    }
    return state;
  }
}
