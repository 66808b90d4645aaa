import type { Culture } from '../../language/culture.ts';
import { failure } from '../../language/values/errors.ts';
import {
  Stopped,
  type ConnectionFacts,
  type FileEntry,
  type Files,
  type Host,
  type HostText,
  type Progress,
  type Service,
} from '../../language/host.ts';
import { PsSecureString, type PsCredential } from '../../language/values/simple.ts';
import type { PsErrorRecord } from '../../language/values/errors.ts';
import type { Value } from '../../language/values/model.ts';
import { FailureError } from '../../../../shared/model/failure.ts';
import type { FileRequest, ScriptProgress, ScriptPrompt } from '../../protocol.ts';
import type { ResultSet } from '../../results/result-set.ts';
import { AskedCertificates } from './asked-certificates.ts';
import { AskedConnections } from './asked-connections.ts';
import type { Channel } from './channel.ts';
import type { ScriptOutput } from './script-output.ts';

export interface ScriptHostDeps {
  readonly channel: Channel;
  readonly service: Service;
  readonly culture: Culture;
  readonly width: number;
  readonly progress: (progress: ScriptProgress) => void;
  /** `toPick`: it is only there to be picked from, so the script's own output stays in front. */
  readonly grid: (title: string, objects: readonly Value[], toPick: boolean) => ResultSet;
}

/** All that a script can reach: its output, the connection's cmdlets, and main's answers to its questions. */
export class ScriptHost implements Host {
  readonly culture: Culture;
  readonly width: number;
  readonly files: AskedFiles;
  readonly service: Service;
  /** Set for each run. */
  connection: ConnectionFacts | undefined;
  readonly connections: AskedConnections;
  readonly certificates: AskedCertificates;
  output: ScriptOutput | null = null;
  readonly #deps: ScriptHostDeps;

  constructor(deps: ScriptHostDeps) {
    this.#deps = deps;
    this.culture = deps.culture;
    this.width = deps.width;
    this.service = deps.service;
    this.files = new AskedFiles(deps.channel);
    this.connections = new AskedConnections(deps.channel);
    this.certificates = new AskedCertificates(deps.channel);
  }

  now(): number {
    return Date.now();
  }

  random(): number {
    return Math.random();
  }

  checkStop(): void {
    this.#deps.channel.checkStop();
  }

  atLast(run: () => void): void {
    this.#deps.channel.atLast(run);
  }

  sleep(milliseconds: number): void {
    this.#deps.channel.sleep(milliseconds);
  }

  write(text: HostText): void {
    this.output?.host(text);
  }

  warning(text: string): void {
    this.output?.warning(text);
  }

  verbose(text: string): void {
    this.output?.line('verbose', `VERBOSE: ${text}`);
  }

  debug(text: string): void {
    this.output?.line('verbose', `DEBUG: ${text}`);
  }

  information(text: string): void {
    this.output?.line('information', text);
  }

  error(record: PsErrorRecord): void {
    this.output?.error(record);
  }

  progress({ id, activity, status, percent, done }: Progress): void {
    this.#deps.progress({ id, activity, status, percent, done });
  }

  readLine(prompt: string): string {
    return this.#prompt({ type: 'line', caption: prompt }) as string;
  }

  readSecret(prompt: string): PsSecureString {
    return new PsSecureString(this.#prompt({ type: 'secret', caption: prompt }) as string);
  }

  readCredential(message: string, userName: string | null): PsCredential {
    const answer = this.#prompt({ type: 'credential', caption: message, userName }) as {
      userName: string;
      password: string;
    };
    return { kind: 'credential', userName: answer.userName, password: new PsSecureString(answer.password) };
  }

  choose(caption: string, message: string, answers: readonly string[], otherwise: number): number {
    return this.#prompt({ type: 'choice', caption, message, answers, otherwise }) as number;
  }

  showGrid(title: string, objects: readonly Value[]): void {
    this.#deps.grid(title, objects, false);
  }

  pickRows(title: string, objects: readonly Value[], many: boolean): readonly number[] {
    const result = this.#deps.grid(title, objects, true);
    const stretches = this.#prompt({ type: 'rows', caption: title, resultId: result.id, many }) as [
      number,
      number,
    ][];
    const rows: number[] = [];
    for (const [from, to] of stretches) {
      for (let at = from; at < Math.min(to, result.total); at++) rows.push(result.rowAt(at));
    }
    return many ? rows : rows.slice(0, 1);
  }

  clear(): void {
    this.output?.clear();
  }

  shownLines(): number {
    return this.output?.lines ?? 0;
  }

  shownSince(lines: number): readonly string[] {
    return this.output?.linesSince(lines) ?? [];
  }

  #prompt(prompt: ScriptPrompt): unknown {
    const { channel } = this.#deps;
    try {
      return channel.wait(channel.ask({ kind: 'prompt', prompt }));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      throw new Stopped('user', error.failure.message);
    }
  }
}

/** The working folder as main lets it be seen. */
class AskedFiles implements Files {
  /** As main said when the run began; the first use of a file asks for it where there is none. */
  root: string | null = null;
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  choose(): void {
    if (this.#channel.isRunning) this.root = this.#ask({ op: 'choose' }) as string;
  }

  stat(path: string): FileEntry | null {
    // While a text is only looked at nobody waits for an answer.
    if (!this.#channel.isRunning) return null;
    return this.#ask({ op: 'stat', path }) as FileEntry | null;
  }

  list(path: string): readonly FileEntry[] {
    return this.#ask({ op: 'list', path }) as FileEntry[];
  }

  read(path: string): Uint8Array {
    return this.#ask({ op: 'read', path }) as Uint8Array;
  }

  write(path: string, bytes: Uint8Array, how: 'create' | 'overwrite' | 'append'): void {
    this.#ask({ op: 'write', path, bytes, how });
  }

  makeFolder(path: string): void {
    this.#ask({ op: 'makeFolder', path });
  }

  remove(path: string, recursive: boolean): void {
    this.#ask({ op: 'remove', path, recursive });
  }

  move(from: string, to: string): void {
    this.#ask({ op: 'move', path: from, to });
  }

  #ask(request: FileRequest): unknown {
    try {
      return this.#channel.wait(this.#channel.ask({ kind: 'file', request }));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { message, hint, code } = error.failure;
      throw failure(code, hint === '' ? message : `${message} ${hint}`, {
        type: 'System.IO.IOException',
        category: 'WriteError',
      });
    }
  }
}
