import { toText } from '../../convert/text.ts';
import { truth } from '../../convert/truth.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { findProperty, propertiesOf } from '../../members/properties.ts';
import { typeNameOf } from '../../members/types.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { PsBlock } from '../../values/block.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Terminating } from '../../values/errors.ts';
import { isArray, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import type { Shape } from '../../values/shape.ts';
import { NOT_SUPPORTED, terminating } from './failures.ts';

/** What names one property, or works out a value. */
export type Expression =
  | { readonly kind: 'name'; readonly text: string; readonly wildcard: boolean }
  | { readonly kind: 'block'; readonly text: string; readonly block: PsBlock };

/** One element of -Property. */
export interface PropertyEntry {
  readonly expression: Expression;
  /** Key "Name" or "Label"; null: not there. */
  readonly name: string | null;
  /** Sort-Object's keys; null: not there. */
  readonly ascending: boolean | null;
  readonly descending: boolean | null;
}

/** Keys that a hashtable of -Property may have. */
export const SELECT_KEYS: readonly string[] = ['expression', 'name'];
export const SORT_KEYS: readonly string[] = ['expression', 'ascending', 'descending'];
export const GROUP_KEYS: readonly string[] = ['expression'];

/**
 * Understands the elements of a -Property parameter. Throws Terminating with PowerShell's ids (DictionaryKey…).
 * @param command .NET name of the command, for the ids.
 */
export function propertyEntries(
  command: string,
  values: readonly Value[],
  keys: readonly string[],
): PropertyEntry[] {
  return values.map((value) => {
    if (value instanceof PsHashtable) return fromTable(command, value, keys);
    const expression = toExpression(command, value);
    if (expression !== null) return { expression, name: null, ascending: null, descending: null };
    const kinds = '{System.String, System.Management.Automation.ScriptBlock}';
    throw illegal(
      command,
      'DictionaryKeyUnknownType',
      value === null
        ? `The value of a parameter was null; one of the following types was expected: ${kinds}.`
        : `Cannot convert ${typeNameOf(value)} to one of the following types ${kinds}.`,
    );
  });
}

function illegal(command: string, id: string, details: string): Terminating {
  return terminating(command, {
    id,
    message: 'Specified method is not supported.',
    type: NOT_SUPPORTED,
    details,
  });
}

/** null: neither text nor a block. */
export function toExpression(command: string, value: Value, key: string | null = null): Expression | null {
  const inner = value instanceof PsObject && value.base !== null ? value.base : value;
  if (typeof inner === 'string') {
    if (inner === '') {
      throw illegal(
        command,
        key === null ? 'ExpressionEmptyString1' : 'ExpressionEmptyString2',
        key === null
          ? 'An empty string value is not allowed.'
          : `The "${key}" key cannot have an empty string value.`,
      );
    }
    return { kind: 'name', text: inner, wildcard: hasWildcards(inner) };
  }
  if (inner !== null && typeof inner === 'object' && !isArray(inner) && inner.kind === 'scriptBlock') {
    return { kind: 'block', text: inner.text, block: inner };
  }
  return null;
}

function fromTable(command: string, table: PsHashtable, keys: readonly string[]): PropertyEntry {
  const found = new Map<string, Value>();
  const typedAs = new Map<string, string>();
  for (const [key, value] of table.entries()) {
    if (typeof key !== 'string') {
      const type = key === null ? 'null' : typeNameOf(key);
      throw illegal(
        command,
        'DictionaryKeyNonString',
        `The ${type} key type is not valid. The key must be a string.`,
      );
    }
    const known = keyNamed(key, keys);
    if (known === null) throw illegal(command, 'DictionaryKeyIllegal', `The ${key} key is not valid.`);
    const before = typedAs.get(known);
    if (before !== undefined) {
      throw illegal(
        command,
        'DictionaryKeyDuplicate',
        `The duplicated key "${key}" conflicts with "${before}".`,
      );
    }
    typedAs.set(known, key);
    found.set(known, value);
  }
  if (!found.has('expression')) {
    throw illegal(command, 'DictionaryKeyMandatoryEntry', 'A mandatory entry for expression is missing.');
  }
  const given = found.get('expression') ?? null;
  const typed = typedAs.get('expression') ?? 'expression';
  if (given === null) {
    throw illegal(command, 'DictionaryKeyMissingValue', `The ${typed} key has no value.`);
  }
  const expression = toExpression(command, given, typed);
  if (expression === null) {
    throw illegal(
      command,
      'DictionaryKeyIllegalValue1',
      `The "${typed}" key has a type, ${typeNameOf(given)}, that is not valid; expected types are {System.String, System.Management.Automation.ScriptBlock}.`,
    );
  }
  const label = found.get('name');
  const ascending = found.get('ascending');
  const descending = found.get('descending');
  return {
    expression,
    name: label === undefined ? null : toText(label),
    ascending: ascending === undefined ? null : truth(ascending),
    descending: descending === undefined ? null : truth(descending),
  };
}

/** Keys may be shortened; "label" is another word for "name". */
function keyNamed(typed: string, keys: readonly string[]): string | null {
  const lower = typed.toLowerCase();
  if (lower === '') return null;
  return keys.find((key) => key.startsWith(lower) || (key === 'name' && 'label'.startsWith(lower))) ?? null;
}

/** Reads one property by name; undefined: the value has no such property. Quick for objects alike. */
export function nameReader(name: string, rt: Runtime): (value: Value) => Value | undefined {
  let shape: Shape | null = null;
  let at = -1;
  return (value) => {
    if (value instanceof PsObject && value.extra === null) {
      if (value.shape !== shape) {
        shape = value.shape;
        at = shape.indexOf(name);
      }
      if (at >= 0) return value.values[at] ?? null;
    }
    return findProperty(value, name, rt)?.value();
  };
}

/** Reads what an expression without wildcards names; a block's errors are thrown. */
export function expressionReader(expression: Expression, rt: Runtime): (value: Value) => Value | undefined {
  return expression.kind === 'name' ? nameReader(expression.text, rt) : blockReader(expression.block, rt);
}

/** Several objects out of a block are a list that shows its elements. */
export function blockReader(block: PsBlock, rt: Runtime): (value: Value) => Value {
  const call = rt.property(block);
  return (value) => {
    const result = call(value);
    if (isArray(result)) result.wrapped = true;
    return result;
  };
}

/** Names of the properties that a name (with wildcards or without) means on this value, as the value spells them. */
export function resolveNames(
  expression: Expression & { kind: 'name' },
  value: Value,
  rt: Runtime,
): readonly string[] {
  if (!expression.wildcard) {
    if (value instanceof PsObject && value.extra !== null) {
      const set = value.extra.get(expression.text.toLowerCase());
      if (set?.member.type === 'PropertySet') {
        return set.member.names.filter((name) => findProperty(value, name, rt) !== undefined);
      }
    }
    const found = findProperty(value, expression.text, rt);
    return found === undefined ? [] : [found.name];
  }
  const matches = wildcard(expression.text);
  if (value instanceof PsHashtable) {
    const keys = value.keys().map(toText).filter(matches);
    if (keys.length > 0) return keys;
  }
  return propertiesOf(value, rt)
    .map((view) => view.name)
    .filter(matches);
}

/**
 * The entries with wildcards replaced by the names that they mean on any of the values, each set in alphabetical order,
 * as Sort-Object and Group-Object do.
 */
export function expandEntries(
  entries: readonly PropertyEntry[],
  values: readonly Value[],
  rt: Runtime,
): PropertyEntry[] {
  return entries.flatMap((entry) => {
    const { expression } = entry;
    if (expression.kind !== 'name' || !expression.wildcard) return [entry];
    const names = new Map<string, string>();
    let shape: Shape | null = null;
    for (const value of values) {
      if (value instanceof PsObject && value.extra === null) {
        if (value.shape === shape) continue;
        ({ shape } = value);
      }
      for (const name of resolveNames(expression, value, rt)) names.set(name.toLowerCase(), name);
    }
    return Array.from(names.keys())
      .sort()
      .map((key): PropertyEntry => {
        const text = names.get(key) ?? key;
        return { ...entry, expression: { kind: 'name', text, wildcard: false } };
      });
  });
}

/** What -Property was given; null where it is missing or $null. */
export function givenProperties(list: readonly Value[] | undefined): readonly Value[] | null {
  if (list === undefined || list.length === 0) return null;
  return list.length === 1 && list[0] === null ? null : list;
}
