import { shown } from '../convert/cast-errors.ts';
import { convertTo } from '../convert/convert.ts';
import { typeCode } from '../convert/numbers.ts';
import { INVARIANT } from '../culture.ts';
import { addTicks } from '../dotnet/calendar.ts';
import { Terminating, failure } from '../values/errors.ts';
import { comparableOf } from '../values/comparable.ts';
import { double, isArray } from '../values/model.ts';
import { noOperator, operatorArgument } from './errors.ts';
import type { PsDateTime, PsTimeSpan } from '../values/time.ts';
import type { Value } from '../values/model.ts';
import type { Arithmetic } from './arithmetic.ts';

const METHODS = {
  '+': 'op_Addition',
  '-': 'op_Subtraction',
  '*': 'op_Multiply',
  '/': 'op_Division',
  '%': 'op_Modulus',
} as const;

const SPAN_MAX = 2n ** 63n - 1n;

/** Operators that types themselves have (dates, spans, big integers), with PowerShell's error for all others. */
export function ownOperator(sign: Arithmetic, left: Value, right: Value): Value {
  const owner = isPrimitive(left) ? right : left;
  switch (kindOf(owner)) {
    case 'dateTime':
      return dates(sign, left, right);
    case 'timeSpan':
      return spans(sign, left, right);
    case 'bigint':
      return bigIntegers(sign, left, right);
    case 'reference': {
      const answer = owner === left ? comparableOf(left)?.operate?.(sign, right) : undefined;
      if (answer === undefined) throw noOperator(left, right, METHODS[sign], sign);
      return answer;
    }
    default:
      throw noOperator(left, right, METHODS[sign], sign);
  }
}

function kindOf(value: Value): string {
  return value === null || typeof value !== 'object' || isArray(value) ? '' : value.kind;
}

function isPrimitive(value: Value): boolean {
  return value === null || (typeCode(value) > 0 && typeCode(value) !== 15);
}

function argument<T extends Value>(value: Value, type: string, sign: Arithmetic): T {
  try {
    return convertTo(value, type, INVARIANT) as T;
  } catch (error) {
    if (error instanceof Terminating) {
      throw operatorArgument(
        value === null ? 'null' : shown(value),
        METHODS[sign],
        type,
        error.record.message,
      );
    }
    throw error;
  }
}

function dates(sign: Arithmetic, left: Value, right: Value): Value {
  if (sign !== '+' && sign !== '-') throw noOperator(left, right, METHODS[sign], sign);
  const date = argument<PsDateTime>(left, 'System.DateTime', sign);
  if (sign === '-' && kindOf(right) === 'dateTime') {
    return {
      kind: 'timeSpan',
      ticks: date.ticks - argument<PsDateTime>(right, 'System.DateTime', sign).ticks,
    };
  }
  if (sign === '-' && typeof right === 'string') {
    // Two overloads: a text that says a span is one, else it must say a date.
    try {
      return addTicks(date, -argument<PsTimeSpan>(right, 'System.TimeSpan', sign).ticks);
    } catch {
      return {
        kind: 'timeSpan',
        ticks: date.ticks - argument<PsDateTime>(right, 'System.DateTime', sign).ticks,
      };
    }
  }
  const span = argument<PsTimeSpan>(right, 'System.TimeSpan', sign);
  return addTicks(date, sign === '+' ? span.ticks : -span.ticks);
}

function spans(sign: Arithmetic, left: Value, right: Value): Value {
  const leftIsSpan = kindOf(left) === 'timeSpan';
  switch (sign) {
    case '+':
    case '-': {
      const a = argument<PsTimeSpan>(left, 'System.TimeSpan', sign).ticks;
      const b = argument<PsTimeSpan>(right, 'System.TimeSpan', sign).ticks;
      return span(sign === '+' ? a + b : a - b);
    }
    case '*':
    case '/': {
      const other = leftIsSpan ? right : left;
      if (sign === '/' && kindOf(right) === 'timeSpan' && leftIsSpan) {
        const a = argument<PsTimeSpan>(left, 'System.TimeSpan', sign).ticks;
        return double(Number(a) / Number(argument<PsTimeSpan>(right, 'System.TimeSpan', sign).ticks));
      }
      if (sign === '/' && !leftIsSpan) throw noOperator(left, right, METHODS[sign], sign);
      const factor = argument<{ kind: 'double'; value: number }>(other, 'System.Double', sign).value;
      const ticks = Number(argument<PsTimeSpan>(leftIsSpan ? left : right, 'System.TimeSpan', sign).ticks);
      if (sign === '/' && factor === 0) throw tooLong();
      const result = Math.round(sign === '*' ? ticks * factor : ticks / factor);
      if (!Number.isFinite(result)) throw tooLong();
      return span(BigInt(result));
    }
    default:
      throw noOperator(left, right, METHODS[sign], sign);
  }
}

function tooLong(): Error {
  return failure('OverflowException', 'TimeSpan overflowed because the duration is too long.', {
    type: 'System.OverflowException',
    category: 'NotSpecified',
  });
}

function span(ticks: bigint): PsTimeSpan {
  if (ticks > SPAN_MAX || ticks < -SPAN_MAX - 1n) throw tooLong();
  return { kind: 'timeSpan', ticks };
}

const MOST_BITS = 1_000_000;

function bigIntegers(sign: Arithmetic, left: Value, right: Value): Value {
  const type = 'System.Numerics.BigInteger';
  const a = argument<{ kind: 'bigint'; value: bigint }>(left, type, sign).value;
  const b = argument<{ kind: 'bigint'; value: bigint }>(right, type, sign).value;
  if ((sign === '/' || sign === '%') && b === 0n) {
    throw failure('System.DivideByZeroException', 'Attempted to divide by zero.', {
      type: 'System.DivideByZeroException',
      category: 'OperationStopped',
    });
  }
  if (sign === '*' && a.toString(16).length + b.toString(16).length > MOST_BITS / 4) {
    throw failure(
      'System.OutOfMemoryException',
      'A whole number of more than 1,000,000 bits is not kept here.',
      {
        type: 'System.OutOfMemoryException',
        category: 'OperationStopped',
      },
    );
  }
  switch (sign) {
    case '+':
      return { kind: 'bigint', value: a + b };
    case '-':
      return { kind: 'bigint', value: a - b };
    case '*':
      return { kind: 'bigint', value: a * b };
    case '/':
      return { kind: 'bigint', value: a / b };
    default:
      return { kind: 'bigint', value: a % b };
  }
}
