import type { CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import { narrow, setsOf, type SetNames } from '../../../../shared/powershell/parameter-sets.ts';
import { allSets } from '../../../../shared/powershell/parameters.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import { findProperty } from '../members/properties.ts';
import { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { BindingTarget, ParameterRule } from './arguments.ts';
import type { BoundValues } from './bound-values.ts';
import { notBound } from './errors.ts';
import { fitsAsIs, toParameter } from './values.ts';

interface PipelineParameter {
  readonly parameter: CmdletParameter;
  readonly rule: ParameterRule | null;
  readonly how: 'value' | 'name';
}

/** Parameters that take from the pipeline, by value first. */
export type PipelinePlan = readonly PipelineParameter[];

export function pipelinePlan(
  target: BindingTarget,
  unbound: readonly CmdletParameter[],
  sets: SetNames,
): PipelinePlan {
  const possible = (parameter: CmdletParameter, flag: 'pipeline' | 'byName'): boolean =>
    parameter.sets.some(
      (entry) => entry[flag] && (entry.set === allSets || sets === null || sets.has(entry.set.toLowerCase())),
    );
  const take = (flag: 'pipeline' | 'byName', how: 'value' | 'name'): PipelineParameter[] =>
    unbound
      .filter((parameter) => possible(parameter, flag))
      .map((parameter) => ({
        parameter,
        how,
        rule: target.rules?.get(parameter.name.toLowerCase()) ?? null,
      }));
  return [...take('pipeline', 'value'), ...take('byName', 'name')];
}

/**
 * Binds one object: by value without conversion, by property name without, by value with, by name with. Each
 * parameter once, none of a set that another one rules out. Throws what kept it from being bound.
 * @returns the sets that are still possible.
 */
export function bindPipelineObject(
  target: BindingTarget,
  plan: PipelinePlan,
  bound: BoundValues,
  input: Value,
  runtime: Runtime,
  from: SetNames,
): SetNames {
  let sets = from;
  const fits = (parameter: CmdletParameter): boolean => narrow(sets, setsOf(parameter))?.size !== 0;
  for (const { parameter } of plan) bound.drop(parameter.name);
  const done = new Set<string>();
  const give = (parameter: CmdletParameter, value: Value): void => {
    bound.put(parameter.name, toParameter(target, parameter, value, null, runtime));
    done.add(parameter.name);
    sets = narrow(sets, setsOf(parameter));
  };
  for (const { parameter, how } of plan) {
    if (how === 'value' && done.size === 0 && fitsAsIs(parameter, input)) give(parameter, input);
  }
  for (const { parameter, how } of plan) {
    if (how !== 'name' || done.has(parameter.name) || !fits(parameter)) continue;
    const value = propertyFor(parameter, input, runtime);
    if (value !== undefined) give(parameter, value);
  }
  if (done.size > 0) return sets;
  let refused: Terminating | null = null;
  for (const { parameter, how } of plan) {
    if (how !== 'value') continue;
    try {
      give(parameter, input);
      return sets;
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      refused ??= error;
    }
  }
  throw refused ?? notBound(target, input);
}

/** The object's property of the parameter's name, or of one of its aliases. */
function propertyFor(parameter: CmdletParameter, input: Value, runtime: Runtime): Value | undefined {
  for (const name of [parameter.name, ...parameter.aliases]) {
    const property = findProperty(input, name, runtime);
    if (property !== undefined) return property.value();
  }
  return undefined;
}
