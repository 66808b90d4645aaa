import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import type { PsException } from '../values/errors.ts';
import type { Value } from '../values/model.ts';

/** What stands after a command's name, in order, already evaluated. Splatted tables and lists are spread out by the caller. */
export type Argument =
  | {
      readonly type: 'name';
      /** Without dash and colon. */
      readonly name: string;
      /** As typed, for $args: "-Name", "-Name:". */
      readonly typed: string;
      /** Of `-Name:value`, or of a splatted table; undefined: what follows may be its value. */
      readonly value: Value | undefined;
      readonly splatted: boolean;
      readonly start: number;
      readonly end: number;
      /** A number as typed: what a String parameter gets of it. */
      readonly written?: string;
    }
  | {
      readonly type: 'value';
      readonly value: Value;
      readonly start: number;
      readonly end: number;
      /** A number as typed: what a String parameter gets of it. */
      readonly written?: string;
    };

/** Why a value isn't let through. */
export interface Invalid {
  /** What follows "Cannot validate argument on parameter 'X'. ". */
  readonly message: string;
  /** What a ValidateScript block threw. */
  readonly inner?: PsException;
}

/** More about a function's parameter than CmdletParameter says. */
export interface ParameterRule {
  /** Converts to the declared type (and what other attributes transform). Throws Terminating. */
  readonly convert: ((value: Value) => Value) | null;
  /** Why the value isn't allowed; null: it is. */
  readonly validate: ((value: Value) => Invalid | null) | null;
  readonly allowNull: boolean;
  readonly allowEmptyString: boolean;
  readonly allowEmptyCollection: boolean;
  /** ValueFromRemainingArguments. */
  readonly remaining: boolean;
}

/** What arguments are bound to. */
export interface BindingTarget {
  /** Its parameters (common ones are added by themselves where `advanced`). */
  readonly info: CmdletInfo;
  /** Second part of an error's id: the .NET name of a built-in command, the name of a function or service cmdlet. */
  readonly command: string;
  /** False: a function without CmdletBinding and Parameter attributes; what isn't bound goes to $args. */
  readonly advanced: boolean;
  /** True: a function written in the script, whose conversions fail as "argument transformation". */
  readonly isFunction: boolean;
  /** By lower-case name; null: none (built-in commands, service cmdlets). */
  readonly rules: ReadonlyMap<string, ParameterRule> | null;
}
