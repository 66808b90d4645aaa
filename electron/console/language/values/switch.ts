import type { PsReference } from './block.ts';
import type { Value } from './model.ts';

const TYPE_NAME = 'System.Management.Automation.SwitchParameter';

/** The two values of a [switch] parameter (SwitchParameter). Compared by identity. */
export const SWITCH_ON: PsReference = made(true);
export const SWITCH_OFF: PsReference = made(false);

function made(on: boolean): PsReference {
  return { kind: 'reference', typeName: TYPE_NAME, state: { toText: () => (on ? 'True' : 'False') } };
}

export function switchValue(on: boolean): PsReference {
  return on ? SWITCH_ON : SWITCH_OFF;
}

/** The Boolean that a SwitchParameter stands for; null: the value is none. */
export function switchState(value: Value): boolean | null {
  return value === SWITCH_ON ? true : value === SWITCH_OFF ? false : null;
}
