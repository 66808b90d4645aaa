import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { TICKS_PER_DAY, TICKS_PER_MILLISECOND, TICKS_PER_SECOND } from '../../values/time.ts';
import { localDate } from '../data/local-time.ts';

function ticksOf(value: Value | undefined): bigint | null {
  const plain = value instanceof PsObject ? value.base : (value ?? null);
  return hasKind(plain, 'dateTime') ? plain.ticks : null;
}

const UNITS: readonly (readonly [string, bigint])[] = [
  ['Days', TICKS_PER_DAY],
  ['Hours', TICKS_PER_SECOND * 3600n],
  ['Minutes', TICKS_PER_SECOND * 60n],
  ['Seconds', TICKS_PER_SECOND],
  ['Milliseconds', TICKS_PER_MILLISECOND],
];

export const newTimeSpan: BuiltIn = {
  info: declare(
    'New-TimeSpan',
    [
      parameter('Start', 'DateTime', {
        aliases: ['LastWriteTime'],
        sets: [{ set: 'Date', position: 0, pipeline: true, byName: true }],
      }),
      parameter('End', 'DateTime', { sets: [{ set: 'Date', position: 1, byName: true }] }),
      ...UNITS.map(([name]) => parameter(name, 'Int32', { sets: ['Time'] })),
    ],
    { defaultSet: 'Date' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.NewTimeSpanCommand',
  aliases: [],
  synopsis: 'Makes a time span, of its parts or from one date to another.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        let ticks = 0n;
        if (bound.set === 'Time') {
          for (const [name, unit] of UNITS) ticks += BigInt(bound.number(name) ?? 0) * unit;
        } else {
          const now = localDate(runtime.host.now(), runtime.culture).ticks;
          ticks = (ticksOf(bound.get('End')) ?? now) - (ticksOf(bound.get('Start')) ?? now);
        }
        context.write({ kind: 'timeSpan', ticks });
      },
    };
  },
};
