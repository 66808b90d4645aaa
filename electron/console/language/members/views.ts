import type { Value } from '../values/model.ts';

/** One property of one value. */
export interface PropertyView {
  readonly name: string;
  readonly type:
    | 'NoteProperty'
    | 'Property'
    | 'ScriptProperty'
    | 'AliasProperty'
    | 'CodeProperty'
    | 'ParameterizedProperty';
  /** Type of its value as Get-Member shows it ("string", "datetime"). */
  readonly valueType: string;
  /** What Get-Member shows where it isn't "type name {get;set;}". */
  readonly definition?: string;
  value(): Value;
  set?(value: Value): void;
  /** False: setting is an error of its own. */
  readonly isSettable?: boolean;
}

/** A line of Get-Member. */
export interface MemberView {
  readonly name: string;
  readonly type: string;
  readonly definition: string;
}
