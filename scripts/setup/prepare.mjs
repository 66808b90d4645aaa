/**
 * Everything a bare machine lacks, in order. Each step looks first and says nothing where there is nothing to do.
 */
import { cacheDir, root, setupLock } from '../lib/paths.mjs';
import { withLock } from '../lib/lock.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureInstalled } from './lockfile-install.mjs';
import { ensureNode24, isNewEnough } from './node24.mjs';

/**
 * @param {{purpose: 'window' | 'headless' | 'tools', report: import('../lib/report.mjs').Report}} options tools: no window, no runtime
 * @param {(ready: Ready) => Promise<void>} [afterwards] more to do under the same lock (the build)
 * @returns {Promise<Ready>}
 * @typedef {{node: string, runtime?: {dist: string, executable: string, version: string, source: string}}} Ready
 */
export function prepare({ purpose, report }, afterwards) {
  return underSetupLock(report, async () => {
    if (purpose !== 'tools' || !isNewEnough(process.version)) await ensureDebianPackages({ purpose, report });
    const node = await ensureNode24({ cacheDir, report });
    await ensureInstalled({ root, node, report });
    const runtime = purpose === 'tools' ? undefined : await ensureElectron({ cacheDir, root, node, report });
    const ready = { node, runtime };
    await afterwards?.(ready);
    return ready;
  });
}

/**
 * Runs what writes to the cache or the build, apart from any other run in this tree.
 * @template T
 * @param {import('../lib/report.mjs').Report} report
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function underSetupLock(report, work) {
  const onWait = (pid) =>
    report.line(`Another run (process ${pid ?? 'unknown'}) is setting up: waiting for it`);
  return withLock(setupLock, work, { onWait });
}
