import type { Bound } from '../commands/builtin.ts';
import { PsList } from '../values/collections.ts';
import type { Value } from '../values/model.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import { toAction, type Action } from './preferences.ts';
import type { Box } from './scope.ts';
import type { Streams } from './streams.ts';

/** Common parameters as given; null: not given. */
export interface Common {
  readonly error: Action | null;
  readonly warning: Action | null;
  readonly information: Action | null;
  readonly progress: Action | null;
  readonly verbose: boolean | null;
  readonly debug: boolean | null;
  readonly whatIf: boolean | null;
  readonly confirm: boolean | null;
  readonly errorVariable: PsList | null;
  readonly warningVariable: PsList | null;
  readonly informationVariable: PsList | null;
  readonly outVariable: PsList | null;
  /** -PipelineVariable: in the caller's scope. */
  readonly pipelineVariable: Box | null;
}

export const NO_COMMON: Common = {
  error: null,
  warning: null,
  information: null,
  progress: null,
  verbose: null,
  debug: null,
  whatIf: null,
  confirm: null,
  errorVariable: null,
  warningVariable: null,
  informationVariable: null,
  outVariable: null,
  pipelineVariable: null,
};

const NAMES = [
  'ErrorAction',
  'WarningAction',
  'InformationAction',
  'ProgressAction',
  'Verbose',
  'Debug',
  'WhatIf',
  'Confirm',
  'ErrorVariable',
  'WarningVariable',
  'InformationVariable',
  'OutVariable',
  'PipelineVariable',
];

/** Reads the common parameters of a command; its variables are made (or, with "+", taken over) in the caller's scope. */
export function readCommon(interp: Interp, caller: Frame, bound: Bound, own: ReadonlySet<string>): Common {
  if (!NAMES.some((name) => bound.has(name) && !own.has(name.toLowerCase()))) return NO_COMMON;
  const given = (name: string): Value | undefined =>
    own.has(name.toLowerCase()) ? undefined : bound.get(name);
  const flag = (name: string): boolean | null => (given(name) === undefined ? null : bound.on(name));
  const list = (name: string): PsList | null => {
    const value = given(name);
    return typeof value === 'string' && value !== '' ? variableList(interp, caller, value) : null;
  };
  const pipeline = given('PipelineVariable');
  return {
    error: toAction(given('ErrorAction')),
    warning: toAction(given('WarningAction')),
    information: toAction(given('InformationAction')),
    progress: toAction(given('ProgressAction')),
    verbose: flag('Verbose'),
    debug: flag('Debug'),
    whatIf: flag('WhatIf'),
    confirm: flag('Confirm'),
    errorVariable: list('ErrorVariable'),
    warningVariable: list('WarningVariable'),
    informationVariable: list('InformationVariable'),
    outVariable: list('OutVariable'),
    pipelineVariable: typeof pipeline === 'string' ? interp.force(caller.scope, pipeline, null) : null,
  };
}

function variableList(interp: Interp, caller: Frame, written: string): PsList {
  const add = written.startsWith('+');
  const name = add ? written.slice(1) : written;
  if (add) {
    const now = caller.scope.find(interp.names.get(name))?.value ?? null;
    if (now !== null && typeof now === 'object' && !Array.isArray(now) && now.kind === 'list') return now;
    const list = new PsList('System.Collections.ArrayList', null, now === null ? [] : [now].flat());
    interp.force(caller.scope, name, list);
    return list;
  }
  const list = new PsList('System.Collections.ArrayList', null);
  interp.force(caller.scope, name, list);
  return list;
}

/** The streams of a body, which collect for -ErrorVariable and the like of its function. */
export function collecting(streams: Streams, common: Common): Streams {
  return {
    ...streams,
    collect: {
      errors: added(streams.collect?.errors, common.errorVariable),
      warnings: added(streams.collect?.warnings, common.warningVariable),
      informations: added(streams.collect?.informations, common.informationVariable),
    },
  };
}

function added(lists: readonly PsList[] | undefined, own: PsList | null): readonly PsList[] {
  return own === null ? (lists ?? []) : [...(lists ?? []), own];
}
