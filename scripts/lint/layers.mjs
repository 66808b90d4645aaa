/**
 * The layer table (docs/architecture.md, "Layers"): the one place that says who may import whom.
 * Read by eslint.config.js (in the editor, at once) and .dependency-cruiser.cjs (over the whole tree, with circles).
 */

/** Top folder → what else of the project it may import: a top folder, or a path prefix inside one. */
export const topLayers = {
  shared: [],
  renderer: ['shared'],
  electron: ['shared'],
  simulator: ['shared/clouds', 'shared/model'],
};

/** Parts of electron/ that must not know the window side. */
export const blindToWindow = ['exchange', 'partner', 'auth'];

/** Files of electron/ that may import the composition side (`electron/ipc`), and `electron/shell`. */
export const mayImportIpc = /^electron\/((main|services)\.ts$|ipc\/)/;
export const mayImportShell = /^electron\/((main|services|compose)\.ts$|ipc\/|shell\/)/;

/** Where the packages that pull in `electron` itself may be imported. One adapter file a folder: see oneAdapter. */
export const electronPackages = ['electron', 'electron-store', 'electron-log/main', 'electron-log/main.js'];
export const mayImportElectron =
  /^electron\/(main\.ts$|preload\.ts$|shell\/|ipc\/|(http|vault|settings)\/[\w-]*electron[\w-]*\.ts$)/;

/** Bare names that `shared` may import: it is pure TypeScript. */
export const sharedPackages = ['zod'];

/**
 * Says why `from` may not import `to`, both relative to the project root with forward slashes, or nothing where it may.
 * @param {string} from importing file, e.g. `electron/exchange/invoke.ts`
 * @param {string} to imported file or folder, e.g. `electron/ipc/handle.ts`
 * @returns {string | undefined} the reason, in one sentence
 */
export function refusedImport(from, to) {
  const fromTop = from.split('/')[0];
  const toTop = to.split('/')[0];
  const allowed = topLayers[fromTop];
  if (allowed === undefined) return undefined;
  if (fromTop !== toTop) {
    if (allowed.some((prefix) => to === prefix || to.startsWith(`${prefix}/`) || to.startsWith(`${prefix}.`)))
      return undefined;
    return `${fromTop}/ may import only ${allowed.length > 0 ? allowed.join(', ') : 'itself'}, not ${to}`;
  }
  if (fromTop !== 'electron') return undefined;
  const part = from.split('/')[1];
  if (/^electron\/main\.ts$/.test(to)) return 'nothing imports the composition root electron/main.ts';
  if (to.startsWith('electron/ipc/') && !mayImportIpc.test(from))
    return `electron/${part} must not know electron/ipc`;
  if (to.startsWith('electron/shell/') && !mayImportShell.test(from))
    return `electron/${part} must not know electron/shell`;
  return undefined;
}

/**
 * Says why `from` may not import the package `name`, or nothing where it may.
 * @param {string} from importing file, relative to the root
 * @param {string} name the import as written, e.g. `node:fs` or `electron`
 */
export function refusedPackage(from, name) {
  const isTest = /\.test\.tsx?$/.test(from);
  const top = from.split('/')[0];
  if (
    top === 'shared' &&
    !isTest &&
    !sharedPackages.some((known) => name === known || name.startsWith(`${known}/`))
  ) {
    return `shared/ is pure TypeScript: it may import only ${sharedPackages.join(', ')}, not ${name}`;
  }
  if (top === 'renderer' && !isTest && name.startsWith('node:'))
    return 'the renderer is sandboxed: no Node modules';
  const pullsElectron = electronPackages.includes(name);
  if (!pullsElectron) return undefined;
  if (top === 'renderer' || top === 'simulator') return `${top}/ must not import ${name}`;
  if (top === 'electron' && !mayImportElectron.test(from)) {
    return `${name} is imported only in electron/main.ts, preload.ts, shell/, ipc/ and one adapter file (its name says electron) each in http/, vault/ and settings/`;
  }
  return undefined;
}

/**
 * Folders of electron/ that have more than one adapter file importing `electron`.
 * @param {string[]} files files that import it, relative to the root
 * @returns {string[]} one sentence a folder
 */
export function surplusAdapters(files) {
  const byFolder = new Map();
  for (const file of files) {
    const folder = /^electron\/(http|vault|settings)\//.exec(file)?.[1];
    if (folder === undefined || file.endsWith('.test.ts')) continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder]
    .filter(([, found]) => found.length > 1)
    .map(
      ([folder, found]) =>
        `electron/${folder} has ${found.length} files that import electron: ${found.join(', ')}`,
    );
}
