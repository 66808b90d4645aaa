/**
 * The ordinary Electron of package.json, from its release page or the mirror that ELECTRON_MIRROR names; checksums are
 * those of the electron package. Runs on the tools' Node: node electron-download.mjs probe | TARGET-FOLDER
 * Prints `bytes HAVE TOTAL` lines while it runs.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const own = createRequire(import.meta.url);
const fromElectron = createRequire(own.resolve('electron/package.json'));
const { version } = own('electron/package.json');
const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
const probeMs = Number(process.env.TENANTDECK_ELECTRON_PROBE_MS) || 5000;

/** The address @electron/get would use, asked of itself through a download that only looks. */
class Probe {
  async download(url) {
    const answer = await fetch(url, {
      method: 'HEAD',
      redirect: 'follow',
      signal: AbortSignal.timeout(probeMs),
    });
    if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status}`);
    const reached = new Error('reached');
    reached.reached = true;
    throw reached;
  }
}

const { downloadArtifact, ElectronDownloadCacheMode } = await import(fromElectron.resolve('@electron/get'));
const request = {
  version,
  artifactName: 'electron',
  platform: process.platform,
  arch: process.arch,
  checksums: fromElectron('./checksums.json'),
};

if (process.argv[2] === 'probe') {
  try {
    await downloadArtifact({
      ...request,
      downloader: new Probe(),
      cacheMode: ElectronDownloadCacheMode.ReadOnly,
    });
    process.stdout.write('in the download cache\n');
  } catch (error) {
    if (error.reached !== true) {
      process.stderr.write(`${error.cause?.message ?? error.message}\n`);
      process.exitCode = 1;
    }
  }
} else {
  const target = path.resolve(process.argv[2]);
  const zip = await downloadArtifact({
    ...request,
    downloadOptions: {
      quiet: true,
      getProgressCallback: ({ transferred, total }) =>
        process.stdout.write(`bytes ${transferred} ${total ?? 0}\n`),
    },
  });
  fs.mkdirSync(target, { recursive: true });
  const { extract } = await import(fromElectron.resolve('@electron-internal/extract-zip'));
  await extract(zip, { dir: target });
  process.stdout.write(`unpacked ${name}\n`);
}
