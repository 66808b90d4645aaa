import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';

/** What is used of a module file. */
export interface ModuleMetadata {
  /** Of the file that it was read from, so that an unchanged one isn't read again. */
  readonly hash: string;
  /** Only those that this account may run. */
  readonly cmdlets: readonly CmdletInfo[];
  /** `<RSAKeyValue>…`; null where the file has none. */
  readonly publicKey: string | null;
}

/** Raises when the form of the cached file changes; an older one is fetched again. */
export const CACHE_VERSION = 1;

/** What the worker is asked. */
export interface ModuleFileJob {
  readonly id: number;
  /** The answer of EXOModuleFile as it came, moved to the worker. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Where the cache is; null: keep none. */
  readonly cacheFile: string | null;
  /** Hash of what main has already. */
  readonly knownHash: string | null;
}

/** What it answers. `text` is JSON of ModuleMetadata; null: nothing changed. */
export type ModuleFileAnswer =
  | {
      readonly id: number;
      readonly ok: true;
      readonly text: string | null;
      readonly leftOut: readonly string[];
    }
  | { readonly id: number; readonly ok: false; readonly reason: string };
