import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';
import type { PropertyView } from '../views.ts';

/** Child elements and attributes of an XML node by name, as PowerShell adds them; undefined: none of that name. */
export function xmlMember(_value: Value, _name: string, _rt: Runtime): Value | undefined {
  return undefined;
}

/** True: the attribute or element was set. */
export function setXmlMember(_value: Value, _name: string, _changed: Value, _rt: Runtime): boolean {
  return false;
}

/** What listings show of a node; null: the type's own properties. */
export function xmlViews(_value: Value, _rt: Runtime): readonly PropertyView[] | null {
  return null;
}
