import { measureLoop } from './paging/measure.ts';
import { machine, median, type Report } from './report.ts';

const RUNS = 5;
/** Milliseconds; DESIGN.md, "Speed budgets". */
const BUDGET = 50;

/** The longest block of main's event loop while 100,000 objects are paged through it. */
export async function run(): Promise<Report> {
  const paged = await measureLoop(RUNS);
  const blocks = paged.map(({ longestBlock }) => longestBlock);
  const common = { unit: 'ms', baseline: null, ratio: null, runs: RUNS };
  return {
    name: 'main-loop',
    machine: machine(),
    metrics: [
      {
        ...common,
        name: 'longest block of main’s event loop',
        primary: true,
        value: median(blocks),
        budget: BUDGET,
      },
      {
        ...common,
        name: 'longest block of all runs',
        primary: false,
        value: Math.max(...blocks),
        budget: null,
      },
    ],
  };
}
