import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';

export const writeOutput: BuiltIn = {
  info: declare('Write-Output', [
    parameter('InputObject', 'Object', {
      position: 0,
      mandatory: true,
      pipeline: true,
      remaining: true,
      allow: ['null', 'emptyString', 'emptyCollection'],
    }),
    parameter('NoEnumerate', 'SwitchParameter'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.WriteOutputCommand',
  aliases: ['echo', 'write'],
  synopsis: 'Writes objects to the pipeline.',
  start(context) {
    return {
      process(input) {
        const { bound } = context;
        if (input !== undefined) {
          context.write(input);
          return;
        }
        const value = bound.get('InputObject') ?? null;
        if (!bound.on('NoEnumerate')) context.writeEach(value);
        else context.write(Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value);
      },
    };
  },
};
