import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toBigInt, toDouble } from '../../convert/numbers.ts';
import { convertTo } from '../../convert/convert.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { double, isNumber, long, type NumberValue, type Value } from '../../values/model.ts';
import { ARGUMENT, commandFailure } from '../data/failures.ts';

const MAX_INT = 2_147_483_647;

/** Generators that -SetSeed made; the same seed gives the same numbers (not PowerShell's own). */
const seeded = new WeakMap<Runtime, () => number>();

function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function source(rt: Runtime): () => number {
  return seeded.get(rt) ?? (() => rt.host.random());
}

const list = ['RandomListItemParameterSet', 'ShuffleParameterSet'];

export const getRandom: BuiltIn = {
  info: declare(
    'Get-Random',
    [
      parameter('SetSeed', 'Int32'),
      parameter('Maximum', 'Object', { sets: [{ set: 'RandomNumberParameterSet', position: 0 }] }),
      parameter('Minimum', 'Object', { sets: ['RandomNumberParameterSet'] }),
      parameter('InputObject', 'Object[]', {
        sets: list.map((set) => ({ set, mandatory: true, position: 0, pipeline: true })),
        allow: ['null', 'emptyString'],
      }),
      parameter('Count', 'Int32', {
        sets: ['RandomNumberParameterSet', 'RandomListItemParameterSet'],
        range: { min: 1, max: MAX_INT },
      }),
      parameter('Shuffle', 'SwitchParameter', { sets: [{ set: 'ShuffleParameterSet', mandatory: true }] }),
    ],
    { defaultSet: 'RandomNumberParameterSet' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetRandomCommand',
  aliases: [],
  synopsis: 'Gives random numbers, or random ones of the objects given.',
  start(context) {
    const { bound, runtime } = context;
    const seed = bound.number('SetSeed');
    if (seed !== undefined) seeded.set(runtime, generator(seed));
    const items: Value[] = [];
    return {
      process(input) {
        if (input !== undefined) items.push(input);
        else for (const item of bound.list('InputObject') ?? []) items.push(item);
      },
      end() {
        const next = source(runtime);
        const count = bound.number('Count') ?? 1;
        if (bound.set === 'RandomNumberParameterSet' && items.length === 0) {
          for (let done = 0; done < count; done++) context.write(number(context, next));
          return;
        }
        const wanted = bound.on('Shuffle') ? items.length : Math.min(count, items.length);
        for (let at = 0; at < wanted; at++) {
          const other = at + Math.floor(next() * (items.length - at));
          const value = items[other] ?? null;
          items[other] = items[at] ?? null;
          items[at] = value;
          context.write(value);
        }
      },
    };
  },
};

/** A limit as a number; text is read as one. */
function limit(context: Context, name: string): NumberValue | undefined {
  const value = context.bound.get(name) ?? null;
  if (value === null) return undefined;
  if (isNumber(value)) return value;
  for (const type of ['System.Int32', 'System.Int64']) {
    try {
      const whole = convertTo(value, type, context.runtime.culture);
      if (isNumber(whole)) return whole;
    } catch {
      // The next wider type may hold it.
    }
  }
  const any = convertTo(value, 'System.Double', context.runtime.culture);
  return isNumber(any) ? any : undefined;
}

function number(context: Context, next: () => number): Value {
  const minimum = limit(context, 'Minimum');
  const maximum = limit(context, 'Maximum');
  const kinds = [minimum, maximum].map((value) => (typeof value === 'object' ? value.kind : 'int'));
  const refuse = (low: string, high: string): Error =>
    commandFailure(
      ARGUMENT,
      'MinGreaterThanOrEqualMax',
      `The Minimum value (${low}) cannot be greater than or equal to the Maximum value (${high}).`,
      'InvalidArgument',
    );
  if (kinds.includes('double') || kinds.includes('decimal')) {
    const low = minimum === undefined ? 0 : toDouble(minimum);
    const high = maximum === undefined ? Number.MAX_VALUE : toDouble(maximum);
    if (low >= high) throw refuse(String(low), String(high));
    return double(low + next() * (high - low));
  }
  const wide = kinds.includes('long');
  const low = minimum === undefined ? 0n : (toBigInt(minimum) ?? 0n);
  const high =
    maximum === undefined
      ? wide
        ? 2n ** 63n - 1n
        : BigInt(MAX_INT)
      : (toBigInt(maximum) ?? BigInt(MAX_INT));
  if (low >= high) throw refuse(String(low), String(high));
  const span = high - low;
  const offset =
    span <= 2n ** 32n
      ? BigInt(Math.floor(next() * Number(span)))
      : ((BigInt(Math.floor(next() * 2 ** 32)) << 32n) | BigInt(Math.floor(next() * 2 ** 32))) % span;
  const value = low + offset;
  return wide ? long(value) : Number(value);
}

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
    return {
      process() {
        const { bound, runtime } = context;
        const given = bound.get('InputObject');
        if (given !== undefined) context.write(convertTo(given, 'System.Guid', runtime.culture));
        else if (bound.on('Empty')) {
          context.write({ kind: 'guid', text: '00000000-0000-0000-0000-000000000000' });
        } else context.write({ kind: 'guid', text: randomGuid(() => runtime.host.random()) });
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
