import type { CmdletInfo, CmdletParameter } from '../model/cmdlet.ts';
import type { ExpressionAst } from './ast.ts';
import { allSets } from './parameters.ts';

/** Lower-case names of the sets that are still possible; null: all (nothing given so far belongs to some sets only). */
export type SetNames = ReadonlySet<string> | null;

/** The sets a parameter belongs to; null: all of them. */
export function setsOf(parameter: CmdletParameter): SetNames {
  if (parameter.sets.length === 0 || parameter.sets.some((entry) => entry.set === allSets)) return null;
  return new Set(parameter.sets.map((entry) => entry.set.toLowerCase()));
}

/** The sets that are possible after one more parameter was given. */
export function narrow(current: SetNames, by: SetNames): SetNames {
  if (by === null) return current;
  if (current === null) return by;
  return new Set([...current].filter((name) => by.has(name)));
}

/** Two parameters at one position of one set: the cmdlet's description itself can't tell which is meant. */
export function positionsClash(unbound: readonly CmdletParameter[], sets: SetNames): boolean {
  const taken = new Map<number, Set<string>>();
  for (const parameter of unbound) {
    for (const { set, position } of parameter.sets) {
      const name = set.toLowerCase();
      if (position === null || (set !== allSets && sets !== null && !sets.has(name))) continue;
      const others = taken.get(position) ?? new Set<string>();
      if (others.has(name)) return true;
      taken.set(position, others.add(name));
    }
  }
  return false;
}

interface Positioned {
  readonly parameter: CmdletParameter;
  readonly value: ExpressionAst;
}

/** Gives arguments without a name to the parameters by position, in the sets that are still possible. */
export function bindPositions(
  values: readonly ExpressionAst[],
  unbound: readonly CmdletParameter[],
  from: SetNames,
  defaultSet: string | null,
): { bound: Positioned[]; rest: ExpressionAst[]; sets: SetNames } {
  const bound: Positioned[] = [];
  const rest: ExpressionAst[] = [];
  const positions = positionsOf(unbound);
  let sets = from;
  let next = 0;
  for (const position of positions) {
    const value = values[next];
    if (value === undefined) break;
    const current = sets;
    const at = unbound.filter((p) => standsAt(p, position, current) && !bound.some((b) => b.parameter === p));
    if (at.length === 0) continue;
    next++;
    const preferred = defaultSet?.toLowerCase() ?? null;
    const inDefault =
      preferred !== null && (current === null || current.has(preferred))
        ? at.filter((p) => standsAt(p, position, new Set([preferred])) && takesAsIs(p, value))
        : [];
    const asIs = at.filter((p) => takesAsIs(p, value));
    const chosen = inDefault.length > 0 ? inDefault : asIs.length > 0 ? asIs : at;
    let together: Set<string> | null = new Set<string>();
    for (const parameter of chosen) {
      bound.push({ parameter, value });
      const own = setsOf(parameter);
      if (own === null || together === null) together = null;
      else for (const name of own) together.add(name);
    }
    sets = narrow(sets, together);
  }
  rest.push(...values.slice(next));
  return { bound, rest, sets };
}

/** Positions that any of the parameters has, in order. */
export function positionsOf(parameters: readonly CmdletParameter[]): number[] {
  const all = new Set<number>();
  for (const parameter of parameters) {
    for (const { position } of parameter.sets) if (position !== null) all.add(position);
  }
  return [...all].sort((a, b) => a - b);
}

/** True: the parameter has the position in one of the sets that are still possible. */
export function standsAt(parameter: CmdletParameter, position: number, sets: SetNames): boolean {
  return parameter.sets.some(
    (entry) =>
      entry.position === position &&
      (entry.set === allSets || sets === null || sets.has(entry.set.toLowerCase())),
  );
}

/** No conversion is needed: the argument's type is the parameter's, or not known before it runs. */
function takesAsIs(parameter: CmdletParameter, value: ExpressionAst): boolean {
  if (value.kind === 'StringConstantExpression' || value.kind === 'ExpandableStringExpression') {
    return ['String', 'String[]', 'Object', 'Object[]'].includes(parameter.type);
  }
  if (value.kind === 'ConstantExpression')
    return ['Int32', 'Int32[]', 'Object', 'Object[]'].includes(parameter.type);
  if (value.kind === 'ArrayLiteral' || value.kind === 'ArrayExpression')
    return parameter.type.startsWith('Object');
  return true;
}

export interface SetResolution {
  readonly ambiguous: boolean;
  readonly set: string | null;
  readonly missing: readonly string[];
}

/** Settles on one parameter set, as PowerShell's static binder does: the only one left, the default, or by mandatory ones. */
export function resolveSet(
  cmdlet: CmdletInfo,
  sets: SetNames,
  unbound: readonly CmdletParameter[],
  pipelineInput: boolean,
): SetResolution {
  const preferred = cmdlet.defaultSet?.toLowerCase() ?? null;
  let left = sets;
  if (left !== null && left.size > 1) {
    const complete = [...left].filter(
      (name) => mandatoryIn(name, unbound, pipelineInput, false).length === 0,
    );
    if (complete.length === 1) left = new Set(complete);
  }
  const single = left?.size === 1 ? [...left][0] : undefined;
  const useDefault = preferred !== null && (left === null || left.has(preferred));
  if (left !== null && single === undefined && !useDefault)
    return { ambiguous: true, set: null, missing: [] };
  const chosen = single ?? (useDefault ? preferred : null);
  const known = cmdlet.parameters.flatMap((p) => p.sets.map((entry) => entry.set));
  const set =
    chosen === null ? null : (known.find((name) => name.toLowerCase() === chosen) ?? cmdlet.defaultSet);
  return { ambiguous: false, set, missing: mandatoryIn(chosen, unbound, pipelineInput, true) };
}

/** Mandatory parameters of a set that have no value yet. @param shared those of all sets count too. */
function mandatoryIn(
  set: string | null,
  unbound: readonly CmdletParameter[],
  pipelineInput: boolean,
  shared: boolean,
): string[] {
  return unbound
    .filter((p) =>
      p.sets.some(
        (entry) =>
          entry.mandatory &&
          !(pipelineInput && (entry.pipeline || entry.byName)) &&
          ((shared && entry.set === allSets) || entry.set.toLowerCase() === set),
      ),
    )
    .map((p) => p.name);
}
