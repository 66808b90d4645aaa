import type { CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import { narrow, setsOf, type SetNames } from '../../../../shared/powershell/parameter-sets.ts';
import { allSets, matchParameter } from '../../../../shared/powershell/parameters.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { Argument, BindingTarget, ParameterRule } from './arguments.ts';
import { bindPipelineObject, type PipelinePlan, pipelinePlan } from './by-pipeline.ts';
import { BoundValues } from './bound-values.ts';
import {
  ambiguousName,
  alreadyBound,
  ambiguousSet,
  missingArgument,
  inputWithoutMandatory,
  missingMandatory,
  noPosition,
  notBound,
  unknownName,
} from './errors.ts';
import { bindPositions, type Positional } from './positions.ts';
import { chooseSet, namesOf, mandatoryOf } from './sets.ts';
import { toParameter } from './values.ts';

/**
 * Binds the arguments of one command as PowerShell does at run time. Throws `Terminating` with PowerShell's id and
 * message for what can't be bound.
 *
 * Use: `new Binder(target, runtime)`, `bindArguments(args, piped)` once, then per object of the pipeline `bindObject`.
 */
export class Binder {
  readonly bound: BoundValues;
  /** `$args` of a function that isn't advanced. */
  readonly rest: Value[] = [];
  readonly #target: BindingTarget;
  readonly #runtime: Runtime;
  #sets: SetNames = null;
  /** The set that the arguments alone gave. */
  #chosen: string | null = null;
  #plan: PipelinePlan | null = null;
  /** The set that the arguments alone settled on. */
  #argumentSet: string | null = null;
  #pipelineNames: ReadonlySet<string> | null = null;

  constructor(target: BindingTarget, runtime: Runtime) {
    this.#target = target;
    this.#runtime = runtime;
    this.bound = new BoundValues();
  }

  /** @param piped objects come through the pipeline, so mandatory parameters that it can fill may wait. */
  bindArguments(args: readonly Argument[], piped: boolean): void {
    const positional = this.#bindNamed(args);
    if (this.#sets !== null && this.#sets.size === 0) throw ambiguousSet(this.#target);
    this.#bindPositional(positional);
    const { info } = this.#target;
    const unbound = info.parameters.filter((parameter) => !this.bound.has(parameter.name));
    const chosen = chooseSet(info, this.#sets, unbound, piped);
    if (chosen.ambiguous) throw ambiguousSet(this.#target);
    this.#sets = chosen.sets;
    this.bound.set = chosen.set ?? '__AllParameterSets';
    const missing = mandatoryOf(chosen.set, unbound, piped);
    if (missing.length > 0) throw missingMandatory(this.#target, missing);
    if (piped) this.#plan = pipelinePlan(this.#target, unbound, this.#sets);
  }

  /** True: some parameter takes objects of the pipeline. */
  get takesPipeline(): boolean {
    return this.#plan !== null && this.#plan.length > 0;
  }

  /**
   * The one parameter of any type that takes each object as it is, and nothing else does: no need to bind each time,
   * but for null and what is empty.
   */
  get plainInput(): string | null {
    const only = this.#plan?.length === 1 ? this.#plan[0] : undefined;
    if (only?.how !== 'value' || only.rule !== null) return null;
    const { name, type } = only.parameter;
    return type === 'Object' || type === 'PSObject' ? name : null;
  }

  /** Lower-case names of the parameters that take from the pipeline. */
  get pipelineNames(): ReadonlySet<string> {
    this.#pipelineNames ??= new Set((this.#plan ?? []).map(({ parameter }) => parameter.name.toLowerCase()));
    return this.#pipelineNames;
  }

  /** The error of an object that no parameter takes. */
  notBound(input: Value): Terminating {
    return notBound(this.#target, input);
  }

  /** Binds one object of the pipeline; earlier ones' values are taken back first. Throws for one that fits nothing. */
  bindObject(input: Value): void {
    if (this.#plan === null) return;
    const sets = bindPipelineObject(this.#target, this.#plan, this.bound, input, this.#runtime, this.#sets);
    this.bound.set = this.#setAfter(sets);
    const unbound = this.#target.info.parameters.filter((p) => !this.bound.has(p.name));
    this.#argumentSet ??= this.bound.set;
    this.bound.set = this.#argumentSet;
    const missing = mandatoryOf(this.bound.set, unbound, false);
    if (missing.length === 0 && this.#fits(this.bound.set)) return;
    const other = namesOf(this.#target.info).find(
      (name) =>
        (this.#sets === null || this.#sets.has(name.toLowerCase())) &&
        this.#fits(name) &&
        mandatoryOf(name, unbound, false).length === 0,
    );
    if (other !== undefined) this.bound.set = other;
    else if (missing.length > 0) throw inputWithoutMandatory(this.#target, missing, input);
  }

  /** What came from the pipeline belongs to the set. */
  #fits(set: string): boolean {
    return (this.#plan ?? []).every(
      ({ parameter }) =>
        !this.bound.has(parameter.name) ||
        parameter.sets.some(
          (entry) => entry.set === allSets || entry.set.toLowerCase() === set.toLowerCase(),
        ),
    );
  }

  /** The set that an object's parameters leave: the one chosen before where it is still possible. */
  #setAfter(sets: SetNames): string {
    this.#chosen ??= this.bound.set;
    if (sets === null || sets.size === 0 || sets.has(this.#chosen.toLowerCase())) return this.#chosen;
    for (const { sets: entries } of this.#target.info.parameters) {
      const found = entries.find(({ set }) => sets.has(set.toLowerCase()));
      if (found !== undefined) return found.set;
    }
    return this.#chosen;
  }

  #bindNamed(args: readonly Argument[]): Positional[] {
    const positional: Positional[] = [];
    for (let at = 0; at < args.length; at++) {
      const argument = args[at];
      if (argument === undefined) continue;
      if (argument.type === 'value') {
        positional.push({ value: argument.value, argument });
        continue;
      }
      const parameter = this.#find(argument);
      if (parameter === null) {
        if (this.#target.advanced && !this.#takesRest()) throw unknownName(this.#target, argument);
        positional.push({ value: argument.typed, argument, isName: true });
        if (argument.value !== undefined) {
          positional.push({ value: argument.value, argument, isName: true });
          continue;
        }
        const next = args[at + 1];
        if (next?.type !== 'value') continue;
        positional.push({ value: next.value, argument: next, isName: true });
        at++;
        continue;
      }
      if (argument.splatted && !isSplat(args, parameter, this.#target)) continue;
      if (this.bound.has(parameter.name)) {
        // What is written out wins over what a splatted table says.
        throw alreadyBound(this.#target, parameter, argument);
      }
      if (argument.value !== undefined) this.#give(parameter, argument.value, argument);
      else if (parameter.type === 'SwitchParameter') this.#give(parameter, true, argument);
      else {
        const next = args[at + 1];
        const isValue =
          next?.type === 'value' ||
          (next?.type === 'name' && !next.splatted && this.#find(next, true) === null);
        if (next === undefined || !isValue) throw missingArgument(this.#target, parameter, argument);
        this.#give(parameter, next.type === 'value' ? next.value : next.typed, next);
        at++;
      }
    }
    return positional;
  }

  #takesRest(): boolean {
    const { rules, info } = this.#target;
    if (rules === null) return info.parameters.some((parameter) => parameter.remaining === true);
    return [...rules.values()].some((rule) => rule.remaining);
  }

  /** @param quiet ambiguous counts as found nothing is thrown. */
  #find(argument: Argument & { type: 'name' }, quiet = false): CmdletParameter | null {
    const match = this.#target.advanced
      ? matchParameter(this.#target.info, argument.name)
      : matchOwn(this.#target, argument.name);
    if ('found' in match) return match.found;
    if (match.candidates.length === 0) return null;
    if (quiet) return this.#target.info.parameters[0] ?? null;
    throw ambiguousName(this.#target, argument, match.candidates);
  }

  #give(parameter: CmdletParameter, value: Value, argument: Argument): void {
    this.bound.put(parameter.name, toParameter(this.#target, parameter, value, argument, this.#runtime));
    this.#sets = narrow(this.#sets, setsOf(parameter));
  }

  #bindPositional(positional: readonly Positional[]): void {
    const { info, rules } = this.#target;
    const free = info.parameters.filter(
      (parameter) =>
        !this.bound.has(parameter.name) && !takesRest(rules?.get(parameter.name.toLowerCase()), parameter),
    );
    const { rest, sets } = bindPositions(
      positional,
      free,
      this.#sets,
      info.defaultSet,
      (parameter, { value, argument }) => {
        this.bound.put(parameter.name, toParameter(this.#target, parameter, value, argument, this.#runtime));
      },
    );
    this.#sets = sets;
    const catcher = info.parameters.find(
      (parameter) =>
        takesRest(rules?.get(parameter.name.toLowerCase()), parameter) &&
        !this.bound.has(parameter.name) &&
        narrow(this.#sets, setsOf(parameter))?.size !== 0,
    );
    const [first] = rest;
    if (catcher !== undefined) {
      if (first === undefined) return;
      const values = rest.map(({ value }) => value);
      this.#give(
        catcher,
        values.length === 1 && Array.isArray(values[0]) ? values[0] : values,
        first.argument,
      );
      return;
    }
    if (first === undefined) return;
    if (this.#target.advanced) throw noPosition(this.#target, first.value);
    this.rest.push(...rest.map(({ value }) => value));
  }
}

function takesRest(rule: ParameterRule | undefined, parameter: CmdletParameter): boolean {
  return rule?.remaining ?? parameter.remaining === true;
}

/** The parameter was already given by a splatted table too, so both being tables is an error. */
function isSplat(args: readonly Argument[], parameter: CmdletParameter, target: BindingTarget): boolean {
  const given = args.filter((argument) => {
    if (argument.type !== 'name') return false;
    const match = target.advanced
      ? matchParameter(target.info, argument.name)
      : matchOwn(target, argument.name);
    return 'found' in match && match.found.name === parameter.name;
  });
  return given.every((argument) => argument.type === 'name' && argument.splatted);
}

/** A function that isn't advanced has no common parameters. */
function matchOwn(target: BindingTarget, typed: string): ReturnType<typeof matchParameter> {
  const name = typed.toLowerCase();
  const { parameters } = target.info;
  const exact =
    parameters.find((parameter) => parameter.name.toLowerCase() === name) ??
    parameters.find((parameter) => parameter.aliases.some((alias) => alias.toLowerCase() === name));
  if (exact !== undefined) return { found: exact, common: false };
  const near = parameters.filter(
    (parameter) =>
      parameter.name.toLowerCase().startsWith(name) ||
      parameter.aliases.some((alias) => alias.toLowerCase().startsWith(name)),
  );
  const [only] = near;
  return near.length === 1 && only !== undefined
    ? { found: only, common: false }
    : { candidates: near.map((parameter) => parameter.name) };
}
