import type { BuiltIn } from './builtin.ts';
import { certificateCommands } from './certificates/index.ts';
import { dataCommands } from './data/index.ts';
import { objectCommands } from './objects/index.ts';
import { outputCommands } from './output/index.ts';
import { sessionCommands } from './session/index.ts';

/** All commands of PowerShell's own that the console has. */
export const builtIns: readonly BuiltIn[] = [
  ...objectCommands,
  ...dataCommands,
  ...outputCommands,
  ...sessionCommands,
  ...certificateCommands,
];

/** PowerShell's aliases for commands that don't exist here, so that they are refused by their own names. */
export const extraAliases: readonly { readonly name: string; readonly definition: string }[] = [
  ['h', 'Get-History'],
  ['ghy', 'Get-History'],
  ['history', 'Get-History'],
  ['r', 'Invoke-History'],
  ['ihy', 'Invoke-History'],
  ['clhy', 'Clear-History'],
  ['start', 'Start-Process'],
  ['saps', 'Start-Process'],
  ['ps', 'Get-Process'],
  ['gps', 'Get-Process'],
  ['kill', 'Stop-Process'],
  ['spps', 'Stop-Process'],
  ['gsv', 'Get-Service'],
  ['sasv', 'Start-Service'],
  ['spsv', 'Stop-Service'],
  ['sajb', 'Start-Job'],
  ['gjb', 'Get-Job'],
  ['rcjb', 'Receive-Job'],
  ['rjb', 'Remove-Job'],
  ['wjb', 'Wait-Job'],
  ['spjb', 'Stop-Job'],
  ['nsn', 'New-PSSession'],
  ['gsn', 'Get-PSSession'],
  ['rsn', 'Remove-PSSession'],
  ['etsn', 'Enter-PSSession'],
  ['exsn', 'Exit-PSSession'],
  ['ipsn', 'Import-PSSession'],
  ['epsn', 'Export-PSSession'],
  ['iwr', 'Invoke-WebRequest'],
  ['wget', 'Invoke-WebRequest'],
  ['curl', 'Invoke-WebRequest'],
  ['irm', 'Invoke-RestMethod'],
  ['gwmi', 'Get-WmiObject'],
  ['iwmi', 'Invoke-WmiMethod'],
  ['gcim', 'Get-CimInstance'],
  ['icim', 'Invoke-CimMethod'],
  ['nmo', 'New-Module'],
].map(([name = '', definition = '']) => ({ name, definition }));
