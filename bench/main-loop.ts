import { measureLoop } from './paging/measure.ts';
import { machine, median, type Report } from './report.ts';

const RUNS = 5;
/** Milliseconds; DESIGN.md, "Speed budgets". */
const BUDGET = 50;

/** The longest block of main's event loop while 100,000 objects are paged through it. */
export async function run(): Promise<Report> {
  const paged = await measureLoop(RUNS);
  const blocks = paged.map((one) => one.blocks ?? { worked: NaN, clock: NaN });
  const common = { unit: 'ms', baseline: null, ratio: null, runs: RUNS };
  return {
    name: 'main-loop',
    machine: machine(),
    metrics: [
      {
        ...common,
        name: 'longest block of main’s event loop',
        primary: true,
        value: median(blocks.map(({ worked }) => worked)),
        budget: BUDGET,
      },
      {
        ...common,
        name: 'the same by the clock, other processes included',
        primary: false,
        value: median(blocks.map(({ clock }) => clock)),
        budget: null,
      },
    ],
  };
}
