import { PsHashtable } from '../values/collections.ts';
import type { Value } from '../values/model.ts';

/** `$table.psbase.Keys`: the members of the type, whatever keys the table has. */
export class BaseView {
  readonly target: Value;

  constructor(target: Value) {
    this.target = target;
  }
}

export function baseView(value: Value): Value {
  if (!(value instanceof PsHashtable)) return value;
  return {
    kind: 'reference',
    typeName: 'System.Management.Automation.PSMemberSet',
    state: new BaseView(value),
  };
}
