import { toText } from '../../convert/text.ts';
import { truth } from '../../convert/truth.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { binary } from '../../operators/binary.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { isNumber, type Value } from '../../values/model.ts';
import { toDouble } from '../../convert/numbers.ts';

/** One of Where-Object's comparison switches. */
export interface SimpleOperator {
  readonly name: string;
  readonly set: string;
  readonly aliases: readonly string[];
  /** The language's operator. */
  readonly operator: string;
  /** PowerShell's own name of it, for errors. */
  readonly token: string;
}

/**
 * The test of `Where-Object Property -Operator Value` with the value built in: equality of texts and numbers and -like
 * are decided here, everything else by the language's operator.
 */
export function simpleTest(operator: SimpleOperator, given: Value, rt: Runtime): (left: Value) => boolean {
  const right = rightSide(operator.operator, given, rt);
  const general = generalTest(operator.operator, right, rt);
  switch (operator.operator) {
    case '-eq':
      return typeof right === 'string' ? equalText(right, general, false) : numeric(right, general, EQ);
    case '-ne':
      return typeof right === 'string' ? equalText(right, general, true) : numeric(right, general, NE);
    case '-gt':
    case '-cgt':
      return numeric(right, general, GT);
    case '-lt':
    case '-clt':
      return numeric(right, general, LT);
    case '-ge':
    case '-cge':
      return numeric(right, general, GE);
    case '-le':
    case '-cle':
      return numeric(right, general, LE);
    case '-like':
    case '-clike':
    case '-notlike':
    case '-cnotlike':
      return like(operator.operator, right, general);
    default:
      return general;
  }
}

function generalTest(operator: string, right: Value, rt: Runtime): (left: Value) => boolean {
  const operate = binary(operator);
  const env = {
    runtime: rt,
    matches: (groups: Value) => {
      rt.setVariable('Matches', groups);
    },
  };
  return (left) => truth(operate(left, right, env));
}

/** -Is takes "[int]" and "int" as well as the type itself. */
function rightSide(operator: string, given: Value, rt: Runtime): Value {
  if ((operator === '-is' || operator === '-isnot') && typeof given === 'string') {
    const written = /^\[(.+)\]$/.exec(given)?.[1] ?? given;
    return (
      binary('-as')(
        written,
        { kind: 'type', name: 'System.Type' },
        { runtime: rt, matches: () => undefined },
      ) ?? written
    );
  }
  return given;
}

/** ASCII text is compared here, which is what nearly all of it is; the rest by culture. */
function equalText(
  right: string,
  general: (left: Value) => boolean,
  negated: boolean,
): (left: Value) => boolean {
  if (!isAscii(right)) return general;
  const lower = right.toLowerCase();
  const { length } = right;
  return (left) => {
    if (typeof left !== 'string') return general(left);
    if (left === right) return !negated;
    if (!isAscii(left)) return general(left);
    if (left.length !== length) return negated;
    return (left.toLowerCase() === lower) !== negated;
  };
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 126 || code < 32) return false;
  }
  return true;
}

const EQ = (a: number, b: number): boolean => a === b;
const NE = (a: number, b: number): boolean => a !== b;
const GT = (a: number, b: number): boolean => a > b;
const LT = (a: number, b: number): boolean => a < b;
const GE = (a: number, b: number): boolean => a >= b;
const LE = (a: number, b: number): boolean => a <= b;

function numeric(
  right: Value,
  general: (left: Value) => boolean,
  holds: (a: number, b: number) => boolean,
): (left: Value) => boolean {
  if (!isNumber(right)) return general;
  const number = toDouble(right);
  if (!Number.isInteger(number) || Math.abs(number) > 2 ** 53) return general;
  return (left) => {
    if (typeof left === 'number') return holds(left, number);
    if (typeof left === 'object' && left !== null && 'kind' in left) {
      if (left.kind === 'double') return holds(left.value, number);
      if (left.kind === 'long') {
        const { value } = left;
        if (value < 9007199254740992n && value > -9007199254740992n) return holds(Number(value), number);
      }
    }
    return general(left);
  };
}

function like(operator: string, right: Value, general: (left: Value) => boolean): (left: Value) => boolean {
  if (Array.isArray(right)) return general;
  const matches = wildcard(right === null ? '' : toText(right), operator.startsWith('-c'));
  const negated = operator.includes('not');
  return (left) => (typeof left === 'string' ? matches(left) !== negated : general(left));
}
