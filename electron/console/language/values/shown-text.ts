import { PsObject } from './object.ts';
import type { Value } from './model.ts';

/** The type that a format view of its own shows such objects by. */
export const TEXT_TYPE = 'HelpInfo';

const texts = new WeakMap<PsObject, string>();

/** Gives an object whose types hold `TEXT_TYPE` the text that stands for it on the screen. */
export function showAs(object: PsObject, text: string): PsObject {
  texts.set(object, text);
  return object;
}

/** null: it has none, as a copy of it (Select-Object). */
export function shownText(value: Value): string | null {
  return value instanceof PsObject ? (texts.get(value) ?? null) : null;
}
