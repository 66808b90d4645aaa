import type { CmdletInfo, CmdletParameter } from '../model/cmdlet.ts';

export const allSets = '__AllParameterSets';

function common(name: string, type: string, alias: string): CmdletParameter {
  const sets = [{ set: allSets, mandatory: false, position: null, pipeline: false, byName: false }];
  return { name, type, aliases: [alias], sets };
}

const always: readonly CmdletParameter[] = [
  common('Verbose', 'SwitchParameter', 'vb'),
  common('Debug', 'SwitchParameter', 'db'),
  common('ErrorAction', 'ActionPreference', 'ea'),
  common('WarningAction', 'ActionPreference', 'wa'),
  common('InformationAction', 'ActionPreference', 'infa'),
  common('ProgressAction', 'ActionPreference', 'proga'),
  common('ErrorVariable', 'String', 'ev'),
  common('WarningVariable', 'String', 'wv'),
  common('InformationVariable', 'String', 'iv'),
  common('OutVariable', 'String', 'ov'),
  common('OutBuffer', 'Int32', 'ob'),
  common('PipelineVariable', 'String', 'pv'),
];

const changing: readonly CmdletParameter[] = [
  common('WhatIf', 'SwitchParameter', 'wi'),
  common('Confirm', 'SwitchParameter', 'cf'),
];

/** Common parameters that a cmdlet takes besides its own; its own declarations win over them. */
export function commonParameters(cmdlet: CmdletInfo): readonly CmdletParameter[] {
  const offered = cmdlet.supportsShouldProcess ? [...always, ...changing] : always;
  const own = new Set(cmdlet.parameters.map((p) => p.name.toLowerCase()));
  return offered.filter((p) => !own.has(p.name.toLowerCase()));
}

export type ParameterMatch =
  { readonly found: CmdletParameter; readonly common: boolean } | { readonly candidates: readonly string[] };

/**
 * Finds the parameter that a name typed after a dash means: its full name or alias, or the start of just one.
 * `candidates` are what a shortened name could mean; empty: nothing.
 */
export function matchParameter(cmdlet: CmdletInfo, typed: string): ParameterMatch {
  const name = typed.toLowerCase();
  const groups = [
    { list: cmdlet.parameters, common: false },
    { list: commonParameters(cmdlet), common: true },
  ];
  for (const exact of [true, false]) {
    for (const { list, common: isCommon } of groups) {
      const found = list.find((p) =>
        exact ? p.name.toLowerCase() === name : p.aliases.some((alias) => alias.toLowerCase() === name),
      );
      if (found !== undefined) return { found, common: isCommon };
    }
  }
  const starts = (p: CmdletParameter): boolean =>
    p.name.toLowerCase().startsWith(name) || p.aliases.some((alias) => alias.toLowerCase().startsWith(name));
  const own = cmdlet.parameters.filter(starts);
  const shared = commonParameters(cmdlet).filter(starts);
  const [first] = own;
  // A cmdlet's own parameter is preferred to a common one that begins alike.
  if (first !== undefined && own.length === 1) return { found: first, common: false };
  const [onlyCommon] = shared;
  if (own.length === 0 && shared.length === 1 && onlyCommon !== undefined)
    return { found: onlyCommon, common: true };
  return { candidates: [...own, ...shared].map((p) => p.name) };
}

export function isSwitch(parameter: CmdletParameter): boolean {
  return parameter.type === 'SwitchParameter';
}
