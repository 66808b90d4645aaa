import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { hasKind } from '../../values/model.ts';

export const startSleep: BuiltIn = {
  info: declare(
    'Start-Sleep',
    [
      parameter('Seconds', 'Double', {
        sets: [{ set: 'Seconds', mandatory: true, position: 0, pipeline: true, byName: true }],
        range: { min: 0, max: 2_147_483 },
      }),
      parameter('Milliseconds', 'Int32', {
        aliases: ['ms'],
        sets: [{ set: 'Milliseconds', mandatory: true, byName: true }],
        range: { min: 0, max: 2_147_483_647 },
      }),
      parameter('Duration', 'TimeSpan', {
        aliases: ['ts'],
        sets: [{ set: 'FromTimeSpan', mandatory: true, position: 0, pipeline: true, byName: true }],
      }),
    ],
    { defaultSet: 'Seconds' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.StartSleepCommand',
  aliases: ['sleep'],
  synopsis: 'Waits.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const span = bound.get('Duration') ?? null;
        const ofSpan = hasKind(span, 'timeSpan') ? Number(span.ticks / 10_000n) : 0;
        const milliseconds = bound.number('Milliseconds') ?? (bound.number('Seconds') ?? 0) * 1000;
        runtime.host.sleep(Math.max(0, Math.round(bound.has('Duration') ? ofSpan : milliseconds)));
      },
    };
  },
};
