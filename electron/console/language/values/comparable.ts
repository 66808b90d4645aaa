import type { Culture } from '../culture.ts';
import type { Value } from './model.ts';

/**
 * State of a reference that stands for a value (a version, an address, a date with an offset): two of them can be the
 * same though they are two objects.
 */
export interface ComparableState {
  /** Below zero, 0, above zero; null: they differ and have no order. */
  compareWith(other: unknown): number | null;
  toText(): string;
  /** Of what has formats: its text by one of them ("" is the type's own). */
  format?(format: string, culture: Culture): string;
  /** Of what has operators: the answer of + - * / or % with this on the left; undefined: there is no such operator. */
  operate?(sign: string, right: Value): Value | undefined;
}

/** The state of such a reference; null: the value is none. */
export function comparableOf(value: Value): ComparableState | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value.kind !== 'reference') {
    return null;
  }
  const { state } = value;
  return typeof state === 'object' && state !== null && 'compareWith' in state
    ? (state as ComparableState)
    : null;
}
