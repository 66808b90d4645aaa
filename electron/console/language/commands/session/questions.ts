import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import type { PsCredential } from '../../values/simple.ts';
import { hasKind, type Value } from '../../values/model.ts';

export const readHost: BuiltIn = {
  info: declare(
    'Read-Host',
    [
      parameter('Prompt', 'Object', { position: 0, remaining: true, allow: ['null'] }),
      parameter('AsSecureString', 'SwitchParameter', { sets: ['AsSecureString'] }),
      parameter('MaskInput', 'SwitchParameter', { sets: ['AsString'] }),
    ],
    { defaultSet: 'AsString' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ReadHostCommand',
  aliases: [],
  synopsis: 'Asks for a line of text.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const given = bound.get('Prompt');
        const prompt = given === undefined || given === null ? '' : toText(given);
        if (bound.on('AsSecureString')) context.write(runtime.host.readSecret(prompt));
        else if (bound.on('MaskInput')) context.write(runtime.host.readSecret(prompt).reveal());
        else context.write(runtime.host.readLine(prompt));
      },
    };
  },
};

/** PowerShell's function of that name. */
export const pause: BuiltIn = {
  info: declare('pause', []),
  typeName: 'pause',
  aliases: [],
  synopsis: 'Waits for Enter.',
  start: (context) => ({
    process() {
      context.runtime.host.readLine('Press Enter to continue...');
    },
  }),
};

function isCredential(value: Value | undefined): value is PsCredential {
  return hasKind(value, 'credential');
}

export const getCredential: BuiltIn = {
  info: declare(
    'Get-Credential',
    [
      parameter('Credential', 'Object', { sets: [{ set: 'CredentialSet', position: 0 }] }),
      parameter('Message', 'String', { sets: ['MessageSet'], notNull: 'nullOrEmpty' }),
      parameter('UserName', 'String', { sets: [{ set: 'MessageSet', position: 0 }], notNull: 'nullOrEmpty' }),
      parameter('Title', 'String', { sets: ['MessageSet'] }),
    ],
    { defaultSet: 'CredentialSet' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetCredentialCommand',
  aliases: [],
  synopsis: 'Asks for a user name and a password.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const given = bound.get('Credential');
        if (isCredential(given)) {
          context.write(given);
          return;
        }
        const named = given === undefined || given === null ? undefined : toText(given);
        const user = named ?? bound.text('UserName') ?? null;
        const message = bound.text('Message') ?? 'Enter your credentials.';
        context.write(runtime.host.readCredential(message, user === '' ? null : user));
      },
    };
  },
};
