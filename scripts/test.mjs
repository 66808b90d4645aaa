/**
 * npm test: every check there is, each in one line, all of them even when one fails, and one line at the end. Parts:
 * node scripts/test.mjs lint | unit | e2e | package, with words after unit or e2e to narrow them.
 */
import os from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { entry, lastLines } from './lib/main.mjs';
import { createReport, timeText } from './lib/report.mjs';
import { prepare } from './setup/prepare.mjs';
import { parseArguments } from './test/arguments.mjs';
import { closingLine, isGood } from './test/results.mjs';
import { runSteps } from './test/run-steps.mjs';
import { steps } from './test/steps.mjs';

entry(async () => {
  const report = createReport();
  const asked = parseArguments(process.argv.slice(2));
  if ('error' in asked) {
    report.line(asked.error);
    return 2;
  }
  const headless = asked.parts.includes('e2e') || asked.parts.includes('package');
  const { node, runtime } = await prepare({ purpose: headless ? 'headless' : 'tools', report });
  const context = { node, runtime, filters: asked.filters, report };
  const results = [];
  const timed = async (step) => {
    const began = performance.now();
    const result = await step.run(context);
    return { step, result, took: timeText(performance.now() - began) };
  };
  const chosen = steps.filter(({ part }) => asked.parts.includes(part));
  for await (const { step, result, took } of runSteps(chosen, timed, os.availableParallelism())) {
    results.push(result);
    const counts = [`${result.passed} passed`];
    if (result.failed > 0) counts.push(`${result.failed} failed`);
    if (result.skipped.length > 0) counts.push(`${result.skipped.length} skipped`);
    report.line(`${result.failed > 0 ? '✗' : '✓'} ${step.name}: ${counts.join(', ')} (${took})`);
    for (const { name, reason } of result.skipped) {
      report.line(`    skipped: ${name} (${reason || 'what it needs is not here'})`);
    }
    for (const name of result.secondTries ?? []) report.line(`    on its second try only: ${name}`);
    if (result.log !== '')
      report.line(lastLines(stripVTControlCharacters(result.log), 400).replace(/^/gm, '    '));
    for (const name of result.failures) report.line(`    failed: ${name}`);
  }
  report.line(closingLine(results));
  return isGood(results) ? 0 : 1;
});
