/**
 * Before a run of vitest: each thread and process that tests start, in a file of its own. Node strips the types of every
 * module anew in every thread, which takes a second of a core for a console tab's three hundred; from one file it
 * is a tenth. `electron/testing/entries.ts` leads tests to them.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { root } from '../lib/paths.mjs';

/** By name, as `electron/testing/entries.ts` asks for them. */
const entries = {
  'console-worker': 'electron/console/worker/main.ts',
  'certificate-worker': 'electron/certificates/worker.ts',
  'module-worker': 'electron/exchange/modulefile/worker.ts',
  practice: 'simulator/main.ts',
};

/** Vitest's global setup. While it watches, sources change under a run: then they are used as they are. */
export default async function bundleEntries({ config }) {
  if (config.watch) return undefined;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tenantdeck-entries-'));
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: path.join(folder, 'entries'),
      emptyOutDir: false,
      target: 'node24',
      // Less to parse in each thread, and as it ships.
      minify: true,
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, path.join(root, file)]),
        ),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  process.env.TENANTDECK_TEST_ENTRIES = path.join(folder, 'entries');
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
