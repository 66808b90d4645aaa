import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { commandFailure, PS_NOT_SUPPORTED } from '../data/failures.ts';
import { PsSecureString } from '../../values/simple.ts';

const keyed = [
  parameter('SecureKey', 'System.Security.SecureString', { sets: [{ set: 'Secure', position: 1 }] }),
  parameter('Key', 'Byte[]', { sets: ['Open'] }),
];

export const convertToSecureString: BuiltIn = {
  info: declare(
    'ConvertTo-SecureString',
    [
      parameter('String', 'String', { position: 0, mandatory: true, pipeline: true }),
      ...keyed.slice(0, 1),
      parameter('AsPlainText', 'SwitchParameter', {
        sets: [{ set: 'PlainText', mandatory: false, position: 1 }],
      }),
      parameter('Force', 'SwitchParameter', { sets: [{ set: 'PlainText', position: 2 }] }),
      ...keyed.slice(1),
    ],
    { defaultSet: 'Secure' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ConvertToSecureStringCommand',
  aliases: [],
  synopsis: 'Makes a secure string of plain text.',
  start(context) {
    return {
      process() {
        const { bound } = context;
        if (!bound.on('AsPlainText')) {
          throw encrypted(
            "ConvertTo-SecureString reads no encrypted texts here: the console has no key of this computer's user. Ask for the secret with Read-Host -AsSecureString or Get-Credential, or make it with -AsPlainText.",
          );
        }
        context.write(new PsSecureString(bound.text('String') ?? ''));
      },
    };
  },
};

export const convertFromSecureString: BuiltIn = {
  info: declare(
    'ConvertFrom-SecureString',
    [
      parameter('SecureString', 'System.Security.SecureString', {
        position: 0,
        mandatory: true,
        pipeline: true,
      }),
      ...keyed.slice(0, 1),
      parameter('AsPlainText', 'SwitchParameter', { sets: ['AsPlainText'] }),
      ...keyed.slice(1),
    ],
    { defaultSet: 'Secure' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand',
  aliases: [],
  synopsis: 'Gives the plain text of a secure string.',
  start(context) {
    return {
      process(input) {
        const { bound } = context;
        const value = input ?? bound.get('SecureString') ?? null;
        if (!(value instanceof PsSecureString)) return;
        if (!bound.on('AsPlainText')) {
          throw encrypted(
            "ConvertFrom-SecureString writes no encrypted texts here: the console has no key of this computer's user. Keep the secure string in a variable for as long as the script runs.",
          );
        }
        context.write(value.reveal());
      },
    };
  },
};

function encrypted(message: string): Error {
  return commandFailure(PS_NOT_SUPPORTED, 'NotSupported', message, 'NotImplemented');
}
