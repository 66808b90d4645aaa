import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSeeds, seedsArePresent, type Seed } from '../seed-scripts/seeds.ts';

const EXAMPLES = join(import.meta.dirname, ...['..', '..', '..', 'shared', 'corpus', 'examples.train.jsonl']);
const CONNECTS =
  /^(?:Connect-ExchangeOnline|Connect-IPPSSession|Disconnect-ExchangeOnline|Get-ConnectionInformation)$/u;

export const scriptsArePresent = seedsArePresent && existsSync(EXAMPLES);

export interface PublishedScript {
  /** How the table names it. */
  readonly name: string;
  readonly text: string;
  /** null: its placeholders are filled in, or it is an example of the documentation. */
  readonly seed: Seed | null;
  /** Of a seed's script; empty: an example. */
  readonly number: string;
}

interface Example {
  readonly cmdletPage: string;
  readonly exampleNumber: number;
  readonly code: string;
}

/** All scripts of the seeds, and the published examples of connecting. */
export function publishedScripts(): PublishedScript[] {
  const seeds = readSeeds().map((seed) => ({
    name: seed.file.replace(/\.ps1$/u, ''),
    text: seed.text,
    seed,
    number: seed.file.slice(0, 2),
  }));
  const examples = readFileSync(EXAMPLES, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Example)
    .filter(({ cmdletPage }) => CONNECTS.test(cmdletPage))
    .map(({ cmdletPage, exampleNumber, code }) => ({
      name: `${cmdletPage}, example ${String(exampleNumber)}`,
      text: code,
      seed: null,
      number: '',
    }));
  return [...seeds, ...examples];
}
