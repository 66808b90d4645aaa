/** `npm ci`, when the lock file is not the one that node_modules was last finished with. */
import fs from 'node:fs';
import path from 'node:path';
import { CommandFailed, npmCommand, run, withNode } from '../lib/run.mjs';
import { hashFile, readStamp, writeStamp } from '../lib/stamps.mjs';

/** What npm leaves as the last thing of every install; an install broken off, or one made since, shows here. */
function npmsOwnMark(modules) {
  try {
    const stat = fs.statSync(path.join(modules, '.package-lock.json'));
    return [stat.size, Math.round(stat.mtimeMs)];
  } catch {
    return undefined;
  }
}

/** Whether node_modules is finished and belongs to this lock file, Node and machine. */
export function isInstalled(root, key) {
  const modules = path.join(root, 'node_modules');
  const stamp = readStamp(path.join(modules, '.tenantdeck-stamp.json'));
  const mark = npmsOwnMark(modules);
  return (
    stamp !== undefined && stamp.key === key && mark !== undefined && String(stamp.mark) === String(mark)
  );
}

/** `npm ci` empties the folder behind a link, under whoever else works with it. */
function isLink(folder) {
  return fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** What an install depends on. */
export function installKey(root, platform = process.platform, arch = process.arch) {
  return `${hashFile(path.join(root, 'package-lock.json'))} ${platform} ${arch}`;
}

/**
 * @param {{root: string, node: string, report: import('../lib/report.mjs').Report, runCommand?: typeof run}} options
 * @returns {Promise<boolean>} whether it had to install
 */
export async function ensureInstalled({ root, node, report, runCommand = run }) {
  const key = installKey(root);
  if (isInstalled(root, key)) return false;
  const modules = path.join(root, 'node_modules');
  if (isLink(modules)) {
    report.line('Dependencies: node_modules is a link, so it is left to the folder that it leads to');
    return false;
  }
  const stampFile = path.join(modules, '.tenantdeck-stamp.json');
  fs.rmSync(stampFile, { force: true });
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(lock.packages ?? {}).filter(
    (name) => name !== '' && !lock.packages[name].optional,
  );
  const total = folders.length;
  report.line(`Dependencies: installing the ${total} packages of package-lock.json`);
  const npm = npmCommand(node);
  const timer = setInterval(() => {
    const have = folders.filter((name) => fs.existsSync(path.join(root, name, 'package.json'))).length;
    if (have > 0) report.progress(`  ${have} of ${total} packages in place`);
  }, 1000);
  let result;
  try {
    result = await runCommand(
      npm.command,
      [...npm.prefix, 'ci', '--no-audit', '--no-fund', '--loglevel', 'error'],
      {
        cwd: root,
        // The runtime is this setup's business: no package may start a download of its own.
        env: { ...withNode(node), ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
        shell: npm.shell,
      },
    );
  } finally {
    clearInterval(timer);
  }
  if (result.code !== 0) throw new CommandFailed('npm ci', result.code, result.output);
  writeStamp(stampFile, { key, mark: npmsOwnMark(modules) });
  return true;
}
