import type { Culture } from '../electron/console/language/culture.ts';
import { Stopped, type Host, type HostText, type Service } from '../electron/console/language/host.ts';
import type { PsErrorRecord } from '../electron/console/language/values/errors.ts';
import type { PsCredential, PsSecureString } from '../electron/console/language/values/simple.ts';
import { MemoryFiles } from './memory-files.ts';

/** A case that runs longer is stopped; real PowerShell took well under a second for each. */
const LIMIT_MS = 10_000;

/** The oracle's machine: en-US, UTC, 120 columns, an empty folder, nobody to ask. Remembers what was said. */
export class CaseHost implements Host {
  readonly culture: Culture = { name: 'en-US', timeZone: 'UTC' };
  readonly width = 120;
  readonly files = new MemoryFiles();
  readonly service: Service;
  readonly written: { text: string; newline: boolean; color: string }[] = [];
  readonly warnings: string[] = [];
  readonly verboses: string[] = [];
  readonly informations: string[] = [];
  readonly errors: PsErrorRecord[] = [];
  readonly #until: number;
  #turns = 0;

  /** @param limit milliseconds after which a case is stopped */
  constructor(service: Service, limit = LIMIT_MS) {
    this.service = service;
    this.#until = performance.now() + limit;
  }

  now(): number {
    return Date.now();
  }

  random(): number {
    return Math.random();
  }

  checkStop(): void {
    if ((++this.#turns & 1023) === 0 && performance.now() > this.#until) {
      throw new Stopped('user', 'The case took too long.');
    }
  }

  sleep(): void {
    this.checkStop();
  }

  write(text: HostText): void {
    this.written.push({ text: text.text, newline: text.newline, color: text.color });
  }

  line(): void {
    // Out-Host's lines: the oracle recorded none.
  }

  warning(text: string): void {
    this.warnings.push(text);
  }

  verbose(text: string): void {
    this.verboses.push(text);
  }

  debug(): void {
    // The oracle recorded none.
  }

  information(text: string, tags: readonly string[]): void {
    if (!tags.includes('PSHOST')) this.informations.push(text);
  }

  error(record: PsErrorRecord): void {
    this.errors.push(record);
  }

  /** The oracle recorded also what a redirection to $null hid. */
  dropped(stream: 'warning' | 'verbose' | 'information' | 'debug' | 'host', text: string): void {
    if (stream === 'warning') this.warnings.push(text);
    else if (stream === 'verbose') this.verboses.push(text);
    else if (stream === 'information') this.informations.push(text);
    else if (stream === 'host') this.written.push({ text, newline: true, color: '' });
  }

  progress(): void {
    // The oracle recorded none.
  }

  readLine(): string {
    throw new Stopped('user', 'Nobody is there to answer.');
  }

  readSecret(): PsSecureString {
    throw new Stopped('user', 'Nobody is there to answer.');
  }

  readCredential(): PsCredential {
    throw new Stopped('user', 'Nobody is there to answer.');
  }

  choose(_caption: string, _message: string, _answers: readonly string[], otherwise: number): number {
    return otherwise;
  }

  showGrid(): void {
    throw new Stopped('user', 'There is no screen.');
  }

  clear(): void {
    this.written.length = 0;
  }
}
