import type { CmdletInfo, CmdletParameter, ParameterSetEntry } from '../model/cmdlet.ts';
import { allSets } from './parameters.ts';

/** A parameter for tests: in all sets, by name only, unless said otherwise. */
export function testParameter(
  name: string,
  type: string,
  more: Partial<Omit<CmdletParameter, 'sets'>> & { sets?: readonly Partial<ParameterSetEntry>[] } = {},
): CmdletParameter {
  const none = { set: allSets, mandatory: false, position: null, pipeline: false, byName: false };
  const sets = (more.sets ?? [{}]).map((entry) => ({ ...none, ...entry }));
  return { name, type, aliases: [], ...more, sets };
}

/** A cmdlet for tests. */
export function testCmdlet(
  name: string,
  parameters: readonly CmdletParameter[],
  more: Partial<CmdletInfo> = {},
): CmdletInfo {
  return {
    name,
    defaultSet: null,
    supportsShouldProcess: false,
    confirmImpact: 'None',
    batching: true,
    encrypted: [],
    parameters,
    ...more,
  };
}
