import type { DamagedRecord } from '../../shared/model/connection.ts';

/** A small JSON file of the app's own: whole in, whole out, written atomically. */
export interface JsonStore {
  /** Where it is, for messages. */
  readonly path: string;
  /** The file as it stands; undefined when there is none. */
  read(): unknown;
  /** Throws FailureError (disk-full, not-writable) and leaves the file as it was. */
  write(data: Readonly<Record<string, unknown>>): void;
  /** Set when the file could not be read at start: it was put aside and an empty one begun. */
  readonly damaged: DamagedRecord | null;
}

export type OpenJsonStore = (name: string) => JsonStore;
