import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';

/** What is used of a module file. */
export interface ModuleMetadata {
  /** Of the file that it was read from, so that an unchanged one isn't read again. */
  readonly hash: string;
  /** Only those that this account may run. */
  readonly cmdlets: readonly CmdletInfo[];
  /** `<RSAKeyValue>…`; null where the file has none. */
  readonly publicKey: string | null;
  /** Names of the service's help files. */
  readonly helpFiles: readonly string[];
}

/** Raises when the form of the cached file changes; an older one is fetched again. */
export const CACHE_VERSION = 2;

/** An answer of the service that is read in a thread of its own. */
export interface FileJob {
  readonly kind: 'module' | 'help';
  /** As it came, moved to the thread. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Where the cache is; null: keep none. */
  readonly cacheFile: string | null;
  /** Hash of what main has already. */
  readonly knownHash: string | null;
}

/**
 * What came of it. `text` is JSON of ModuleMetadata or HelpIndex, null where nothing changed; `body`: the help that the
 * index is of.
 */
export type FileAnswer =
  | {
      readonly ok: true;
      readonly text: string | null;
      readonly body: Uint8Array<ArrayBuffer> | null;
      readonly leftOut: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** What the thread is asked, and what it answers. */
export interface ThreadJob {
  readonly id: number;
  readonly job: FileJob;
}
export interface ThreadAnswer {
  readonly id: number;
  readonly answer: FileAnswer;
}
