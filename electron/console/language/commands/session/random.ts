import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toBigInt, toDouble } from '../../convert/numbers.ts';
import { convertTo } from '../../convert/convert.ts';
import { SeededRandom } from '../../dotnet/random.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { double, isNumber, long, type NumberValue, type Value } from '../../values/model.ts';
import { ARGUMENT, commandFailure } from '../data/failures.ts';

const MAX_INT = 2_147_483_647;

/** Generators that -SetSeed made; the same seed gives PowerShell's own numbers. */
const seeded = new WeakMap<Runtime, SeededRandom>();

/** PowerShell's own way from random bytes to numbers. */
class Numbers {
  readonly #byte: () => number;

  constructor(byte: () => number) {
    this.#byte = byte;
  }

  #int32(): number {
    return this.#byte() | (this.#byte() << 8) | (this.#byte() << 16) | (this.#byte() << 24);
  }

  /** From 0 up to, not including, 1. */
  double(): number {
    let number: number;
    do number = this.#int32();
    while (number === MAX_INT);
    return (number < 0 ? number + MAX_INT : number) * (1 / MAX_INT);
  }

  /** From `low` up to, not including, `high`; both are Int32. */
  between(low: number, high: number): number {
    const range = high - low;
    if (range <= MAX_INT) return Math.trunc(this.double() * range) + low;
    let number: number;
    do number = this.#int32();
    while (number === MAX_INT);
    return Math.trunc((number + MAX_INT) * (1 / (2 * MAX_INT)) * range + low);
  }

  /** Both are Int64. */
  wide(low: bigint, high: bigint): bigint {
    const range = high - low;
    if (range <= BigInt(MAX_INT)) return low + BigInt(this.between(0, Number(range)));
    const mask = (1n << BigInt(range.toString(2).length)) - 1n;
    let number: bigint;
    do {
      number = 0n;
      for (let at = 0n; at < 8n; at++) number |= BigInt(this.#byte()) << (8n * at);
      number &= mask;
    } while (number >= range);
    return BigInt(Number(low) + Number(number));
  }
}

function source(rt: Runtime): Numbers {
  const own = seeded.get(rt);
  return new Numbers(own === undefined ? () => Math.floor(rt.host.random() * 256) : () => own.byte());
}

const list = ['RandomListItemParameterSet', 'ShuffleParameterSet'];

function common(): CmdletParameter[] {
  return [
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
  ];
}

export const getRandom: BuiltIn = {
  info: declare('Get-Random', [parameter('SetSeed', 'Int32'), ...common()], {
    defaultSet: 'RandomNumberParameterSet',
  }),
  typeName: 'Microsoft.PowerShell.Commands.GetRandomCommand',
  aliases: [],
  synopsis: 'Gives random numbers, or random ones of the objects given.',
  start(context) {
    const seed = context.bound.number('SetSeed');
    if (seed !== undefined) seeded.set(context.runtime, new SeededRandom(seed));
    return choosing(context, source(context.runtime));
  },
};

export const getSecureRandom: BuiltIn = {
  info: declare('Get-SecureRandom', common(), { defaultSet: 'RandomNumberParameterSet' }),
  typeName: 'Microsoft.PowerShell.Commands.GetSecureRandomCommand',
  aliases: [],
  synopsis: 'Gives random numbers that cannot be foreseen, or such ones of the objects given.',
  start: (context) =>
    choosing(context, new Numbers(() => globalThis.crypto.getRandomValues(new Uint8Array(1))[0] ?? 0)),
};

function choosing(context: Context, numbers: Numbers): Running {
  const { bound } = context;
  const count = bound.number('Count') ?? 1;
  const chosen: Value[] = [];
  let seen = 0;
  const take = (item: Value): void => {
    if (bound.on('Shuffle') || seen < count) chosen.push(item);
    else if (numbers.between(0, seen + 1) < count) chosen[numbers.between(0, chosen.length)] = item;
    seen++;
  };
  const maximum = bound.get('Maximum');
  const givenList = Array.isArray(maximum) ? maximum : bound.list('InputObject');
  return {
    process(input) {
      if (input !== undefined) take(input);
      else for (const item of givenList ?? []) take(item);
    },
    end() {
      if (bound.set === 'RandomNumberParameterSet' && seen === 0 && !context.hasPipelineInput) {
        for (let done = 0; done < count; done++) context.write(number(context, numbers));
        return;
      }
      for (let at = 0; at < chosen.length; at++) {
        const other = numbers.between(at, chosen.length);
        context.write(chosen[other] ?? null);
        chosen[other] = chosen[at] ?? null;
      }
    },
  };
}

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

function number(context: Context, numbers: Numbers): Value {
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
    return double(fraction(low, high, numbers));
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
  return wide ? long(numbers.wide(low, high)) : numbers.between(Number(low), Number(high));
}

/** Taken again where rounding brought it to the upper limit. */
function fraction(low: number, high: number, numbers: Numbers): number {
  let range = high - low;
  for (;;) {
    const part = numbers.double();
    const value = Number.isFinite(range) ? low + part * range : low + part * high - part * low;
    if (value < high) return value;
    range *= part;
  }
}
