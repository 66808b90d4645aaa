import { fail } from '../../shared/model/failure.ts';
import type { QueryParameter, QueryValues } from '../../shared/model/query.ts';
import type { PsValue } from '../../shared/powershell/values.ts';

/** The form's values as values of the language; they are never pasted into the text. Throws FailureError invalid-input. */
export function placeholderValues(
  parameters: readonly QueryParameter[],
  values: QueryValues,
): Record<string, PsValue> {
  return Object.fromEntries(
    parameters.map((parameter) => [parameter.name, valueOf(parameter, values[parameter.name] ?? null)]),
  );
}

function valueOf(parameter: QueryParameter, value: string | number | boolean | null): PsValue {
  if (value === null || value === '') {
    if (parameter.required) throw wrong(parameter, 'needs a value');
    return null;
  }
  switch (parameter.kind) {
    case 'switch':
      if (typeof value !== 'boolean') throw wrong(parameter, 'is on or off');
      return { kind: 'switch', on: value };
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(parameter, 'needs a number');
      if (parameter.min !== null && value < parameter.min)
        throw wrong(parameter, `is at least ${parameter.min}`);
      if (parameter.max !== null && value > parameter.max)
        throw wrong(parameter, `is at most ${parameter.max}`);
      return numberValue(value);
    case 'choice':
      if (typeof value !== 'string' || !parameter.options.includes(value)) {
        throw wrong(parameter, `is one of ${parameter.options.join(', ')}`);
      }
      return value;
    case 'date':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
        throw wrong(parameter, 'needs a date');
      return { kind: 'dateTime', iso: value };
    case 'text':
      return String(value);
  }
}

function numberValue(value: number): PsValue {
  if (!Number.isInteger(value)) return { kind: 'double', value };
  return Math.abs(value) <= 2_147_483_647 ? value : { kind: 'long', value: BigInt(value) };
}

function wrong(parameter: QueryParameter, what: string): Error {
  return fail(
    'invalid-input',
    `${parameter.label || parameter.name} ${what}.`,
    'Change it in the form and run again.',
  );
}
