import type { CmdletInfo, CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import type { SetNames } from '../../../../shared/powershell/parameter-sets.ts';
import { allSets } from '../../../../shared/powershell/parameters.ts';

/** Names as declared, in order. */
export function namesOf(info: CmdletInfo): string[] {
  const names = new Map<string, string>();
  for (const parameter of info.parameters) {
    for (const { set } of parameter.sets) if (set !== allSets) names.set(set.toLowerCase(), set);
  }
  if (info.defaultSet !== null && !names.has(info.defaultSet.toLowerCase())) {
    names.set(info.defaultSet.toLowerCase(), info.defaultSet);
  }
  return [...names.values()];
}

export interface ChosenSet {
  readonly ambiguous: boolean;
  /** As declared; null: the command has no named sets. */
  readonly set: string | null;
  readonly sets: SetNames;
}

/**
 * Settles on a set: the only one left, the default one, or the only one whose mandatory parameters are all there.
 * With objects still to come from the pipeline several may stay possible.
 */
export function chooseSet(
  info: CmdletInfo,
  sets: SetNames,
  unbound: readonly CmdletParameter[],
  piped: boolean,
): ChosenSet {
  const names = namesOf(info);
  if (names.length === 0) return { ambiguous: false, set: null, sets };
  const possible = names.filter((name) => sets === null || sets.has(name.toLowerCase()));
  const left = piped && possible.length > 1 ? takingPipeline(possible, unbound) : possible;
  const [only] = left;
  if (left.length === 1 && only !== undefined) return { ambiguous: false, set: only, sets: setOf(only) };
  const complete = left.filter((name) => mandatoryIn(name, unbound, piped).length === 0);
  const byDefault =
    info.defaultSet === null
      ? undefined
      : left.find((name) => name.toLowerCase() === info.defaultSet?.toLowerCase());
  if (byDefault !== undefined && (complete.length === 0 || complete.includes(byDefault))) {
    return { ambiguous: false, set: byDefault, sets: piped ? toSets(left) : setOf(byDefault) };
  }
  const [fitting] = complete;
  if (fitting !== undefined && (complete.length === 1 || piped)) {
    return { ambiguous: false, set: byDefault ?? fitting, sets: piped ? toSets(left) : setOf(fitting) };
  }
  // A function without a default set takes its parameters of all sets when nothing tells them apart.
  return { ambiguous: true, set: null, sets };
}

/** Of several sets those where the pipeline still fills something; all, where a parameter of every set takes it. */
function takingPipeline(names: string[], unbound: readonly CmdletParameter[]): string[] {
  const entries = unbound.flatMap(({ sets }) => sets).filter((entry) => entry.pipeline || entry.byName);
  if (entries.some(({ set }) => set === allSets)) return names;
  const taking = new Set(entries.map(({ set }) => set.toLowerCase()));
  const left = names.filter((name) => taking.has(name.toLowerCase()));
  return left.length === 0 ? names : left;
}

function setOf(name: string): SetNames {
  return new Set([name.toLowerCase()]);
}

function toSets(names: readonly string[]): SetNames {
  return new Set(names.map((name) => name.toLowerCase()));
}

function mandatoryIn(set: string, unbound: readonly CmdletParameter[], piped: boolean): string[] {
  return unbound
    .filter((parameter) =>
      parameter.sets.some(
        (entry) =>
          entry.mandatory &&
          entry.set.toLowerCase() === set.toLowerCase() &&
          !(piped && (entry.pipeline || entry.byName)),
      ),
    )
    .map((parameter) => parameter.name);
}

/** Mandatory parameters of the set (and of all sets) that have no value. */
export function mandatoryOf(
  set: string | null,
  unbound: readonly CmdletParameter[],
  piped: boolean,
): string[] {
  return unbound
    .filter((parameter) =>
      parameter.sets.some(
        (entry) =>
          entry.mandatory &&
          (entry.set === allSets || entry.set.toLowerCase() === set?.toLowerCase()) &&
          !(piped && (entry.pipeline || entry.byName)),
      ),
    )
    .map((parameter) => parameter.name);
}
