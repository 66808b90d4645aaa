/** Cold start of the app against an empty window on the same runtime: process start until the first screen can be used. */
import { join } from 'node:path';
import { startDesktop, type Desktop } from '../e2e/env/desktop.ts';
import { launchApp } from '../e2e/env/launch.ts';
import { projectRoot } from '../e2e/env/runtime.ts';
import { machine, median, type Report } from './report.ts';

const RUNS = 7;
const BUDGET = 1.5;

/** Milliseconds from starting the process until `ready` is on its first window. */
async function startOnce(desktop: Desktop, folder: string, ready: string): Promise<number> {
  const began = performance.now();
  const app = await launchApp(desktop, { folder });
  try {
    const page = await app.firstWindow();
    await page.locator(ready).first().waitFor();
    return performance.now() - began;
  } finally {
    await app.close();
  }
}

export async function run(): Promise<Report> {
  const desktop = await startDesktop();
  const app: number[] = [];
  const empty: number[] = [];
  try {
    const emptyFolder = join(projectRoot, 'bench', 'start');
    // One of each first: the profile is made and the files are in the system's cache.
    await startOnce(desktop, emptyFolder, 'main');
    await startOnce(desktop, projectRoot, 'main h1');
    for (let i = 0; i < RUNS; i++) {
      empty.push(await startOnce(desktop, emptyFolder, 'main'));
      app.push(await startOnce(desktop, projectRoot, 'main h1'));
    }
  } finally {
    await desktop.stop();
  }
  const value = median(app);
  const baseline = median(empty);
  return {
    name: 'start',
    machine: machine(),
    metrics: [
      {
        name: 'cold start to a usable window',
        primary: true,
        value,
        unit: 'ms',
        baseline,
        ratio: value / baseline,
        budget: BUDGET,
        runs: RUNS,
      },
    ],
  };
}
