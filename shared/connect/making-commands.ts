import type { CmdletInfo } from '../model/cmdlet.ts';
import { allSets } from '../powershell/parameters.ts';
import { SESSION_OPTIONS } from './session-option.ts';

function cmdlet(
  name: string,
  parameters: Readonly<Record<string, 'switch' | 'value' | 'secret'>>,
): CmdletInfo {
  return {
    name,
    defaultSet: null,
    supportsShouldProcess: false,
    confirmImpact: 'None',
    batching: false,
    encrypted: [],
    parameters: Object.entries(parameters).map(([parameter, kind], position) => ({
      name: parameter,
      type: kind === 'switch' ? 'SwitchParameter' : 'Object',
      aliases: [],
      sets: [
        {
          set: allSets,
          mandatory: false,
          position: kind === 'switch' ? null : position,
          pipeline: false,
          byName: false,
        },
      ],
    })),
  };
}

/** Commands that make what Connect- parameters take. */
const COMMANDS: ReadonlyMap<string, CmdletInfo> = new Map(
  [
    cmdlet('Get-Credential', { Credential: 'value', UserName: 'value', Message: 'value', Title: 'value' }),
    cmdlet('ConvertTo-SecureString', {
      String: 'value',
      Key: 'value',
      SecureKey: 'value',
      AsPlainText: 'switch',
      Force: 'switch',
    }),
    cmdlet('Read-Host', { Prompt: 'value', AsSecureString: 'switch', MaskInput: 'switch' }),
    cmdlet('New-PSSessionOption', SESSION_OPTIONS),
    cmdlet('New-Object', { TypeName: 'value', ArgumentList: 'value', Property: 'value' }),
    cmdlet('Get-Item', { Path: 'value', LiteralPath: 'value' }),
    cmdlet('Get-ChildItem', { Path: 'value', Filter: 'value', LiteralPath: 'value', Recurse: 'switch' }),
    cmdlet('Get-PfxCertificate', {
      FilePath: 'value',
      LiteralPath: 'value',
      Password: 'value',
      NoPromptForPassword: 'switch',
    }),
    cmdlet('Import-Clixml', { Path: 'value' }),
  ].map((one) => [one.name.toLowerCase(), one]),
);
const ALIASES: Readonly<Record<string, string>> = {
  gci: 'get-childitem',
  gi: 'get-item',
  dir: 'get-childitem',
  ls: 'get-childitem',
};

/** A command that makes a value of a Connect- parameter, by its name or alias in lower case. */
export function makingCommand(name: string): CmdletInfo | undefined {
  return COMMANDS.get(ALIASES[name] ?? name);
}
