import type { LineKind, Problem } from '../../../../shared/model/console.ts';
import { errorText } from '../../language/format/error-text.ts';
import { Formatter } from '../../language/format/formatter.ts';
import type { HostText } from '../../language/host.ts';
import type { Runtime } from '../../language/interpreter/runtime.ts';
import type { PsErrorRecord } from '../../language/values/errors.ts';
import type { Value } from '../../language/values/model.ts';
import { shownText } from '../../language/values/shown-text.ts';
import type { ResultLibrary } from '../../results/library.ts';
import { ResultSet } from '../../results/result-set.ts';
import { ResultTable } from '../../results/table.ts';
import { Transcript } from '../../results/transcript.ts';
import { hasProperties, isFormatObject } from './format-objects.ts';
import { plainRow } from './plain-rows.ts';
import { problemOfRecord, problemOfText } from './script-problems.ts';

/** Problems that a run keeps; a loop can make more than anybody reads. */
const MOST_PROBLEMS = 500;

export interface ScriptOutputDeps {
  readonly runId: string;
  readonly resultId: string;
  readonly at: string;
  readonly title: string;
  readonly command: string;
  readonly width: number;
  readonly library: ResultLibrary;
  /** The list of results changed. */
  readonly changed: () => void;
}

/** What a script writes: its objects as rows of a grid, and everything as the text of a console, in order. */
export class ScriptOutput {
  readonly problems: Problem[] = [];
  readonly #deps: ScriptOutputDeps;
  readonly #transcript = new Transcript();
  readonly #runtime: Runtime;
  #formatter: Formatter;
  #result: ResultSet | null = null;
  #unsettled = false;
  #isDropped = false;
  /** Whether it came to its end; null: it has none yet. */
  #ended: boolean | null = null;

  constructor(deps: ScriptOutputDeps, runtime: Runtime) {
    this.#deps = deps;
    this.#runtime = runtime;
    this.#formatter = new Formatter(runtime, deps.width, { streaming: true });
  }

  /** null: nothing was written yet. */
  get result(): ResultSet | null {
    return this.#result;
  }

  get resultId(): string | null {
    return this.#result?.id ?? null;
  }

  get rows(): number {
    return this.#result?.table.rows ?? 0;
  }

  /** Rough memory of what was written. */
  get bytes(): number {
    return (this.#result?.table.bytes ?? 0) + this.#transcript.bytes;
  }

  /** Lets go of what was written so far. */
  drop(): void {
    if (this.#result !== null) this.#deps.library.drop(this.#result.id);
    this.#result = null;
    this.#isDropped = true;
    this.clear();
  }

  object(value: Value): void {
    for (const line of this.#formatter.add(value)) this.#transcript.add('output', line);
    if (isFormatObject(value) || !hasProperties(value) || shownText(value) !== null) this.#asText();
    const { table } = this.#open();
    if (isFormatObject(value)) return;
    table.add(plainRow(value, this.#runtime));
    this.#unsettled = true;
  }

  host({ text, newline }: HostText): void {
    this.#endTable();
    this.#asText();
    this.#transcript.write('host', text, newline);
  }

  error(record: PsErrorRecord): void {
    this.line('error', this.errorLines(record));
    this.#keep(problemOfRecord(record));
  }

  errorLines(record: PsErrorRecord): string {
    return errorText(record, this.#runtime).join('\n');
  }

  /** The run was ended from outside, with a reason that people must hear. */
  stopped(reason: string): void {
    this.line('error', reason);
    this.#keep({ ...problemOfText(reason), severity: 'error' });
  }

  warning(text: string): void {
    this.line('warning', `WARNING: ${text}`);
    this.#keep(problemOfText(text));
  }

  line(kind: LineKind, text: string): void {
    this.#endTable();
    this.#asText();
    this.#transcript.add(kind, text);
  }

  /** Something that is told later belongs here. */
  keepPlace(placeId: string): void {
    this.#endTable();
    this.#transcript.keepPlace(placeId);
  }

  /** @returns false: its place is no longer there */
  fillPlace(placeId: string, text: string): boolean {
    if (this.#isDropped || !this.#transcript.fillPlace(placeId, 'host', text)) return false;
    this.#asText();
    const result = this.#open();
    result.textRevision++;
    // Where nothing else was written its result is made only now.
    if (this.#ended !== null) void result.finish(this.#ended);
    return true;
  }

  /** How many lines it has, those of a table that is not at its end as well. */
  get lines(): number {
    this.#endTable();
    return this.#transcript.written;
  }

  linesSince(lines: number): readonly string[] {
    this.#endTable();
    return this.#transcript.since(lines);
  }

  clear(): void {
    this.#formatter = new Formatter(this.#runtime, this.#deps.width, { streaming: true });
    this.#transcript.clear();
  }

  /** Columns as long as the table, so that the grid can ask for what is there so far. */
  settle(): void {
    for (const line of this.#formatter.flush()) this.#transcript.add('output', line);
    if (!this.#unsettled) return;
    this.#unsettled = false;
    this.#result?.table.settle();
  }

  /** @param complete it ran to its end. */
  finish(complete: boolean): void {
    this.#endTable();
    this.settle();
    this.#ended = complete;
    void this.#result?.finish(complete);
  }

  /** Lines of a table that were held back until its widths are known come before whatever follows. */
  #endTable(): void {
    for (const line of this.#formatter.finish()) this.#transcript.add('output', line);
    this.#formatter = new Formatter(this.#runtime, this.#deps.width, { streaming: true });
  }

  #asText(): void {
    const result = this.#open('text');
    if (result.opensAs === 'text') return;
    result.opensAs = 'text';
    this.#deps.changed();
  }

  #keep(problem: Problem): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem);
  }

  #open(opensAs: ResultSet['opensAs'] = 'grid'): ResultSet {
    if (this.#result !== null) return this.#result;
    const { runId, resultId, at, title, command, library } = this.#deps;
    const table = new ResultTable({ numbersAreBytes: false, hidden: [] });
    this.#result = new ResultSet(
      { resultId, runId, title, cmdlet: title, command, at },
      table,
      this.#transcript,
    );
    this.#result.opensAs = opensAs;
    library.add(this.#result);
    this.#deps.changed();
    return this.#result;
  }
}
