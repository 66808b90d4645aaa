import fc from 'fast-check';
import { Live, Long } from './placeholders.ts';

/** Longer than anything that a schema lets through, and than what it should take a second to refuse. */
const LONGEST = 8_000_000;

/** A list that holds itself: what crosses from the window may. */
function endless(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    '\0',
    '\uD800',
    '__proto__',
    '../../../../etc/passwd',
    '\\\\server\\share\\file.pfx',
    'data:text/html,x',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    2 ** 31,
    2 ** 53,
    -1,
    10n ** 30n,
    true,
    [],
    {},
    new Date(Number.NaN),
    new Uint8Array(3),
    new Map([['a', 1]]),
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ),
  fc.constant(null).map(endless),
  fc.constantFrom(10_000, 300_000, LONGEST).map((characters) => new Long(characters)),
  fc.array(fc.constant('x'), { minLength: 2001, maxLength: 2500, size: 'max' }),
  fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
);

interface Change {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add' | 'whole';
  readonly value: unknown;
}

/** The same inputs with one or two of their parts changed for something odd, left out, or put in beside them. */
export function mutated(inputs: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(200),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'whole'),
    value: odd,
  });
  return fc
    .tuple(inputs, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([input, changes]) => changes.reduce(changed, copied(input)));
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);

/** Placeholders stay the very ones. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isBranch(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copied(member)]));
}

function changed(input: unknown, { at, how, value }: Change): unknown {
  const places = placesOf(input, 0);
  const place = places[at % Math.max(1, places.length)];
  if (how === 'whole' || place === undefined) return value;
  const { holder, name } = place;
  if (how === 'replace') holder[name] = value;
  else if (how === 'add') holder[`${name}2`] = value;
  else Reflect.deleteProperty(holder, name);
  return input;
}

/** Every member of an input, whatever it lies in. What was put in may lie in itself. */
function placesOf(input: unknown, depth: number): { holder: Record<string, unknown>; name: string }[] {
  if (depth > 6 || !isBranch(input) || input instanceof Live || input instanceof Long) return [];
  return Object.keys(input)
    .slice(0, 50)
    .flatMap((name) => [{ holder: input, name }, ...placesOf(input[name], depth + 1)]);
}
