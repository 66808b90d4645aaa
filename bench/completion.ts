import { CaseHost } from '../conformance/case-host.ts';
import { builtIns, extraAliases } from '../electron/console/language/commands/index.ts';
import type { Service } from '../electron/console/language/host.ts';
import { createEngine } from '../electron/console/language/interpreter/engine.ts';
import { ResultLibrary } from '../electron/console/results/library.ts';
import { helpAt } from '../electron/console/worker/completion/help.ts';
import { tabWorld } from '../electron/console/worker/completion/tab-world.ts';
import { complete } from '../shared/powershell/completion/complete.ts';
import type { CompletionWorld } from '../shared/powershell/completion/world.ts';
import { cmdlets } from './completion/cmdlets.ts';
import { machine, type Metric, type Report } from './report.ts';

/** Milliseconds until an answer. */
const BUDGET = 50;
/** The slowest answer as a multiple of JSON.parse of the list of cmdlets. */
const RATIO = 3;
const RUNS = 30;
const SCRIPT_LENGTH = 10_000;

/** A script of 10 KB with functions, loops and pipelines, to be gone on with at its end. */
function script(): string {
  const parts: string[] = [];
  for (let at = 0, length = 0; length < SCRIPT_LENGTH; at++) {
    const part = [
      `function Get-Part${String(at)} { param([string]$Name, [ValidateSet('a', 'b')]$Kind) "$Name $Kind" }`,
      `$list${String(at)} = Get-Mailbox -ResultSize Unlimited | Where-Object { $_.Alias -like 'a*' -and $_.IsShared }`,
      `foreach ($one in $list${String(at)}) { Set-Mailbox -Identity $one.Alias -CustomAttribute1 "$($one.Name): $(Get-Date)" }`,
      '',
    ].join('\n');
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

const long = script();
/** Texts with the cursor at their end. */
const CASES: readonly (readonly [name: string, text: string])[] = [
  ['first letter of a cmdlet', 'g'],
  ['a word inside of names', 'mailbox'],
  ['all parameters of Set-Mailbox', 'Set-Mailbox -'],
  ['properties after a pipe', 'Get-Mailbox | Where-Object { $_.'],
  ['a cmdlet at the end of 10 KB', `${long}Get-Ma`],
  ['a property at the end of 10 KB', `${long}$list3 | Sort-Object `],
  ['a function of 10 KB, its parameter', `${long}Get-Part5 -K`],
  ['a variable at the end of 10 KB', `${long}$li`],
];

const NO_SERVICE: Omit<Service, 'cmdlets'> = {
  invoke: () => {
    throw new Error('nothing is called here');
  },
  invokeMany: () => [],
  propertyNames: () => [],
};

function world(): CompletionWorld {
  const known = new Map(cmdlets().list.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));
  const host = new CaseHost({ ...NO_SERVICE, cmdlets: known }, Number.POSITIVE_INFINITY);
  const { runtime } = createEngine({ host, builtIns, extraAliases });
  const files = Array.from({ length: 1000 }, (_, at) => ({ path: `file${String(at)}.csv`, folder: false }));
  return tabWorld({ runtime, library: new ResultLibrary(20), files, remembered: () => [] });
}

/** Milliseconds that nine of ten runs stay below, after one to warm up. */
function nineOfTen(work: () => unknown): number {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS * 0.9) - 1] ?? NaN;
}

/** How long completion and help take over 941 cmdlets, from the text to the answer in the tab's thread. */
export function run(): Promise<Report> {
  const { source, list } = cmdlets();
  const known = world();
  const common = { primary: false, unit: 'ms', baseline: null, ratio: null, budget: BUDGET, runs: RUNS };
  const metrics = CASES.map(([name, text]): Metric => {
    if (complete(text, text.length, known).items.length === 0)
      throw new Error(`${name}: nothing was offered`);
    return { ...common, name, value: nineOfTen(() => complete(text, text.length, known)) };
  });
  let fresh = 0;
  metrics.push({
    ...common,
    name: 'a cmdlet at the end of 10 KB that are new each time',
    value: nineOfTen(() => {
      const text = `# ${String(++fresh)}\n${long}Get-Ma`;
      complete(text, text.length, known);
    }),
  });
  const asked = `${long}Set-Mailbox -Identity`;
  metrics.push({
    ...common,
    name: 'help for a parameter at the end of 10 KB',
    value: nineOfTen(() => helpAt(asked, asked.length, known, () => null)),
  });
  const json = JSON.stringify(list);
  const baseline = Math.min(...Array.from({ length: 5 }, () => nineOfTen(() => JSON.parse(json) as unknown)));
  const value = Math.max(...metrics.map((metric) => metric.value));
  metrics.push({
    name: `slowest of them, beside JSON.parse of the ${String(list.length)} ${source} cmdlets`,
    primary: true,
    value,
    unit: 'ms',
    baseline,
    ratio: value / baseline,
    budget: RATIO,
    runs: RUNS,
  });
  return Promise.resolve({ name: 'completion', machine: machine(), metrics });
}
