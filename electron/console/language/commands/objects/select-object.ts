import { toText } from '../../convert/text.ts';
import { enumerable } from '../../members/enumerate.ts';
import { findProperty } from '../../members/properties.ts';
import { typeNamesOf } from '../../members/types.ts';
import { Terminating, type PsErrorRecord } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, wrapped, type ErrorSpec } from './failures.ts';
import { inputOf } from './input.ts';
import {
  blockReader,
  givenProperties,
  propertyEntries,
  resolveNames,
  SELECT_KEYS,
  toExpression,
} from './property-expression.ts';
import { PropertySelection } from './select-properties.ts';
import { SelectQueue } from './select-queue.ts';
import { partsOf, UniqueRows } from './unique-rows.ts';
import { valueOrder } from './value-order.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.SelectObjectCommand';
const BOTH = ['DefaultParameter', 'SkipLastParameter'];
const COUNT = { min: 0, max: 2147483647 };

export const selectObject: BuiltIn = {
  info: declare(
    'Select-Object',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('Property', 'Object[]', { position: 0, sets: BOTH }),
      parameter('ExcludeProperty', 'String[]', { sets: BOTH }),
      parameter('ExpandProperty', 'String', { sets: BOTH }),
      parameter('Unique', 'SwitchParameter'),
      parameter('CaseInsensitive', 'SwitchParameter'),
      parameter('Last', 'Int32', { sets: ['DefaultParameter'], range: COUNT }),
      parameter('First', 'Int32', { sets: ['DefaultParameter'], range: COUNT }),
      parameter('Skip', 'Int32', { sets: BOTH, range: COUNT }),
      parameter('SkipLast', 'Int32', { sets: ['SkipLastParameter'], range: COUNT }),
      parameter('Wait', 'SwitchParameter', { sets: ['DefaultParameter', 'IndexParameter'] }),
      parameter('Index', 'Int32[]', { sets: ['IndexParameter'], range: COUNT }),
      parameter('SkipIndex', 'Int32[]', { sets: ['SkipIndexParameter'], range: COUNT }),
    ],
    { defaultSet: 'DefaultParameter' },
  ),
  typeName: COMMAND,
  aliases: ['select'],
  synopsis: 'Selects objects or object properties.',
  start: (context) => new Selecting(context),
};

type Expander = (input: Value) => { value: Value } | { record: PsErrorRecord };

class Selecting implements Running {
  readonly #context: Context;
  readonly #selection: PropertySelection | null;
  readonly #expand: Expander | null;
  readonly #unique: UniqueRows | null;
  readonly #queue: SelectQueue | null;
  readonly #index: ReadonlySet<number> | null;
  readonly #lastIndex: number = -1;
  readonly #skipIndex: boolean;
  readonly #wait: boolean;
  #at = 0;
  #finished = false;

  constructor(context: Context) {
    this.#context = context;
    const { bound, runtime } = context;
    const expand = bound.text('ExpandProperty') ?? '';
    const excluded = bound.list('ExcludeProperty')?.map(toText) ?? null;
    const given = givenProperties(bound.list('Property')) ?? (excluded === null ? null : ['*']);
    this.#selection =
      given === null
        ? null
        : new PropertySelection(
            COMMAND,
            propertyEntries(COMMAND, given, SELECT_KEYS),
            excluded ?? [],
            runtime,
          );
    this.#expand = expand === '' ? null : this.#expander(expand);
    const ignoreCase = bound.on('CaseInsensitive');
    this.#unique = bound.on('Unique')
      ? new UniqueRows(valueOrder(runtime.culture, !ignoreCase), ignoreCase)
      : null;
    const limits = {
      first: bound.number('First') ?? 0,
      last: bound.number('Last') ?? 0,
      skip: bound.number('Skip') ?? 0,
      skipLast: bound.number('SkipLast') ?? 0,
      limited: bound.has('First') || bound.has('Last'),
    };
    const queued = limits.limited || limits.skip > 0 || limits.skipLast > 0;
    this.#queue = queued ? new SelectQueue(limits) : null;
    this.#skipIndex = bound.has('SkipIndex');
    const index = bound.list(this.#skipIndex ? 'SkipIndex' : 'Index');
    this.#index = index === undefined ? null : new Set(index.map(Number));
    if (this.#index !== null) this.#lastIndex = Math.max(...this.#index);
    this.#wait = bound.on('Wait');
  }

  process(given: Value | undefined): void {
    const input = inputOf(this.#context, given);
    if (input === undefined || input === null) return;
    if (this.#index !== null) this.#indexed(input);
    else if (this.#queue === null) this.#one(input);
    else {
      const passed = this.#queue.push(input);
      if (passed !== undefined) this.#one(passed);
      if (this.#queue.done && !this.#wait) this.#stop();
    }
  }

  end(): void {
    if (this.#finished) return;
    this.#finished = true;
    for (const left of this.#queue?.rest() ?? []) this.#one(left);
    for (const row of this.#unique?.rows ?? []) this.#context.write(row);
  }

  #stop(): never {
    this.end();
    return this.#context.stopUpstream();
  }

  #indexed(input: Value): void {
    const at = this.#at++;
    const named = this.#index?.has(at) ?? false;
    if (named !== this.#skipIndex) this.#one(input);
    if (!this.#skipIndex && !this.#wait && at >= this.#lastIndex) this.#stop();
  }

  #one(input: Value): void {
    if (this.#expand !== null) {
      this.#expanded(input, this.#expand);
      return;
    }
    if (this.#selection === null) {
      this.#put(input, false);
      return;
    }
    const { object, repeated, badRenames } = this.#selection.select(input);
    this.#renameErrors(badRenames, input);
    for (const name of repeated) this.#exists(name, 'AlreadyExistingUserSpecifiedPropertyNoExpand', input);
    this.#put(object, true);
  }

  #put(row: Value, selected: boolean): void {
    if (this.#unique === null) this.#context.write(row);
    else this.#unique.add(row, partsOf(row, selected));
  }

  #error(spec: ErrorSpec): void {
    this.#context.error(errorRecord(COMMAND, spec));
  }

  #exists(name: string, id: string, target: Value): void {
    const message = `The property cannot be processed because the property "${name}" already exists.`;
    this.#error({ id, message, category: 'InvalidOperation', target });
  }

  #renameErrors(count: number, target: Value): void {
    for (let at = 0; at < count; at++) {
      this.#error({
        id: 'RenamingMultipleResults',
        message: 'Cannot rename multiple results.',
        type: 'System.InvalidOperationException',
        category: 'InvalidOperation',
        target,
      });
    }
  }

  /** Gives the value of the property to expand, or the error to write. */
  #expander(text: string): Expander {
    const { runtime } = this.#context;
    const expression = toExpression(COMMAND, text) ?? { kind: 'name', text, wildcard: false };
    if (expression.kind === 'block') {
      const read = blockReader(expression.block, runtime);
      return (input) => ({ value: read(input) });
    }
    return (input) => {
      const names = resolveNames(expression, input, runtime);
      const [name] = names;
      if (name !== undefined && names.length === 1) {
        return { value: findProperty(input, name, runtime)?.value() ?? null };
      }
      const [id, message] =
        name === undefined
          ? ['ExpandPropertyNotFound', `Property "${text}" cannot be found.`]
          : ['MutlipleExpandProperties', 'Multiple properties cannot be expanded.'];
      return { record: errorRecord(COMMAND, { id, message, target: input }) };
    };
  }

  #expanded(input: Value, expand: Expander): void {
    const more = this.#selection?.pairs(input) ?? { pairs: [], badRenames: 0 };
    this.#renameErrors(more.badRenames, input);
    const result = evaluated(expand, input);
    if ('record' in result) {
      this.#context.error(result.record);
      return;
    }
    if (result.value === null) return;
    for (const item of enumerable(result.value) ?? [result.value]) {
      if (item !== null) this.#put(this.#withNotes(item, more.pairs, input), false);
    }
  }

  #withNotes(item: Value, pairs: readonly (readonly [string, Value])[], input: Value): Value {
    if (pairs.length === 0) return item;
    const object = item instanceof PsObject ? item : new PsObject(Shape.empty, [], typeNamesOf(item), item);
    for (const [name, value] of pairs) {
      if (findProperty(object, name, this.#context.runtime) === undefined) object.set(name, value);
      else this.#exists(name, 'AlreadyExistingUserSpecifiedPropertyExpand', input);
    }
    return object;
  }
}

/** An error while reading the property is the command's own. */
function evaluated(expand: Expander, input: Value): ReturnType<Expander> {
  try {
    return expand(input);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    return { record: wrapped(COMMAND, error.record, 'PropertyEvaluationExpand', 'InvalidResult', input) };
  }
}
