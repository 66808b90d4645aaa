import { builtIns } from '../electron/console/language/commands/index.ts';
import type { Service } from '../electron/console/language/host.ts';
import { createEngine } from '../electron/console/language/interpreter/engine.ts';
import { RowReader } from '../electron/console/worker/script/from-wire.ts';
import { CaseHost } from '../conformance/case-host.ts';
import { mailboxText } from './language/mailboxes.ts';
import { machine, type Metric, type Report } from './report.ts';

const OBJECTS = 100_000;
const RUNS = 5;

/** Budgets as multiples of JSON.parse of the same data. */
const CASES: readonly { readonly name: string; readonly script: string; readonly budget: number }[] = [
  {
    name: 'Where-Object, a block of two conditions',
    script:
      "$null = $rows | Where-Object { $_.RecipientTypeDetails -eq 'SharedMailbox' -and $_.ItemCount -gt 25000 }",
    budget: 0.5,
  },
  {
    name: 'Where-Object, simple',
    script: "$null = $rows | Where-Object Department -eq 'Sales'",
    budget: 0.3,
  },
  { name: 'Sort-Object by one text key', script: '$null = $rows | Sort-Object DisplayName', budget: 1.5 },
  { name: 'Group-Object', script: '$null = $rows | Group-Object Department', budget: 0.5 },
  {
    name: 'Select-Object, calculated, -replace and a cast',
    script:
      "$null = $rows | Select-Object Alias, @{ n = 'Domain'; e = { $_.PrimarySmtpAddress -replace '^[^@]*@' } }, @{ n = 'K'; e = { [int]($_.ItemCount / 1000) } }",
    budget: 2.5,
  },
  {
    name: 'ForEach-Object, an expandable string',
    script: '$null = $rows | ForEach-Object { "$($_.Alias): $($_.DisplayName)" }',
    budget: 0.6,
  },
  { name: 'ConvertTo-Csv', script: '$null = $rows | ConvertTo-Csv', budget: 2 },
  {
    name: 'foreach loop that sums',
    script: '$sum = 0; foreach ($row in $rows) { $sum += $row.ItemCount }',
    budget: 0.1,
  },
  { name: 'while to 1,000,000', script: '$i = 0; while ($i -lt 1000000) { $i++ }', budget: 0.3 },
];

const NO_SERVICE: Service = {
  cmdlets: new Map(),
  invoke: () => {
    throw new Error('no cmdlets here');
  },
  invokeMany: () => [],
  propertyNames: () => [],
};

/** The console language over objects in memory, each command as a multiple of JSON.parse of the same data. */
export function run(): Promise<Report> {
  const text = mailboxText(OBJECTS);
  const baseline = best(() => JSON.parse(text) as unknown);
  const reader = new RowReader();
  const rows = (JSON.parse(text) as object[]).map((row) => reader.read(row));
  const metrics = CASES.map(({ name, script, budget }): Metric => {
    const engine = createEngine({ host: new CaseHost(NO_SERVICE, Number.POSITIVE_INFINITY), builtIns });
    engine.runtime.setVariable('rows', rows, 'Global');
    const value = best(() => {
      const { stopped } = engine.run(script, () => undefined);
      if (stopped !== null) throw new Error(`${name}: ${JSON.stringify(stopped)}`);
    });
    return {
      name,
      primary: budget === 0.5,
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
      budget,
      runs: RUNS,
    };
  });
  return Promise.resolve({ name: 'language', machine: machine(), metrics });
}

/** Milliseconds of the fastest run after one to warm up. */
function best(work: () => unknown): number {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
