import type { CmdletParameter } from '../../../../shared/model/cmdlet.ts';
import { enumerable } from '../members/enumerate.ts';
import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import { ENUM_TYPES } from '../members/enum-names.ts';
import { isInstance, resolveType, typeNameOf } from '../members/types.ts';
import { failure, Terminating } from '../values/errors.ts';
import { switchState } from '../values/switch.ts';
import type { Value } from '../values/model.ts';
import { toDouble } from '../convert/numbers.ts';
import { isNumber, type PsDouble } from '../values/model.ts';
import type { Argument, BindingTarget, ParameterRule } from './arguments.ts';
import { cannotConvert, fullName, invalid, notAllowed, notOneValue } from './errors.ts';

/** The value as its parameter takes it: converted, and let through by every check. Throws Terminating. */
export function toParameter(
  target: BindingTarget,
  parameter: CmdletParameter,
  given: Value,
  at: Argument | null,
  runtime: Runtime,
): Value {
  const rule = target.rules?.get(parameter.name.toLowerCase()) ?? null;
  const value = converted(target, parameter, rule, given, at, runtime);
  refuseEmpty(target, parameter, rule, value, at);
  const reason = rule?.validate?.(value) ?? null;
  if (reason !== null) throw invalid(target, parameter, reason, at);
  const declared = declaredReason(parameter, value);
  if (declared !== null) throw invalid(target, parameter, { message: declared }, at);
  return value;
}

function converted(
  target: BindingTarget,
  parameter: CmdletParameter,
  rule: ParameterRule | null,
  value: Value,
  at: Argument | null,
  runtime: Runtime,
): Value {
  if (isWritten(value) && (rule === null ? !/^(PS)?Object/.test(parameter.type) : rule.convert !== null)) {
    return converted(target, parameter, rule, { kind: 'double', value: value.value }, at, runtime);
  }
  if (at?.written !== undefined && parameter.type === 'String' && isNumber(value)) return at.written;
  try {
    if (rule !== null) return rule.convert === null ? value : rule.convert(value);
    const { type } = parameter;
    if (type === 'ActionPreference') return convertTo(value, fullName(type), runtime.culture);
    if (type === 'Object' || type === 'PSObject' || resolveType(type) === null) return value;
    if (type === 'SwitchParameter') return toSwitchParameter(value);
    if (type === 'Boolean') return toBooleanParameter(value);
    if (Array.isArray(value) && ENUM_TYPES.get(fullName(type))?.flags === true) {
      return convertTo(value.map(toText).join(', '), fullName(type), runtime.culture);
    }
    const single = !type.endsWith('[]');
    if (single && Array.isArray(value) && value.length !== 1 && !acceptsLists(type)) {
      throw notOneValue(target, parameter, typeNameOf(value), at);
    }
    if (type === 'Object[]' || type === 'PSObject[]') {
      return value === null || Array.isArray(value) ? value : [value];
    }
    return convertTo(single || type === 'Char[]' ? value : asList(value), fullName(type), runtime.culture);
  } catch (error) {
    if (!(error instanceof Terminating) || error.record.command !== null) throw error;
    throw cannotConvert(target, parameter, error, at);
  }
}

/** Elements are converted one by one, so that an error tells of the element. */
function asList(value: Value): Value {
  if (value === null || Array.isArray(value)) return value;
  const items = enumerable(value);
  return items === null ? [value] : [...items];
}

function isWritten(value: Value): value is PsDouble {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    value.kind === 'double' &&
    value.written !== undefined
  );
}

/** What a [switch] parameter takes: Booleans; nothing is turned into one. */
export function toSwitchParameter(value: Value, target: 'function' | 'command' = 'command'): boolean {
  if (typeof value === 'boolean') return value;
  const state = switchState(value);
  if (state !== null) return state;
  const type = value === null ? 'null' : typeNameOf(value);
  if (target === 'function' && value !== null && !isNumber(value))
    throw notBoolean(value, 'Management.Automation.SwitchParameter');
  const message =
    value === null
      ? 'Cannot convert null to type "System.Management.Automation.SwitchParameter".'
      : `Cannot convert the "${toText(value)}" value of type "${type}" to type "System.Management.Automation.SwitchParameter".`;
  throw failure('ConvertToFinalInvalidCastException', message, {
    type: 'System.Management.Automation.PSInvalidCastException',
    category: 'InvalidArgument',
  });
}

/** What a [bool] parameter takes: Booleans and numbers, never text. */
export function toBooleanParameter(value: Value): Value {
  if (typeof value === 'boolean') return value;
  if (isNumber(value) || switchState(value) !== null) return truth(value);
  throw notBoolean(value, 'Boolean');
}

function notBoolean(value: Value, type: string): Terminating {
  const message =
    `Cannot convert value "${value === null ? '' : typeNameOf(value)}" to type "System.${type}". Boolean parameters ` +
    'accept only Boolean values and numbers, such as $True, $False, 1 or 0.';
  return failure('ParameterBindingFailed', message, {
    type: 'System.Management.Automation.PSInvalidCastException',
    category: 'InvalidArgument',
  });
}

function acceptsLists(type: string): boolean {
  return /^(System\.)?(Array|Collections\.|IList|IDictionary|Hashtable|ScriptBlock)/.test(type);
}

/** A mandatory parameter takes no null and nothing empty unless it says so. */
function refuseEmpty(
  target: BindingTarget,
  parameter: CmdletParameter,
  rule: ParameterRule | null,
  value: Value,
  at: Argument | null,
): void {
  const strict =
    parameter.sets.some((entry) => entry.mandatory) || (rule === null && parameter.notNull !== undefined);
  if (!strict) return;
  const allow = {
    null: rule?.allowNull ?? parameter.allow?.includes('null') ?? false,
    string:
      rule?.allowEmptyString ??
      (parameter.allow?.includes('emptyString') === true || parameter.notNull === 'null'),
    collection:
      rule?.allowEmptyCollection ??
      (parameter.allow?.includes('emptyCollection') === true || parameter.notNull === 'null'),
  };
  if (value === null) {
    if (!allow.null) throw notAllowed(target, parameter, 'null', at);
    return;
  }
  if (value === '' && !allow.string && isTextual(parameter))
    throw notAllowed(target, parameter, 'string', at);
  if (!Array.isArray(value)) return;
  if (value.length === 0 && !allow.collection) throw notAllowed(target, parameter, 'array', at);
  if (!isTextual(parameter) && !isOfObjects(parameter)) return;
  for (const item of value) {
    if (item === null && !allow.null) throw notAllowed(target, parameter, 'null', at);
    if (item === '' && !allow.string && isTextual(parameter))
      throw notAllowed(target, parameter, 'string', at);
  }
}

/** Its elements are looked at one by one: those of value types can't be null. */
function isOfObjects(parameter: CmdletParameter): boolean {
  return /^PSObject\[\]$/.test(parameter.type);
}

function isTextual(parameter: CmdletParameter): boolean {
  return /^(System\.)?(String|Object)(\[\])?$/.test(parameter.type);
}

/** What CmdletParameter itself declares: values, range, length, count. */
function declaredReason(parameter: CmdletParameter, value: Value): string | null {
  const { values, range } = parameter;
  const items = Array.isArray(value) ? value : [value];
  if (values !== undefined) {
    const bad = items.find(
      (item) => !values.some((known) => known.toLowerCase() === toText(item).toLowerCase()),
    );
    if (bad !== undefined) return notInSet(toText(bad), values);
  }
  if (range !== undefined) {
    for (const item of items) {
      const number = isNumber(item) ? toDouble(item) : null;
      if (number === null) continue;
      if (number > range.max) return aboveRange(toText(item), String(range.max));
      if (number < range.min) return belowRange(toText(item), String(range.min));
    }
  }
  return null;
}

export function notInSet(text: string, values: readonly string[]): string {
  return `The argument "${text}" does not belong to the set "${values.join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`;
}

export function aboveRange(text: string, max: string): string {
  return `The ${text} argument is greater than the maximum allowed range of ${max}. Supply an argument that is less than or equal to ${max} and then try the command again.`;
}

export function belowRange(text: string, min: string): string {
  return `The ${text} argument is less than the minimum allowed range of ${min}. Supply an argument that is greater than or equal to ${min} and then try the command again.`;
}

/** No conversion is needed. */
export function fitsAsIs(parameter: CmdletParameter, value: Value): boolean {
  const { type } = parameter;
  if (type === 'Object' || type === 'PSObject') return true;
  if (type === 'Object[]' || type === 'PSObject[]') return true;
  if (value === null) return false;
  const name = resolveType(type);
  if (name === null) return true;
  return isInstance(value, name);
}
