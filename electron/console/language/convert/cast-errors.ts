import { exception, failure } from '../values/errors.ts';
import { isArray } from '../values/model.ts';
import { typeNameOf } from '../members/types.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import type { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { INVARIANT } from '../culture.ts';

const CAST = 'System.Management.Automation.PSInvalidCastException';
const RUNTIME = 'System.Management.Automation.RuntimeException';

/** A failed cast: a RuntimeException around PSInvalidCastException, as the language raises it. */
export function castFailure(id: string, message: string): Terminating {
  return failure(id, message, {
    type: RUNTIME,
    category: 'InvalidArgument',
    inner: exception(CAST, message),
  });
}

/** `Cannot convert value "x" to type "T". Error: "why"`. */
export function cannotConvert(id: string, value: Value, type: string, why: string): Terminating {
  return castFailure(id, `Cannot convert value "${shown(value)}" to type "${type}". Error: "${why}"`);
}

/** `Cannot convert the "x" value of type "S" to type "T".` */
export function noConversion(value: Value, type: string): Terminating {
  return castFailure(
    'ConvertToFinalInvalidCastException',
    `Cannot convert the "${shown(value)}" value of type "${typeNameOf(value)}" to type "${type}".`,
  );
}

export function nullTo(type: string): Terminating {
  return castFailure('nullToObjectInvalidCast', `Cannot convert null to type "${type}".`);
}

/** .NET's ToString(), as messages show values: a date by the culture's form, a list by its type. */
export function shown(value: Value): string {
  if (isArray(value)) return typeNameOf(value);
  if (value !== null && typeof value === 'object' && value.kind === 'dateTime')
    return toStringOf(value, EN_US);
  return toStringOf(value, { ...INVARIANT, name: 'en-US' });
}

const EN_US = { name: 'en-US', timeZone: 'UTC' };
