/** Where things are. Everything that these scripts make lies under `.cache/` or `out/`, both ignored by git. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const cacheDir = path.join(root, '.cache');
export const outDir = path.join(root, 'out');
export const appDir = path.join(outDir, 'app');
/** Held while anything under `.cache`, node_modules or the build is being made. */
export const setupLock = path.join(cacheDir, 'setup.lock');
