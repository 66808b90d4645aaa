import { readFile, writeFile } from 'node:fs/promises';
import type { CmdletInfo } from '../shared/model/cmdlet.ts';
import { readModuleFile } from '../shared/powershell/modulefile/reader.ts';

/**
 * What the mode writes for each cmdlet: what Get-Command shows of the function, common parameters left out. `position`
 * null is by name only; where a function writes no set and no position at all, the positions that PowerShell gives of
 * itself. `defaultSet` null: none is written. Parameters, sets and aliases stand in the order of the script.
 */
export function describeCmdlet(cmdlet: CmdletInfo): object {
  const { name, defaultSet, supportsShouldProcess, batching, encrypted } = cmdlet;
  const parameters = cmdlet.parameters.map((p) => ({
    name: p.name,
    type: p.type,
    aliases: p.aliases,
    sets: p.sets,
  }));
  return { name, defaultSet, supportsShouldProcess, batching, encrypted, parameters };
}

/**
 * Reads a module file and writes its cmdlets as a JSON array. What was left out is named on standard error.
 * @returns the exit status: 0, or 1 where a file can't be read or written.
 */
export async function runModuleFile(scriptPath: string, jsonPath: string | null): Promise<number> {
  let script: string;
  try {
    script = new TextDecoder().decode(await readFile(scriptPath));
  } catch (error) {
    process.stderr.write(`Can't read ${scriptPath}: ${reason(error)}\n`);
    return 1;
  }
  const started = performance.now();
  const { cmdlets, skipped, exported } = readModuleFile(script);
  const took = performance.now() - started;
  for (const { name, reason: why } of skipped) process.stderr.write(`left out ${name}: ${why}\n`);
  const json = `${JSON.stringify(cmdlets.map(describeCmdlet), null, 1)}\n`;
  if (jsonPath === null) {
    process.stdout.write(json);
    return 0;
  }
  try {
    await writeFile(jsonPath, json);
  } catch (error) {
    process.stderr.write(`Can't write ${jsonPath}: ${reason(error)}\n`);
    return 1;
  }
  const parameters = cmdlets.reduce((sum, cmdlet) => sum + cmdlet.parameters.length, 0);
  process.stdout.write(
    `${cmdlets.length} cmdlets with ${parameters} parameters read in ${took.toFixed(0)} ms, ` +
      `${skipped.length} left out, ${exported === null ? 'no export list' : `${exported.length} exported`}\n`,
  );
  return 0;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
