import { tryConvert } from '../convert/convert.ts';
import { isArray } from '../values/model.ts';
import { unwrapped } from '../values/object.ts';
import { ENUM_TYPES } from './enum-names.ts';
import { isStruct, typeOfParameter } from './parameter-types.ts';
import { isInstance, typeNameOf } from './types.ts';
import type { Culture } from '../culture.ts';
import type { Value } from '../values/model.ts';
import type { Overload, Parameter } from './define.ts';

/*
 * Which overload PowerShell takes: each argument's conversion has a rank, ranks of earlier arguments weigh more, and a
 * list of arguments given one by one (params) comes last. That a text as a number ranks above a text as an enum is
 * PowerShell's own doing.
 */
const RANK = {
  identity: 20,
  textToChars: 19,
  assignable: 18,
  numericImplicit: 17,
  numericText: 16,
  numericExplicit: 14,
  nullToReference: 13,
  nullToValue: 12,
  language: 11,
  parse: 9,
  construct: 7,
  text: 3,
  array: 1,
  none: 0,
} as const;

/** The overload that fits best; undefined: none takes these arguments. */
export function bestOverload(
  overloads: readonly Overload[],
  self: Value,
  args: readonly Value[],
  culture: Culture,
): Overload | undefined {
  let chosen: { overload: Overload; ranks: readonly number[]; expanded: boolean } | undefined;
  for (const overload of overloads) {
    const expanded = isExpanded(overload, args);
    const ranks = args.map((value, at) => rankAt(overload, at, value, expanded, self, culture));
    if (ranks.includes(RANK.none)) continue;
    if (chosen === undefined || isBetter(ranks, expanded, chosen.ranks, chosen.expanded)) {
      chosen = { overload, ranks, expanded };
    }
  }
  return chosen?.overload;
}

function isBetter(
  ranks: readonly number[],
  expanded: boolean,
  other: readonly number[],
  otherExpanded: boolean,
): boolean {
  let balance = 0;
  for (let at = 0; at < ranks.length; at++) {
    balance += Math.sign((ranks[at] ?? 0) - (other[at] ?? 0)) * (ranks.length - at);
  }
  return balance === 0 ? otherExpanded && !expanded : balance > 0;
}

function isExpanded(overload: Overload, args: readonly Value[]): boolean {
  const last = overload.parameters.at(-1);
  if (last?.kind !== 'params') return false;
  return args.length !== overload.parameters.length || !isWhole(args.at(-1) ?? null, last);
}

/** Whether an argument stands for the whole `params` array. */
export function isWhole(value: Value, parameter: Parameter): boolean {
  return isArray(value) || (parameter.type === 'char[]' && typeof value === 'string' && value.length !== 1);
}

function rankAt(
  overload: Overload,
  at: number,
  value: Value,
  expanded: boolean,
  self: Value,
  culture: Culture,
): number {
  const { parameters } = overload;
  const parameter = parameters[Math.min(at, parameters.length - 1)];
  if (parameter === undefined) return RANK.none;
  const isRef = value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'ref';
  if (parameter.kind === 'ref') return isRef ? RANK.identity : RANK.none;
  const written =
    parameter.kind === 'params' && expanded ? parameter.type.replace(/\[\]$/, '') : parameter.type;
  return rank(unwrapped(value), typeOfParameter(written, self), culture);
}

const WIDTH: Readonly<Record<string, number>> = {
  'System.Byte': 2,
  'System.SByte': 1,
  'System.Int16': 3,
  'System.UInt16': 4,
  'System.Int32': 5,
  'System.UInt32': 6,
  'System.Int64': 7,
  'System.UInt64': 8,
  'System.Single': 10,
  'System.Double': 11,
  'System.Decimal': 9,
};

/** Whether every value of one type of number is one of the other. */
function widens(from: string, to: string): boolean {
  const a = WIDTH[from] ?? 0;
  const b = WIDTH[to] ?? 0;
  if (b <= a || (to === 'System.Decimal' && a > 8) || from === 'System.Decimal') return false;
  const unsigned = /\.(UInt|Byte)/;
  return !(unsigned.test(to) && !unsigned.test(from));
}

function rank(value: Value, type: string | null, culture: Culture): number {
  if (type === null) return value === null ? RANK.nullToReference : RANK.assignable;
  if (value === null) return isStruct(type) ? RANK.nullToValue : RANK.nullToReference;
  const own = typeNameOf(value);
  if (own === type) return RANK.identity;
  if (typeof value === 'string' && type === 'System.Char[]') return RANK.textToChars;
  if (isInstance(value, type)) return RANK.assignable;
  if (WIDTH[own] !== undefined && WIDTH[type] !== undefined) {
    return widens(own, type) ? RANK.numericImplicit : RANK.numericExplicit;
  }
  if (typeof value === 'string') {
    if (WIDTH[type] !== undefined) return RANK.numericText;
    if (type === 'System.Char' || type === 'System.Boolean' || ENUM_TYPES.has(type)) {
      return ENUM_TYPES.has(type) && !fits(value, type, culture) ? RANK.none : RANK.language;
    }
    if (/^System\.(DateTime|TimeSpan|Guid|Version)$/.test(type)) return RANK.parse;
  }
  if (type === 'System.String') return WIDTH[own] !== undefined ? RANK.numericText : RANK.text;
  if (!fits(value, type, culture)) return RANK.none;
  if (type.endsWith('[]')) {
    if (isArray(value)) return RANK.array;
    return own === type.slice(0, -2) ? RANK.language : RANK.none;
  }
  return ENUM_TYPES.has(type) || type === 'System.Boolean' || type === 'System.Char'
    ? RANK.language
    : RANK.construct;
}

function fits(value: Value, type: string, culture: Culture): boolean {
  return 'value' in tryConvert(value, type, culture);
}
