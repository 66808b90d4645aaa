import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';

function messageCommand(stream: 'Warning' | 'Verbose' | 'Debug', synopsis: string): BuiltIn {
  return {
    info: declare(`Write-${stream}`, [
      parameter('Message', 'String', {
        aliases: ['Msg'],
        position: 0,
        mandatory: true,
        pipeline: true,
        allow: ['emptyString'],
      }),
    ]),
    typeName: `Microsoft.PowerShell.Commands.Write${stream}Command`,
    aliases: [],
    synopsis,
    start(context) {
      return {
        process() {
          const text = context.bound.text('Message') ?? '';
          if (stream === 'Warning') context.warning(text);
          else if (stream === 'Verbose') context.verbose(text);
          else context.debug(text);
        },
      };
    },
  };
}

export const writeWarning = messageCommand('Warning', 'Shows a warning.');
export const writeVerbose = messageCommand('Verbose', 'Shows a message where -Verbose asks for it.');
export const writeDebug = messageCommand('Debug', 'Shows a message where -Debug asks for it.');

export const writeInformation: BuiltIn = {
  info: declare('Write-Information', [
    parameter('MessageData', 'Object', {
      aliases: ['Msg', 'Message'],
      position: 0,
      mandatory: true,
      pipeline: true,
      allow: ['null', 'emptyString', 'emptyCollection'],
    }),
    parameter('Tags', 'String[]', { position: 1 }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.WriteInformationCommand',
  aliases: [],
  synopsis: 'Writes to the information stream.',
  start(context) {
    return {
      process(input) {
        const value = input === undefined ? (context.bound.get('MessageData') ?? null) : input;
        context.information(toText(value), tagsOf(context), value);
      },
    };
  },
};

function tagsOf(context: Context): string[] {
  return (context.bound.list('Tags') ?? []).map((tag) => toText(tag));
}
