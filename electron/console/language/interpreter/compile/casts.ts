import type { ConvertAst, HashtableAst, TypeName } from '../../../../../shared/powershell/ast.ts';
import { convertTo, isNullable } from '../../convert/convert.ts';
import { resolveType } from '../../members/types.ts';
import { PsHashtable } from '../../values/collections.ts';
import { failure } from '../../values/errors.ts';
import { NOTHING } from '../../values/nothing.ts';
import { CUSTOM_OBJECT, PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { toText } from '../../convert/text.ts';
import type { Value } from '../../values/model.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from './context.ts';
import { constantKey } from './hashtables.ts';
import { variableReference } from './variables.ts';

export function typeNotFound(name: string): Error {
  return failure('TypeNotFound', `Unable to find type [${name}].`, {
    category: 'InvalidOperation',
    target: name,
  });
}

/** The full .NET name of a type as written, looked up once; throws TypeNotFound when it runs. */
export function resolvedType(written: TypeName): () => string {
  let known: string | null = null;
  return () => {
    known ??= resolveType(written.name);
    if (known === null) throw typeNotFound(written.name);
    return known;
  };
}

/** `[type]expression` */
export function cast(c: Compiler, ast: ConvertAst): Eval {
  const written = ast.type.typeName.name.toLowerCase();
  const { child } = ast;
  if (written === 'ordered' && child.kind === 'Hashtable') return orderedTable(c, child);
  if (written === 'pscustomobject' || written === 'system.management.automation.pscustomobject') {
    return child.kind === 'Hashtable' ? customObject(c, child) : castToObject(c.expression(child));
  }
  if (written === 'ref') {
    if (child.kind === 'VariableExpression') return variableReference(c, child);
    const value = c.expression(child);
    return (f) => {
      let held = value(f);
      return {
        kind: 'ref',
        get: () => held,
        set: (next) => {
          held = next;
        },
      };
    };
  }
  const value = c.expression(child);
  const type = resolvedType(ast.type.typeName);
  const { culture } = c.interp.host;
  if (written === 'void') {
    return (f) => {
      value(f);
      return NOTHING;
    };
  }
  if (written === 'int') {
    return (f) => {
      const given = value(f);
      return typeof given === 'number' ? given : convertTo(given, 'System.Int32', culture);
    };
  }
  if (written === 'string') {
    return (f) => {
      const given = value(f);
      return typeof given === 'string' ? given : convertTo(given, 'System.String', culture);
    };
  }
  if (isNullable(written)) {
    return (f) => {
      const given = value(f);
      return given === null ? null : convertTo(given, type(), culture);
    };
  }
  return (f) => convertTo(value(f), type(), culture);
}

function orderedTable(c: Compiler, ast: HashtableAst): Eval {
  const fill = pairs(c, ast);
  return (f) => {
    const table = new PsHashtable({ ordered: true });
    for (const { key, value } of fill) table.set(key(f), value(f));
    return table;
  };
}

/** Pairs with keys ready to be evaluated; values never NOTHING. */
function pairs(c: Compiler, ast: HashtableAst): { key: Eval; value: Eval }[] {
  return ast.pairs.map((pair) => {
    const constant = constantKey(pair.key);
    const key = constant === null ? c.expression(pair.key) : (): Value => constant;
    const value = c.value(pair.value);
    return {
      key,
      value: (f) => {
        const result = value(f);
        return result === NOTHING ? null : result;
      },
    };
  });
}

function customObject(c: Compiler, ast: HashtableAst): Eval {
  const fill = pairs(c, ast);
  const names = ast.pairs.map((pair) => constantKey(pair.key));
  const known = names.every((name) => typeof name === 'string') ? names : null;
  const distinct = known !== null && new Set(known.map((name) => name.toLowerCase())).size === known.length;
  if (known !== null && distinct && !known.some((name) => name.toLowerCase() === 'pstypename')) {
    const shape = Shape.of(known);
    const values = fill.map(({ value }) => value);
    return (f) => {
      const made: Value[] = new Array<Value>(values.length);
      for (let i = 0; i < values.length; i++) made[i] = (values[i] as Eval)(f);
      return new PsObject(shape, made);
    };
  }
  return (f) => {
    const table = new PsHashtable({ ordered: true });
    for (const { key, value } of fill) table.set(key(f), value(f));
    return fromTable(table);
  };
}

/** A custom object of a table's pairs; a pair PSTypeName names its type. */
export function fromTable(table: PsHashtable): PsObject {
  const made = new PsObject(Shape.empty, []);
  for (const [key, value] of table.entries()) {
    const name = toText(key);
    if (name.toLowerCase() === 'pstypename') made.typeNames = [toText(value), ...CUSTOM_OBJECT];
    else made.set(name, value);
  }
  return made;
}

function castToObject(value: Eval): Eval {
  return (f) => {
    const given = value(f);
    return given instanceof PsHashtable ? fromTable(given) : given;
  };
}
