import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { typeNamesOf } from '../../members/types.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { Backlog, type Entry } from './compare-backlog.ts';
import { keyOrder, keyReader } from './order-keys.ts';
import {
  expandEntries,
  givenProperties,
  GROUP_KEYS,
  propertyEntries,
  type PropertyEntry,
} from './property-expression.ts';
import { cultureOf } from './sort-object.ts';
import { MISSING, type Key } from './value-order.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.CompareObjectCommand';

export const compareObject: BuiltIn = {
  info: declare('Compare-Object', [
    parameter('ReferenceObject', 'PSObject[]', {
      mandatory: true,
      position: 0,
      allow: ['emptyCollection'],
    }),
    parameter('DifferenceObject', 'PSObject[]', {
      mandatory: true,
      position: 1,
      pipeline: true,
      allow: ['emptyCollection'],
    }),
    parameter('SyncWindow', 'Int32', { range: { min: 0, max: 2147483647 } }),
    parameter('Property', 'Object[]'),
    parameter('ExcludeDifferent', 'SwitchParameter'),
    parameter('IncludeEqual', 'SwitchParameter'),
    parameter('PassThru', 'SwitchParameter'),
    parameter('Culture', 'String'),
    parameter('CaseSensitive', 'SwitchParameter'),
  ]),
  typeName: COMMAND,
  aliases: ['compare', 'diff'],
  synopsis: 'Compares two sets of objects.',
  start: (context) => new Comparing(context),
};

/**
 * Walks both lists side by side. What doesn't match waits in a backlog (of -SyncWindow objects) for its counterpart to
 * turn up; what leaves the backlog, or is left in it at the end, is a difference.
 */
class Comparing implements Running {
  readonly #context: Context;
  readonly #window: number;
  readonly #includeEqual: boolean;
  #entries: readonly PropertyEntry[] = [];
  #readers: ((input: Value) => Key)[] | null = null;
  #compare: (a: Entry, b: Entry) => boolean = () => false;
  #references: Entry[] = [];
  #next = 0;
  readonly #waitingReferences = new Backlog();
  readonly #waitingDifferences = new Backlog();

  constructor(context: Context) {
    this.#context = context;
    const { bound } = context;
    this.#window = bound.number('SyncWindow') ?? 2147483647;
    const excluded = bound.on('ExcludeDifferent');
    this.#includeEqual = bound.has('IncludeEqual') ? bound.on('IncludeEqual') : excluded;
  }

  process(): void {
    const { bound } = this.#context;
    const references = bound.list('ReferenceObject') ?? [];
    const differences = bound.list('DifferenceObject') ?? [];
    if (references.length === 0) {
      this.#prepare(differences);
      for (const entry of this.#rows(differences)) this.#emit(entry, '=>');
      return;
    }
    if (this.#readers === null) {
      this.#prepare(references);
      this.#references = this.#rows(references);
    }
    for (const entry of this.#rows(differences)) this.#step(entry);
  }

  end(): void {
    while (this.#next < this.#references.length) this.#step(null);
    for (const entry of this.#waitingDifferences.takeAll()) this.#emit(entry, '=>');
    for (const entry of this.#waitingReferences.takeAll()) this.#emit(entry, '<=');
  }

  #prepare(sample: readonly Value[]): void {
    if (this.#readers !== null) return;
    const { bound, runtime } = this.#context;
    const given = givenProperties(bound.list('Property'));
    this.#entries =
      given === null ? [] : expandEntries(propertyEntries(COMMAND, given, GROUP_KEYS), sample, runtime);
    const report = this.#context.error.bind(this.#context);
    this.#readers =
      this.#entries.length === 0
        ? [(input) => input]
        : this.#entries.map((entry) => keyReader(entry, COMMAND, runtime, report));
    const order = keyOrder(cultureOf(this.#context), bound.on('CaseSensitive'), false);
    this.#compare = (a, b) => a.keys.every((key, at) => order(key, b.keys[at] ?? null) === 0);
  }

  #rows(values: readonly Value[]): Entry[] {
    const caseSensitive = this.#context.bound.on('CaseSensitive');
    const entries: Entry[] = [];
    for (const input of values) {
      if (input === null) continue;
      const keys = (this.#readers ?? []).map((read) => read(input));
      entries.push({ input, keys, id: Backlog.idOf(keys, caseSensitive) });
    }
    return entries;
  }

  #step(incoming: Entry | null): void {
    let difference = incoming;
    let reference = this.#references[this.#next] ?? null;
    if (reference !== null) this.#next++;
    if (reference !== null && difference !== null && this.#compare(reference, difference)) {
      this.#match(reference);
      return;
    }
    if (difference !== null) {
      const waited = this.#waitingReferences.take(difference, this.#compare);
      if (waited !== null) {
        this.#match(waited);
        difference = null;
      }
    }
    if (reference !== null && this.#waitingDifferences.take(reference, this.#compare) !== null) {
      this.#match(reference);
      reference = null;
    }
    if (difference !== null) this.#wait(difference, this.#waitingDifferences, '=>');
    if (reference !== null) this.#wait(reference, this.#waitingReferences, '<=');
  }

  #wait(entry: Entry, backlog: Backlog, side: string): void {
    if (this.#window === 0) {
      this.#emit(entry, side);
      return;
    }
    while (backlog.size >= this.#window) {
      const oldest = backlog.oldest();
      if (oldest === null) break;
      this.#emit(oldest, side);
    }
    backlog.add(entry);
  }

  #match(entry: Entry): void {
    if (this.#includeEqual) this.#emit(entry, '==');
  }

  #emit(entry: Entry, side: string): void {
    const { bound } = this.#context;
    if (side !== '==' && bound.on('ExcludeDifferent')) return;
    this.#context.write(bound.on('PassThru') ? marked(entry.input, side) : this.#result(entry, side));
  }

  #result(entry: Entry, side: string): PsObject {
    const made = new PsObject(Shape.empty, []);
    if (this.#entries.length === 0) made.set('InputObject', entry.input);
    this.#entries.forEach(({ expression }, at) => {
      const key = entry.keys[at];
      if (!made.has(expression.text)) {
        made.set(expression.text, key === undefined || key === MISSING ? null : key);
      }
    });
    made.set('SideIndicator', side);
    return made;
  }
}

/** The object itself with the side written on it. */
function marked(input: Value, side: string): Value {
  const object = input instanceof PsObject ? input : new PsObject(Shape.empty, [], typeNamesOf(input), input);
  object.delete('SideIndicator');
  object.set('SideIndicator', side);
  return object;
}
