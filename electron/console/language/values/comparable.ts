import type { Value } from './model.ts';

/**
 * State of a reference that stands for a value (a version, an address, a date with an offset): two of them can be the
 * same though they are two objects.
 */
export interface ComparableState {
  /** Below zero, 0, above zero; null: they differ and have no order. */
  compareWith(other: unknown): number | null;
  toText(): string;
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
