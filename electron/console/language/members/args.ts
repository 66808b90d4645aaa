import { numericDouble } from '../convert/numbers.ts';
import { isArray, hasKind } from '../values/model.ts';
import { failure } from '../values/errors.ts';
import type { Terminating } from '../values/errors.ts';
import type { PsBlock, PsVariableReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';

/*
 * Arguments of a method, already converted to its parameters' types; each reader takes the place and what stands for
 * an argument that wasn't given.
 */

export function text(args: readonly Value[], at: number, otherwise = ''): string {
  const value = args[at];
  return typeof value === 'string' ? value : otherwise;
}

/** Of any number, char or enum. */
export function int(args: readonly Value[], at: number, otherwise = 0): number {
  const value = args[at];
  if (value === undefined || typeof value === 'boolean') return otherwise;
  return numericDouble(value) ?? otherwise;
}

export function flag(args: readonly Value[], at: number, otherwise = false): boolean {
  const value = args[at];
  return typeof value === 'boolean' ? value : otherwise;
}

/** The name of an enum's value; "" where it isn't given. */
export function enumName(args: readonly Value[], at: number): string {
  const value = args[at];
  return hasKind(value, 'enum') ? value.name : '';
}

export function given(args: readonly Value[], at: number): Value {
  return args[at] ?? null;
}

/** Characters of a char, a string or an array of chars. */
export function characters(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null || typeof value !== 'object') return '';
  if (isArray(value)) return value.map(characters).join('');
  return value.kind === 'char' ? String.fromCharCode(value.code) : '';
}

export function block(args: readonly Value[], at: number): PsBlock {
  const value = args[at];
  if (hasKind(value, 'scriptBlock')) return value;
  throw argumentNull('method');
}

export function reference(args: readonly Value[], at: number): PsVariableReference {
  const value = args[at];
  if (hasKind(value, 'ref')) return value;
  throw argumentNull('result');
}

/** A .NET exception: outside a method it ends the statement under its own name, in one it is wrapped. */
export function net(type: string, message: string, parameter?: string): Terminating {
  return failure(type, message, {
    type,
    category: 'OperationStopped',
    ...(parameter === undefined ? {} : { more: { ParamName: parameter } }),
  });
}

export function argument(message: string, parameter?: string): Terminating {
  return named('System.ArgumentException', message, parameter);
}

export function argumentNull(parameter: string): Terminating {
  return named('System.ArgumentNullException', 'Value cannot be null.', parameter);
}

export function outOfRange(message: string, parameter: string): Terminating {
  return named('System.ArgumentOutOfRangeException', message, parameter);
}

function named(type: string, message: string, parameter: string | undefined): Terminating {
  return net(type, parameter === undefined ? message : `${message} (Parameter '${parameter}')`, parameter);
}

export function indexOutOfRange(): Terminating {
  return outOfRange(
    'Index was out of range. Must be non-negative and less than the size of the collection.',
    'index',
  );
}

export function invalidOperation(message: string): Terminating {
  return net('System.InvalidOperationException', message);
}

export function notSupported(message: string): Terminating {
  return net('System.NotSupportedException', message);
}

/** What asks for more than the tab may have. */
export function outOfMemory(): Terminating {
  return net('System.OutOfMemoryException', "Exception of type 'System.OutOfMemoryException' was thrown.");
}

const MOST_CHARACTERS = 200_000_000;
const MOST_ELEMENTS = 20_000_000;

/** A length of a text that a method is about to make. */
export function textLength(count: number): number {
  if (count > MOST_CHARACTERS) throw outOfMemory();
  return count;
}

/** A number of elements that a method is about to make. */
export function elementCount(count: number): number {
  if (count > MOST_ELEMENTS) throw outOfMemory();
  return count;
}

/** The texts of a string[]. */
export function itemsOfText(value: Value): string[] {
  return isArray(value) ? value.map((each) => characters(each)) : value === null ? [] : [characters(value)];
}
