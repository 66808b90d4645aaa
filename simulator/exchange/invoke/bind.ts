import type { ServerCmdlet, ServerParameter } from '../cmdlets/definition.ts';
import { ambiguousSet, badValue, unknownParameter } from '../failure.ts';
import type { SecretKey } from '../module/secret-key.ts';
import { Bound } from './bound.ts';
import { convert, type BoundValue } from './convert.ts';

const EVERY_SET = '__AllParameterSets';

/** Common parameters travel inside Parameters and are never bound (exchange-rest-protocol.md 1.2). */
const COMMON = new Set(
  'debug erroraction errorvariable outbuffer outvariable verbose warningaction warningvariable informationaction informationvariable pipelinevariable progressaction'.split(
    ' ',
  ),
);

function findParameter(cmdlet: ServerCmdlet, name: string): ServerParameter | undefined {
  const wanted = name.toLowerCase();
  return cmdlet.parameters.find(
    (parameter) =>
      parameter.name.toLowerCase() === wanted ||
      parameter.aliases.some((alias) => alias.toLowerCase() === wanted),
  );
}

const isIn = (parameter: ServerParameter, set: string): boolean =>
  parameter.sets.some((entry) => entry.set === set || entry.set === EVERY_SET);

/** The set that all given parameters share, preferring the default; a set whose mandatory ones are missing doesn't count. */
function chooseSet(cmdlet: ServerCmdlet, given: readonly ServerParameter[]): string | null {
  const sets = new Set(cmdlet.parameters.flatMap((parameter) => parameter.sets.map((entry) => entry.set)));
  sets.delete(EVERY_SET);
  if (cmdlet.defaultSet !== null) sets.add(cmdlet.defaultSet);
  const candidates = sets.size === 0 ? [EVERY_SET] : [...sets];
  const fitting = candidates.filter((set) => given.every((parameter) => isIn(parameter, set)));
  if (fitting.length === 0) {
    throw ambiguousSet('Parameter set cannot be resolved using the specified named parameters.');
  }
  const missing = (set: string): string[] =>
    cmdlet.parameters
      .filter((parameter) =>
        parameter.sets.some((entry) => (entry.set === set || entry.set === EVERY_SET) && entry.mandatory),
      )
      .filter((parameter) => !given.includes(parameter))
      .map((parameter) => parameter.name);
  const complete = fitting.filter((set) => missing(set).length === 0);
  const chosen = complete.find((set) => set === cmdlet.defaultSet) ?? complete[0];
  if (chosen === undefined) {
    const wanted = fitting.find((set) => set === cmdlet.defaultSet) ?? fitting[0] ?? EVERY_SET;
    throw ambiguousSet(
      `Cannot process command because of one or more missing mandatory parameters: ${missing(wanted).join(' ')}.`,
    );
  }
  return chosen === EVERY_SET ? null : chosen;
}

/** Confirm and WhatIf, which belong to every cmdlet that changes something. */
interface Asking {
  readonly confirm: boolean;
  readonly whatIf: boolean;
}

/** Binds the JSON of `CmdletInput.Parameters` to a cmdlet. Throws the service's 400 for what doesn't fit. */
export function bind(
  cmdlet: ServerCmdlet,
  input: Readonly<Record<string, unknown>>,
  key: SecretKey | null,
): { bound: Bound; asking: Asking } {
  const values = new Map<string, BoundValue>();
  const given: ServerParameter[] = [];
  const asking = { confirm: false, whatIf: false };
  for (const [name, value] of Object.entries(input)) {
    const lower = name.toLowerCase();
    if (name.includes('@') || COMMON.has(lower)) continue;
    if (cmdlet.supportsShouldProcess && (lower === 'confirm' || lower === 'whatif')) {
      if (typeof value !== 'boolean') throw badValue(name, 'A switch is true or false.');
      asking[lower === 'confirm' ? 'confirm' : 'whatIf'] = value;
      continue;
    }
    const parameter = findParameter(cmdlet, name);
    if (!parameter) throw unknownParameter(name);
    if (values.has(parameter.name.toLowerCase())) {
      throw badValue(name, `The parameter '${parameter.name}' is specified more than once.`);
    }
    const bound = convert(parameter, value, input[`${name}@odata.type`], key);
    const mandatory = parameter.sets.some((entry) => entry.mandatory);
    if (mandatory && (bound === null || bound === '')) {
      throw badValue(
        parameter.name,
        `Cannot bind argument to parameter '${parameter.name}' because it is null or empty.`,
      );
    }
    values.set(parameter.name.toLowerCase(), bound);
    given.push(parameter);
  }
  return { bound: new Bound(values, chooseSet(cmdlet, given)), asking };
}
