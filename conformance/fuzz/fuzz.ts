import fc from 'fast-check';
import { mutatedScript } from './mutations.ts';
import { read } from './reading.ts';
import { ownSeeds, publishedSeeds } from './seeds.ts';

/** Longest that a text of 10 KB may take, in milliseconds. */
export const SLOWEST = 100;
/** What has to be as slow again and again before it counts: the machine does other things too. */
const TRIES = 5;

export interface FuzzReport {
  readonly scripts: number;
  readonly seed: number;
  readonly seeds: number;
  readonly characters: number;
  readonly milliseconds: number;
  /** The slowest text's best time of several, and the text. */
  readonly slowest: { readonly milliseconds: number; readonly text: string };
  /** null: none. The smallest text that was found to fail, and how it does. */
  readonly failure: { readonly text: string; readonly why: string } | null;
}

/** Reads `scripts` mutated texts; the same seed gives the same texts (where ../shared is the same). */
export function fuzz(scripts: number, seed: number): FuzzReport {
  const seeds = [...ownSeeds, ...publishedSeeds()];
  const candidates: { milliseconds: number; text: string }[] = [];
  let turn = 0;
  let characters = 0;
  for (const text of seeds) read(text, turn++);
  const begin = performance.now();
  const property = fc.property(mutatedScript(seeds), (text) => {
    const before = performance.now();
    read(text, turn++);
    const milliseconds = performance.now() - before;
    characters += text.length;
    const least = candidates[0]?.milliseconds ?? 0;
    if (candidates.length < 20 || milliseconds > least) {
      candidates.push({ milliseconds, text });
      candidates.sort((a, b) => a.milliseconds - b.milliseconds);
      if (candidates.length > 20) candidates.shift();
    }
  });
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: scripts, seed });
  const milliseconds = performance.now() - begin;
  const why = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : '';
  return {
    scripts,
    seed,
    seeds: seeds.length,
    characters,
    milliseconds,
    slowest: slowestOf(candidates.map(({ text }) => text)),
    failure: failed ? { text: counterexample?.[0] ?? '', why } : null,
  };
}

/** Each again, the best of several times: what stays slow is slow by itself. */
function slowestOf(texts: readonly string[]): FuzzReport['slowest'] {
  let slowest = { milliseconds: 0, text: '' };
  for (const text of texts) {
    let best = Number.POSITIVE_INFINITY;
    for (let at = 0; at < TRIES; at++) {
      const before = performance.now();
      try {
        read(text, 0);
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
  const report = fuzz(scripts, seed);
  const { slowest, failure } = report;
  const out = process.stdout;
  out.write(`${fuzzLine(report)}\n`);
  if (failure !== null) out.write(`Failed on ${JSON.stringify(failure.text)}\n${failure.why}\n`);
  if (slowest.milliseconds > SLOWEST) out.write(`Too slow: ${JSON.stringify(slowest.text)}\n`);
  return failure !== null || slowest.milliseconds > SLOWEST ? 1 : 0;
}

export function fuzzLine({ scripts, seed, seeds, characters, milliseconds, slowest }: FuzzReport): string {
  return (
    `fuzz: ${String(scripts)} scripts from ${String(seeds)} seeds (seed ${String(seed)}), ` +
    `${(characters / 1e6).toFixed(1)} MB in ${(milliseconds / 1000).toFixed(1)} s; ` +
    `the slowest took ${slowest.milliseconds.toFixed(1)} ms for ${String(slowest.text.length)} characters`
  );
}
