import { truth } from '../../convert/truth.ts';
import { PsHashtable } from '../../values/collections.ts';
import { Terminating } from '../../values/errors.ts';
import { isArray, type Value } from '../../values/model.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, INVALID_OPERATION, terminating } from './failures.ts';
import { inputOf } from './input.ts';
import { nameReader, resolveNames } from './property-expression.ts';
import { simpleTest, type SimpleOperator } from './simple-test.ts';
import { hasWildcards } from '../../operators/wildcard.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.WhereObjectCommand';

/** Parameter, its other names, the set's name, the language's operator, the token's name in errors. */
const OPERATORS: readonly SimpleOperator[] = [
  pair('EQ', 'EqualSet', ['IEQ'], '-eq', 'Ieq'),
  pair('CEQ', 'CaseSensitiveEqualSet', [], '-ceq', 'Ceq'),
  pair('NE', 'NotEqualSet', ['INE'], '-ne', 'Ine'),
  pair('CNE', 'CaseSensitiveNotEqualSet', [], '-cne', 'Cne'),
  pair('GT', 'GreaterThanSet', ['IGT'], '-gt', 'Igt'),
  pair('CGT', 'CaseSensitiveGreaterThanSet', [], '-cgt', 'Cgt'),
  pair('LT', 'LessThanSet', ['ILT'], '-lt', 'Ilt'),
  pair('CLT', 'CaseSensitiveLessThanSet', [], '-clt', 'Clt'),
  pair('GE', 'GreaterOrEqualSet', ['IGE'], '-ge', 'Ige'),
  pair('CGE', 'CaseSensitiveGreaterOrEqualSet', [], '-cge', 'Cge'),
  pair('LE', 'LessOrEqualSet', ['ILE'], '-le', 'Ile'),
  pair('CLE', 'CaseSensitiveLessOrEqualSet', [], '-cle', 'Cle'),
  pair('Like', 'LikeSet', ['ILike'], '-like', 'Ilike'),
  pair('CLike', 'CaseSensitiveLikeSet', [], '-clike', 'Clike'),
  pair('NotLike', 'NotLikeSet', ['INotLike'], '-notlike', 'Inotlike'),
  pair('CNotLike', 'CaseSensitiveNotLikeSet', [], '-cnotlike', 'Cnotlike'),
  pair('Match', 'MatchSet', ['IMatch'], '-match', 'Imatch'),
  pair('CMatch', 'CaseSensitiveMatchSet', [], '-cmatch', 'Cmatch'),
  pair('NotMatch', 'NotMatchSet', ['INotMatch'], '-notmatch', 'Inotmatch'),
  pair('CNotMatch', 'CaseSensitiveNotMatchSet', [], '-cnotmatch', 'Cnotmatch'),
  pair('Contains', 'ContainsSet', ['IContains'], '-contains', 'Icontains'),
  pair('CContains', 'CaseSensitiveContainsSet', [], '-ccontains', 'Ccontains'),
  pair('NotContains', 'NotContainsSet', ['INotContains'], '-notcontains', 'Inotcontains'),
  pair('CNotContains', 'CaseSensitiveNotContainsSet', [], '-cnotcontains', 'Cnotcontains'),
  pair('In', 'InSet', ['IIn'], '-in', 'In'),
  pair('CIn', 'CaseSensitiveInSet', [], '-cin', 'Cin'),
  pair('NotIn', 'NotInSet', ['INotIn'], '-notin', 'Inotin'),
  pair('CNotIn', 'CaseSensitiveNotInSet', [], '-cnotin', 'Cnotin'),
  pair('Is', 'IsSet', [], '-is', 'Is'),
  pair('IsNot', 'IsNotSet', [], '-isnot', 'IsNot'),
  pair('Not', 'NotSet', [], '-not', 'Not'),
];

function pair(
  name: string,
  set: string,
  aliases: readonly string[],
  operator: string,
  token: string,
): SimpleOperator {
  return { name, set, aliases, operator, token };
}

const SETS = OPERATORS.map(({ set }) => set);

export const whereObject: BuiltIn = {
  info: declare(
    'Where-Object',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('FilterScript', 'ScriptBlock', { mandatory: true, position: 0, sets: ['ScriptBlockSet'] }),
      parameter('Property', 'String', {
        mandatory: true,
        position: 0,
        sets: SETS,
        notNull: 'nullOrEmpty',
      }),
      parameter('Value', 'Object', { position: 1, sets: SETS.filter((set) => set !== 'NotSet') }),
      ...OPERATORS.map(({ name, set, aliases }) =>
        parameter(name, 'SwitchParameter', { mandatory: name !== 'EQ', aliases, sets: [set] }),
      ),
    ],
    { defaultSet: 'EqualSet' },
  ),
  typeName: COMMAND,
  aliases: ['?', 'where'],
  synopsis: 'Selects objects from a collection based on their property values.',
  start: (context) => {
    const block = context.bound.get('FilterScript');
    if (block !== undefined && block !== null && typeof block === 'object' && !isArray(block)) {
      if (block.kind === 'scriptBlock') {
        const passes = context.runtime.predicate(block);
        return {
          process(input) {
            const value = inputOf(context, input);
            if (value !== undefined && passes(value)) context.write(value);
          },
        };
      }
    }
    return simpleWhere(context);
  },
};

function simpleWhere(context: Context): Running {
  const { bound, runtime } = context;
  const operator = OPERATORS.find(({ name }) => bound.on(name));
  const name = bound.text('Property') ?? '';
  const value = bound.get('Value');
  let test: ((left: Value) => boolean) | null = null;
  const readPlain = nameReader(name, runtime);
  const wild = hasWildcards(name);
  const write = (object: Value): void => {
    context.write(object);
  };

  function prepare(): (left: Value) => boolean {
    if (value === undefined && operator !== undefined && operator.name !== 'Not') {
      throw terminating(COMMAND, {
        id: 'ValueNotSpecifiedForWhereObject',
        message:
          'The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.',
      });
    }
    if (value !== undefined && operator === undefined) {
      throw terminating(COMMAND, {
        id: 'OperatorNotSpecified',
        message:
          'An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle',
      });
    }
    if (operator === undefined) return truth;
    if (operator.name === 'Not') return (left) => !truth(left);
    return simpleTest(operator, value ?? null, runtime);
  }

  /** undefined: an error was written, the object is left out. */
  function read(object: Value): Value | undefined {
    if (object === null) return null;
    if (object instanceof PsHashtable && object.has(name)) return object.get(name) ?? null;
    if (!wild) {
      const found = readPlain(object);
      if (found !== undefined) return found;
    } else {
      const names = resolveNames({ kind: 'name', text: name, wildcard: true }, object, runtime);
      if (names.length > 1) {
        const list = names.map((each) => ` ${each}`).join('');
        context.error(
          errorRecord(COMMAND, {
            id: 'AmbiguousPropertyName',
            message: `Input name "${name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include:${list}.`,
            target: object,
          }),
        );
        return undefined;
      }
      const [only] = names;
      if (only !== undefined) return nameReader(only, runtime)(object) ?? null;
    }
    if ((runtime.strict ?? 0) < 2) return null;
    context.error(
      errorRecord(COMMAND, {
        id: 'PropertyNotFound',
        message: `The input name "${name}" cannot be resolved to a property.`,
        target: object,
      }),
    );
    return undefined;
  }

  return {
    process(input) {
      const object = inputOf(context, input);
      if (object === undefined) return;
      test ??= prepare();
      const left = read(object);
      if (left === undefined) return;
      let passed: boolean;
      try {
        passed = test(left);
      } catch (error) {
        if (!(error instanceof Terminating)) throw error;
        context.error(
          errorRecord(COMMAND, {
            id: 'OperatorFailed',
            message: `The '${operator?.token ?? ''}' operator failed: ${error.record.exception.message}.`,
            type: INVALID_OPERATION,
            category: 'InvalidOperation',
            target: object,
          }),
        );
        return;
      }
      if (passed) write(object);
    },
  };
}
