import type { Runtime } from '../electron/console/language/interpreter/runtime.ts';
import { enumerable } from '../electron/console/language/members/enumerate.ts';
import { propertiesOf } from '../electron/console/language/members/properties.ts';
import { typeNameOf } from '../electron/console/language/members/types.ts';
import { toText } from '../electron/console/language/convert/text.ts';
import { formatNumber } from '../electron/console/language/dotnet/numbers.ts';
import { formatDate } from '../electron/console/language/dotnet/dates.ts';
import { INVARIANT } from '../electron/console/language/culture.ts';
import { isNumber, type Value } from '../electron/console/language/values/model.ts';

/** A value as ../shared/oracle/README.md writes it ("Typed values"). */
export type Typed =
  | null
  | string
  | boolean
  | {
      '#': string;
      v?: string;
      items?: Typed[];
      pairs?: [Typed, Typed][];
      props?: [string, Typed][];
    };

const DEPTH = 5;

/** What the oracle's recorder wrote as the text of a value instead of its properties. */
const BY_TEXT = new Set([
  'guid',
  'version',
  'enum',
  'uri',
  'timeSpan',
  'regex',
  'type',
  'scriptBlock',
  'mailAddress',
]);

const VALUE_TYPES = new Set([
  'System.Management.Automation.SwitchParameter',
  'System.Collections.DictionaryEntry',
]);

export function typed(value: Value, runtime: Runtime, depth = 0): Typed {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isNumber(value)) return { '#': numberName(value), v: formatNumber(value, null, INVARIANT) };
  // The recorder looked at the object inside: members added to a date or a text don't show.
  if (!Array.isArray(value) && value.kind === 'object' && value.base !== null) {
    const { base } = value;
    if (typeof base !== 'object' || (!Array.isArray(base) && (isNumber(base) || base.kind === 'dateTime'))) {
      return typed(base, runtime, depth);
    }
  }
  const list = enumerable(value);
  const deep = depth >= DEPTH;
  if (list !== null) {
    if (deep) return { '#': shortName(value), v: '…' };
    return { '#': 'array', items: Array.from(list, (item) => typed(item, runtime, depth + 1)) };
  }
  if (Array.isArray(value)) return { '#': 'array', items: [] };
  if (value.kind === 'dateTime') return { '#': 'datetime', v: formatDate(value, 'o', INVARIANT) };
  if (value.kind === 'timeSpan') return { '#': 'timespan', v: toText(value) };
  if (value.kind === 'char') return { '#': 'char', v: String.fromCharCode(value.code) };
  if (value.kind === 'reference' && VALUE_TYPES.has(value.typeName)) {
    return { '#': shortName(value), v: toText(value) };
  }
  if (BY_TEXT.has(value.kind)) return { '#': shortName(value), v: toText(value) };
  if (deep) return { '#': shortName(value), v: '…' };
  if (value.kind === 'hashtable') {
    return {
      '#': value.ordered ? 'ordered' : 'hashtable',
      pairs: Array.from(value.entries(), ([key, item]): [Typed, Typed] => [
        typed(key, runtime, depth + 1),
        typed(item, runtime, depth + 1),
      ]),
    };
  }
  const name = value.kind === 'object' && shortName(value) === 'PSCustomObject' ? 'object' : shortName(value);
  return {
    '#': name,
    props: propertiesOf(value, runtime).map((property): [string, Typed] => [
      property.name,
      typed(readProperty(property), runtime, depth + 1),
    ]),
  };
}

function readProperty(property: { value(): Value }): Value {
  try {
    return property.value();
  } catch {
    return null;
  }
}

function numberName(value: Value): string {
  const name = shortName(value);
  return { Int32: 'int', Int64: 'long', Double: 'double', Decimal: 'decimal' }[name] ?? name;
}

function shortName(value: Value): string {
  const full = typeNameOf(value);
  return full.slice(full.lastIndexOf('.') + 1);
}

/**
 * Types whose properties the oracle's recorder saw but no script uses: compared by the properties that both have.
 */
const OWN_TYPES = /Info|Match|Record|Context|Group|PSVariable/;

/** The same value; a plain hashtable's order does not count. */
export function sameTyped(actual: Typed, expected: Typed): boolean {
  if (expected === null || typeof expected !== 'object') return actual === expected;
  if (actual === null || typeof actual !== 'object') return false;
  // What was too deep to be written.
  if (expected.v === '…') return true;
  if (actual['#'] !== expected['#']) return false;
  if (expected.v !== undefined) return actual.v === expected.v;
  if (expected.items !== undefined) {
    const items = actual.items ?? [];
    return (
      items.length === expected.items.length &&
      expected.items.every((item, at) => sameTyped(items[at] ?? null, item))
    );
  }
  if (expected.pairs !== undefined) {
    const pairs = [...(actual.pairs ?? [])];
    if (pairs.length !== expected.pairs.length) return false;
    if (expected['#'] === 'ordered') return expected.pairs.every((pair, at) => samePair(pairs[at], pair));
    return expected.pairs.every((pair) => {
      const at = pairs.findIndex((other) => samePair(other, pair));
      if (at >= 0) pairs.splice(at, 1);
      return at >= 0;
    });
  }
  const props = expected.props ?? [];
  const mine = actual.props ?? [];
  if (OWN_TYPES.test(expected['#'])) {
    const byName = new Map(mine.map(([name, value]) => [name, value]));
    return props.every(([name, value]) => {
      const own = byName.get(name);
      return own === undefined || sameMember(own, value);
    });
  }
  return (
    mine.length === props.length &&
    props.every(([name, value], at) => mine[at]?.[0] === name && sameMember(mine[at]?.[1] ?? null, value))
  );
}

function sameMember(actual: Typed, expected: Typed): boolean {
  return sameTyped(actual, expected) || sameTyped(onlyItem(actual), expected);
}

/** The recorder unrolled lists of one (and of none) in properties. */
function onlyItem(value: Typed): Typed {
  const items = value !== null && typeof value === 'object' ? value.items : undefined;
  return items !== undefined && items.length < 2 ? (items[0] ?? null) : value;
}

function samePair(actual: [Typed, Typed] | undefined, expected: [Typed, Typed]): boolean {
  return actual !== undefined && sameTyped(actual[0], expected[0]) && sameMember(actual[1], expected[1]);
}
