import type { CmdletInfo, CmdletParameter, ParameterSetEntry } from '../../../shared/model/cmdlet.ts';

/**
 * How the service reads a parameter's JSON: `list` takes text, an array or an Add/Remove table; `size` a number, a text size or
 * Unlimited; `secret` and `credential` arrive encrypted; `any` takes what comes.
 */
type ParameterKind =
  | 'text'
  | 'texts'
  | 'bool'
  | 'switch'
  | 'int'
  | 'id'
  | 'list'
  | 'enum'
  | 'enums'
  | 'size'
  | 'timespan'
  | 'date'
  | 'secret'
  | 'credential'
  | 'bytes'
  | 'tables'
  | 'any';

export interface ServerParameter extends CmdletParameter {
  readonly kind: ParameterKind;
  /** Accepted words of `enum` and `enums`; the module file doesn't show them, the service checks them. */
  readonly members?: readonly string[];
}

export interface ServerCmdlet extends CmdletInfo {
  readonly parameters: readonly ServerParameter[];
}

const TYPE_NAMES: Readonly<Record<ParameterKind, string>> = {
  text: 'String',
  texts: 'String[]',
  bool: 'Boolean',
  switch: 'SwitchParameter',
  int: 'Int32',
  id: 'Object',
  list: 'Object',
  enum: 'Object',
  enums: 'Object[]',
  size: 'Object',
  timespan: 'Object',
  date: 'Object',
  secret: 'SecureString',
  credential: 'PSCredential',
  bytes: 'Byte[]',
  tables: 'Hashtable[]',
  any: 'Object',
};

const EVERY_SET = '__AllParameterSets';

function between(text: string): { min: number; max: number } {
  const [min = '0', max = '0'] = text.split('..');
  return { min: Number(min), max: Number(max) };
}

function readLine(line: string): ServerParameter[] {
  const [spelt = '', kindText = 'text', ...flags] = line.split(/\s+/);
  const [kindName = 'text', membersText] = kindText.split('=');
  const kind = kindName as ParameterKind;
  let sets: string[] = [EVERY_SET];
  let mandatory = false;
  let position: number | null = null;
  let pipeline = false;
  let byName = false;
  // prettier-ignore
  const extra: { aliases?: string[]; length?: CmdletParameter['length']; range?: CmdletParameter['range']; values?: string[]; notNull?: 'null' | 'nullOrEmpty' } = {};
  for (const flag of flags) {
    if (flag === '!') mandatory = true;
    else if (flag === '>') pipeline = byName = true;
    else if (flag === '~') byName = true;
    else if (/^\d+$/.test(flag)) position = Number(flag);
    else if (flag.startsWith('@')) sets = flag.slice(1).split(',');
    else if (flag.startsWith('alias=')) extra.aliases = flag.slice(6).split(',');
    else if (flag.startsWith('length=')) extra.length = between(flag.slice(7));
    else if (flag.startsWith('range=')) extra.range = between(flag.slice(6));
    else if (flag.startsWith('values=')) extra.values = flag.slice(7).split('|');
    else if (flag === 'notnull') extra.notNull = 'null';
    else if (flag === 'notempty') extra.notNull = 'nullOrEmpty';
    else throw new Error(`The cmdlet table says "${flag}" of ${spelt}, which means nothing`);
  }
  const entries: ParameterSetEntry[] = sets.map((set) => ({ set, mandatory, position, pipeline, byName }));
  const run = /^(.*?)(\d+)\.\.(\d+)$/.exec(spelt);
  const names = run
    ? Array.from(
        { length: Number(run[3]) - Number(run[2]) + 1 },
        (_, n) => `${run[1] ?? ''}${Number(run[2]) + n}`,
      )
    : [spelt];
  return names.map((name) => ({
    name,
    type: TYPE_NAMES[kind],
    kind,
    aliases: [],
    sets: entries,
    ...extra,
    ...(membersText === undefined ? {} : { members: membersText.split('|') }),
    ...(kind === 'secret' || kind === 'credential' ? { encrypted: true } : {}),
  }));
}

/**
 * Parameters from lines `Name kind[=Member|Member] flags…`. Flags: `!` mandatory, a number is the position, `>` from the pipeline,
 * `~` by property name only, `@A,B` sets, `alias=`, `length=1..64`, `range=`, `values=` (shown in the module file), `notnull`,
 * `notempty`. `CustomAttribute1..15` stands for fifteen.
 */
export function parameters(text: string): ServerParameter[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap(readLine);
}

interface CmdletOptions {
  readonly set?: string;
  readonly impact?: 'Medium' | 'High';
  /** False on the cmdlets that are routed by the mailbox they name (real-client.md 5). */
  readonly batching?: boolean;
}

/** One line of the cmdlet table. Cmdlets with an impact change something and take Confirm and WhatIf. */
export function define(name: string, options: CmdletOptions, text: string): ServerCmdlet {
  const list = parameters(text);
  return {
    name,
    defaultSet: options.set ?? null,
    supportsShouldProcess: options.impact !== undefined,
    confirmImpact: options.impact ?? 'None',
    batching: options.batching ?? true,
    encrypted: list.filter((parameter) => parameter.encrypted === true).map((parameter) => parameter.name),
    parameters: list,
  };
}
