/** The real result grid on 1,000,000 rows, in real Electron: scroll frames against an empty scroller's, and memory against 1,000 rows. */
import { dirname, join } from 'node:path';
import { startDesktop, type Desktop } from '../e2e/env/desktop.ts';
import { launchApp } from '../e2e/env/launch.ts';
import { projectRoot } from '../e2e/env/runtime.ts';
import { buildGridPage } from './grid/build.ts';
import { servePage } from './grid/server.ts';
import { machine, median, type Report } from './report.ts';

const RUNS = 5;
const FRAMES = 360;
const SCROLL_BUDGET = 1.2;
/** "Independent of the row count": what two runs with the same rows differ by, and no more. */
const MEMORY_BUDGET = 1.1;

type Run = {
  /** Length of the frame that 95 of 100 don't exceed, ms. */
  p95: number;
  longest: number;
  /** Of the renderer process, after a collection, MB. */
  workingSetMb: number;
  heapMb: number;
};

async function runOnce(desktop: Desktop, url: string): Promise<Run> {
  const app = await launchApp(desktop, {
    folder: join(projectRoot, 'bench', 'grid', 'app'),
    switches: ['--js-flags=--expose-gc', '--enable-precise-memory-info'],
    env: { GRID_BENCH_URL: url },
  });
  try {
    const page = await app.firstWindow();
    await page
      .locator(url.includes('mode=empty') ? '[role=grid]' : '[role=gridcell]')
      .first()
      .waitFor();
    const frames = await page.evaluate(
      (count) =>
        (window as unknown as { scrollFrames: (count: number) => Promise<number[]> }).scrollFrames(count),
      FRAMES,
    );
    const heap = await page.evaluate(async () => {
      const here = globalThis as unknown as {
        gc: () => void;
        performance: { memory: { usedJSHeapSize: number } };
      };
      for (let turn = 0; turn < 3; turn += 1) {
        here.gc();
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return here.performance.memory.usedJSHeapSize;
    });
    const kilobytes = await app.evaluate(({ app: main, BrowserWindow }) => {
      const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
      return main.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? Number.NaN;
    });
    const sorted = [...frames].sort((a, b) => a - b);
    return {
      p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN,
      longest: sorted.at(-1) ?? Number.NaN,
      workingSetMb: kilobytes / 1024,
      heapMb: heap / 2 ** 20,
    };
  } finally {
    await app.close();
  }
}

export async function run(): Promise<Report> {
  const page = await servePage(dirname(await buildGridPage()));
  const desktop = await startDesktop({ keyring: 'none', browser: 'none' });
  const million: Run[] = [];
  const thousand: Run[] = [];
  const empty: Run[] = [];
  try {
    const at = (query: string) => `${page.origin}/index.html?${query}`;
    await runOnce(desktop, at('rows=1000&mode=grid'));
    for (let i = 0; i < RUNS; i += 1) {
      empty.push(await runOnce(desktop, at('rows=1000000&mode=empty')));
      million.push(await runOnce(desktop, at('rows=1000000&mode=grid')));
      thousand.push(await runOnce(desktop, at('rows=1000&mode=grid')));
    }
  } finally {
    await desktop.stop();
    await page.close();
  }
  const middle = (runs: readonly Run[], what: keyof Run) => median(runs.map((one) => one[what]));
  const compare = (what: keyof Run, unit: string, base: readonly Run[], budget: number | null) => {
    const value = middle(million, what);
    const baseline = middle(base, what);
    return { value, unit, baseline, ratio: value / baseline, budget, runs: RUNS };
  };
  return {
    name: 'grid',
    machine: machine(),
    metrics: [
      {
        name: 'scroll frame p95, 1,000,000 rows against an empty scroller',
        primary: true,
        ...compare('p95', 'ms', empty, SCROLL_BUDGET),
      },
      { name: 'longest scroll frame', primary: false, ...compare('longest', 'ms', empty, null) },
      {
        name: 'renderer process memory, 1,000,000 rows against 1,000',
        primary: true,
        ...compare('workingSetMb', 'MB', thousand, MEMORY_BUDGET),
      },
      {
        name: 'JavaScript heap, 1,000,000 rows against 1,000',
        primary: true,
        ...compare('heapMb', 'MB', thousand, MEMORY_BUDGET),
      },
    ],
  };
}
