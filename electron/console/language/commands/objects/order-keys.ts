import type { Culture } from '../../culture.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { Terminating, type PsErrorRecord } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import { wrapped } from './failures.ts';
import { expressionReader, type PropertyEntry } from './property-expression.ts';
import { MISSING, valueOrder, type Key } from './value-order.ts';

/** Reads one key of every object. An error in a block makes the key null and is handed to `report`. */
export function readKeys(
  entry: PropertyEntry,
  inputs: readonly Value[],
  command: string,
  rt: Runtime,
  report: (record: PsErrorRecord) => void,
): Key[] {
  const read = keyReader(entry, command, rt, report);
  return inputs.map(read);
}

export function keyReader(
  entry: PropertyEntry,
  command: string,
  rt: Runtime,
  report: (record: PsErrorRecord) => void,
): (input: Value) => Key {
  const read = expressionReader(entry.expression, rt);
  if (entry.expression.kind === 'name') {
    return (input) => {
      const value = read(input);
      return value === undefined ? MISSING : value;
    };
  }
  return (input) => {
    try {
      return read(input) ?? null;
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      report(wrapped(command, error.record, 'ExpressionEvaluation', 'InvalidResult', input));
      return null;
    }
  };
}

/** Orders keys: what is missing comes last whichever way the rest goes. */
export function keyOrder(
  culture: Culture,
  caseSensitive: boolean,
  descending: boolean,
): (a: Key, b: Key) => number {
  const order = valueOrder(culture, caseSensitive);
  const sign = descending ? -1 : 1;
  return (a, b) => {
    if (a === MISSING) return b === MISSING ? 0 : 1;
    if (b === MISSING) return -1;
    return sign * order(a, b);
  };
}
