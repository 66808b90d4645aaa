import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { tryConvert } from '../../convert/convert.ts';
import { commandError } from '../data/failures.ts';

export const newGuid: BuiltIn = {
  info: declare(
    'New-Guid',
    [
      parameter('Empty', 'SwitchParameter', { sets: ['Empty'] }),
      parameter('InputObject', 'String', {
        sets: [{ set: 'InputObject', position: 0, pipeline: true }],
      }),
    ],
    { defaultSet: 'Default' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.NewGuidCommand',
  aliases: [],
  synopsis: 'Makes a GUID.',
  start(context) {
    const { bound, runtime } = context;
    return {
      process(input) {
        const given = input === undefined ? bound.get('InputObject') : input;
        if (given === undefined) {
          const text = bound.on('Empty')
            ? '00000000-0000-0000-0000-000000000000'
            : randomGuid(() => runtime.host.random());
          context.write({ kind: 'guid', text });
          return;
        }
        const read = tryConvert(given, 'System.Guid', runtime.culture);
        if ('value' in read) {
          context.write(read.value);
          return;
        }
        const said = read.error.record.exception.message;
        const message = /Error: "(.*)"$/s.exec(said)?.[1] ?? said;
        context.error(
          commandError('System.FormatException', 'StringNotRecognizedAsGuid', message, 'InvalidArgument'),
        );
        context.write(null);
      },
    };
  },
};

/** Version 4 of RFC 9562. */
function randomGuid(next: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(next() * 16);
    return (letter === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
