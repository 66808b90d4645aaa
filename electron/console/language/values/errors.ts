import type { Value } from './model.ts';

/** Where in the script; 1-based. */
export interface ScriptPlace {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** An exception object. `typeName` is the full .NET name; `bases` come from members/. */
export interface PsException {
  readonly kind: 'exception';
  readonly typeName: string;
  readonly message: string;
  readonly inner: PsException | null;
  /** Properties that a special exception has besides (ParamName, ActualValue, ItemName …). */
  readonly more: Readonly<Record<string, Value>>;
}

/** What `$_` is in a catch block, and what `$Error` holds. */
export class PsErrorRecord {
  readonly kind = 'errorRecord';
  readonly exception: PsException;
  /** The part before the comma of FullyQualifiedErrorId. */
  errorId: string;
  /** Full .NET name of the command, or the function's name, that the id ends with; null: no second part. */
  command: string | null;
  /** ErrorCategory's name. */
  category: string;
  target: Value;
  /** Words of ErrorDetails that stand for the exception's message. */
  details: string | null = null;
  /** ErrorDetails.RecommendedAction. */
  recommendedAction = '';
  /** What to type instead, for the button beside the error; null: nothing better is known. */
  instead: string | null = null;
  place: ScriptPlace | null = null;
  /** The script line of `place`, for InvocationInfo.Line and for showing. */
  lineText = '';
  /** Name of the command that was running: CategoryInfo.Activity, InvocationInfo.MyCommand; null: none. */
  activity: string | null = null;
  /** InvocationInfo.MyCommand where it isn't `activity` (Write-Error reports for its function); null: as `activity`. */
  commandName: string | null = null;
  /** CategoryInfo.Reason where it isn't the exception's short type name. */
  reason: string | null = null;
  targetName: string | null = null;
  targetType: string | null = null;
  scriptStackTrace = '';

  constructor(
    exception: PsException,
    errorId: string,
    category = 'NotSpecified',
    target: Value = null,
    command: string | null = null,
  ) {
    this.exception = exception;
    this.errorId = errorId;
    this.category = category;
    this.target = target;
    this.command = command;
  }

  get fullyQualifiedErrorId(): string {
    const { errorId, command } = this;
    return command === null || command === '' || errorId === ''
      ? errorId + (command ?? '')
      : `${errorId},${command}`;
  }

  get message(): string {
    return this.details ?? this.exception.message;
  }
}

/**
 * What the whole language throws: a terminating error. Conversions, operators, members and commands throw it; the
 * interpreter puts the place in where it is missing and makes it `$_` of a catch block.
 */
export class Terminating extends Error {
  readonly record: PsErrorRecord;
  /**
   * `statement`: ends the statement only, as an error of an operator or method does; the script goes on unless
   * $ErrorActionPreference is Stop. `script`: `throw`, and -ErrorAction Stop: ends the script.
   */
  ends: 'statement' | 'script';
  /** True: `throw` made it, which hides where errors are hidden ($ErrorActionPreference SilentlyContinue or Ignore). */
  byThrow = false;

  constructor(record: PsErrorRecord, ends: 'statement' | 'script' = 'statement') {
    super(record.message);
    this.record = record;
    this.ends = ends;
  }
}

export interface FailureOptions {
  /** Full .NET name; "System.Management.Automation.RuntimeException" unless told. */
  readonly type?: string;
  readonly category?: string;
  readonly target?: Value;
  readonly inner?: PsException;
  readonly more?: Readonly<Record<string, Value>>;
}

export function exception(typeName: string, message: string, inner: PsException | null = null): PsException {
  return { kind: 'exception', typeName, message, inner, more: {} };
}

/** A terminating error of the language itself; `id` and `message` are PowerShell's. */
export function failure(id: string, message: string, options: FailureOptions = {}): Terminating {
  const thrown: PsException = {
    kind: 'exception',
    typeName: options.type ?? 'System.Management.Automation.RuntimeException',
    message,
    inner: options.inner ?? null,
    more: options.more ?? {},
  };
  return new Terminating(
    new PsErrorRecord(thrown, id, options.category ?? 'InvalidOperation', options.target ?? null),
  );
}
