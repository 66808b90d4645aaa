import { INVARIANT } from '../../language/culture.ts';
import { toText } from '../../language/convert/text.ts';
import { formatDate } from '../../language/dotnet/dates.ts';
import type { Runtime } from '../../language/interpreter/runtime.ts';
import { enumerable } from '../../language/members/enumerate.ts';
import { OffsetState } from '../../language/members/families/date-offset.ts';
import { propertiesOf } from '../../language/members/properties.ts';
import { isNumber, type Value } from '../../language/values/model.ts';
import { toDouble } from '../../language/convert/numbers.ts';
import { PsObject } from '../../language/values/object.ts';
import { stateOf } from '../../language/values/state-of.ts';

/** Properties of properties that a cell may hold. */
const DEPTH = 3;

/** An object of a script's output as a row of the grid; a value without properties is a row with one column. */
export function plainRow(value: Value, runtime: Runtime): object {
  if (value instanceof PsObject && value.extra === null && value.base === null) {
    const row = new Map<string, unknown>();
    const { names } = value.shape;
    for (let at = 0; at < names.length; at++) {
      const name = names[at];
      if (name !== undefined) row.set(name, plain(value.values[at] ?? null, runtime, DEPTH));
    }
    return Object.fromEntries(row);
  }
  if (value === null || typeof value !== 'object' || isNumber(value) || isScalar(value)) {
    return { Value: plain(value, runtime, DEPTH) };
  }
  const properties = propertiesOf(value, runtime);
  if (properties.length === 0) return { Value: toText(value) };
  return Object.fromEntries(
    properties.map((property): [string, unknown] => [
      property.name,
      safely(() => plain(property.value(), runtime, DEPTH)),
    ]),
  );
}

function isScalar(value: Exclude<Value, null | boolean | string | number>): boolean {
  if (Array.isArray(value)) return true;
  return [
    'dateTime',
    'timeSpan',
    'guid',
    'version',
    'uri',
    'enum',
    'type',
    'char',
    'scriptBlock',
    'regex',
  ].includes(value.kind);
}

/** What the result's table takes: text, numbers, Booleans, null, lists and plain objects of those. */
function plain(value: Value, runtime: Runtime, depth: number): unknown {
  if (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'string' ||
    typeof value === 'number'
  ) {
    return value;
  }
  if (isNumber(value)) return toDouble(value);
  const items = enumerable(value);
  if (items !== null) return depth === 0 ? '…' : Array.from(items, (item) => plain(item, runtime, depth - 1));
  if (Array.isArray(value)) return [];
  if (value.kind === 'dateTime') return formatDate(value, 'o', INVARIANT);
  const offset = stateOf(value, OffsetState);
  if (offset !== null) return offset.format('o', INVARIANT);
  if (value.kind === 'secureString' || isScalar(value)) return toText(value);
  if (value.kind === 'hashtable') {
    const pairs = Array.from(value.entries());
    return Object.fromEntries(
      pairs.map(([key, item]): [string, unknown] => [
        toText(key),
        depth === 0 ? '…' : plain(item, runtime, depth - 1),
      ]),
    );
  }
  if (value.kind === 'object' && value.base === null) {
    if (depth === 0) return toText(value);
    return Object.fromEntries(
      propertiesOf(value, runtime).map((property): [string, unknown] => [
        property.name,
        safely(() => plain(property.value(), runtime, depth - 1)),
      ]),
    );
  }
  return toText(value);
}

/** A property that fails when it is read shows nothing, as in PowerShell's tables. */
function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}
