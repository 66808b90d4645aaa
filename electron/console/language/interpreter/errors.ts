import { Stopped } from '../host.ts';
import { PsErrorRecord, Terminating, exception, failure } from '../values/errors.ts';
import type { NodeBase } from '../../../../shared/powershell/ast.ts';
import type { Unit } from './unit.ts';
import { Signal } from './flow.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import { leftBy } from './invocation.ts';
import { preference } from './preferences.ts';

/** True of what no script can catch. */
export function isUncatchable(error: unknown): boolean {
  return error instanceof Signal || error instanceof Stopped;
}

/** What was thrown as an error of the language; rethrows what isn't one. */
export function toTerminating(error: unknown): Terminating {
  if (error instanceof Terminating) return error;
  if (error instanceof RangeError) return depthOverflow(error);
  // V8 says so where it compiles a regular expression on the last of the stack.
  if (error instanceof SyntaxError && error.message.endsWith('Stack overflow')) return callDepthOverflow();
  throw error;
}

/** What V8 says of a text, list or table that grew past what it can hold. */
const FULL = /Invalid (string|array) length|maximum size exceeded|allocation failed/i;

/** The stack ran out, or a text or list grew past what JavaScript can hold: that ends the script, as full memory does. */
function depthOverflow(error: RangeError): Terminating {
  if (FULL.test(error.message)) {
    throw new Stopped(
      'memory',
      'The script was stopped, since a list or a text grew longer than can be held.',
    );
  }
  if (!error.message.includes('call stack')) {
    const thrown = failure(
      'OutOfMemoryException',
      'Insufficient memory to continue the execution of the program.',
      {
        type: 'System.OutOfMemoryException',
        category: 'NotSpecified',
      },
    );
    return thrown;
  }
  return callDepthOverflow();
}

export function callDepthOverflow(): Terminating {
  const thrown = failure('CallDepthOverflow', 'The script failed due to call depth overflow.', {
    type: 'System.Management.Automation.ScriptCallDepthException',
    category: 'InvalidOperation',
  });
  thrown.ends = 'script';
  return thrown;
}

/** Puts the place in where it is missing. */
export function locate(record: PsErrorRecord, unit: Unit, node: NodeBase): void {
  if (record.place !== null && record.place.line > 0) return;
  const { start, end } = record.place ?? node;
  const { line, column } = unit.lines.place(start, end);
  record.place = { line, column, start, end };
  record.lineText = unit.lineText(start);
}

/** Deepest calls that a stack trace tells of. */
const TRACED = 100;

/** "at NAME, <No file>: line N", innermost first. */
export function stackTrace(frame: Frame): string {
  const lines: string[] = [];
  for (let at: Frame | null = frame; at !== null && lines.length < TRACED; at = at.caller) {
    const { line } = at.unit.lines.place(at.at.start);
    lines.push(`at ${at.title}, <No file>: line ${String(line)}`);
  }
  return lines.join('\n');
}

/**
 * What happens to an error that ended a statement: up to the try or out of the script, or shown, and then the next
 * statement runs.
 */
export function statementFailed(interp: Interp, frame: Frame, error: unknown): void {
  if (isUncatchable(error)) throw error;
  const thrown = toTerminating(error);
  interp.frame = frame;
  interp.success = false;
  locate(thrown.record, frame.unit, frame.at);
  if (thrown.record.scriptStackTrace === '') thrown.record.scriptStackTrace = stackTrace(frame);
  if (frame.inTry) throw thrown;
  const action = preference(interp, frame, 'ErrorActionPreference', 'Continue');
  const hidden = thrown.byThrow && (action === 'SilentlyContinue' || action === 'Ignore');
  if (thrown.ends === 'script' && !hidden) throw thrown;
  if (frame.invocation !== null && leftBy(thrown) === frame.invocation) throw thrown;
  if (action === 'Stop') {
    thrown.ends = 'script';
    throw thrown;
  }
  if (action === 'Ignore') return;
  interp.remember(thrown.record);
  for (const list of frame.streams.collect?.errors ?? []) list.items.push(thrown.record);
  if (action === 'Continue' || action === 'Inquire' || action === 'Break') frame.streams.error(thrown.record);
}

/** `throw value`. */
export function thrownBy(value: unknown, text: string, target: PsErrorRecord['target']): Terminating {
  if (value instanceof PsErrorRecord) return byThrow(value);
  const record = new PsErrorRecord(
    {
      ...exception('System.Management.Automation.RuntimeException', text),
      more: { WasThrownFromThrowStatement: true },
    },
    text,
    'OperationStopped',
    target,
  );
  return byThrow(record);
}

/** `throw` without a value, in a catch block, throws what was caught. */
export function byThrow(record: PsErrorRecord): Terminating {
  const thrown = new Terminating(record, 'script');
  thrown.byThrow = true;
  return thrown;
}
