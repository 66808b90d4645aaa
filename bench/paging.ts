import { measurePaging } from './paging/measure.ts';
import { machine, median, type Report } from './report.ts';

const RUNS = 5;
/** DESIGN.md, "Speed budgets". */
const BUDGET = 1.25;

/** 100,000 objects from the practice cloud, end to end into the result store, against fetch and JSON.parse alone. */
export async function run(): Promise<Report> {
  const { bare, paged } = await measurePaging(RUNS);
  const value = median(paged.map(({ milliseconds }) => milliseconds));
  const baseline = median(bare.map(({ milliseconds }) => milliseconds));
  const common = { unit: 'ms', runs: RUNS };
  return {
    name: 'paging',
    machine: machine(),
    metrics: [
      {
        ...common,
        name: '100,000 objects into the result store',
        primary: true,
        value,
        baseline,
        ratio: value / baseline,
        budget: BUDGET,
      },
      {
        ...common,
        name: 'first rows',
        primary: false,
        value: median(paged.map(({ firstRows }) => firstRows)),
        baseline: null,
        ratio: null,
        budget: null,
      },
    ],
  };
}
