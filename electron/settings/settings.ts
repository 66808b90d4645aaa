import { settingsSchema, uiStateSchema, type Settings, type UiState } from '../../shared/model/settings.ts';
import type { JsonStore } from './json-store.ts';

export interface SettingsService {
  get(): Settings;
  /** Throws FailureError where the file can't be written; the change is then not made. */
  update(patch: Partial<Settings>): Settings;
  onChange(listener: (settings: Settings, before: Settings) => void): () => void;
}

/** What a damaged or older file lacks is filled in with the default, value by value. */
export function createSettings(store: JsonStore): SettingsService {
  let current = readLenient(settingsSchema, store.read());
  const listeners = new Set<(settings: Settings, before: Settings) => void>();
  return {
    get: () => current,
    update(patch) {
      const before = current;
      const next = settingsSchema.parse({ ...current, ...patch });
      store.write(next);
      current = next;
      for (const listener of listeners) listener(next, before);
      return next;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export interface UiStateService {
  read(): UiState;
  write(patch: Partial<UiState>): void;
}

export function createUiState(store: JsonStore): UiStateService {
  let current = readLenient(uiStateSchema, store.read());
  return {
    read: () => current,
    write(patch) {
      const next = uiStateSchema.parse({ ...current, ...patch });
      store.write(next);
      current = next;
    },
  };
}

type ObjectSchema<T> = {
  readonly shape: Readonly<
    Record<string, { safeParse(value: unknown): { success: boolean; data?: unknown } }>
  >;
  parse(value: unknown): T;
};

/** Keeps each value that is still valid, so that one bad line does not reset the others. */
function readLenient<T>(schema: ObjectSchema<T>, raw: unknown): T {
  const given = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    if (Object.hasOwn(given, name) && field.safeParse(given[name]).success) kept[name] = given[name];
  }
  return schema.parse(kept);
}
