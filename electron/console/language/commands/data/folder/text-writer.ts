import type { Context } from '../../builtin.ts';
import { commandFailure, IO } from '../failures.ts';
import { folderPath, fullPath } from './paths.ts';
import { statEntry } from './glob.ts';
import { encode, type EncodingName, markOf, preamble } from './text-encodings.ts';

/** How a file is opened for writing. */
export interface WriteMode {
  readonly append: boolean;
  readonly noClobber: boolean;
  readonly encoding: EncodingName;
}

const CHUNK = 1 << 16;

/**
 * Writes a text file of the working folder piece by piece. The file is there (and empty) from `open` on, as with a
 * stream; text is sent in larger pieces.
 */
export class TextFile {
  readonly path: string;
  readonly #context: Context;
  readonly #encoding: EncodingName;
  #pending = '';

  private constructor(context: Context, path: string, encoding: EncodingName) {
    this.#context = context;
    this.path = path;
    this.#encoding = encoding;
  }

  /** Throws `NoClobber` where the file is there and must not be replaced. */
  static open(context: Context, written: string, mode: WriteMode): TextFile {
    const { runtime } = context;
    const { files } = runtime.host;
    const path = folderPath(written, runtime);
    const there = statEntry(path, runtime);
    if (there?.folder === true) {
      throw commandFailure(
        'System.UnauthorizedAccessException',
        'FileOpenFailure',
        `Access to the path '${fullPath(path, runtime)}' is denied.`,
        'OpenError',
        written,
      );
    }
    refuseMissingFolder(path, written, context);
    if (mode.append && there !== null && there.bytes > 0) {
      const marked = markOf(files.read(path).subarray(0, 4));
      return new TextFile(context, path, marked?.encoding ?? mode.encoding);
    }
    if (mode.noClobber && !mode.append && there !== null) {
      const full = fullPath(path, runtime);
      const refused = commandFailure(
        IO,
        'NoClobber',
        `The file '${full}' already exists.`,
        'ResourceExists',
        full,
      );
      refused.record.details = `File ${written} already exists and NoClobber was specified.`;
      throw refused;
    }
    files.write(path, preamble(mode.encoding), there === null ? 'create' : 'overwrite');
    return new TextFile(context, path, mode.encoding);
  }

  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= CHUNK) this.flush();
  }

  flush(): void {
    if (this.#pending === '') return;
    const bytes = encode(this.#pending, this.#encoding);
    this.#pending = '';
    this.#context.runtime.host.files.write(this.path, bytes, 'append');
  }
}

function refuseMissingFolder(path: string, written: string, context: Context): void {
  const at = path.lastIndexOf('/');
  if (at < 0) return;
  const folder = statEntry(path.slice(0, at), context.runtime);
  if (folder?.folder === true) return;
  throw commandFailure(
    'System.IO.DirectoryNotFoundException',
    'FileOpenFailure',
    `Could not find a part of the path '${fullPath(path, context.runtime)}'.`,
    'OpenError',
    written,
  );
}

/** The line break that files are written with. */
export const LINE_BREAK = '\n';
