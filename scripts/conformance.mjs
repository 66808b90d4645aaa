/** npm run conformance -- --module-file SCRIPT --json OUT: what the app reads from a module file, as data. */
import path from 'node:path';
import { entry } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { createReport } from './lib/report.mjs';
import { run, withNode } from './lib/run.mjs';
import { prepare } from './setup/prepare.mjs';

entry(async () => {
  const { node } = await prepare({ purpose: 'tools', report: createReport({ stream: process.stderr }) });
  // These inputs go to threads and to a practice cloud; from one file each they start at once.
  if (process.argv.includes('--fuzz-inputs')) {
    const { default: bundleEntries } = await import('./test/bundle-entries.mjs');
    const remove = await bundleEntries({ config: { watch: false } });
    process.once('exit', () => remove?.());
  }
  const result = await run(node, [path.join(root, 'conformance', 'main.ts'), ...process.argv.slice(2)], {
    env: withNode(node),
    stdio: 'inherit',
  });
  return result.code ?? 1;
});
