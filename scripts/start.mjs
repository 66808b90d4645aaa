/**
 * npm start. With a display: the app, with the practice cloud started. Without: the guided tour on a virtual display,
 * its pictures in out/tour. What the machine lacks is put in place first.
 */
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { hasDisplay, sandboxArguments } from './lib/display.mjs';
import { entry } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { createReport } from './lib/report.mjs';
import { run, withNode } from './lib/run.mjs';
import { prepare } from './setup/prepare.mjs';

entry(async () => {
  const report = createReport();
  const window = hasDisplay();
  const { node, runtime } = await prepare(
    { purpose: window ? 'window' : 'headless', report },
    async ({ node }) => {
      await ensureBuilt({ node, report });
    },
  );
  if (window) {
    report.line(`Tenantdeck on Electron ${runtime.version}`);
    const given = process.argv.slice(2);
    const result = await run(runtime.executable, [...sandboxArguments(), root, '--practice', ...given], {
      cwd: root,
      stdio: 'inherit',
    });
    return result.code ?? 1;
  }
  report.line('No display here: a guided tour on a virtual one, pictures in out/tour');
  const tour = await run(node, [path.join(root, 'e2e', 'tour.ts')], {
    cwd: root,
    env: withNode(node),
    stdio: 'inherit',
  });
  return tour.code ?? 1;
});
