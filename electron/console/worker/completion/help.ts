import { aboutConnectParameter, aboutSession } from '../../../../shared/connect/parameter-help.ts';
import type { CmdletInfo, CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import type { CommandHelp } from '../../../../shared/model/console.ts';
import { argumentAt } from '../../../../shared/powershell/completion/arguments.ts';
import { findCommand } from '../../../../shared/powershell/completion/complete.ts';
import {
  commandOf,
  commandWords,
  cursorAt,
  nameOf,
  type Command,
} from '../../../../shared/powershell/completion/cursor.ts';
import { shortTypeName } from '../../../../shared/powershell/completion/type-values.ts';
import { acceptedValues } from '../../../../shared/powershell/completion/values.ts';
import type { CompletionWorld } from '../../../../shared/powershell/completion/world.ts';
import { allSets, matchParameter } from '../../../../shared/powershell/parameters.ts';
import { setNames, syntaxOf } from '../../language/commands/objects/command-syntax.ts';

/** Values and sets that are told; a list of countries is no help. */
const MOST = 40;

/** What is known of the command, parameter or variable at an offset; null: nothing is. */
export function helpAt(
  text: string,
  offset: number,
  world: CompletionWorld,
  describe: (command: string) => string | null,
): CommandHelp | null {
  const end = offset + (/^[\w:-]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const { level, current, base } = cursorAt(text, end);
  const from = current === null ? end : base + current.start;
  const place = { from, to: end };
  if (current?.kind === 'variable') return variable(current.value, place, world);
  const words = commandWords(commandOf(level));
  if (words.length === 0) {
    const info = current === null ? undefined : findCommand(text, current.value, world);
    return info === undefined
      ? null
      : commandHelp(info, place, describe(info.name) ?? aboutSession(info.name));
  }
  const name = nameOf(words);
  const info = name === null ? undefined : findCommand(text, name, world);
  if (info === undefined) return null;
  const parameter = parameterAt(info, words, current);
  return parameter === null ? null : parameterHelp(info, parameter, place);
}

type Place = { readonly from: number; readonly to: number };
type Current = ReturnType<typeof cursorAt>['current'];

function parameterAt(info: CmdletInfo, words: Command, current: Current): CmdletParameter | null {
  if (current?.kind !== 'parameter') return argumentAt(words, info).owners[0] ?? null;
  const match = matchParameter(info, current.value);
  return 'found' in match ? match.found : null;
}

function variable(written: string, place: Place, world: CompletionWorld): CommandHelp | null {
  const name = written.toLowerCase().replace(/^(script|global|local|private|using):/, '');
  for (const known of world.variables()) {
    if (known.name.toLowerCase() !== name) continue;
    return {
      ...nothing,
      ...place,
      title: `$${known.name}`,
      kind: 'variable',
      type: known.detail,
      values: world.propertiesOfVariable(name).slice(0, MOST),
    };
  }
  return null;
}

const nothing = {
  type: '',
  required: null,
  position: null,
  pipeline: '',
  aliases: [],
  sets: [],
  values: [],
  syntax: [],
  description: null,
} satisfies Partial<CommandHelp>;

function commandHelp(info: CmdletInfo, place: Place, description: string | null): CommandHelp {
  const sets = setNames(info);
  return {
    ...nothing,
    ...place,
    title: info.name,
    kind: 'command',
    sets: sets.filter((set) => set !== allSets).slice(0, MOST),
    syntax: sets.slice(0, MOST).map((set) => syntaxOf(info, set)),
    description,
  };
}

function parameterHelp(info: CmdletInfo, parameter: CmdletParameter, place: Place): CommandHelp {
  const { sets } = parameter;
  const positions = sets.flatMap(({ position }) => (position === null ? [] : [position]));
  const ways = [
    sets.some(({ pipeline }) => pipeline) ? 'by value' : '',
    sets.some(({ byName }) => byName) ? 'by property name' : '',
  ];
  const required = sets.filter(({ mandatory }) => mandatory);
  return {
    ...nothing,
    ...place,
    title: `${info.name} -${parameter.name}`,
    kind: 'parameter',
    type: shortTypeName(parameter.type),
    required: required.length > 0,
    position: positions.length === 0 ? null : Math.min(...positions),
    pipeline: ways.filter((way) => way !== '').join(', '),
    aliases: [...parameter.aliases],
    sets: sets
      .filter(({ set }) => set !== allSets)
      .map(({ set, mandatory }) => (mandatory && required.length < sets.length ? `${set} (required)` : set))
      .slice(0, MOST),
    values: acceptedValues(parameter).slice(0, MOST),
    description: aboutConnectParameter(info.name, parameter.name),
  };
}
