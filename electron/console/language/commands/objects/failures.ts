import {
  exception,
  failure,
  PsErrorRecord,
  type PsException,
  type Terminating,
} from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';

export const PS_ARGUMENT = 'System.Management.Automation.PSArgumentException';
export const PS_INVALID_OPERATION = 'System.Management.Automation.PSInvalidOperationException';
export const INVALID_OPERATION = 'System.InvalidOperationException';
export const NOT_SUPPORTED = 'System.Management.Automation.PSNotSupportedException';

export interface ErrorSpec {
  readonly id: string;
  readonly message: string;
  /** Full .NET name of the exception; PSArgumentException unless told. */
  readonly type?: string;
  /** InvalidArgument unless told. */
  readonly category?: string;
  readonly target?: Value;
  readonly inner?: PsException;
  /** Shown instead of the exception's own message. */
  readonly details?: string;
}

/** An error that ends the command whose .NET name is `command`. */
export function terminating(command: string, spec: ErrorSpec): Terminating {
  const error = failure(spec.id, spec.message, {
    type: spec.type ?? PS_ARGUMENT,
    category: spec.category ?? 'InvalidArgument',
    target: spec.target ?? null,
    ...(spec.inner === undefined ? {} : { inner: spec.inner }),
  });
  error.record.command = command;
  if (spec.details !== undefined) error.record.details = spec.details;
  return error;
}

/** An error after which the command goes on. */
export function errorRecord(command: string, spec: ErrorSpec): PsErrorRecord {
  const record = new PsErrorRecord(
    exception(spec.type ?? PS_ARGUMENT, spec.message, spec.inner ?? null),
    spec.id,
    spec.category ?? 'InvalidArgument',
    spec.target ?? null,
    command,
  );
  if (spec.details !== undefined) record.details = spec.details;
  return record;
}

/** An error that something else threw, as this command's own: same exception, other id. */
export function wrapped(
  command: string,
  thrown: PsErrorRecord,
  id: string,
  category: string,
  target: Value,
): PsErrorRecord {
  return new PsErrorRecord(thrown.exception, id, category, target, command);
}

/** What isn't possible in this console, by name and with what to do instead. */
export function notHere(command: string, what: string, instead: string): Terminating {
  return terminating(command, {
    id: 'NotSupportedHere',
    message: `${what} isn't available in this console. ${instead}`,
    type: NOT_SUPPORTED,
    category: 'NotImplemented',
  });
}
