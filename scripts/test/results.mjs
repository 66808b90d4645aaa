/** Counting: what each step passed, failed and skipped, and the one line at the end. */
import fs from 'node:fs';

/**
 * @typedef {{passed: number, failed: number, skipped: {name: string, reason: string}[], log: string, failures: string[], secondTries?: string[]}} Result
 */

/** As many tests of a run may pass on their second try only; where it is more, something is wrong and they fail. */
const SECOND_TRIES = 2;

/** A step that counts as one check. @param {{code: number | null, output: string}} ended @returns {Result} */
export function singleResult(ended) {
  const good = ended.code === 0;
  return {
    passed: good ? 1 : 0,
    failed: good ? 0 : 1,
    skipped: [],
    log: good ? '' : ended.output,
    failures: [],
  };
}

/**
 * A test runner's counts together with how it ended: a runner that failed without naming a failed test (it crashed, or
 * found no test) is a failure itself.
 * @param {Omit<Result, 'log'> | undefined} counts
 * @param {{code: number | null, output: string}} ended
 * @returns {Result}
 */
export function runnerResult(counts, ended) {
  const found = counts ?? { passed: 0, failed: 0, skipped: [], failures: [] };
  const nothing = found.passed + found.failed + found.skipped.length === 0;
  const crashed = (ended.code !== 0 && found.failed === 0) || (ended.code === 0 && nothing);
  const failed = found.failed + (crashed ? 1 : 0);
  const toRead = failed > 0 || (found.secondTries ?? []).length > 0;
  return { ...found, failed, log: toRead ? ended.output : '' };
}

/** Reads what the vitest reporter of ours wrote; undefined where it wrote nothing. */
export function readUnitReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Reads Playwright's JSON report into counts; undefined where there is none. */
export function readPlaywrightReport(file) {
  let report;
  try {
    report = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  const counts = { passed: 0, failed: 0, skipped: [], failures: [], secondTries: [] };
  const walk = (suite, above) => {
    const title = suite.title ? [...above, suite.title] : above;
    for (const spec of suite.specs ?? []) {
      const name = [...title, spec.title].join(' › ');
      for (const test of spec.tests ?? []) {
        if (test.status === 'skipped') {
          const notes = (test.annotations ?? []).filter(
            (note) => note.type === 'skip' || note.type === 'fixme',
          );
          counts.skipped.push({ name, reason: notes.map((note) => note.description).find(Boolean) ?? '' });
        } else if (test.status === 'expected') counts.passed += 1;
        else if (test.status === 'flaky') counts.secondTries.push(name);
        else {
          counts.failed += 1;
          counts.failures.push(name);
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, title);
  };
  for (const suite of report.suites ?? []) walk(suite, []);
  if (counts.secondTries.length <= SECOND_TRIES) counts.passed += counts.secondTries.length;
  else {
    counts.failed += counts.secondTries.length;
    counts.failures.push(...counts.secondTries);
  }
  for (const error of report.errors ?? []) {
    counts.failed += 1;
    counts.failures.push(String(error.message ?? 'error outside a test').split('\n')[0]);
  }
  return counts;
}

/** The closing line: `N passed, N failed`, and `, N skipped` where any were. @param {Result[]} results */
export function closingLine(results) {
  const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
  const skipped = sum((result) => result.skipped.length);
  const line = `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

/** Whether the run as a whole is good: something ran and nothing failed. @param {Result[]} results */
export function isGood(results) {
  return results.some((result) => result.passed > 0) && results.every((result) => result.failed === 0);
}
