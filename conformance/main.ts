import { parseArgs } from 'node:util';
import { runModuleFile } from './module-file.ts';

const usage = `npm run conformance -- --module-file SCRIPT [--json OUT]

  --module-file SCRIPT  read the cmdlets of a module file (a .psm1 from the service)
  --json OUT            write them there; without it they go to standard output
`;

/** Exit status 2: the options are wrong. */
async function main(): Promise<number> {
  let values: { 'module-file'?: string; json?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        'module-file': { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
    }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const script = values['module-file'];
  if (script === undefined || script === '') {
    process.stderr.write(`Say what to check: --module-file SCRIPT\n\n${usage}`);
    return 2;
  }
  return runModuleFile(script, values.json ?? null);
}

process.exitCode = await main();
