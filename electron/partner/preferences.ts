import { z } from 'zod';
import type { AccountKey } from '../auth/types.ts';

/** A small JSON file, written as a whole (the same shape as the connections' file). */
export interface PreferenceFile {
  read(): unknown;
  write(data: Readonly<Record<string, unknown>>): void;
  readonly path: string;
}

const accountSchema = z.object({
  favourites: z.array(z.string()).default([]),
  lastUsed: z.record(z.string(), z.iso.datetime()).default({}),
});
const fileSchema = z.object({ version: z.literal(1), accounts: z.record(z.string(), z.unknown()) });
type AccountPreferences = z.infer<typeof accountSchema>;

/** Favourites and last use of customers, by account. Losing them loses nothing else: what can't be read starts empty. */
export interface CustomerPreferences {
  isFavourite(key: AccountKey, tenantId: string): boolean;
  setFavourite(key: AccountKey, tenantId: string, favourite: boolean): void;
  lastUsedAt(key: AccountKey, tenantId: string): string | null;
  noteUse(key: AccountKey, tenantId: string, at: string): void;
}

export function createCustomerPreferences(file: PreferenceFile): CustomerPreferences {
  const accounts = load(file);
  const nameOf = (key: AccountKey) => `${key.cloudId}|${key.accountId}`;

  function of(key: AccountKey): AccountPreferences {
    return accounts.get(nameOf(key)) ?? { favourites: [], lastUsed: {} };
  }

  function save(key: AccountKey, preferences: AccountPreferences): void {
    accounts.set(nameOf(key), preferences);
    file.write({ version: 1, accounts: Object.fromEntries(accounts) });
  }

  return {
    isFavourite: (key, tenantId) => of(key).favourites.includes(tenantId),
    setFavourite(key, tenantId, favourite) {
      const before = of(key);
      const others = before.favourites.filter((one) => one !== tenantId);
      save(key, { ...before, favourites: favourite ? [...others, tenantId] : others });
    },
    lastUsedAt: (key, tenantId) => of(key).lastUsed[tenantId] ?? null,
    noteUse(key, tenantId, at) {
      const before = of(key);
      save(key, { ...before, lastUsed: { ...before.lastUsed, [tenantId]: at } });
    },
  };
}

function load(file: PreferenceFile): Map<string, AccountPreferences> {
  const accounts = new Map<string, AccountPreferences>();
  try {
    const parsed = fileSchema.safeParse(file.read());
    for (const [name, value] of Object.entries(parsed.data?.accounts ?? {})) {
      const one = accountSchema.safeParse(value);
      if (one.success) accounts.set(name, one.data);
    }
  } catch {
    // Not JSON: starts empty; the next favourite writes a good file.
  }
  return accounts;
}
