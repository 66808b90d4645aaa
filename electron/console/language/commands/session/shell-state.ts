import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { commandFailure } from '../data/failures.ts';

export const setStrictMode: BuiltIn = {
  info: declare(
    'Set-StrictMode',
    [
      parameter('Off', 'SwitchParameter', { sets: [{ set: 'Off', mandatory: true }] }),
      parameter('Version', 'Object', { aliases: ['v'], sets: [{ set: 'Version', mandatory: true }] }),
    ],
    { defaultSet: 'Version' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.SetStrictModeCommand',
  aliases: [],
  synopsis: 'Makes mistakes such as unset variables errors.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        runtime.setStrict?.(bound.on('Off') ? 0 : versionOf(toText(bound.get('Version') ?? null)));
      },
    };
  },
};

/** The last minor version of each version of PowerShell there was. */
const LAST_MINOR: Readonly<Record<number, number>> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 2, 7: 6 };

function versionOf(text: string): number {
  if (text.toLowerCase() === 'latest') return 3;
  const parts = /^(\d+)(?:\.(\d+))?(?:\.\d+){0,2}$/.exec(text.trim());
  if (parts === null) {
    throw commandFailure(
      'System.Management.Automation.ParameterBindingException',
      'CannotConvertArgumentNoMessage',
      `Cannot bind parameter 'Version'. Cannot convert value "${text}" to type "System.Version". Error: "Version string portion was too short or too long. (Parameter 'input')"`,
      'InvalidArgument',
    );
  }
  const major = Number(parts[1]);
  const minors = LAST_MINOR[major];
  if (minors !== undefined && Number(parts[2] ?? '0') <= minors) return Math.min(major, 3);
  throw commandFailure(
    'System.Management.Automation.ParameterBindingValidationException',
    'ParameterArgumentValidationError',
    `Cannot validate argument on parameter 'Version'. The "${text}" argument does not contain a valid PowerShell version. Supply a valid version number and then try the command again.`,
    'InvalidData',
  );
}

export const clearHost: BuiltIn = {
  info: declare('Clear-Host', []),
  typeName: 'Clear-Host',
  aliases: ['cls', 'clear'],
  synopsis: 'Clears the console.',
  start(context) {
    return {
      process() {
        context.runtime.host.clear();
      },
    };
  },
};

export const getError: BuiltIn = {
  info: declare(
    'Get-Error',
    [
      parameter('InputObject', 'PSObject', {
        sets: [{ set: 'Error', position: 0, pipeline: true }],
      }),
      parameter('Newest', 'Int32', {
        aliases: ['Last'],
        sets: [{ set: 'Newest', position: 0 }],
        range: { min: 1, max: 2_147_483_647 },
      }),
    ],
    { defaultSet: 'Newest' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetErrorCommand',
  aliases: ['gerr'],
  synopsis: 'Gives the latest errors of the session.',
  start(context) {
    return {
      process(input) {
        const given = input ?? context.bound.get('InputObject');
        if (given !== undefined) {
          context.write(given);
          return;
        }
        const count = context.bound.number('Newest') ?? 1;
        for (const record of context.runtime.errors.slice(0, count)) context.write(record);
      },
    };
  },
};
