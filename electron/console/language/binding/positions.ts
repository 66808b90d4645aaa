import type { CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import {
  narrow,
  positionsOf,
  setsOf,
  standsAt,
  type SetNames,
} from '../../../../shared/powershell/parameter-sets.ts';
import type { Value } from '../values/model.ts';
import type { Argument } from './arguments.ts';
import { fitsAsIs } from './values.ts';

export interface Positional {
  readonly value: Value;
  readonly argument: Argument;
  /** A name that no parameter has, or the value after it: it never fills a position. */
  readonly isName?: true;
}

/**
 * Gives the arguments without names to the parameters by position, lowest first. Where several sets have a parameter
 * at one position: the default set's if the value is of its type, then any of the value's own type, then one that it
 * can be converted to.
 * @param give converts and stores; throws Terminating where the value doesn't convert.
 */
export function bindPositions(
  values: readonly Positional[],
  free: readonly CmdletParameter[],
  from: SetNames,
  defaultSet: string | null,
  give: (parameter: CmdletParameter, value: Positional) => void,
): { rest: readonly Positional[]; sets: SetNames } {
  let sets = from;
  const candidates = values.filter((value) => value.isName !== true);
  let next = 0;
  for (const position of positionsOf(free)) {
    const value = candidates[next];
    if (value === undefined) break;
    const at = free.filter((parameter) => standsAt(parameter, position, sets));
    if (at.length === 0) continue;
    next++;
    const chosen = giveToOne(ordered(at, position, sets, defaultSet, value.value), value, give);
    sets = narrow(sets, setsOf(chosen));
  }
  const left = new Set(candidates.slice(next));
  return { rest: values.filter((value) => value.isName === true || left.has(value)), sets };
}

function ordered(
  at: readonly CmdletParameter[],
  position: number,
  sets: SetNames,
  defaultSet: string | null,
  value: Value,
): readonly CmdletParameter[] {
  if (at.length === 1) return at;
  const preferred = defaultSet?.toLowerCase();
  const inDefault = (parameter: CmdletParameter): boolean =>
    preferred !== undefined &&
    (sets === null || sets.has(preferred)) &&
    standsAt(parameter, position, new Set([preferred]));
  const rank = (parameter: CmdletParameter): number =>
    (fitsAsIs(parameter, value) ? 0 : 2) + (inDefault(parameter) ? 0 : 1);
  return [...at].sort((a, b) => rank(a) - rank(b));
}

/** The first that the value converts to; with one candidate its own error is the answer. */
function giveToOne(
  candidates: readonly CmdletParameter[],
  value: Positional,
  give: (parameter: CmdletParameter, value: Positional) => void,
): CmdletParameter {
  let first: unknown = null;
  for (const parameter of candidates) {
    try {
      give(parameter, value);
      return parameter;
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}
