import { declare, parameter } from '../declare.ts';
import { Formatter } from '../../format/formatter.ts';
import { encodingArgument } from '../data/folder/text-encodings.ts';
import { LINE_BREAK, TextFile } from '../data/folder/text-writer.ts';
import type { BuiltIn } from '../builtin.ts';

export const outFile: BuiltIn = {
  info: declare(
    'Out-File',
    [
      parameter('FilePath', 'String', {
        aliases: ['Path'],
        sets: [{ set: 'ByPath', mandatory: true, position: 0 }],
      }),
      parameter('LiteralPath', 'String', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'ByLiteralPath', mandatory: true, byName: true }],
      }),
      parameter('Encoding', 'Encoding', { position: 1, notNull: 'nullOrEmpty' }),
      parameter('Append', 'SwitchParameter'),
      parameter('Force', 'SwitchParameter'),
      parameter('NoClobber', 'SwitchParameter', { aliases: ['NoOverwrite'] }),
      parameter('Width', 'Int32', { range: { min: 2, max: 2147483647 } }),
      parameter('NoNewline', 'SwitchParameter'),
      parameter('InputObject', 'PSObject', { pipeline: true }),
    ],
    { defaultSet: 'ByPath', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.OutFileCommand',
  aliases: [],
  synopsis: 'Writes the text that objects are shown as to a file of the working folder.',
  start(context) {
    const { bound, runtime } = context;
    const lineEnd = bound.on('NoNewline') ? '' : LINE_BREAK;
    const formatter = new Formatter(runtime, bound.number('Width') ?? Infinity);
    let file: TextFile | null = null;
    const write = (lines: readonly string[]): void => {
      for (const line of lines) file?.write(line + lineEnd);
    };
    return {
      begin() {
        const path = bound.text('FilePath') ?? bound.text('LiteralPath') ?? '';
        if (!context.shouldProcess(path, 'Output to File')) return;
        file = TextFile.open(context, path, {
          append: bound.on('Append'),
          noClobber: bound.on('NoClobber'),
          encoding: encodingArgument(bound.get('Encoding')) ?? 'utf8NoBOM',
        });
      },
      process(input) {
        runtime.host.checkStop();
        const value = input === undefined ? bound.get('InputObject') : input;
        if (value !== undefined && file !== null) write(formatter.add(value));
      },
      end() {
        write(formatter.finish());
        file?.flush();
      },
    };
  },
};
