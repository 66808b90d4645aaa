import { failure } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { NOTHING } from '../values/nothing.ts';
import type { Interp } from './interp.ts';
import type { VariableInfo } from './runtime.ts';
import { Box, notWritable, type Scope } from './scope.ts';

/** The scope that `-Scope` names, from where the running code is. */
export function scopeNamed(interp: Interp, written: string | undefined): Scope {
  const { scope } = interp.frame;
  if (written === undefined || written === '') return scope;
  switch (written.toLowerCase()) {
    case 'local':
    case 'private':
      return scope;
    case 'global':
      return scope.global();
    case 'script':
      return scope.script;
    default:
  }
  if (!/^\d+$/.test(written)) {
    throw failure('ArgumentOutOfRange', `The scope '${written}' is not known.`, {
      category: 'InvalidArgument',
    });
  }
  let found: Scope | null = scope;
  for (let up = Number(written); up > 0 && found !== null; up--) found = found.parent;
  if (found === null) {
    throw failure(
      'ArgumentOutOfRange',
      `The scope number '${written}' exceeds the number of active scopes. (Parameter 'scope')\nActual value was ${written}.`,
      { type: 'System.Management.Automation.PSArgumentOutOfRangeException', category: 'InvalidArgument' },
    );
  }
  return found;
}

/** What commands see of a variable: NOTHING is null to them. */
class VariableView implements VariableInfo {
  readonly #box: Box;

  constructor(box: Box) {
    this.#box = box;
  }

  get name(): string {
    return this.#box.name;
  }

  get value(): Value {
    return this.#box.value === NOTHING ? null : this.#box.value;
  }

  set value(value: Value) {
    this.#box.assign(value);
  }

  get description(): string {
    return this.#box.description === 'automatic' ? '' : this.#box.description;
  }

  set description(text: string) {
    this.#box.description = text;
  }

  get options(): VariableInfo['options'] {
    return this.#box.options;
  }

  set options(options: VariableInfo['options']) {
    this.#box.setOptions(options);
  }
}

export function getVariable(interp: Interp, name: string, scope?: string): VariableInfo | undefined {
  const key = interp.names.get(name);
  if (scope === undefined && key.lower === '?') {
    return { name: '?', value: interp.success, description: '', options: [] };
  }
  const box =
    scope === undefined ? interp.frame.scope.find(key) : (scopeNamed(interp, scope).own(key) ?? null);
  return box === null ? undefined : new VariableView(box);
}

export function setVariable(interp: Interp, name: string, value: Value, scope?: string): void {
  scopeNamed(interp, scope).assign(interp.names.get(name), name, value);
}

export function newVariable(interp: Interp, info: VariableInfo, scope?: string, force = false): void {
  const target = scopeNamed(interp, scope);
  const key = interp.names.get(info.name);
  const known = target.vars.get(key.lower);
  if (known?.options.includes('Constant') === true || (known?.locked === true && !force)) {
    throw notWritable(info.name);
  }
  const box = new Box(info.name, info.value);
  box.description = info.description;
  box.setOptions(info.options);
  target.define(key, box);
}

export function removeVariable(interp: Interp, name: string, scope?: string, force = false): boolean {
  const key = interp.names.get(name);
  const start = scopeNamed(interp, scope);
  for (let at: Scope | null = start; at !== null; at = scope === undefined ? at.parent : null) {
    const box = at.vars.get(key.lower);
    if (box === undefined) continue;
    if (box.options.includes('Constant') || (box.locked && !force)) {
      throw failure(
        'VariableNotRemovable',
        `Cannot remove variable ${box.name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.`,
        {
          type: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
          category: 'WriteError',
          target: box.name,
        },
      );
    }
    at.vars.delete(key.lower);
    key.version++;
    return true;
  }
  return false;
}

/** Those of one scope, or all that can be seen. */
export function variables(interp: Interp, scope?: string): readonly VariableInfo[] {
  const seen = new Map<string, VariableInfo>();
  const first = scopeNamed(interp, scope);
  for (let at: Scope | null = first; at !== null; at = scope === undefined ? at.parent : null) {
    for (const [lower, box] of at.vars) {
      if (seen.has(lower) || (at !== first && box.isPrivate)) continue;
      seen.set(lower, new VariableView(box));
    }
  }
  return [...seen.values()];
}
