import type { Value } from '../../values/model.ts';
import {
  exception,
  failure,
  PsErrorRecord,
  type PsException,
  type Terminating,
} from '../../values/errors.ts';
import { enumValue, type PsEnum } from '../../values/simple.ts';
import { toText } from '../../convert/text.ts';

/** Full .NET names of the exceptions that these commands throw. */
export const ARGUMENT = 'System.ArgumentException';
export const INVALID_OPERATION = 'System.InvalidOperationException';
export const ITEM_NOT_FOUND = 'System.Management.Automation.ItemNotFoundException';
export const PS_INVALID_OPERATION = 'System.Management.Automation.PSInvalidOperationException';
export const PS_NOT_SUPPORTED = 'System.Management.Automation.PSNotSupportedException';
export const IO = 'System.IO.IOException';

/** An error that ends the command. */
export function commandFailure(
  type: string,
  id: string,
  message: string,
  category: string,
  target: Value = null,
  inner?: PsException,
): Terminating {
  return failure(id, message, { type, category, target, ...(inner === undefined ? {} : { inner }) });
}

/** An error after which the command goes on. */
export function commandError(
  type: string,
  id: string,
  message: string,
  category: string,
  target: Value = null,
): PsErrorRecord {
  return new PsErrorRecord(exception(type, message), id, category, target);
}

/**
 * A parameter of an enumeration: full name, or the start of just one, in any case; or its number.
 * Throws what the binder throws for a value that is none of them.
 * @param parameter its name, for the error.
 * @param names in the order of their numbers, 0 first.
 */
export function enumArgument(
  parameter: string,
  value: Value | undefined,
  typeName: string,
  names: readonly string[],
): PsEnum | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value) && value.kind === 'enum') return value;
  if (typeof value === 'number') {
    const name = names[value];
    if (name !== undefined) return enumValue(typeName, name, value);
  }
  const text = toText(value).trim();
  const lower = text.toLowerCase();
  const exact = names.findIndex((name) => name.toLowerCase() === lower);
  const starts = names.filter((name) => name.toLowerCase().startsWith(lower));
  const at = exact >= 0 ? exact : starts.length === 1 && text !== '' ? names.indexOf(starts[0] ?? '') : -1;
  const name = names[at];
  if (name !== undefined) return enumValue(typeName, name, at);
  const reason = `Unable to match the identifier name ${text} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${names.join(', ')}`;
  const message = `Cannot bind parameter '${parameter}'. Cannot convert value "${text}" to type "${typeName}". Error: "${reason}"`;
  throw commandFailure(
    'System.Management.Automation.ParameterBindingException',
    'CannotConvertArgumentNoMessage',
    message,
    'InvalidArgument',
  );
}
