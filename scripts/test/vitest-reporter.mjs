/** Writes what the closing line needs: counts, names of failed tests, and why a test was skipped. */
import fs from 'node:fs';
import path from 'node:path';

/** Counts of a run. @param {readonly any[]} modules vitest's test modules @param {readonly unknown[]} unhandled */
export function countModules(modules, unhandled) {
  const counts = { passed: 0, failed: 0, skipped: [], failures: [] };
  for (const module of modules) {
    const file = module.relativeModuleId ?? module.moduleId;
    for (const test of module.children.allTests()) {
      const result = test.result();
      const name = `${file} › ${test.fullName}`;
      if (result.state === 'passed') counts.passed += 1;
      else if (result.state === 'failed') {
        counts.failed += 1;
        counts.failures.push(name);
      } else counts.skipped.push({ name, reason: result.note ?? '' });
    }
    const suiteErrors = [module, ...module.children.allSuites()].flatMap((suite) => suite.errors());
    for (const error of suiteErrors) {
      counts.failed += 1;
      counts.failures.push(`${file}: ${String(error.message).split('\n')[0]}`);
    }
  }
  for (const error of unhandled) {
    counts.failed += 1;
    counts.failures.push(`unhandled: ${String(error?.message ?? error).split('\n')[0]}`);
  }
  return counts;
}

export default class CountReporter {
  onTestRunEnd(modules, unhandled) {
    const file = process.env.TENANTDECK_UNIT_REPORT;
    if (file === undefined) return;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(countModules(modules, unhandled)));
  }
}
