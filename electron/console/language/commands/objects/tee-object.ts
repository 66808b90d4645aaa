import type { Value } from '../../values/model.ts';
import { enumerable } from '../../members/enumerate.ts';
import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { inputOf } from './input.ts';

const FILE = ['File'];

export const teeObject: BuiltIn = {
  info: declare(
    'Tee-Object',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('FilePath', 'String', { mandatory: true, position: 0, sets: FILE, aliases: ['Path'] }),
      parameter('LiteralPath', 'String', {
        mandatory: true,
        sets: ['LiteralFile'],
        aliases: ['PSPath', 'LP'],
      }),
      parameter('Append', 'SwitchParameter', { sets: [...FILE, 'Variable'] }),
      parameter('Encoding', 'Encoding', { sets: [...FILE, 'LiteralFile'] }),
      parameter('Variable', 'String', { mandatory: true, sets: ['Variable'] }),
    ],
    { defaultSet: 'File' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.TeeObjectCommand',
  aliases: ['tee'],
  synopsis: 'Saves command output in a file or variable and also sends it down the pipeline.',
  start: (context) => {
    const { bound, runtime } = context;
    const kept: Value[] = [];
    return {
      process(input) {
        const value = inputOf(context, input);
        if (value === undefined) return;
        kept.push(value);
        context.write(value);
      },
      end() {
        const variable = bound.text('Variable');
        if (variable === undefined) {
          const parameters = new Map<string, Value>();
          for (const name of ['FilePath', 'LiteralPath', 'Append', 'Encoding']) {
            const value = bound.get(name);
            if (value !== undefined) parameters.set(name, value);
          }
          runtime.run('Out-File', parameters, kept);
          return;
        }
        const before = bound.on('Append') ? (runtime.getVariable(variable)?.value ?? null) : null;
        const all = before === null ? kept : [...(enumerable(before) ?? [before]), ...kept];
        runtime.setVariable(variable, all.length === 1 ? (all[0] ?? null) : all);
      },
    };
  },
};
