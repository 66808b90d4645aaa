import { hasKind, type Value } from './model.ts';

/** What a reference keeps as its state where that is of the class; null: another value. */
export function stateOf<T>(value: Value | undefined, type: abstract new (...args: never[]) => T): T | null {
  return hasKind(value, 'reference') && value.state instanceof type ? value.state : null;
}
