import fc from 'fast-check';
import { LONGEST, mutatedScript, PIECES } from './mutations.ts';
import { read } from './reading.ts';
import { ownSeeds, publishedSeeds } from './seeds.ts';

/** Longest that a text of 10 KB may take, in milliseconds of this thread's own time. */
const SLOWEST = 100;
/** What has to be as slow again and again before it counts. */
const TRIES = 5;
/** Scripts between two lines about how far it is. */
const STEP = 20_000;
/** Characters of a failing text that are printed; a text of pieces repeated is told by its beginning. */
const SHOWN = 2000;

export interface FuzzReport {
  /** Where the texts came from. */
  readonly what: string;
  readonly characters: number;
  readonly milliseconds: number;
  /** The slowest text's best time of several (this thread's own, whatever else the machine does), and the text. */
  readonly slowest: { readonly milliseconds: number; readonly text: string };
  /** null: none. The smallest text that was found to fail, and how it does. */
  readonly failure: { readonly text: string; readonly why: string } | null;
}

/** Every two pieces after each other, over and over: where a reader that looks back or ahead takes time by the square. */
function repeatedPairs(): string[] {
  const texts: string[] = [];
  for (const one of PIECES) {
    for (const two of PIECES) texts.push((one + two).repeat(Math.floor(LONGEST / (one + two).length)));
  }
  return texts;
}

/**
 * Reads `scripts` mutated texts; the same seed gives the same texts (where ../shared is the same). `onStep` hears of
 * every twenty thousandth.
 */
export function fuzz(scripts: number, seed: number, onStep?: (done: number) => void): FuzzReport {
  const seeds = [...ownSeeds, ...publishedSeeds()];
  const watch = new Watch();
  let done = 0;
  const property = fc.property(mutatedScript(seeds), (text) => {
    watch.read(text);
    if (++done % STEP === 0 && done < scripts) onStep?.(done);
  });
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: scripts, seed });
  const what = `${String(scripts)} mutated scripts from ${String(seeds.length)} seeds (seed ${String(seed)})`;
  return watch.report(what, failed ? { text: counterexample?.[0] ?? '', why: whyOf(errorInstance) } : null);
}

function readPairs(): FuzzReport {
  const watch = new Watch();
  const texts = repeatedPairs();
  let failure: FuzzReport['failure'] = null;
  for (const text of texts) {
    try {
      watch.read(text);
    } catch (error) {
      failure ??= { text, why: whyOf(error) };
    }
  }
  return watch.report(`${String(texts.length)} texts of two pieces repeated`, failure);
}

function whyOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Texts kept to be timed again. */
const KEPT = 20;

/** Reads texts and remembers which took longest. */
class Watch {
  readonly #began = performance.now();
  readonly #slow: { milliseconds: number; text: string }[] = [];
  #turn = 0;
  #characters = 0;

  read(text: string): void {
    const before = performance.now();
    read(text, this.#turn++);
    const milliseconds = performance.now() - before;
    this.#characters += text.length;
    if (this.#slow.length >= KEPT && milliseconds <= (this.#slow[0]?.milliseconds ?? 0)) return;
    this.#slow.push({ milliseconds, text });
    this.#slow.sort((a, b) => a.milliseconds - b.milliseconds);
    if (this.#slow.length > KEPT) this.#slow.shift();
  }

  report(what: string, failure: FuzzReport['failure']): FuzzReport {
    const milliseconds = performance.now() - this.#began;
    const slowest = slowestOf(this.#slow.map(({ text }) => text));
    return { what, characters: this.#characters, milliseconds, slowest, failure };
  }
}

/** Each again, the best of several times: what stays slow is slow by itself. */
function slowestOf(texts: readonly string[]): FuzzReport['slowest'] {
  let slowest = { milliseconds: 0, text: '' };
  for (const text of texts) {
    let best = Number.POSITIVE_INFINITY;
    for (let at = 0; at < TRIES; at++) {
      const before = process.threadCpuUsage();
      try {
        read(text, 1);
      } catch {
        // It is reported as the failure.
      }
      const { user, system } = process.threadCpuUsage(before);
      best = Math.min(best, (user + system) / 1000);
    }
    if (best > slowest.milliseconds) slowest = { milliseconds: best, text };
  }
  return slowest;
}

/** Prints what came of it. @returns the exit status: 1 for a failure or a text that took too long */
export function runFuzz(scripts: number, seed: number): number {
  const out = process.stdout;
  const pairs = readPairs();
  out.write(`${fuzzLine(pairs)}\n`);
  const step = (done: number) => out.write(`fuzz: ${String(done)} of ${String(scripts)} scripts\n`);
  const mutated = pairs.failure === null ? fuzz(scripts, seed, step) : pairs;
  if (mutated !== pairs) out.write(`${fuzzLine(mutated)}\n`);
  const { failure } = mutated;
  const slowest = pairs.slowest.milliseconds > mutated.slowest.milliseconds ? pairs.slowest : mutated.slowest;
  const tooSlow = slowest.milliseconds > SLOWEST;
  if (failure !== null) out.write(`Failed on ${shown(failure.text)}\n${failure.why}\n`);
  if (tooSlow) out.write(`Too slow: ${shown(slowest.text)}\n`);
  const passed = failure === null && !tooSlow;
  out.write(passed ? 'fuzz: passed\n' : 'fuzz: failed\n');
  return passed ? 0 : 1;
}

function shown(text: string): string {
  const whole = JSON.stringify(text);
  return whole.length <= SHOWN ? whole : `${whole.slice(0, SHOWN)}… (${String(text.length)} characters)`;
}

export function fuzzLine({ what, characters, milliseconds, slowest }: FuzzReport): string {
  return (
    `fuzz: ${what}, ${(characters / 1e6).toFixed(1)} MB in ${(milliseconds / 1000).toFixed(1)} s; ` +
    `the slowest took ${slowest.milliseconds.toFixed(1)} ms for ${String(slowest.text.length)} characters`
  );
}
