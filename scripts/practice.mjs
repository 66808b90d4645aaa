/** npm run practice -- [--port N] [--customers N] [--mailboxes N] [--seed N]: the practice cloud on its own. */
import path from 'node:path';
import { entry } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { createReport } from './lib/report.mjs';
import { run, withNode } from './lib/run.mjs';
import { prepare } from './setup/prepare.mjs';

entry(async () => {
  const { node } = await prepare({ purpose: 'tools', report: createReport({ stream: process.stderr }) });
  const result = await run(node, [path.join(root, 'simulator', 'main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    env: withNode(node),
    stdio: 'inherit',
  });
  return result.code ?? 1;
});
