import type { CmdletInfo, CmdletParameter, ParameterSetEntry } from '../../../../shared/model/cmdlet.ts';

export interface ParameterSpec {
  readonly aliases?: readonly string[];
  readonly position?: number;
  readonly mandatory?: boolean;
  /** By value. */
  readonly pipeline?: boolean;
  /** By property name. */
  readonly byName?: boolean;
  /** Names of its sets; all unless told. */
  readonly sets?: readonly (string | Partial<ParameterSetEntry>)[];
  readonly values?: readonly string[];
  readonly range?: { readonly min: number; readonly max: number };
  readonly notNull?: 'null' | 'nullOrEmpty';
  /** What it takes although it is mandatory. */
  readonly allow?: readonly ('null' | 'emptyString' | 'emptyCollection')[];
  /** Takes all arguments that are left. */
  readonly remaining?: true;
}

/**
 * One parameter of a built-in command.
 * @param type .NET short name as CmdletParameter has it: String, String[], Int32, SwitchParameter, Object, ScriptBlock …
 */
export function parameter(name: string, type: string, spec: ParameterSpec = {}): CmdletParameter {
  const common = {
    mandatory: spec.mandatory ?? false,
    position: spec.position ?? null,
    pipeline: spec.pipeline ?? false,
    byName: spec.byName ?? false,
  };
  const sets = (spec.sets ?? ['__AllParameterSets']).map((set) =>
    typeof set === 'string' ? { set, ...common } : { set: '__AllParameterSets', ...common, ...set },
  );
  return {
    name,
    type,
    aliases: spec.aliases ?? [],
    sets,
    ...(spec.values === undefined ? {} : { values: spec.values }),
    ...(spec.range === undefined ? {} : { range: spec.range }),
    ...(spec.notNull === undefined ? {} : { notNull: spec.notNull }),
    ...(spec.allow === undefined ? {} : { allow: spec.allow }),
    ...(spec.remaining === undefined ? {} : { remaining: true }),
  };
}

export function declare(
  name: string,
  parameters: readonly CmdletParameter[],
  more: Partial<Pick<CmdletInfo, 'defaultSet' | 'supportsShouldProcess' | 'confirmImpact'>> = {},
): CmdletInfo {
  return {
    name,
    defaultSet: more.defaultSet ?? null,
    supportsShouldProcess: more.supportsShouldProcess ?? false,
    confirmImpact: more.confirmImpact ?? 'Medium',
    batching: false,
    encrypted: [],
    parameters,
  };
}
