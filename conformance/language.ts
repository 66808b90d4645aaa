import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCases, type Case, type CasesReport } from './cases.ts';
import { readCmdlets, runExamples, type Example, type ExamplesReport } from './examples.ts';
import { FixtureService } from './fixture-service.ts';
import type { Difference } from './report.ts';

/** Reached so far; never less. */
export const ratchet = { equal: 1073, sameVerdict: 11, cases: 423 };

export interface LanguageOptions {
  readonly examples: string;
  readonly cases: string;
  readonly fixtures: string;
  readonly cmdlets: string;
  /** Of the ids; null: all. */
  readonly only: RegExp | null;
}

export interface LanguageReport {
  readonly examples: ExamplesReport;
  readonly cases: CasesReport;
  readonly differences: readonly Difference[];
}

/** What real PowerShell did with published examples and small scripts; kept beside the project, not in it. */
export function defaultFiles(): Omit<LanguageOptions, 'only'> {
  const shared = join(import.meta.dirname, '..', '..', 'shared');
  return {
    examples: join(shared, 'oracle', 'parse.train.jsonl'),
    cases: join(shared, 'oracle', 'cases.train.jsonl'),
    fixtures: join(shared, 'oracle', 'fixtures'),
    cmdlets: join(shared, 'corpus', 'cmdlets.json'),
  };
}

export function missingFiles(options: Omit<LanguageOptions, 'only'>): string[] {
  return [options.examples, options.cases, options.fixtures, options.cmdlets].filter(
    (file) => !existsSync(file),
  );
}

export function checkLanguage(options: LanguageOptions): LanguageReport {
  const { only } = options;
  const service = new FixtureService(options.fixtures);
  const all = lines<Case>(options.cases).filter(({ id }) => only === null || only.test(id));
  const cases = runCases(all, service);
  const examples = runExamples(
    only === null ? lines<Example>(options.examples) : [],
    readCmdlets(options.cmdlets),
  );
  return {
    examples: examples.report,
    cases: cases.report,
    differences: [...examples.differences, ...cases.differences],
  };
}

/** Prints totals and a line per category. @returns the exit status: 1 below the ratchet */
export function runLanguage(options: LanguageOptions, json: string | null): number {
  const report = checkLanguage(options);
  const { examples, cases, differences } = report;
  const out = process.stdout;
  if (options.only !== null) {
    for (const { id, kind, expected, actual } of differences) {
      out.write(`\n${id}: ${kind}\n  expected: ${show(expected)}\n  actual:   ${show(actual)}\n`);
    }
  } else {
    out.write(
      `examples: ${String(examples.equal)} of ${String(examples.valid)} valid ones equal, ` +
        `${String(examples.sameVerdict)} of ${String(examples.invalid)} invalid ones with the same verdict, ` +
        `${String(examples.commandsEqual)} of ${String(examples.commands)} commands bound alike\n`,
    );
  }
  for (const [category, { total, passed }] of Object.entries(cases.byCategory)) {
    const failing = new Set(
      differences.filter(({ id }) => id.startsWith(`${category}-`)).map(({ id }) => id),
    );
    const names = [...failing].slice(0, 12).join(', ');
    out.write(
      `  ${category.padEnd(20)} ${String(passed)} of ${String(total)}${names === '' ? '' : `  ✘ ${names}`}\n`,
    );
  }
  out.write(`cases: ${String(cases.passed)} of ${String(cases.total)} equal\n`);
  if (json !== null) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.only !== null) return cases.passed === cases.total ? 0 : 1;
  return isBelow(report, options) ? 1 : 0;
}

/** The ratchet counts the project's own files; for others it is their share. */
function isBelow({ examples, cases }: LanguageReport, options: LanguageOptions): boolean {
  const own = defaultFiles();
  const sameCases = options.cases === own.cases;
  const sameExamples = options.examples === own.examples;
  const below =
    (sameExamples
      ? examples.equal < ratchet.equal || examples.sameVerdict < ratchet.sameVerdict
      : examples.equal < examples.valid * 0.99 || examples.sameVerdict < examples.invalid * 0.9) ||
    (sameCases ? cases.passed < ratchet.cases : cases.passed < cases.total * 0.95);
  if (below) process.stdout.write('Below what was reached before.\n');
  return below;
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 1) as string | undefined);
  return (text ?? 'nothing').replaceAll('\n', '\n            ');
}

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
