/**
 * What `electron [-r FILE]… FOLDER` means, for a distribution without its own default app: preload files first, then the
 * app of that folder with its name, version and path. Other dashed arguments are Chromium's and are passed over.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const preloads = [];
let folder;
const given = process.argv.slice(1);
for (let at = 0; at < given.length && folder === undefined; at += 1) {
  if (given[at] === '-r' || given[at] === '--require') {
    at += 1;
    preloads.push(given[at]);
  } else if (!given[at].startsWith('-')) folder = path.resolve(given[at]);
}

for (const file of preloads) require(path.resolve(file));

if (folder === undefined) {
  process.stderr.write('electron: name the folder of an app\n');
  app.exit(1);
} else {
  process.defaultApp = true;
  const manifest = fs.existsSync(path.join(folder, 'package.json'))
    ? JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
    : {};
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  const isFile = fs.statSync(folder).isFile();
  app.setAppPath(isFile ? path.dirname(folder) : folder);
  const main = isFile ? folder : path.join(folder, manifest.main ?? 'index.js');
  // Awaited, as Electron's own default app does: until then the app does not become ready, so that what must be done
  // before that (schemes, the sandbox) still can be.
  try {
    await import(pathToFileURL(main).href);
  } catch (error) {
    process.stderr.write(`electron: ${error?.stack ?? error}\n`);
    app.exit(1);
  }
}
