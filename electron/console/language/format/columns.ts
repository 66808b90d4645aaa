import { named } from './expression.ts';
import { declaredFirst } from './property-order.ts';
import { typeNamesOf } from '../members/types.ts';
import { defaultProperties } from './default-properties.ts';
import type { Expression } from './expression.ts';
import type { Alignment } from './packets.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** A column or line as the command's -Property says it; null where nothing is told. */
export interface Column {
  readonly expression: Expression;
  readonly label: string | null;
  readonly format: string | null;
  readonly width: number | null;
  readonly alignment: Alignment | null;
  readonly depth: number | null;
}

/** One property of the object at hand. */
export interface ActiveColumn {
  readonly expression: Expression;
  /** null: not from the command. */
  readonly origin: Column | null;
}

export function columnOf(expression: Expression, label: string | null = null): Column {
  return { expression, label, format: null, width: null, alignment: null, depth: null };
}

/** The columns of a table: a plain name that the object lacks stays. */
export function tableColumns(columns: readonly Column[], target: Value): ActiveColumn[] {
  return columns.flatMap((origin) => {
    const found = origin.expression.resolve(target);
    const expressions = found.length === 0 && !origin.expression.isPattern ? [origin.expression] : found;
    return expressions.map((expression) => ({ expression, origin }));
  });
}

/** The lines of a list: a name that the object lacks is left out. */
export function listColumns(columns: readonly Column[], target: Value): ActiveColumn[] {
  return columns.flatMap((origin) =>
    origin.expression.resolve(target).map((expression) => ({ expression, origin })),
  );
}

/** What an object shows where nothing is told: its type's usual properties, or all. */
export function ownColumns(target: Value, rt: Runtime): { columns: ActiveColumn[]; usual: boolean } {
  const usual = defaultProperties(typeNamesOf(target));
  if (usual !== null) {
    return { columns: usual.map((name) => ({ expression: named(name, rt), origin: null })), usual: true };
  }
  const seen = new Set<string>();
  const columns: ActiveColumn[] = [];
  for (const { name } of declaredFirst(target, rt)) {
    const lower = name.toLowerCase();
    if (seen.has(lower)) continue;
    seen.add(lower);
    columns.push({ expression: named(name, rt), origin: null });
  }
  return { columns, usual: false };
}
