import type { Culture } from '../../culture.ts';
import { toText } from '../../convert/text.ts';
import type { Value } from '../../values/model.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { textColumn } from './collate.ts';
import { inputOf } from './input.ts';
import { introsort } from './introsort.ts';
import { keyOrder, readKeys } from './order-keys.ts';
import { expandEntries, givenProperties, propertyEntries, SORT_KEYS } from './property-expression.ts';
import { MISSING, type Key } from './value-order.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.SortObjectCommand';
const COUNT = { min: 1, max: 2147483647 };

export const sortObject: BuiltIn = {
  info: declare(
    'Sort-Object',
    [
      parameter('Stable', 'SwitchParameter', { sets: ['Default'] }),
      parameter('Descending', 'SwitchParameter'),
      parameter('Unique', 'SwitchParameter'),
      parameter('Top', 'Int32', { mandatory: true, sets: ['Top'], range: COUNT }),
      parameter('Bottom', 'Int32', { mandatory: true, sets: ['Bottom'], range: COUNT }),
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('Property', 'Object[]', { position: 0 }),
      parameter('Culture', 'String'),
      parameter('CaseSensitive', 'SwitchParameter'),
    ],
    { defaultSet: 'Default' },
  ),
  typeName: COMMAND,
  aliases: ['sort'],
  synopsis: 'Sorts objects by property values.',
  start: (context) => {
    const inputs: Value[] = [];
    return {
      process(input) {
        const value = inputOf(context, input);
        if (value !== undefined && value !== null) inputs.push(value);
      },
      end() {
        if (inputs.length > 0) sort(context, inputs);
      },
    } satisfies Running;
  },
};

type Order = (a: number, b: number) => number;

export function cultureOf(context: Context): Culture {
  const name = context.bound.get('Culture');
  if (name === undefined || name === null) return context.runtime.culture;
  return { ...context.runtime.culture, name: toText(name).trim() };
}

function sort(context: Context, inputs: readonly Value[]): void {
  const { bound, runtime } = context;
  const culture = cultureOf(context);
  const caseSensitive = bound.on('CaseSensitive');
  const descending = bound.on('Descending');
  const given = givenProperties(bound.list('Property'));
  const entries =
    given === null ? [] : expandEntries(propertyEntries(COMMAND, given, SORT_KEYS), inputs, runtime);
  const orders: Order[] = [];
  let comparable: boolean[] | null = null;
  if (entries.length === 0) orders.push(columnOrder(inputs, culture, caseSensitive, descending));
  for (const entry of entries) {
    const keys = readKeys(entry, inputs, COMMAND, runtime, (record) => {
      context.error(record);
    });
    comparable = keys.map((key, at) => key !== MISSING || comparable?.[at] === true);
    const down = directionOf(entry.ascending, entry.descending, descending);
    orders.push(columnOrder(keys, culture, caseSensitive, down));
  }
  const [only] = orders;
  const order = orders.length === 1 && only !== undefined ? only : inTurn(orders);
  const places = sorted(context, inputs.length, order, comparable);
  for (const place of places) context.write(inputs[place] ?? null);
}

/** A key's own direction wins over -Descending; ascending and descending alike cancel each other out. */
function directionOf(ascending: boolean | null, descending: boolean | null, otherwise: boolean): boolean {
  if (ascending === null && descending === null) return otherwise;
  if (ascending !== null && descending !== null && ascending === descending) return otherwise;
  return ascending === null ? (descending ?? false) : !ascending;
}

function inTurn(orders: readonly Order[]): Order {
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** Compares two places of one column of keys. Columns of texts or of whole numbers have a way of their own. */
function columnOrder(
  keys: readonly Key[],
  culture: Culture,
  caseSensitive: boolean,
  descending: boolean,
): Order {
  const sign = descending ? -1 : 1;
  if (keys.every((key) => typeof key === 'number')) {
    const numbers = Float64Array.from(keys);
    return (a, b) => sign * ((numbers[a] ?? 0) - (numbers[b] ?? 0));
  }
  if (keys.every((key) => typeof key === 'string')) {
    const order = textColumn(keys, culture, caseSensitive);
    return descending ? (a, b) => -order(a, b) : order;
  }
  const order = keyOrder(culture, caseSensitive, descending);
  return (a, b) => order(keys[a] ?? null, keys[b] ?? null);
}

/** Places in the order in which they are written. */
function sorted(
  context: Context,
  count: number,
  order: Order,
  comparable: readonly boolean[] | null,
): readonly number[] {
  const { bound } = context;
  const top = bound.number('Top') ?? 0;
  const bottom = bound.number('Bottom') ?? 0;
  const unique = bound.on('Unique');
  const places = Array.from({ length: count }, (_, at) => at);
  if (!bound.on('Stable') && top === 0 && bottom === 0) {
    introsort(places, order);
    return unique ? firstOfEach(places, order) : places;
  }
  const whole: Order = (a, b) => {
    if (comparable !== null && comparable[a] !== comparable[b]) return comparable[a] === true ? -1 : 1;
    return order(a, b) || a - b;
  };
  places.sort(whole);
  const kept = unique ? firstOfEach(places, order) : places;
  if (top > 0) return kept.slice(0, top);
  return bottom > 0 ? kept.slice(-bottom) : kept;
}

function firstOfEach(places: readonly number[], order: Order): number[] {
  const kept: number[] = [];
  for (const place of places) {
    const last = kept[kept.length - 1];
    if (last === undefined || order(last, place) !== 0) kept.push(place);
  }
  return kept;
}
