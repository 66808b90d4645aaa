import fc from 'fast-check';
import { LONGEST, mutatedScript, PIECES } from './mutations.ts';
import { read } from './reading.ts';
import { ownSeeds, publishedSeeds } from './seeds.ts';

/** Longest that a text of 10 KB may take, in milliseconds. */
export const SLOWEST = 100;
/** What has to be as slow again and again before it counts: the machine does other things too. */
const TRIES = 5;

export interface FuzzReport {
  /** Where the texts came from. */
  readonly what: string;
  readonly characters: number;
  readonly milliseconds: number;
  /** The slowest text's best time of several, and the text. */
  readonly slowest: { readonly milliseconds: number; readonly text: string };
  /** null: none. The smallest text that was found to fail, and how it does. */
  readonly failure: { readonly text: string; readonly why: string } | null;
}

/** Every two pieces after each other, over and over: where a reader that looks back or ahead takes time by the square. */
export function repeatedPairs(): string[] {
  const texts: string[] = [];
  for (const one of PIECES) {
    for (const two of PIECES) texts.push((one + two).repeat(Math.floor(LONGEST / (one + two).length)));
  }
  return texts;
}

/** Reads `scripts` mutated texts; the same seed gives the same texts (where ../shared is the same). */
export function fuzz(scripts: number, seed: number): FuzzReport {
  const seeds = [...ownSeeds, ...publishedSeeds()];
  const watch = new Watch();
  const property = fc.property(mutatedScript(seeds), (text) => watch.read(text));
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
      const before = performance.now();
      try {
        read(text, 1);
      } catch {
        // It is reported as the failure.
      }
      best = Math.min(best, performance.now() - before);
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
  const mutated = pairs.failure === null ? fuzz(scripts, seed) : pairs;
  if (mutated !== pairs) out.write(`${fuzzLine(mutated)}\n`);
  const { failure } = mutated;
  const slowest = pairs.slowest.milliseconds > mutated.slowest.milliseconds ? pairs.slowest : mutated.slowest;
  if (failure !== null) out.write(`Failed on ${JSON.stringify(failure.text)}\n${failure.why}\n`);
  if (slowest.milliseconds > SLOWEST) out.write(`Too slow: ${JSON.stringify(slowest.text)}\n`);
  return failure !== null || slowest.milliseconds > SLOWEST ? 1 : 0;
}

export function fuzzLine({ what, characters, milliseconds, slowest }: FuzzReport): string {
  return (
    `fuzz: ${what}, ${(characters / 1e6).toFixed(1)} MB in ${(milliseconds / 1000).toFixed(1)} s; ` +
    `the slowest took ${slowest.milliseconds.toFixed(1)} ms for ${String(slowest.text.length)} characters`
  );
}
