/** npm run bench -- NAME [--json FILE]: a bench of bench/ against its baseline, in real Electron where it needs one. */
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { entry } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { createReport } from './lib/report.mjs';
import { run, withNode } from './lib/run.mjs';
import { prepare } from './setup/prepare.mjs';

entry(async () => {
  const report = createReport({ stream: process.stderr });
  const { node } = await prepare({ purpose: 'headless', report }, async ({ node: tools }) => {
    await ensureBuilt({ node: tools, report });
  });
  const result = await run(node, [path.join(root, 'bench', 'main.ts'), ...process.argv.slice(2)], {
    env: withNode(node),
    stdio: 'inherit',
  });
  return result.code ?? 1;
});
