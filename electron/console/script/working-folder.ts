import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, FailureError } from '../../../shared/model/failure.ts';
import type { FileName } from '../../../shared/powershell/completion/world.ts';
import type { FileEntry } from '../language/host.ts';
import { writeFailure } from '../export/export-file.ts';
import type { FileRequest } from '../protocol.ts';
import { ExportFile } from '../export/export-file.ts';

/** Largest file that a script may read into memory, in bytes. */
const LARGEST = 256 * 1024 * 1024;
/** Files and folders that completion is told of. */
const NAMED = 1000;

export interface WorkingFolderDeps {
  /** Asks for a folder; null: the person closed the dialog. */
  readonly choose: () => Promise<string | null>;
  /** Asks before a file that this run did not make is written over. */
  readonly mayOverwrite: (file: string, signal: AbortSignal) => Promise<boolean>;
}

/**
 * The one folder that a tab's scripts see: the person chose it, nothing outside it can be named, and no link in it is
 * followed.
 */
export class WorkingFolder {
  readonly #deps: WorkingFolderDeps;
  #root: string | null = null;
  /** Files that this run made or may write over. */
  #own = new Set<string>();

  constructor(deps: WorkingFolderDeps) {
    this.#deps = deps;
  }

  get root(): string | null {
    return this.#root;
  }

  set root(folder: string | null) {
    this.#root = folder;
  }

  newRun(): void {
    this.#own = new Set();
  }

  /** What can be named while typing: two levels deep, at most `NAMED` names, no links; empty where no folder is chosen. */
  async names(): Promise<FileName[]> {
    if (this.#root === null) return [];
    const found: FileName[] = [];
    await collect(this.#root, '', found);
    return found;
  }

  /** Throws FailureError. */
  async answer(request: FileRequest, signal: AbortSignal): Promise<unknown> {
    if (request.op === 'choose') return this.#chosen();
    const target = await this.#inside(request.path);
    try {
      return await this.#do(request, target, signal);
    } catch (error) {
      if (error instanceof FailureError) throw error;
      throw writeFailure(error, target);
    }
  }

  /** Where a path in the folder is on this computer. Throws FailureError as `answer` does. */
  pathOf(written: string): Promise<string> {
    return this.#inside(written);
  }

  async #do(
    request: Exclude<FileRequest, { op: 'choose' }>,
    target: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    switch (request.op) {
      case 'stat':
        return this.#entry(target);
      case 'list': {
        const names = await readdir(target);
        const entries = await Promise.all(names.sort().map((name) => this.#entry(path.join(target, name))));
        return entries.filter((entry) => entry !== null);
      }
      case 'read': {
        const { size } = await stat(target);
        if (size > LARGEST) throw fail('too-large', `${request.path} is too large to be read here.`, '');
        return new Uint8Array(await readFile(target));
      }
      case 'write':
        return this.#write(request, target, signal);
      case 'makeFolder':
        await mkdir(target, { recursive: true });
        return null;
      case 'remove':
        await this.#mayTouch(target, signal);
        await rm(target, { recursive: request.recursive });
        return null;
      case 'move': {
        const to = await this.#inside(request.to);
        await this.#mayTouch(to, signal);
        await rename(target, to);
        this.#own.add(to);
        return null;
      }
      default:
        return assertNever(request);
    }
  }

  async #write(request: FileRequest & { op: 'write' }, target: string, signal: AbortSignal): Promise<null> {
    const exists = (await this.#entry(target)) !== null;
    if (request.how === 'create' && exists) {
      throw fail('not-writable', `The file '${request.path}' already exists.`, '');
    }
    if (exists) await this.#mayTouch(target, signal);
    this.#own.add(target);
    if (request.how === 'append') {
      const handle = await open(target, 'a', 0o600);
      try {
        await handle.writeFile(request.bytes);
      } finally {
        await handle.close();
      }
      return null;
    }
    const file = new ExportFile(target);
    await file.open();
    try {
      await file.write(request.bytes);
      await file.finish();
    } catch (error) {
      await file.discard();
      throw error;
    }
    return null;
  }

  async #mayTouch(target: string, signal: AbortSignal): Promise<void> {
    if (this.#own.has(target) || (await this.#entry(target)) === null) return;
    if (!(await this.#deps.mayOverwrite(path.basename(target), signal))) {
      throw fail('refused-by-user', `${path.basename(target)} was left as it is.`, '');
    }
    this.#own.add(target);
  }

  /** The absolute path; the folder is asked for where there is none yet. Throws for a path that leads out. */
  async #inside(written: string): Promise<string> {
    const root = await this.#chosen();
    const plain = written.replaceAll('\\', '/');
    const target = path.resolve(root, plain);
    const relative = path.relative(root, target);
    if (relative.startsWith('..') || path.isAbsolute(relative)) {
      throw fail(
        'not-writable',
        `${written} is outside this tab's folder.`,
        `Scripts see only ${root} and what is in it.`,
      );
    }
    let step = root;
    for (const part of relative.split(path.sep).filter((one) => one !== '')) {
      step = path.join(step, part);
      const found = await lstat(step).catch(() => null);
      if (found === null) break;
      if (found.isSymbolicLink()) {
        throw fail('not-writable', `${part} is a link.`, "Links in a tab's folder are not followed.");
      }
    }
    return target;
  }

  async #chosen(): Promise<string> {
    this.#root ??= await this.#deps.choose();
    if (this.#root === null) {
      throw fail(
        'refused-by-user',
        'This script needs a folder, and none was chosen.',
        'Choose one and run it again.',
      );
    }
    return this.#root;
  }

  async #entry(target: string): Promise<FileEntry | null> {
    const found = await lstat(target).catch(() => null);
    if (found === null || found.isSymbolicLink()) return null;
    return {
      name: path.basename(target),
      path: path
        .relative(this.#root ?? target, target)
        .split(path.sep)
        .join('/'),
      folder: found.isDirectory(),
      bytes: found.isDirectory() ? 0 : found.size,
      modified: found.mtimeMs,
      created: found.birthtimeMs,
    };
  }
}

/** A folder that can't be read offers nothing: reading a file in it will say why. */
async function collect(root: string, under: string, found: FileName[]): Promise<void> {
  const entries = await readdir(path.join(root, under), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (found.length >= NAMED) return;
    const folder = entry.isDirectory();
    if (!folder && !entry.isFile()) continue;
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    found.push({ path: name, folder });
    if (folder && under === '') await collect(root, name, found);
  }
}

function assertNever(request: never): never {
  throw new Error(`no such file request: ${JSON.stringify(request)}`);
}
