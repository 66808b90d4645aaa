import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSeeds, seedsArePresent } from '../seed-scripts/seeds.ts';

const EXAMPLES = join(import.meta.dirname, ...['..', '..', '..', 'shared', 'corpus', 'examples.train.jsonl']);
const CONNECTS =
  /^(?:Connect-ExchangeOnline|Connect-IPPSSession|Disconnect-ExchangeOnline|Get-ConnectionInformation)$/u;

export const scriptsArePresent = seedsArePresent && existsSync(EXAMPLES);

export interface PublishedScript {
  /** How the table names it. */
  readonly name: string;
  readonly text: string;
}

interface Example {
  readonly cmdletPage: string;
  readonly exampleNumber: number;
  readonly code: string;
}

/** All scripts of the seeds, and the published examples of connecting. */
export function publishedScripts(): PublishedScript[] {
  const seeds = readSeeds().map(({ file, text }) => ({ name: file.replace(/\.ps1$/u, ''), text }));
  const examples = readFileSync(EXAMPLES, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Example)
    .filter(({ cmdletPage }) => CONNECTS.test(cmdletPage))
    .map(({ cmdletPage, exampleNumber, code }) => ({
      name: `${cmdletPage}, example ${String(exampleNumber)}`,
      text: code,
    }));
  return [...seeds, ...examples];
}
