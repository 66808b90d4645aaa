import { describe, expect, it } from 'vitest';
import type { CmdletInfo } from '../shared/model/cmdlet.ts';
import { readModuleFile } from '../shared/powershell/modulefile/reader.ts';
import { allSets } from '../shared/powershell/parameters.ts';
import { parseScript } from '../shared/powershell/parser/index.ts';
import { COMMANDS } from '../simulator/exchange/cmdlets/table.ts';
import { adminClient, rowsOf } from '../simulator/exchange/testing/fakes.ts';

/** Names that every advanced function has already; a second declaration makes PowerShell refuse the function. */
const common = [
  ...['Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction'],
  ...[
    'ErrorVariable',
    'WarningVariable',
    'InformationVariable',
    'OutVariable',
    'OutBuffer',
    'PipelineVariable',
  ],
  ...['vb', 'db', 'ea', 'wa', 'infa', 'proga', 'ev', 'wv', 'iv', 'ov', 'ob', 'pv'],
];
const shouldProcess = ['WhatIf', 'Confirm', 'wi', 'cf'];

async function practiceScript(): Promise<string> {
  const client = adminClient();
  const address = `${client.base.replace('/beta/', '/v1.0/')}/EXOModuleFile?Version=3.7.2`;
  const [script] = rowsOf(await client.get(address, { CommandName: '*' }));
  return String(script?.['fileContent']);
}

/** Names and aliases declared twice, among themselves or with PowerShell's own. */
function clashes(cmdlet: CmdletInfo): string[] {
  const own = cmdlet.supportsShouldProcess ? [...common, ...shouldProcess] : common;
  const seen = new Set(own.map((name) => name.toLowerCase()));
  const twice: string[] = [];
  for (const name of cmdlet.parameters.flatMap((p) => [p.name, ...p.aliases])) {
    if (seen.has(name.toLowerCase())) twice.push(`${cmdlet.name} -${name}`);
    seen.add(name.toLowerCase());
  }
  return twice;
}

/** Two parameters at one position of one set. */
function sharedPositions(cmdlet: CmdletInfo): string[] {
  const sets = new Set(cmdlet.parameters.flatMap((p) => p.sets.map((entry) => entry.set)));
  return [...sets].flatMap((set) => {
    const taken = cmdlet.parameters
      .map((p) => (p.sets.find((e) => e.set === set) ?? p.sets.find((e) => e.set === allSets))?.position)
      .filter((position) => typeof position === 'number');
    return new Set(taken).size === taken.length ? [] : [`${cmdlet.name} ${set}`];
  });
}

describe('the practice cloud’s module file', async () => {
  const script = await practiceScript();
  const file = readModuleFile(script);

  it('is a script without a parse error, in ASCII alone', () => {
    expect(parseScript(script).errors).toEqual([]);
    // Windows PowerShell reads a file without a mark in the system's own code page.
    expect(/[^\t\n\r -~]/.exec(script)).toBeNull();
  });

  it('declares nothing that PowerShell refuses', () => {
    expect(file.skipped).toEqual([]);
    expect(file.cmdlets.flatMap(clashes)).toEqual([]);
    expect(file.cmdlets.flatMap(sharedPositions)).toEqual([]);
  });

  it('is read back as the table that it was made from', () => {
    const facts = (cmdlet: CmdletInfo): object => ({
      name: cmdlet.name,
      defaultSet: cmdlet.defaultSet,
      supportsShouldProcess: cmdlet.supportsShouldProcess,
      batching: cmdlet.batching,
      encrypted: cmdlet.encrypted,
      parameters: cmdlet.parameters.map(({ name, type, aliases, sets }) => ({ name, type, aliases, sets })),
    });
    const table = COMMANDS.map((command) => command.info as unknown as CmdletInfo);
    expect(file.cmdlets.map(facts)).toEqual(table.map(facts));
  });

  it('hands out only functions that it defines', () => {
    expect(file.exported).toEqual(file.cmdlets.map((cmdlet) => cmdlet.name));
  });
});
