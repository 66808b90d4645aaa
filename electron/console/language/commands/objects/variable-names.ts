import { toText } from '../../convert/text.ts';
import type { VariableInfo } from '../../interpreter/runtime.ts';
import { enumOf } from '../../members/enum-names.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { PsReference } from '../../values/block.ts';
import { Terminating } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import { nativeProperty, nativeReference } from '../../values/native.ts';
import { enumValue, type PsEnum } from '../../values/simple.ts';
import type { Context } from '../builtin.ts';
import { textCompare } from './collate.ts';
import { errorRecord } from './failures.ts';

export const ITEM_OPTIONS = 'System.Management.Automation.ScopedItemOptions';
export const VISIBILITY = 'System.Management.Automation.SessionStateEntryVisibility';
const UNAUTHORIZED = 'System.Management.Automation.SessionStateUnauthorizedAccessException';

type Option = VariableInfo['options'][number];
const OPTION_BITS: readonly (readonly [Option, number])[] = [
  ['ReadOnly', 1],
  ['Constant', 2],
  ['Private', 4],
  ['AllScope', 8],
];

export function optionsOf(value: PsEnum | undefined): Option[] | undefined {
  if (value === undefined) return undefined;
  return OPTION_BITS.filter(([, bit]) => (value.value & bit) !== 0).map(([name]) => name);
}

function optionsValue(options: readonly Option[]): PsEnum {
  const bits = OPTION_BITS.reduce((sum, [name, bit]) => (options.includes(name) ? sum + bit : sum), 0);
  return enumOf(ITEM_OPTIONS, bits);
}

/** What Get-Variable writes: the variable itself, so that its value can be read later and set. */
export function variableObject(info: VariableInfo): PsReference {
  const description = nativeProperty('Description', 'string', () => info.description);
  const value = nativeProperty('Value', 'System.Object', () => info.value);
  return nativeReference({
    typeNames: ['System.Management.Automation.PSVariable', 'System.Object'],
    properties: [
      nativeProperty('Name', 'string', () => info.name),
      {
        ...description,
        set(text) {
          info.description = toText(text);
        },
      },
      {
        ...value,
        set(changed) {
          info.value = changed;
        },
      },
      nativeProperty('Visibility', VISIBILITY, () => enumValue(VISIBILITY, 'Public', 0)),
      nativeProperty('Module', 'psmoduleinfo', () => null),
      nativeProperty('ModuleName', 'string', () => ''),
      nativeProperty('Options', ITEM_OPTIONS, () => optionsValue(info.options)),
      nativeProperty('Attributes', 'System.Collections.ObjectModel.Collection[System.Attribute]', () => []),
    ],
    toText: () => 'System.Management.Automation.PSVariable',
  });
}

export interface Matching {
  readonly found: readonly VariableInfo[];
  /** Something was left out by a wildcard, -Include or -Exclude: then nothing found is no error. */
  readonly filtered: boolean;
}

/** Variables of that name or pattern in a scope (all that are seen from here where none is named), sorted by name. */
export function matching(context: Context, name: string, scope: string | undefined): Matching {
  const { bound, runtime } = context;
  const include = (bound.list('Include') ?? []).map((pattern) => wildcard(toText(pattern)));
  const exclude = (bound.list('Exclude') ?? []).map((pattern) => wildcard(toText(pattern)));
  const isWanted = (each: string): boolean =>
    (include.length === 0 || include.some((matches) => matches(each))) &&
    !exclude.some((matches) => matches(each));
  const pattern = withoutScope(name);
  if (!hasWildcards(pattern)) {
    if (!isWanted(pattern)) return { found: [], filtered: true };
    const info = runtime.getVariable(name, scope);
    return { found: info === undefined ? [] : [info], filtered: false };
  }
  const matches = wildcard(pattern);
  const order = textCompare(runtime.culture, false);
  const found = runtime
    .variables(scope)
    .filter((info) => matches(info.name) && isWanted(info.name))
    .sort((a, b) => order(a.name, b.name));
  return { found, filtered: true };
}

function withoutScope(name: string): string {
  return name.replace(/^(global|script|local|private):/i, '');
}

export function notFound(context: Context, command: string, name: string): void {
  context.error(
    errorRecord(command, {
      id: 'VariableNotFound',
      message: `Cannot find a variable with the name '${name}'.`,
      type: 'System.Management.Automation.ItemNotFoundException',
      category: 'ObjectNotFound',
      target: name,
    }),
  );
}

export function notWritable(context: Context, command: string, name: string): void {
  context.error(
    errorRecord(command, {
      id: 'VariableNotWritable',
      message: `Cannot overwrite variable ${name} because it is read-only or constant.`,
      type: UNAUTHORIZED,
      category: 'WriteError',
      target: name,
    }),
  );
}

export function notRemovable(context: Context, command: string, name: string): void {
  context.error(
    errorRecord(command, {
      id: 'VariableNotRemovable',
      message: `Cannot remove variable ${name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.`,
      type: UNAUTHORIZED,
      category: 'WriteError',
      target: name,
    }),
  );
}

/** False: the change was refused, which has been reported as the command's own error. */
export function attempt(context: Context, command: string, change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    error.record.command = command;
    context.error(error.record);
    return false;
  }
}

export function isLocked(info: VariableInfo, force: boolean): boolean {
  return info.options.includes('Constant') || (info.options.includes('ReadOnly') && !force);
}

export function names(value: readonly Value[] | undefined): string[] {
  return (value ?? []).map(toText);
}
