/**
 * One package from the npm registry that the user's npm is set up for, checked against a hash pinned in this tree.
 * npm fetches it (so its registry, proxy and certificates apply); the hash is ours, whatever the registry says.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { bytesText } from '../lib/report.mjs';
import { CommandFailed, npmCommand, run } from '../lib/run.mjs';
import { listFiles } from '../lib/stamps.mjs';
import { SetupStopped } from './stop.mjs';

/** Subresource-integrity text (`sha512-…`) of a file, read in pieces. */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

function sizeBelow(dir) {
  let size = 0;
  for (const name of listFiles(dir)) {
    try {
      size += fs.lstatSync(path.join(dir, name)).size;
    } catch {
      // npm renames its temporary files while we look
    }
  }
  return size;
}

/**
 * Fetches `name@version` and unpacks it, so that its files stand in `work/package`.
 * @param {{name: string, version: string, integrity: string, bytes: number}} pinned bytes: size of the tarball, for the progress
 * @param {string} work an empty folder of the caller's
 * @param {{node: string, report: import('../lib/report.mjs').Report, runCommand?: typeof run}} tools
 * @returns {Promise<string>} the package's folder
 */
export async function fetchPackage(pinned, work, { node, report, runCommand = run }) {
  const spec = `${pinned.name}@${pinned.version}`;
  const tarballs = path.join(work, 'tarball');
  const cache = path.join(work, 'npm-cache');
  fs.mkdirSync(tarballs, { recursive: true });
  const npm = npmCommand(node);
  const timer = setInterval(() => {
    const have = fs.existsSync(cache) ? sizeBelow(cache) : 0;
    report.progress(`  ${spec}: ${bytesText(Math.min(have, pinned.bytes))} of ${bytesText(pinned.bytes)}`);
  }, 500);
  let result;
  try {
    result = await runCommand(
      npm.command,
      [...npm.prefix, 'pack', spec, '--pack-destination', tarballs, '--cache', cache, '--loglevel', 'error'],
      { shell: npm.shell, cwd: work },
    );
  } finally {
    clearInterval(timer);
  }
  if (result.code !== 0) throw new CommandFailed(`npm pack ${spec}`, result.code, result.output);
  const tarball = path.join(tarballs, fs.readdirSync(tarballs)[0] ?? '');
  const found = await integrityOf(tarball);
  if (found !== pinned.integrity) {
    throw new SetupStopped(
      `${spec} is not the file this project pins: expected ${pinned.integrity}, got ${found}.`,
      'Nothing of it was used. Check which registry npm is set up for (npm config get registry), then run again.',
    );
  }
  const unpacked = await runCommand('tar', ['-xzf', tarball, '-C', work], {});
  if (unpacked.code !== 0)
    throw new CommandFailed(`tar -xzf ${path.basename(tarball)}`, unpacked.code, unpacked.output);
  fs.rmSync(tarballs, { recursive: true, force: true });
  fs.rmSync(cache, { recursive: true, force: true });
  return path.join(work, 'package');
}
