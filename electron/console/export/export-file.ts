import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { FailureError } from '../../../shared/model/failure.ts';
import { fail } from '../../../shared/model/failure.ts';

/** Ending of files that are not whole yet. */
export const PART = '.tenantdeck-part';

/** A file in the making: under another name in the same folder until it is whole. */
export class ExportFile {
  readonly target: string;
  readonly temporary: string;
  #handle: FileHandle | null = null;

  constructor(target: string) {
    this.target = target;
    this.temporary = path.join(
      path.dirname(target),
      `.${path.basename(target)}.${randomUUID().slice(0, 8)}${PART}`,
    );
  }

  /** Throws FailureError not-writable or disk-full, as all below. */
  async open(): Promise<void> {
    this.#handle = await guarded(this.target, () => open(this.temporary, 'wx', 0o600));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const handle = this.#handle;
    if (handle === null || bytes.byteLength === 0) return;
    await guarded(this.target, async () => {
      let at = 0;
      while (at < bytes.byteLength) at += (await handle.write(bytes, at)).bytesWritten;
    });
  }

  /** Whole: takes its name, over a file that had it. */
  async finish(): Promise<void> {
    await guarded(this.target, async () => {
      await this.#handle?.sync();
      await this.#close();
      await rename(this.temporary, this.target);
    });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#close().catch(() => null);
    await rm(this.temporary, { force: true }).catch(() => null);
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }
}

async function guarded<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(error, target);
  }
}

/** Why a file could not be written, in words. */
export function writeFailure(error: unknown, target: string): FailureError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const folder = path.dirname(target);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fail(
      'disk-full',
      `There is no room left on the disk of ${folder}.`,
      'Free some space or choose another folder.',
      {
        cause: error,
      },
    );
  }
  const reason =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? 'the folder does not exist'
      : code === 'EBUSY'
        ? 'another program has it open'
        : code === 'EROFS'
          ? 'it is on a read-only disk'
          : 'this is not allowed';
  return fail(
    'not-writable',
    `${target} can't be written: ${reason}${code === '' ? '' : ` (${code})`}.`,
    'Choose another folder or name.',
    {
      cause: error,
    },
  );
}
