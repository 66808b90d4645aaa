import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Handlers } from '../../../shared/contract/index.ts';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import { writeAsked, type FileDialogs } from '../../settings/asked-file.ts';
import type { Transfer, TransferMethod } from './transfer.ts';

export interface TransferHandlersOptions extends FileDialogs {
  readonly transfer: Transfer;
}

/** Thousands of connections need less. */
const LARGEST = 16 * 1024 * 1024;
const KIND = { name: 'Connections', extensions: ['json'] };

export function createTransferHandlers(
  options: TransferHandlersOptions,
): Pick<Handlers['connections'], TransferMethod> {
  const { transfer } = options;
  return {
    async exportFile({ ids }) {
      const { text, count } = transfer.text(ids);
      const path = await options.askWhereToSave({
        title: 'Export connections',
        suggestedName: 'tenantdeck-connections.json',
        filters: [KIND],
      });
      if (path === null) return null;
      await writeAsked(path, text);
      return { path, count };
    },
    async importFile() {
      const path = await options.askWhatToOpen({ title: 'Import connections', ...KIND });
      return path === null ? null : transfer.preview(await readText(path), basename(path));
    },
    applyImport: async ({ importId }) => ({ importId, connections: transfer.apply(importId) }),
    undoImport: ({ importId }) => transfer.undo(importId),
  };
}

/** No more of a file than an export can be. */
async function readText(path: string): Promise<string> {
  let file: Awaited<ReturnType<typeof open>> | null = null;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > LARGEST) {
      throw fail(
        'too-large',
        `${basename(path)} is too large for a file of connections.`,
        'Choose a file that Tenantdeck exported.',
      );
    }
    return await file.readFile('utf8');
  } catch (cause) {
    if (cause instanceof FailureError) throw cause;
    throw fail('not-found', `${basename(path)} can’t be read.`, 'Check that the file is there.', { cause });
  } finally {
    await file?.close();
  }
}
