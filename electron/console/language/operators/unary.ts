import { truth } from '../convert/truth.ts';
import { typeCode } from '../convert/numbers.ts';
import { isArray } from '../values/model.ts';
import { failure } from '../values/errors.ts';
import { typeNameOf } from '../members/types.ts';
import { compute } from './arithmetic.ts';
import { complement } from './bits.ts';
import { noOperator } from './errors.ts';
import { plain, textToNumber } from './operand.ts';
import { splitBlanks } from './split.ts';
import { join } from './texts.ts';
import type { Value } from '../values/model.ts';
import type { OperatorEnv } from './env.ts';

export type UnaryFunction = (value: Value, env: OperatorEnv) => Value;

/** The function of a unary operator: - + ! -not -bnot -split -join and the comma. */
export function unary(operator: string): UnaryFunction {
  switch (operator.toLowerCase()) {
    case '!':
    case '-not':
      return (value) => !truth(value);
    case '-':
      return negative;
    case '+':
      return positive;
    case '-bnot':
      return complement;
    case '-split':
    case '-isplit':
    case '-csplit':
      return splitBlanks;
    case '-join':
      return (value, env) => join(value, '', env);
    case ',':
      return (value) => [value];
    case '++':
      return (value) => step(value, 1);
    case '--':
      return (value) => step(value, -1);
    default:
      throw failure('UnexpectedOperator', `The operator '${operator}' is not available here.`, {
        category: 'InvalidOperation',
      });
  }
}

function negative(value: Value): Value {
  if (typeof value === 'number' && value !== 0 && value !== -2147483648) return -value;
  const operand = plain(value);
  if (operand === null) return 0;
  if (typeof operand === 'string') return compute('-', 0, textToNumber(operand, 0));
  if (typeof operand === 'object' && !isArray(operand)) {
    if (operand.kind === 'timeSpan') return { kind: 'timeSpan', ticks: -operand.ticks };
    if (operand.kind === 'bigint') return { kind: 'bigint', value: -operand.value };
    if (operand.kind === 'double') return { kind: 'double', value: -operand.value };
    if (operand.kind === 'decimal')
      return { kind: 'decimal', unscaled: -operand.unscaled, scale: operand.scale };
  }
  if (typeCode(operand) > 0) return compute('-', 0, operand);
  throw noOperator(operand, null, 'op_UnaryNegation', '-');
}

function positive(value: Value): Value {
  if (typeof value === 'number') return value;
  const operand = plain(value);
  if (operand === null) return 0;
  if (typeof operand === 'string') return textToNumber(operand, 0);
  if (typeof operand === 'object' && !isArray(operand) && operand.kind === 'timeSpan') return operand;
  if (typeCode(operand) > 0) return compute('+', operand, 0);
  throw noOperator(operand, null, 'op_UnaryPlus', '+');
}

/** ++ and --: nothing counts as 0, and only numbers are taken. */
export function step(value: Value, by: 1 | -1): Value {
  if (typeof value === 'number' && value < 2147483647 && value > -2147483648) return value + by;
  const operand = plain(value);
  if (operand === null) return by;
  const code = typeCode(operand);
  if (code > 4 || (typeof operand === 'object' && !isArray(operand) && operand.kind === 'bigint')) {
    if (code > 4) return compute('+', operand, by);
    return { kind: 'bigint', value: (operand as { value: bigint }).value + BigInt(by) };
  }
  const sign = by > 0 ? '++' : '--';
  throw failure(
    'OperatorRequiresNumber',
    `The '${sign}' operator works only on numbers. The operand is a '${typeNameOf(operand)}'.`,
    { category: 'InvalidOperation' },
  );
}
