import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCmdlets } from './examples.ts';
import { defaultFiles, missingFiles, runLanguage } from './language.ts';
import { runModuleFile } from './module-file.ts';

const usage = `npm run conformance -- [--examples FILE.jsonl] [--cases FILE.jsonl] [--fixtures DIR] [--cmdlets FILE]
                       [--only REGEX] [--json OUT]
npm run conformance -- --module-file SCRIPT [--json OUT]
npm run conformance -- --wire FILE.jsonl [--cmdlets FILE] [--json OUT]
npm run conformance -- --fuzz COUNT [--seed NUMBER]
npm run conformance -- --fuzz-inputs COUNT [--seed NUMBER]

  --examples FILE       published examples and how real PowerShell parsed and bound them
  --cases FILE          small scripts and what real PowerShell did with them
  --fixtures DIR        what the cmdlets of the cases return
  --cmdlets FILE        the cmdlets of the examples
  --only REGEX          these cases alone, with every difference printed
  --module-file SCRIPT  read the cmdlets of a module file (a .psm1 from the service) instead
  --wire FILE           type each command of these captures of the real client, and compare what is sent
  --fuzz COUNT          read that many mutated scripts (200000 is the whole) instead; fails where one crashes the
                        lexer, parser or binder, loses a character, or takes longer than 100 ms
  --fuzz-inputs COUNT   read that many mutated certificates, tokens, addresses, Connect- commands, files of connections
                        and calls of the window to all of main (100000 is the whole) instead; fails where one crashes
                        something, hangs for a second, brings a secret out, or reaches a file that was not chosen
  --seed NUMBER         of the mutations; 1 unless told
  --json OUT            write the report (the cmdlets) there
`;

const options = {
  examples: { type: 'string' },
  cases: { type: 'string' },
  fixtures: { type: 'string' },
  cmdlets: { type: 'string' },
  only: { type: 'string' },
  'module-file': { type: 'string' },
  wire: { type: 'string' },
  fuzz: { type: 'string' },
  'fuzz-inputs': { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Exit status 2: the options are wrong, or a file isn't there. What most runs do without is loaded when it is asked for. */
async function main(): Promise<number> {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ options, strict: true }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const script = values['module-file'];
  if (script !== undefined) return runModuleFile(script, values.json ?? null);
  const fuzzed = values.fuzz ?? values['fuzz-inputs'];
  if (fuzzed !== undefined) {
    const count = Number(fuzzed);
    const seed = Number(values.seed ?? '1');
    if (Number.isInteger(count) && count > 0 && Number.isInteger(seed)) {
      if (values.fuzz === undefined) return (await import('./fuzz/inputs.ts')).runInputFuzz(count, seed);
      return (await import('./fuzz/fuzz.ts')).runFuzz(count, seed);
    }
    process.stderr.write(`--fuzz, --fuzz-inputs and --seed take whole numbers\n\n${usage}`);
    return 2;
  }
  const own = defaultFiles();
  if (values.wire !== undefined) {
    const cmdlets = values.cmdlets ?? own.cmdlets;
    const known = existsSync(cmdlets) ? [...readCmdlets(cmdlets).values()] : [];
    return (await import('./wire/wire.ts')).runWire(values.wire, known, { json: values.json ?? null });
  }
  const files = {
    examples: values.examples ?? own.examples,
    cases: values.cases ?? own.cases,
    fixtures: values.fixtures ?? own.fixtures,
    cmdlets: values.cmdlets ?? own.cmdlets,
  };
  const missing = missingFiles(files);
  if (missing.length > 0) {
    process.stderr.write(`Not there:\n  ${missing.join('\n  ')}\n\n${usage}`);
    return 2;
  }
  const only = values.only === undefined ? null : new RegExp(values.only);
  return runLanguage({ ...files, only }, values.json ?? null);
}

process.exitCode = await main();
