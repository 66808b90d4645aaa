import { isArray } from '../../values/model.ts';
import { PsHashtable } from '../../values/collections.ts';
import { define, Method } from '../define.ts';
import { callMethod, shortName } from '../overloads.ts';
import { text } from '../args.ts';
import { basesOf, isSubclass } from '../types.ts';
import { PsErrorRecord } from '../../values/errors.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsException } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';

/** The exception at the bottom of the chain. */
function innermost(self: PsException): PsException {
  return self.inner === null ? self : innermost(self.inner);
}

function isException(value: Value | undefined): value is PsException {
  return (
    value !== null &&
    value !== undefined &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'exception'
  );
}

const PLACE = 'System.Management.Automation.RuntimeException';

define<PsException>('System.Exception')
  .property('TargetSite', 'System.Reflection.MethodBase', () => null)
  .property('Message', 'string', (self) => self.message)
  .property('Data', 'System.Collections.IDictionary', dataOf)
  .property('InnerException', 'System.Exception', (self) => self.inner)
  .property('HelpLink', 'string', () => null)
  .property('Source', 'string', (self) =>
    self.typeName.startsWith('System.Management') ? 'System.Management.Automation' : 'System.Private.CoreLib',
  )
  .property('HResult', 'int', (self) => hresultOf(self.typeName))
  .property('StackTrace', 'string', () => null)
  .method('System.Exception GetBaseException()', (self) => innermost(self))
  .method('string ToString()', (self) => describe(self));

define<PsException>(PLACE)
  .property(
    'ErrorRecord',
    'System.Management.Automation.ErrorRecord',
    (self) => new PsErrorRecord(self, shortName(self.typeName)),
  )
  .property('WasThrownFromThrowStatement', 'bool', () => false);

define<PsException>('System.ArgumentException').property(
  'ParamName',
  'string',
  (self) => self.more['ParamName'] ?? null,
);

/** What scripts put into an exception's Data stays with it, also when it is thrown (which copies it). */
function dataOf(self: PsException): PsHashtable {
  const more: Record<string, Value> = self.more;
  const known = more['Data'];
  if (known instanceof PsHashtable) return known;
  const table = new PsHashtable();
  more['Data'] = table;
  return table;
}

function describe(self: PsException): string {
  const head = self.message === '' ? self.typeName : `${self.typeName}: ${self.message}`;
  return self.inner === null
    ? head
    : `${head}\n ---> ${describe(self.inner)}\n   --- End of inner exception stack trace ---`;
}

const HRESULTS: Readonly<Record<string, number>> = {
  'System.ArgumentException': -2147024809,
  'System.ArgumentNullException': -2147467261,
  'System.ArgumentOutOfRangeException': -2146233086,
  'System.FormatException': -2146233033,
  'System.InvalidOperationException': -2146233079,
  'System.InvalidCastException': -2147467262,
  'System.IO.FileNotFoundException': -2147024894,
  'System.IO.DirectoryNotFoundException': -2147024893,
  'System.DivideByZeroException': -2147352558,
  'System.OverflowException': -2146233066,
  'System.NotSupportedException': -2146233067,
  'System.TimeoutException': -2146233083,
  'System.UnauthorizedAccessException': -2147024891,
  'System.Management.Automation.RuntimeException': -2146233087,
};

function hresultOf(typeName: string): number {
  for (const base of basesOf(typeName)) {
    const known = HRESULTS[base];
    if (known !== undefined) return known;
  }
  return -2146233088;
}

/** What an exception says that was made without a message. */
const MESSAGES: Readonly<Record<string, string>> = {
  'System.SystemException': 'System error.',
  'System.ApplicationException': 'Error in the application.',
  'System.ArgumentException': 'Value does not fall within the expected range.',
  'System.ArgumentNullException': 'Value cannot be null.',
  'System.ArgumentOutOfRangeException': 'Specified argument was out of the range of valid values.',
  'System.ArithmeticException': 'Overflow or underflow in the arithmetic operation.',
  'System.DivideByZeroException': 'Attempted to divide by zero.',
  'System.FormatException': 'One of the identified items was in an invalid format.',
  'System.IndexOutOfRangeException': 'Index was outside the bounds of the array.',
  'System.InvalidCastException': 'Specified cast is not valid.',
  'System.InvalidOperationException': 'Operation is not valid due to the current state of the object.',
  'System.NotImplementedException': 'The method or operation is not implemented.',
  'System.NotSupportedException': 'Specified method is not supported.',
  'System.NullReferenceException': 'Object reference not set to an instance of an object.',
  'System.OperationCanceledException': 'The operation was canceled.',
  'System.OverflowException': 'Arithmetic operation resulted in an overflow.',
  'System.TimeoutException': 'The operation has timed out.',
  'System.UnauthorizedAccessException': 'Attempted to perform an unauthorized operation.',
  'System.IO.IOException': 'I/O error occurred.',
  'System.IO.FileNotFoundException': 'Unable to find the specified file.',
  'System.IO.DirectoryNotFoundException': 'Attempted to access a path that is not on the disk.',
  'System.Collections.Generic.KeyNotFoundException': 'The given key was not present in the dictionary.',
};

/** `[System.ArgumentException]::new('…')`: every exception type can be made with a message and an inner one. */
export function constructException(type: string, args: readonly Value[], rt: Runtime): PsException {
  return callMethod(signatureOf(type), type, args, rt, { shown: 'new' }) as PsException;
}

const ANY = '()|(string message)|(string message, System.Exception innerException)';

function signatureOf(type: string): Method {
  if (isSubclass(type, 'System.ArgumentException'))
    return new Method(`.ctor${ARGUMENT[type] ?? ANY}`, makeArgument);
  if (type === 'System.IO.FileNotFoundException')
    return new Method(`.ctor${ANY}|(string message, string fileName)`, make);
  return new Method(`.ctor${ANY}`, make);
}

const ARGUMENT: Readonly<Record<string, string>> = {
  'System.ArgumentException': `${ANY}|(string message, string paramName)`,
  'System.ArgumentNullException':
    '()|(string paramName)|(string paramName, string message)|(string message, System.Exception innerException)',
  'System.ArgumentOutOfRangeException':
    '()|(string paramName)|(string paramName, string message)|(string paramName, Object actualValue, string message)|(string message, System.Exception innerException)',
};

function make(self: Value, args: readonly Value[]): Value {
  const typeName = typeof self === 'string' ? self : 'System.Exception';
  const inner = args[1];
  return {
    kind: 'exception',
    typeName,
    message: args.length === 0 ? defaultMessage(typeName) : text(args, 0),
    inner: isException(inner) ? inner : null,
    more: {},
  };
}

function makeArgument(self: Value, args: readonly Value[]): Value {
  const typeName = typeof self === 'string' ? self : 'System.ArgumentException';
  const inner = args[1];
  if (args.length === 0 || isException(inner)) return make(self, args);
  const named = typeName === 'System.ArgumentException';
  const parameter = named ? text(args, 1) : text(args, 0);
  const message = named
    ? text(args, 0)
    : args.length > 1
      ? text(args, args.length - 1)
      : defaultMessage(typeName);
  const actual = args.length === 3 ? (args[1] ?? null) : null;
  return {
    kind: 'exception',
    typeName,
    message: parameter === '' ? message : `${message} (Parameter '${parameter}')`,
    inner: null,
    more: {
      ParamName: parameter === '' ? null : parameter,
      ...(actual === null ? {} : { ActualValue: actual }),
    },
  };
}

function defaultMessage(typeName: string): string {
  return MESSAGES[typeName] ?? `Exception of type '${typeName}' was thrown.`;
}
