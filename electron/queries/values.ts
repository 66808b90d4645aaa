import { fail } from '../../shared/model/failure.ts';
import type { QueryParameter, QueryValues, SavedQuery } from '../../shared/model/query.ts';

/** Checks a form's values against the query's parameters; throws invalid-input naming the field. Left-out ones become null. */
export function checkedValues(query: SavedQuery, values: QueryValues): QueryValues {
  const known = new Set(query.parameters.map((parameter) => parameter.name));
  const stranger = Object.keys(values).find((name) => !known.has(name));
  if (stranger !== undefined)
    throw fail(
      'invalid-input',
      `"${query.name}" has no parameter called "${stranger}".`,
      'Open the query again.',
    );
  return Object.fromEntries(
    query.parameters.map((parameter) => [
      parameter.name,
      checkedValue(parameter, values[parameter.name] ?? null),
    ]),
  );
}

type Value = QueryValues[string];

function checkedValue(parameter: QueryParameter, value: Value): Value {
  if (value === null || value === '') {
    if (parameter.required)
      throw fail('invalid-input', `${parameter.label} is empty.`, 'Fill it in and run again.');
    return null;
  }
  switch (parameter.kind) {
    case 'text':
      if (typeof value !== 'string') throw wrong(parameter, 'a text');
      return value;
    case 'choice':
      if (typeof value !== 'string' || !parameter.options.includes(value))
        throw wrong(parameter, 'one of its choices');
      return value;
    case 'date':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw wrong(parameter, 'a date');
      return value;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(parameter, 'a number');
      if (parameter.min !== null && value < parameter.min)
        throw wrong(parameter, `at least ${String(parameter.min)}`);
      if (parameter.max !== null && value > parameter.max)
        throw wrong(parameter, `at most ${String(parameter.max)}`);
      return value;
    case 'switch':
      if (typeof value !== 'boolean') throw wrong(parameter, 'on or off');
      return value;
  }
}

const wrong = (parameter: QueryParameter, wanted: string): Error =>
  fail('invalid-input', `${parameter.label} must be ${wanted}.`, 'Change it and run again.');
