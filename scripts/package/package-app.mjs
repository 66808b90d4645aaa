/** electron-builder's unpacked folder for this system, on the prepared runtime, with its fuses read back. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/paths.mjs';
import { mustRun, withNode } from '../lib/run.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Where electron-builder leaves the executable, by platform. */
export function packagedExecutable(dist, platform = process.platform, arch = process.arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    return path.join(dist, `mac${suffix}`, 'Tenantdeck.app', 'Contents', 'MacOS', 'Tenantdeck');
  }
  if (platform === 'win32') return path.join(dist, `win${suffix}-unpacked`, 'Tenantdeck.exe');
  return path.join(dist, `linux${suffix}-unpacked`, 'tenantdeck');
}

/**
 * @param {{node: string, runtime: {dist: string, version: string}}} context
 * @returns {Promise<string>} the packaged executable
 */
export async function packageApp({ node, runtime }) {
  const executable = packagedExecutable(path.join(root, 'dist'));
  const unpacked =
    process.platform === 'darwin'
      ? path.dirname(path.dirname(path.dirname(path.dirname(executable))))
      : path.dirname(executable);
  fs.rmSync(unpacked, { recursive: true, force: true });
  const system = { darwin: '--mac', win32: '--win' }[process.platform] ?? '--linux';
  await mustRun(
    node,
    [
      path.join(root, 'node_modules', 'electron-builder', 'cli.js'),
      ...[system, 'dir', '--publish', 'never'],
      `--config.electronDist=${runtime.dist}`,
      `--config.electronVersion=${runtime.version}`,
    ],
    { cwd: root, env: { ...withNode(node), CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
  );
  // Read back on the tools' Node: the fuses package needs a newer one than the host may have.
  await mustRun(node, [path.join(here, 'check-fuses.mjs'), executable], { cwd: root });
  return executable;
}
