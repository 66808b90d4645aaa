import { exception, failure } from '../values/errors.ts';
import { isArray } from '../values/model.ts';
import { typeNameOf } from '../members/types.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import type { PsException, Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { INVARIANT } from '../culture.ts';

const CAST = 'System.Management.Automation.PSInvalidCastException';
const RUNTIME = 'System.Management.Automation.RuntimeException';

/** A failed cast: a RuntimeException around PSInvalidCastException, as the language raises it. */
export function castFailure(id: string, message: string, cause: PsException | null = null): Terminating {
  return failure(id, message, {
    type: RUNTIME,
    category: 'InvalidArgument',
    inner: exception(CAST, message, cause),
  });
}

/** `Cannot convert value "x" to type "T". Error: "why"`. */
export function cannotConvert(id: string, value: Value, type: string, why: string): Terminating {
  const message = `Cannot convert value "${shown(value)}" to type "${type}". Error: "${why}"`;
  return castFailure(id, message, causeOf(why));
}

/** .NET's own exception behind the words, where they tell which. */
function causeOf(why: string): PsException | null {
  const found = CAUSES.find(([words]) => words.test(why));
  return found === undefined ? null : exception(`System.${found[1]}`, why);
}

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /not in a correct format|not recognized as a valid|exactly one character long|^Unrecognized Guid/,
    'FormatException',
  ],
  [/too large or too small/, 'OverflowException'],
  [/^Invalid cast from/, 'InvalidCastException'],
];

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
