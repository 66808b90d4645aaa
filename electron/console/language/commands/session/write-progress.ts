import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { ARGUMENT, commandFailure } from '../data/failures.ts';

const ANY = { min: 0, max: 2_147_483_647 };

export const writeProgress: BuiltIn = {
  info: declare('Write-Progress', [
    parameter('Activity', 'String', { position: 0 }),
    parameter('Status', 'String', { position: 1, notNull: 'nullOrEmpty' }),
    parameter('Id', 'Int32', { position: 2, range: ANY }),
    parameter('PercentComplete', 'Int32', { range: { min: -1, max: 100 } }),
    parameter('SecondsRemaining', 'Int32'),
    parameter('CurrentOperation', 'String'),
    parameter('ParentId', 'Int32', { range: { min: -1, max: ANY.max } }),
    parameter('Completed', 'SwitchParameter'),
    parameter('SourceId', 'Int32'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.WriteProgressCommand',
  aliases: [],
  synopsis: 'Shows a progress bar.',
  start(context) {
    return {
      process() {
        const { bound } = context;
        const activity = bound.text('Activity') ?? '';
        const done = bound.on('Completed');
        if (activity === '' && !done) {
          throw commandFailure(
            ARGUMENT,
            'MissingActivity',
            "Missing value for mandatory parameter. (Parameter 'Activity')",
            'InvalidArgument',
            activity,
          );
        }
        const operation = bound.text('CurrentOperation');
        const status = bound.text('Status') ?? 'Processing';
        context.progress({
          id: bound.number('Id') ?? 0,
          activity,
          status: operation === undefined || operation === '' ? status : `${status}: ${operation}`,
          percent: bound.number('PercentComplete') ?? -1,
          done,
        });
      },
    };
  },
};
