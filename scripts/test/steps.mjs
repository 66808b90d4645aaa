/**
 * The steps of `npm test`, in order. Each runs one tool on the tools' Node and says what it counted. Those that only read
 * the tree and use one core go abreast.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from '../lib/build.mjs';
import { outDir, root } from '../lib/paths.mjs';
import { CommandFailed, run, withNode } from '../lib/run.mjs';
import { adapterProblems } from '../lint/adapters.mjs';
import { packageApp } from '../package/package-app.mjs';
import { underSetupLock } from '../setup/prepare.mjs';
import { readPlaywrightReport, readUnitReport, runnerResult, singleResult } from './results.mjs';

const tool = (...parts) => path.join(root, 'node_modules', ...parts);
const layered = ['electron', 'renderer', 'shared', 'simulator', 'e2e', 'bench', 'conformance', 'scripts'];

/**
 * @typedef {{node: string, runtime?: {dist: string, executable: string, version: string}, filters: string[], report: import('../lib/report.mjs').Report, packaged?: string}} Context
 * @typedef {{name: string, part: string, abreast?: boolean, run: (context: Context) => Promise<import('./results.mjs').Result>}} Step
 */

/** Runs a script of node_modules (or ours) on the tools' Node. */
function onNode(context, script, args, env = {}) {
  return run(context.node, [script, ...args], {
    cwd: root,
    env: { ...withNode(context.node), FORCE_COLOR: '0', ...env },
  });
}

const single = (name, script, args) => ({
  name,
  part: 'lint',
  abreast: true,
  run: async (context) =>
    singleResult(await onNode(context, script, typeof args === 'function' ? args() : args)),
});

const types = (project) =>
  single(`types (${project})`, tool('typescript-7', 'bin', 'tsc'), ['-p', `tsconfig.${project}.json`]);

/** Playwright's own command line, with its JSON report in a file of this step. */
async function playwright(context, reportFile, args, env) {
  fs.rmSync(reportFile, { force: true });
  const ended = await onNode(
    context,
    tool('playwright', 'cli.js'),
    ['test', '-c', path.join('e2e', 'playwright.config.ts'), ...args],
    { TENANTDECK_E2E_REPORT: reportFile, ...env },
  );
  return runnerResult(readPlaywrightReport(reportFile), ended);
}

/** A step of ours that throws when it fails. */
async function attempt(work) {
  try {
    await work();
    return singleResult({ code: 0, output: '' });
  } catch (error) {
    return singleResult({
      code: 1,
      output: error instanceof CommandFailed ? `${error.message}\n${error.output}` : String(error?.stack),
    });
  }
}

/** @type {Step[]} */
export const steps = [
  single('format (prettier)', tool('prettier', 'bin', 'prettier.cjs'), [
    '--check',
    '.',
    '--log-level',
    'warn',
  ]),
  single('lint (eslint)', tool('eslint', 'bin', 'eslint.js'), ['.', '--max-warnings', '0']),
  types('shared'),
  types('node'),
  types('web'),
  single('layers (dependency-cruiser)', tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), () => [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ...layered.filter((folder) => fs.existsSync(path.join(root, folder))),
  ]),
  {
    name: 'layers (one adapter a folder)',
    part: 'lint',
    abreast: true,
    run: async () => {
      const problems = adapterProblems(root);
      return singleResult({ code: problems.length, output: problems.join('\n') });
    },
  },
  single('unused code (knip)', tool('knip', 'bin', 'knip.js'), ['--no-progress', '--no-config-hints']),
  {
    name: 'unit and integration (vitest)',
    part: 'unit',
    run: async (context) => {
      const file = path.join(outDir, 'unit-report.json');
      fs.rmSync(file, { force: true });
      const ended = await onNode(
        context,
        tool('vitest', 'vitest.mjs'),
        [
          'run',
          '--reporter=default',
          `--reporter=${path.join(root, 'scripts', 'test', 'vitest-reporter.mjs')}`,
          ...context.filters,
        ],
        { TENANTDECK_UNIT_REPORT: file },
      );
      return runnerResult(readUnitReport(file), ended);
    },
  },
  {
    name: 'build (electron-vite)',
    part: 'e2e',
    run: (context) => attempt(() => underSetupLock(context.report, () => ensureBuilt(context))),
  },
  {
    name: 'end to end (Playwright, real Electron)',
    part: 'e2e',
    run: (context) => playwright(context, path.join(outDir, 'e2e-report.json'), context.filters, {}),
  },
  {
    name: 'package (electron-builder, every fuse)',
    part: 'package',
    run: (context) =>
      attempt(async () => {
        await underSetupLock(context.report, () => ensureBuilt(context));
        context.packaged = await packageApp(context);
      }),
  },
  {
    name: 'packaged app (smoke run)',
    part: 'package',
    run: async (context) => {
      if (context.packaged === undefined) {
        return singleResult({ code: 1, output: 'There is no packaged app to run: the step before failed.' });
      }
      return playwright(context, path.join(outDir, 'packaged-report.json'), ['packaged/'], {
        TENANTDECK_PACKAGED_APP: context.packaged,
      });
    },
  },
];
