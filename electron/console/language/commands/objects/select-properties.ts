import type { Runtime } from '../../interpreter/runtime.ts';
import { findProperty } from '../../members/properties.ts';
import { typeNameOf } from '../../members/types.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { Terminating } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { terminating } from './failures.ts';
import { blockReader, resolveNames, type PropertyEntry } from './property-expression.ts';

/** Where one property of the result comes from. */
interface Column {
  readonly name: string;
  /** Index in an input object of the known shape; -1: `read` gives it. */
  readonly at: number;
  readonly read: ((input: Value) => Value) | null;
}

interface Plan {
  readonly shape: Shape;
  readonly columns: readonly Column[];
  /** Names asked for twice; an error for each object. */
  readonly repeated: readonly string[];
  /** Names of entries that would rename several properties. */
  readonly badRenames: number;
}

export interface Selected {
  readonly object: PsObject;
  readonly repeated: readonly string[];
  readonly badRenames: number;
}

/** Makes the objects of `Select-Object -Property`; for input objects of one shape the work is prepared once. */
export class PropertySelection {
  readonly #entries: readonly (PropertyEntry & { readonly call: ((input: Value) => Value) | null })[];
  readonly #excluded: readonly ((name: string) => boolean)[];
  readonly #rt: Runtime;
  readonly #plans = new Map<Shape, Plan>();
  #lastShape: Shape | null = null;
  #lastPlan: Plan | null = null;
  #typeName = '';
  #typeNames: readonly string[] = [];

  constructor(command: string, entries: readonly PropertyEntry[], excluded: readonly string[], rt: Runtime) {
    this.#rt = rt;
    this.#excluded = excluded.map((pattern) => wildcard(pattern));
    this.#entries = entries.map((entry) => {
      const { expression } = entry;
      if (expression.kind === 'name') return { ...entry, call: null };
      if (expression.text.trim() === '' && expression.text === '' && (entry.name ?? '') === '') {
        throw terminating(command, {
          id: 'EmptyScriptBlockAndNoName',
          message: 'A property is an empty script block and does not provide a name.',
        });
      }
      const read = blockReader(expression.block, rt);
      return { ...entry, call: (input) => quiet(read, input) };
    });
  }

  /** The new object; its values are those of the input at this moment. */
  select(input: Value): Selected {
    const plan = this.#planFor(input);
    const { columns } = plan;
    const { length } = columns;
    const values = new Array<Value>(length);
    if (input instanceof PsObject) {
      const from = input.values;
      for (let at = 0; at < length; at++) {
        const column = columns[at];
        if (column === undefined) continue;
        values[at] = column.read === null ? (from[column.at] ?? null) : column.read(input);
      }
    } else {
      for (let at = 0; at < length; at++) values[at] = columns[at]?.read?.(input) ?? null;
    }
    return {
      object: new PsObject(plan.shape, values, this.#typeNamesFor(input)),
      repeated: plan.repeated,
      badRenames: plan.badRenames,
    };
  }

  /** Names and values that -Property adds to an expanded object. */
  pairs(input: Value): { pairs: [string, Value][]; badRenames: number } {
    const plan = this.#columns(input, false);
    return {
      pairs: plan.columns.map((column): [string, Value] => [column.name, column.read?.(input) ?? null]),
      badRenames: plan.badRenames,
    };
  }

  #typeNamesFor(input: Value): readonly string[] {
    const name = typeNameOf(input);
    if (name !== this.#typeName) {
      this.#typeName = name;
      this.#typeNames = [`Selected.${name}`, 'System.Management.Automation.PSCustomObject', 'System.Object'];
    }
    return this.#typeNames;
  }

  #planFor(input: Value): Plan {
    if (!(input instanceof PsObject) || input.extra !== null || input.base !== null) {
      return this.#plan(input, false);
    }
    const { shape } = input;
    if (shape === this.#lastShape && this.#lastPlan !== null) return this.#lastPlan;
    let plan = this.#plans.get(shape);
    if (plan === undefined) {
      plan = this.#plan(input, true);
      if (this.#plans.size < 1000) this.#plans.set(shape, plan);
    }
    this.#lastShape = shape;
    this.#lastPlan = plan;
    return plan;
  }

  #plan(input: Value, byShape: boolean): Plan {
    const { columns, badRenames } = this.#columns(input, byShape);
    const seen = new Set<string>();
    const kept: Column[] = [];
    const repeated: string[] = [];
    for (const column of columns) {
      const key = column.name.toLowerCase();
      if (seen.has(key)) repeated.push(column.name);
      else {
        seen.add(key);
        kept.push(column);
      }
    }
    return { shape: Shape.of(kept.map(({ name }) => name)), columns: kept, repeated, badRenames };
  }

  #columns(input: Value, byShape: boolean): { columns: Column[]; badRenames: number } {
    const columns: Column[] = [];
    let badRenames = 0;
    for (const { expression, name, call } of this.#entries) {
      const renamed = name === null || name === '' ? null : name;
      if (expression.kind === 'block') {
        if (this.#isExcluded(expression.text)) continue;
        columns.push({ name: renamed ?? expression.text, at: -1, read: call });
        continue;
      }
      const found = resolveNames(expression, input, this.#rt).filter((each) => !this.#isExcluded(each));
      if (found.length === 0) {
        if (expression.wildcard || this.#isExcluded(expression.text)) continue;
        columns.push({ name: renamed ?? expression.text, at: -1, read: () => null });
        continue;
      }
      if (renamed !== null && found.length > 1) {
        badRenames++;
        continue;
      }
      for (const each of found) columns.push(this.#named(renamed ?? each, each, input, byShape));
    }
    return { columns, badRenames };
  }

  #named(name: string, source: string, input: Value, byShape: boolean): Column {
    const at = byShape && input instanceof PsObject ? input.shape.indexOf(source) : -1;
    if (at >= 0) return { name, at, read: null };
    return { name, at: -1, read: (from) => findProperty(from, source, this.#rt)?.value() ?? null };
  }

  #isExcluded(name: string): boolean {
    return this.#excluded.some((matches) => matches(name));
  }
}

/** An error in a calculated property makes it null; it is in $Error all the same. */
function quiet(read: (input: Value) => Value, input: Value): Value {
  try {
    return read(input);
  } catch (error) {
    if (error instanceof Terminating) return null;
    throw error;
  }
}
