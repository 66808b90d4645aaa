import { toText } from '../convert/text.ts';
import type { Value } from '../values/model.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';

export type Action = 'SilentlyContinue' | 'Stop' | 'Continue' | 'Inquire' | 'Ignore' | 'Suspend' | 'Break';

const ACTIONS: readonly Action[] = [
  'SilentlyContinue',
  'Stop',
  'Continue',
  'Inquire',
  'Ignore',
  'Suspend',
  'Break',
];

/** The action that a preference variable or an -…Action argument names; null: none. */
export function toAction(value: Value | undefined): Action | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return ACTIONS[value] ?? null;
  const text = (typeof value === 'string' ? value : nameOf(value)).toLowerCase();
  return ACTIONS.find((action) => action.toLowerCase() === text) ?? null;
}

function nameOf(value: Value): string {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'enum'
    ? value.name
    : toText(value);
}

/** What a preference variable says as seen from a frame. */
export function preference(interp: Interp, frame: Frame, name: string, otherwise: Action): Action {
  return toAction(interp.lookup(frame, name)) ?? otherwise;
}
