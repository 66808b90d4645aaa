import { exception, failure } from '../values/errors.ts';
import { isArray } from '../values/model.ts';
import { typeNameOf } from '../members/types.ts';
import type { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';

/** The type's name as operators' messages have it. */
export function operandType(value: Value): string {
  if (value === null) return '$null';
  if (typeof value === 'object' && !isArray(value) && value.kind === 'object' && value.base === null) {
    return 'System.Management.Automation.PSObject';
  }
  return typeNameOf(value);
}

const PRIMITIVE = new Set([
  'System.Boolean', 'System.Char', 'System.Byte', 'System.SByte', 'System.Int16', 'System.UInt16', 'System.Int32',
  'System.UInt32', 'System.Int64', 'System.UInt64', 'System.Single', 'System.Double', '$null',
]); // prettier-ignore

/** No rule for these operands: the type that could have the operator doesn't. */
export function noOperator(left: Value, right: Value, method: string, sign: string): Terminating {
  const leftType = operandType(left);
  const rightType = operandType(right);
  const owner = PRIMITIVE.has(leftType) ? (PRIMITIVE.has(rightType) ? null : rightType) : leftType;
  if (owner === null) {
    return failure(
      'NotADefinedOperationForType',
      `The operation '[${leftType}] ${sign} [${rightType}]' is not defined.`,
      { category: 'InvalidOperation' },
    );
  }
  return failure(
    'MethodNotFound',
    `Method invocation failed because [${owner}] does not contain a method named '${method}'.`,
    { category: 'InvalidOperation' },
  );
}

export function divideByZero(): Terminating {
  const message = 'Attempted to divide by zero.';
  return failure('RuntimeException', message, {
    category: 'NotSpecified',
    inner: exception('System.DivideByZeroException', message),
  });
}

/** What would take more memory than a tab has. */
export function outOfMemory(what: string): Terminating {
  return failure(
    'System.OutOfMemoryException',
    `Insufficient memory to continue the execution of the program: ${what}.`,
    { type: 'System.OutOfMemoryException', category: 'OperationStopped' },
  );
}

/** An operator's argument that a type's own operator can't take. */
export function operatorArgument(value: string, method: string, type: string, why: string): Terminating {
  return failure(
    'MethodArgumentConversionInvalidCastArgument',
    `Cannot convert argument "1", with value: "${value}", for "${method}" to type "${type}": "${why}"`,
    { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
  );
}
