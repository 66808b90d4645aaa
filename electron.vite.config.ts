import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';

const here = import.meta.dirname;
const from = (file: string) => resolve(here, file);

/** Left out of the bundles: the runtime itself, and keytar, which brings native code. All else is bundled for a fast start. */
const external = ['electron', 'keytar', /^electron\/.+/];

/**
 * What ships runs on the oldest runtime the project supports (Electron 33: Node 20.18, Chrome 130) and on newer ones.
 */
export default defineConfig({
  main: {
    resolve: {
      alias: [
        // Its build for Node declares a `require` of its own, which the bundle's already is; nothing of it is used here.
        { find: /^fflate$/, replacement: 'fflate/browser' },
        {
          find: /^ajv\/dist\/2020\.js$|^ajv-formats$/,
          replacement: from('electron/settings/no-json-schema.ts'),
        },
      ],
    },
    build: {
      outDir: from('out/app/main'),
      target: 'node20.18',
      externalizeDeps: false,
      // Less to parse at a cold start.
      minify: true,
      sourcemap: false,
      rollupOptions: {
        external,
        input: {
          main: from('electron/main.ts'),
          'console-worker': from('electron/console/worker/main.ts'),
          'certificate-worker': from('electron/certificates/worker.ts'),
          'module-worker': from('electron/exchange/modulefile/worker.ts'),
          practice: from('simulator/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: from('out/app/preload'),
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: { preload: from('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [react()],
    build: {
      outDir: from('out/app/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      // A third of the text to parse at a cold start.
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: from('renderer/index.html'),
        // One file for the first screen: main answers for each file, and is busy enough at a start.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  },
});
