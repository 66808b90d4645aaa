import { toStringOf } from '../../dotnet/to-string.ts';
import { enumerable } from '../../members/enumerate.ts';
import { PsHashtable, PsList } from '../../values/collections.ts';
import { isArray, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, terminating } from './failures.ts';
import { grouped, type Group } from './grouping.ts';
import { inputOf } from './input.ts';
import { keyReader } from './order-keys.ts';
import {
  GROUP_KEYS,
  givenProperties,
  propertyEntries,
  resolveNames,
  type PropertyEntry,
} from './property-expression.ts';
import { cultureOf } from './sort-object.ts';
import { baseOf, MISSING, type Key } from './value-order.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.GroupObjectCommand';
const TYPES = ['Microsoft.PowerShell.Commands.GroupInfo', 'System.Object'];
const TYPES_NO_ELEMENT = ['Microsoft.PowerShell.Commands.GroupInfoNoElement', ...TYPES];
const SHAPE = Shape.of(['Values', 'Count', 'Group', 'Name']);
const COLLECTION = 'System.Collections.ObjectModel.Collection';

export const groupObject: BuiltIn = {
  info: declare('Group-Object', [
    parameter('NoElement', 'SwitchParameter'),
    parameter('AsHashTable', 'SwitchParameter', { sets: ['HashTable'], aliases: ['AHT'] }),
    parameter('AsString', 'SwitchParameter', { sets: ['HashTable'] }),
    parameter('InputObject', 'PSObject', { pipeline: true }),
    parameter('Property', 'Object[]', { position: 0 }),
    parameter('Culture', 'String'),
    parameter('CaseSensitive', 'SwitchParameter'),
  ]),
  typeName: COMMAND,
  aliases: ['group'],
  synopsis: 'Groups objects that contain the same value for specified properties.',
  start: (context) => new Grouping(context),
};

class Grouping implements Running {
  readonly #context: Context;
  readonly #inputs: Value[] = [];
  readonly #columns: Key[][] = [];
  #readers: ((input: Value) => Key)[] | null = null;

  constructor(context: Context) {
    this.#context = context;
  }

  process(given: Value | undefined): void {
    const input = inputOf(this.#context, given);
    if (input === undefined || input === null) return;
    const readers = this.#readers ?? this.#prepare(input);
    this.#inputs.push(input);
    for (let at = 0; at < readers.length; at++) this.#columns[at]?.push(readers[at]?.(input) ?? null);
  }

  #prepare(first: Value): ((input: Value) => Key)[] {
    const { bound, runtime } = this.#context;
    const given = givenProperties(bound.list('Property'));
    const written = given === null ? [] : propertyEntries(COMMAND, given, GROUP_KEYS);
    if (bound.on('AsString') && !bound.on('AsHashTable')) {
      throw refused(
        'The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.',
      );
    }
    if (bound.on('AsHashTable') && !bound.on('AsString') && written.length > 1) {
      throw refused(
        'The command cannot be run because using the AsHashTable parameter with more than one property requires adding the AsString parameter.',
      );
    }
    const entries = written.flatMap((entry): PropertyEntry[] => {
      const { expression } = entry;
      if (expression.kind === 'block' || !expression.wildcard) return [entry];
      const names = [...resolveNames(expression, first, runtime)].sort();
      return names.map((text) => ({ ...entry, expression: { kind: 'name', text, wildcard: false } }));
    });
    const report = this.#context.error.bind(this.#context);
    this.#readers =
      given === null
        ? [(input) => input]
        : entries.map((entry) => keyReader(entry, COMMAND, runtime, report));
    this.#columns.push(...this.#readers.map((): Key[] => []));
    return this.#readers;
  }

  end(): void {
    if (this.#inputs.length === 0 || this.#columns.length === 0) return;
    const { bound } = this.#context;
    const noElement = bound.on('NoElement');
    const caseSensitive = bound.on('CaseSensitive');
    const groups = grouped(this.#columns, cultureOf(this.#context), caseSensitive);
    if (bound.on('AsHashTable')) this.#writeTable(groups, noElement, caseSensitive);
    else for (const group of groups) this.#context.write(this.#info(group, noElement));
  }

  #elements(group: Group, noElement: boolean): PsList {
    const items = noElement ? [] : group.places.map((place) => this.#inputs[place] ?? null);
    return new PsList(COLLECTION, 'PSObject', items);
  }

  #info(group: Group, noElement: boolean): PsObject {
    const values = group.keys.map((key) => (key === MISSING ? null : key));
    return new PsObject(
      SHAPE,
      [
        new PsList('System.Collections.ArrayList', null, values),
        group.places.length,
        this.#elements(group, noElement),
        this.#name(group),
      ],
      noElement ? TYPES_NO_ELEMENT : TYPES,
    );
  }

  #name(group: Group): string {
    const parts: string[] = [];
    for (const key of group.keys) {
      if (key === MISSING || key === null) continue;
      const base = baseOf(key);
      const items = isList(base) ? enumerable(base) : null;
      parts.push(
        items === null ? this.#text(key) : `{${Array.from(items, (item) => this.#text(item)).join(', ')}}`,
      );
    }
    return parts.join(', ');
  }

  #text(value: Value): string {
    return typeof value === 'string' ? value : toStringOf(value, this.#context.runtime.culture);
  }

  #writeTable(groups: readonly Group[], noElement: boolean, caseSensitive: boolean): void {
    const table = new PsHashtable({ caseSensitive });
    for (const group of groups) {
      const first = group.keys[0];
      const key = this.#context.bound.on('AsString')
        ? this.#name(group)
        : first === undefined || first === MISSING
          ? null
          : baseOf(first);
      if (key === null || table.has(key)) {
        const message =
          'The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid value for the property, and then try again.';
        this.#context.error(errorRecord(COMMAND, { id: message, message, type: 'System.Exception' }));
        return;
      }
      table.set(key, this.#elements(group, noElement));
    }
    this.#context.write(table);
  }
}

function isList(value: Value): boolean {
  return (
    isArray(value) ||
    (value !== null && typeof value === 'object' && (value.kind === 'list' || value.kind === 'set'))
  );
}

function refused(message: string): Error {
  return terminating(COMMAND, { id: 'ArgumentException', message, type: 'System.ArgumentException' });
}
