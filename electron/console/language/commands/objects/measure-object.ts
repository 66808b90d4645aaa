import { toDouble } from '../../convert/numbers.ts';
import { tryConvert } from '../../convert/convert.ts';
import { toStringOf } from '../../dotnet/to-string.ts';
import { double, isNumber, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, PS_INVALID_OPERATION } from './failures.ts';
import { inputOf } from './input.ts';
import {
  blockReader,
  nameReader,
  resolveNames,
  toExpression,
  type Expression,
} from './property-expression.ts';
import { characters, lines, words } from './text-counts.ts';
import { valueOrder } from './value-order.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.MeasureObjectCommand';
const GENERIC = ['GenericMeasure'];
const TEXT = ['TextMeasure'];
const TYPE = 'Microsoft.PowerShell.Commands.';
const GENERIC_SHAPE = Shape.of([
  'Count',
  'Average',
  'Sum',
  'Maximum',
  'Minimum',
  'StandardDeviation',
  'Property',
]);
const TEXT_SHAPE = Shape.of(['Lines', 'Words', 'Characters', 'Property']);

export const measureObject: BuiltIn = {
  info: declare(
    'Measure-Object',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('Property', 'Object[]', { position: 0, notNull: 'nullOrEmpty' }),
      parameter('StandardDeviation', 'SwitchParameter', { sets: GENERIC }),
      parameter('Sum', 'SwitchParameter', { sets: GENERIC }),
      parameter('AllStats', 'SwitchParameter', { sets: GENERIC }),
      parameter('Average', 'SwitchParameter', { sets: GENERIC }),
      parameter('Maximum', 'SwitchParameter', { sets: GENERIC }),
      parameter('Minimum', 'SwitchParameter', { sets: GENERIC }),
      parameter('Line', 'SwitchParameter', { sets: TEXT }),
      parameter('Word', 'SwitchParameter', { sets: TEXT }),
      parameter('Character', 'SwitchParameter', { sets: TEXT }),
      parameter('IgnoreWhiteSpace', 'SwitchParameter', { sets: TEXT }),
    ],
    { defaultSet: 'GenericMeasure' },
  ),
  typeName: COMMAND,
  aliases: ['measure'],
  synopsis:
    'Calculates the numeric properties of objects, and the characters, words, and lines in string objects.',
  start: (context) => new Measuring(context),
};

/** What is counted of one property. */
class Statistics {
  count = 0;
  sum = 0;
  mean = 0;
  /** Sum of the squares of the distances from the mean. */
  squares = 0;
  max: Value = null;
  min: Value = null;
  characters = 0;
  words = 0;
  lines = 0;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

class Measuring implements Running {
  readonly #context: Context;
  readonly #properties:
    readonly { expression: Expression; read: ((value: Value) => Value | undefined) | null }[] | null;
  /** By lower-case property name. */
  readonly #all = new Map<string, Statistics>();
  readonly #sum: boolean;
  readonly #average: boolean;
  readonly #deviation: boolean;
  readonly #min: boolean;
  readonly #max: boolean;
  readonly #text: boolean;
  readonly #order: (a: Value, b: Value) => number;
  #failed = false;
  #any = false;

  constructor(context: Context) {
    this.#context = context;
    const { bound, runtime } = context;
    const all = bound.on('AllStats');
    this.#sum = all || bound.on('Sum');
    this.#average = all || bound.on('Average');
    this.#deviation = all || bound.on('StandardDeviation');
    this.#min = all || bound.on('Minimum');
    this.#max = all || bound.on('Maximum');
    this.#text = bound.on('Line') || bound.on('Word') || bound.on('Character');
    this.#order = valueOrder(runtime.culture, true);
    const given = bound.list('Property');
    this.#properties =
      given?.map((value) => {
        const expression = toExpression(COMMAND, value) ?? {
          kind: 'name' as const,
          text: toStringOf(value, runtime.culture),
          wildcard: false,
        };
        const read =
          expression.kind === 'block'
            ? blockReader(expression.block, runtime)
            : expression.wildcard
              ? null
              : nameReader(expression.text, runtime);
        return { expression, read };
      }) ?? null;
  }

  process(given: Value | undefined): void {
    const input = inputOf(this.#context, given);
    if (input === undefined || input === null) return;
    this.#any = true;
    if (this.#properties === null) {
      this.#take(this.#statistics('$_'), input);
      return;
    }
    const only = this.#properties.length === 1;
    const seen = only ? null : new Set<string>();
    for (const { expression, read } of this.#properties) {
      if (read === null && expression.kind === 'name') {
        for (const name of resolveNames(expression, input, this.#context.runtime)) {
          const key = name.toLowerCase();
          if (seen?.has(key) === true) continue;
          seen?.add(key);
          const value = nameReader(name, this.#context.runtime)(input) ?? null;
          this.#take(this.#statistics(name), value);
        }
        continue;
      }
      const statistics = this.#statistics(expression.text);
      const value = read?.(input);
      if (value === undefined) continue;
      const key = expression.text.toLowerCase();
      if (seen?.has(key) === true) continue;
      seen?.add(key);
      this.#take(statistics, value);
    }
  }

  #statistics(name: string): Statistics {
    const key = name.toLowerCase();
    let statistics = this.#all.get(key);
    if (statistics === undefined) {
      statistics = new Statistics(name);
      this.#all.set(key, statistics);
    }
    return statistics;
  }

  #take(to: Statistics, value: Value): void {
    to.count++;
    if (this.#text) this.#countText(to, value);
    if (this.#sum || this.#average || this.#deviation) {
      const number = this.#number(value);
      if (number === null) {
        this.#failed = true;
        this.#context.error(
          errorRecord(COMMAND, {
            id: 'NonNumericInputObject',
            message: `Input object "${toStringOf(value, this.#context.runtime.culture)}" is not numeric.`,
            type: PS_INVALID_OPERATION,
            category: 'InvalidType',
            target: value,
          }),
        );
        return;
      }
      to.sum += number;
      const from = number - to.mean;
      to.mean += from / to.count;
      to.squares += from * (number - to.mean);
    }
    if (this.#min) to.min = this.#better(value, to.min, 1);
    if (this.#max) to.max = this.#better(value, to.max, -1);
  }

  #countText(to: Statistics, value: Value): void {
    const text = value === null ? '' : toStringOf(value, this.#context.runtime.culture);
    const { bound } = this.#context;
    if (bound.on('Character')) to.characters += characters(text, bound.on('IgnoreWhiteSpace'));
    if (bound.on('Word')) to.words += words(text);
    if (bound.on('Line')) to.lines += lines(text);
  }

  /** null: not a number to .NET; $null counts as 0. */
  #number(value: Value): number | null {
    if (typeof value === 'number') return value;
    if (value === null) return 0;
    if (isNumber(value)) return toDouble(value);
    const converted = tryConvert(value, 'System.Double', this.#context.runtime.culture);
    return 'value' in converted && isNumber(converted.value) ? toDouble(converted.value) : null;
  }

  /** The new value where it beats the best so far; numbers and what reads as one by size, mixed types as text. */
  #better(value: Value, best: Value, sign: number): Value {
    if (best === null) return value;
    if (value === null) return sign > 0 ? value : best;
    const left = this.#number(best);
    const right = this.#number(value);
    let result: number;
    if (left !== null && right !== null) result = left - right;
    else if (left === null && right === null) result = this.#order(best, value);
    else {
      const { culture } = this.#context.runtime;
      result = this.#order(toStringOf(best, culture), toStringOf(value, culture));
    }
    return result * sign > 0 ? value : best;
  }

  end(): void {
    if (!this.#any && this.#properties === null) this.#statistics('$_');
    for (const statistics of this.#all.values()) {
      if (statistics.count === 0 && this.#properties !== null) {
        if ((this.#context.runtime.strict ?? 0) >= 2) this.#notFound(statistics.name);
        continue;
      }
      this.#context.write(
        this.#context.bound.set === 'TextMeasure' ? this.#textInfo(statistics) : this.#info(statistics),
      );
    }
  }

  #notFound(name: string): void {
    const generic = this.#context.bound.set !== 'TextMeasure';
    this.#context.error(
      errorRecord(COMMAND, {
        id: generic ? 'GenericMeasurePropertyNotFound' : 'TextMeasurePropertyNotFound',
        message:
          'Cannot process argument because the value of argument "Property" is not valid. Change the value of the "Property" argument and run the operation again.',
        details: `The property "${name}" cannot be found in the input for any objects.`,
      }),
    );
  }

  #propertyName(statistics: Statistics): Value {
    return this.#properties === null ? null : statistics.name;
  }

  #textInfo(statistics: Statistics): PsObject {
    const { bound } = this.#context;
    return new PsObject(
      TEXT_SHAPE,
      [
        bound.on('Line') ? statistics.lines : null,
        bound.on('Word') ? statistics.words : null,
        bound.on('Character') ? statistics.characters : null,
        this.#propertyName(statistics),
      ],
      [`${TYPE}TextMeasureInfo`, `${TYPE}MeasureInfo`, 'System.Object'],
    );
  }

  #info(statistics: Statistics): PsObject {
    const { count, sum, squares } = statistics;
    const max = this.#extreme(statistics.max);
    const min = this.#extreme(statistics.min);
    const numeric = max.numeric && min.numeric;
    const ok = !this.#failed;
    return new PsObject(
      GENERIC_SHAPE,
      [
        count,
        ok && this.#average && count > 0 ? double(sum / count) : null,
        ok && this.#sum ? double(sum) : null,
        numeric ? max.value : statistics.max,
        numeric ? min.value : statistics.min,
        ok && this.#deviation ? double(count > 1 ? Math.sqrt(squares / (count - 1)) : 0) : null,
        this.#propertyName(statistics),
      ],
      [
        `${TYPE}${numeric ? 'GenericMeasureInfo' : 'GenericObjectMeasureInfo'}`,
        `${TYPE}MeasureInfo`,
        'System.Object',
      ],
    );
  }

  #extreme(value: Value): { value: Value; numeric: boolean } {
    if (value === null) return { value, numeric: true };
    const number = this.#number(value);
    return number === null ? { value, numeric: false } : { value: double(number), numeric: true };
  }
}
