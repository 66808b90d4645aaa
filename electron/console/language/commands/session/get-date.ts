import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { addMonths, addTicks, dateTime, formatDate, partsOf, toLocal, toUtc } from '../../dotnet/dates.ts';
import type { Culture } from '../../culture.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { enumValue } from '../../values/simple.ts';
import {
  TICKS_PER_DAY,
  TICKS_PER_MILLISECOND,
  TICKS_PER_SECOND,
  UNIX_EPOCH_TICKS,
  type PsDateTime,
} from '../../values/time.ts';
import { enumArgument } from '../data/failures.ts';
import { localDate } from '../data/local-time.ts';
import { unixFormat } from './unix-format.ts';

const BY_DATE = ['DateAndFormat', 'DateAndUFormat'];
const BY_SECONDS = ['UnixTimeSecondsAndFormat', 'UnixTimeSecondsAndUFormat'];
const HINTS = ['Date', 'Time', 'DateTime'];
const HINT = 'Microsoft.PowerShell.Commands.DisplayHintType';

export const getDate: BuiltIn = {
  info: declare(
    'Get-Date',
    [
      parameter('Date', 'DateTime', {
        aliases: ['LastWriteTime'],
        sets: BY_DATE.map((set) => ({ set, position: 0, pipeline: true, byName: true })),
      }),
      parameter('UnixTimeSeconds', 'Double', {
        aliases: ['UnixTime'],
        sets: BY_SECONDS.map((set) => ({ set, mandatory: true, byName: true })),
      }),
      parameter('Year', 'Int32', { range: { min: 1, max: 9999 } }),
      parameter('Month', 'Int32', { range: { min: 1, max: 12 } }),
      parameter('Day', 'Int32', { range: { min: 1, max: 31 } }),
      parameter('Hour', 'Int32', { range: { min: 0, max: 23 } }),
      parameter('Minute', 'Int32', { range: { min: 0, max: 59 } }),
      parameter('Second', 'Int32', { range: { min: 0, max: 59 } }),
      parameter('Millisecond', 'Int32', { range: { min: 0, max: 999 } }),
      parameter('DisplayHint', HINT),
      parameter('UFormat', 'String', {
        sets: ['DateAndUFormat', 'UnixTimeSecondsAndUFormat'].map((set) => ({ set, mandatory: true })),
      }),
      parameter('Format', 'String', { sets: ['DateAndFormat', 'UnixTimeSecondsAndFormat'] }),
      parameter('AsUTC', 'SwitchParameter'),
    ],
    { defaultSet: 'DateAndFormat' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetDateCommand',
  aliases: [],
  synopsis: 'Gives a date and time, now unless told.',
  start(context) {
    const { bound, runtime } = context;
    const { culture } = runtime;
    const hint = enumArgument('DisplayHint', bound.get('DisplayHint'), HINT, HINTS);
    return {
      process() {
        let date = withParts(startDate(context), context);
        if (bound.on('AsUTC')) date = toUtc(date, culture);
        const unix = bound.text('UFormat');
        const format = bound.text('Format');
        if (unix !== undefined) context.write(unixFormat(date, unix, culture));
        else if (format !== undefined) context.write(formatted(date, format, context));
        else context.write(hint === undefined ? date : hinted(date, hint.name, culture));
      },
    };
  },
};

const HINT_SHAPE = Shape.of(['DisplayHint', 'DateTime']);

/** A date that shows as its hint says: its property DateTime is what people see. */
function hinted(date: PsDateTime, hint: string, culture: Culture): Value {
  const format = hint === 'Date' ? 'D' : hint === 'Time' ? 'T' : 'F';
  return new PsObject(
    HINT_SHAPE,
    [enumValue(HINT, hint, HINTS.indexOf(hint)), formatDate(date, format, culture)],
    ['System.DateTime', 'System.ValueType', 'System.Object'],
    date,
  );
}

function startDate(context: Context): PsDateTime {
  const { bound, runtime } = context;
  const given = bound.get('Date') ?? null;
  const plain = given instanceof PsObject ? given.base : given;
  if (hasKind(plain, 'dateTime')) {
    return plain;
  }
  const seconds = bound.number('UnixTimeSeconds');
  if (seconds !== undefined) {
    const ticks = UNIX_EPOCH_TICKS + BigInt(Math.round(seconds * 1000)) * TICKS_PER_MILLISECOND;
    return toLocal(dateTime(ticks, 'Utc'), runtime.culture);
  }
  return localDate(runtime.host.now(), runtime.culture);
}

/** With the parts that were given in place of the date's own. */
function withParts(start: PsDateTime, { bound }: Context): PsDateTime {
  let date = start;
  const year = bound.number('Year');
  if (year !== undefined) date = addMonths(date, (year - partsOf(date.ticks).year) * 12);
  const month = bound.number('Month');
  if (month !== undefined) date = addMonths(date, month - partsOf(date.ticks).month);
  const change = (name: string, now: (date: PsDateTime) => number, unit: bigint): void => {
    const wanted = bound.number(name);
    if (wanted !== undefined) date = addTicks(date, BigInt(wanted - now(date)) * unit);
  };
  change('Day', (from) => partsOf(from.ticks).day, TICKS_PER_DAY);
  change('Hour', (from) => partsOf(from.ticks).hour, TICKS_PER_SECOND * 3600n);
  change('Minute', (from) => partsOf(from.ticks).minute, TICKS_PER_SECOND * 60n);
  change('Second', (from) => partsOf(from.ticks).second, TICKS_PER_SECOND);
  const millisecond = bound.number('Millisecond');
  if (millisecond !== undefined) {
    const seconds = date.ticks - (date.ticks % TICKS_PER_SECOND);
    date = dateTime(seconds + BigInt(millisecond) * TICKS_PER_MILLISECOND, date.zone);
  }
  return date;
}

/** The formats for file names besides .NET's own. */
function formatted(date: PsDateTime, format: string, { runtime }: Context): string {
  const { culture } = runtime;
  switch (format.toLowerCase()) {
    case 'filedate':
      return formatDate(date, 'yyyyMMdd', culture);
    case 'filedateuniversal':
      return formatDate(toUtc(date, culture), 'yyyyMMddZ', culture);
    case 'filedatetime':
      return formatDate(date, 'yyyyMMddTHHmmssffff', culture);
    case 'filedatetimeuniversal':
      return formatDate(toUtc(date, culture), 'yyyyMMddTHHmmssffffZ', culture);
    default:
      return formatDate(date, format, culture);
  }
}
