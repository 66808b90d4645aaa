/** The app's build into out/app, made anew only when what goes in, or what came out, has changed. */
import fs from 'node:fs';
import path from 'node:path';
import { appDir, root } from './paths.mjs';
import { CommandFailed, run, withNode } from './run.mjs';
import { hashFiles, inventory, listFiles, matchesInventory, readStamp, writeStamp } from './stamps.mjs';

const sourceFolders = ['electron', 'renderer', 'shared', 'simulator'];
const otherInputs = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

/** Every file that the build reads of this tree, relative to the root. */
export function buildInputs(base = root) {
  const sources = sourceFolders.flatMap((folder) =>
    listFiles(path.join(base, folder), (name) => !/\.test\.tsx?$/.test(name)).map(
      (name) => `${folder}/${name}`,
    ),
  );
  return [...sources, ...otherInputs.filter((name) => fs.existsSync(path.join(base, name)))];
}

/**
 * @param {{node: string, report: import('./report.mjs').Report, base?: string, target?: string, runCommand?: typeof run}} options
 * @returns {Promise<boolean>} whether it had to build
 */
export async function ensureBuilt({ node, report, base = root, target = appDir, runCommand = run }) {
  const stampFile = path.join(path.dirname(target), 'app-build.json');
  const key = hashFiles(base, buildInputs(base));
  const stamp = readStamp(stampFile);
  if (stamp?.key === key && matchesInventory(target, stamp.files)) return false;
  report.line('Building the app');
  fs.rmSync(stampFile, { force: true });
  fs.rmSync(target, { recursive: true, force: true });
  const result = await runCommand(
    node,
    [
      path.join(base, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      'build',
      '--logLevel',
      'warn',
    ],
    { cwd: base, env: { ...withNode(node), NODE_ENV: 'production' } },
  );
  if (result.code !== 0) throw new CommandFailed('electron-vite build', result.code, result.output);
  writeStamp(stampFile, { key, files: inventory(target) });
  return true;
}
