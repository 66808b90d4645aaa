import type { ExpressionAst, HashtableAst } from '../../../../../shared/powershell/ast.ts';
import { toText } from '../../convert/text.ts';
import { PsHashtable } from '../../values/collections.ts';
import { failure } from '../../values/errors.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { Value } from '../../values/model.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from './context.ts';

/** A key that is known before anything runs; null: it isn't. */
export function constantKey(key: ExpressionAst): Value {
  if (key.kind === 'StringConstantExpression') return key.value;
  if (key.kind === 'ConstantExpression') return key.value;
  return null;
}

/** `@{ … }` */
export function hashtable(c: Compiler, ast: HashtableAst): Eval {
  const pairs = ast.pairs.map(({ key, value }) => {
    const constant = constantKey(key);
    return { key: constant === null ? c.expression(key) : (): Value => constant, value: c.value(value) };
  });
  return (f) => {
    const table = new PsHashtable();
    for (const pair of pairs) {
      const key = pair.key(f);
      if (key === null) {
        throw failure('InvalidNullKey', 'A null key is not allowed in a hash literal.', {
          category: 'InvalidOperation',
        });
      }
      if (table.has(key)) {
        throw failure(
          'DuplicateKeyInHashLiteral',
          `Item has already been added. Key in dictionary: '${toText(key)}'  Key being added: '${toText(key)}'`,
          {
            type: 'System.ArgumentException',
            category: 'InvalidOperation',
          },
        );
      }
      const value = pair.value(f);
      table.set(key, value === NOTHING ? null : value);
    }
    return table;
  };
}
