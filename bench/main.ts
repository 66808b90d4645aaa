import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describe, missed, type Report } from './report.ts';

/** `bench/main.ts NAME [--json FILE]`: measures, prints, and ends with 1 where a budget is missed. */
const NAMES = ['start', 'paging', 'grid', 'main-loop', 'language', 'completion', 'sessions'] as const;

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const [name] = positionals;
if (!(NAMES as readonly (string | undefined)[]).includes(name) || positionals.length !== 1) {
  process.stderr.write(`usage: bench NAME [--json FILE], where NAME is one of ${NAMES.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const bench = (await import(`./${String(name)}.ts`)) as { run(): Promise<Report> };
  const report = await bench.run();
  for (const metric of report.metrics) process.stdout.write(`${describe(metric)}\n`);
  if (values.json !== undefined) {
    await writeFile(path.resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exitCode = report.metrics.some(missed) ? 1 : 0;
}
