/** Keywords and dash operators, lower case. */

export const keywords: ReadonlySet<string> = new Set([
  'begin',
  'break',
  'catch',
  'class',
  'clean',
  'continue',
  'data',
  'define',
  'do',
  'dynamicparam',
  'else',
  'elseif',
  'end',
  'enum',
  'exit',
  'filter',
  'finally',
  'for',
  'foreach',
  'from',
  'function',
  'hidden',
  'if',
  'in',
  'param',
  'process',
  'return',
  'static',
  'switch',
  'throw',
  'trap',
  'try',
  'until',
  'using',
  'var',
  'while',
  'configuration',
  'workflow',
  'parallel',
  'sequence',
]);

const comparison = [
  'eq',
  'ne',
  'ge',
  'gt',
  'lt',
  'le',
  'like',
  'notlike',
  'match',
  'notmatch',
  'replace',
  'contains',
  'notcontains',
  'in',
  'notin',
  'split',
];

/** Operator as typed (without its dash, lower case) → its canonical name: `-ieq` is `-eq`, `-ceq` stays. */
export const dashOperators: ReadonlyMap<string, string> = new Map([
  ...comparison.flatMap((name): [string, string][] => [
    [name, `-${name}`],
    [`i${name}`, `-${name}`],
    [`c${name}`, `-c${name}`],
  ]),
  ...[
    'is',
    'isnot',
    'as',
    'f',
    'and',
    'or',
    'xor',
    'band',
    'bor',
    'bxor',
    'not',
    'bnot',
    'join',
    'shl',
    'shr',
  ].map((name): [string, string] => [name, `-${name}`]),
]);

const logical = 1;
const bitwise = 2;
const compare = 5;
const coalesce = 7;
const add = 9;
const multiply = 10;
const format = 13;
const range = 14;

const binary = new Map<string, number>([
  ['-and', logical],
  ['-or', logical],
  ['-xor', logical],
  ['-band', bitwise],
  ['-bor', bitwise],
  ['-bxor', bitwise],
  ...comparison.flatMap((name): [string, number][] => [
    [`-${name}`, compare],
    [`-c${name}`, compare],
  ]),
  ['-is', compare],
  ['-isnot', compare],
  ['-as', compare],
  ['-join', compare],
  ['-shl', compare],
  ['-shr', compare],
  ['??', coalesce],
  ['+', add],
  ['-', add],
  ['*', multiply],
  ['/', multiply],
  ['%', multiply],
  ['-f', format],
  ['..', range],
]);

/** Binding strength of a binary operator, higher binds tighter; 0: not a binary operator. */
export function binaryPrecedence(operator: string): number {
  return binary.get(operator) ?? 0;
}

const unary: ReadonlySet<string> = new Set([
  '!',
  '+',
  '-',
  '++',
  '--',
  '-not',
  '-bnot',
  '-split',
  '-csplit',
  '-join',
]);

export function isUnaryOperator(operator: string): boolean {
  return unary.has(operator);
}

const assignment: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '??=']);

export function isAssignmentOperator(operator: string): boolean {
  return assignment.has(operator);
}
