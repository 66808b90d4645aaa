import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../../shared/model/failure.ts';
import { ExportFile } from '../export/export-file.ts';
import type { ConsoleDeps } from '../types.ts';

/** Longest script that is opened, in bytes. */
const LONGEST = 1_048_576;

/** Scripts as files, which the person picks in a dialog. */
export class ScriptFiles {
  readonly #deps: Pick<ConsoleDeps, 'openDialog' | 'saveDialog'>;

  constructor(deps: Pick<ConsoleDeps, 'openDialog' | 'saveDialog'>) {
    this.#deps = deps;
  }

  /** null: the dialog was closed. Throws FailureError too-large, invalid-input, not-found. */
  async open(): Promise<{ path: string; text: string } | null> {
    const file = await this.#deps.openDialog({
      title: 'Open script',
      name: 'PowerShell scripts',
      extensions: ['ps1', 'txt'],
    });
    if (file === null) return null;
    const name = path.basename(file);
    const bytes = await this.#read(file, name);
    if (bytes.includes(0)) {
      const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
      if (!utf16) throw fail('invalid-input', `${name} is not a text file.`, 'Choose a .ps1 file.');
      // Not Buffer's own reading: of an odd number of bytes it may write beyond its memory (seen in Node 24.21).
      return { path: file, text: new TextDecoder('utf-16le').decode(bytes) };
    }
    return { path: file, text: bytes.toString('utf8').replace(/^\ufeff/, '') };
  }

  /** null: the dialog was closed. Throws FailureError not-writable or disk-full. */
  async save(text: string): Promise<{ path: string } | null> {
    const target = await this.#deps.saveDialog({
      title: 'Save script',
      suggestedName: 'script.ps1',
      format: 'ps1',
    });
    if (target === null) return null;
    const file = new ExportFile(target);
    await file.open();
    try {
      await file.write(new TextEncoder().encode(marked(text)));
      await file.finish();
    } catch (error) {
      await file.discard();
      throw error;
    }
    return { path: target };
  }

  async #read(file: string, name: string): Promise<Buffer> {
    try {
      const { size } = await stat(file);
      if (size > LONGEST) throw fail('too-large', `${name} is longer than 1 MB.`, 'Run it in parts.');
      return await readFile(file);
    } catch (error) {
      if (error instanceof Error && 'failure' in error) throw error;
      throw fail('not-found', `${name} could not be read.`, 'Check that it is there and may be read.', {
        cause: error,
      });
    }
  }
}

/** Windows PowerShell takes a file without a mark for one in the system's code page. */
function marked(text: string): string {
  return /[^\0-\x7f]/.test(text) ? `\ufeff${text}` : text;
}
