import react from '@vitejs/plugin-react';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** Builds the bench page with the grid as it ships (production React) and answers its index.html. */
export async function buildGridPage(): Promise<string> {
  const outDir = resolve(import.meta.dirname, '..', '..', 'out', 'bench', 'grid');
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  });
  return join(outDir, 'index.html');
}
