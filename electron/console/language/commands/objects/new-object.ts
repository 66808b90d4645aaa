import { toText } from '../../convert/text.ts';
import { construct, invokeMember, setMember } from '../../members/members.ts';
import { findProperty } from '../../members/properties.ts';
import { methodOf } from '../../members/lookup.ts';
import { resolveType } from '../../members/types.ts';
import { PsHashtable } from '../../values/collections.ts';
import { Terminating } from '../../values/errors.ts';
import { isArray, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { INVALID_OPERATION, notHere, terminating } from './failures.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.NewObjectCommand';
const CUSTOM = new Set([
  'System.Management.Automation.PSObject',
  'System.Management.Automation.PSCustomObject',
]);

export const newObject: BuiltIn = {
  info: declare(
    'New-Object',
    [
      parameter('TypeName', 'String', { mandatory: true, position: 0, sets: ['Net'] }),
      parameter('ComObject', 'String', { mandatory: true, position: 0, sets: ['Com'] }),
      parameter('ArgumentList', 'Object[]', { position: 1, sets: ['Net'], aliases: ['Args'] }),
      parameter('Strict', 'SwitchParameter', { sets: ['Com'] }),
      parameter('Property', 'System.Collections.IDictionary'),
    ],
    { defaultSet: 'Net' },
  ),
  typeName: COMMAND,
  aliases: [],
  synopsis: 'Creates an instance of a .NET or COM object.',
  start: (context) => ({
    begin() {
      if (context.bound.has('ComObject')) {
        throw notHere(
          COMMAND,
          'New-Object -ComObject',
          'COM objects belong to Windows; export the data with Export-Csv and open it there.',
        );
      }
      context.write(made(context));
    },
  }),
};

function made(context: Context): Value {
  const { bound } = context;
  const typed = bound.text('TypeName') ?? '';
  const type = resolveType(typed.replace(/^\[(.*)\]$/, '$1'));
  if (type === null) {
    throw terminating(COMMAND, {
      id: 'TypeNotFound',
      message: `Cannot find type [${typed}]: verify that the assembly containing this type is loaded.`,
      category: 'InvalidType',
    });
  }
  const args = bound.list('ArgumentList') ?? [];
  const properties = bound.get('Property');
  const value = CUSTOM.has(type) ? custom(args) : constructed(type, typed, args, context);
  if (properties instanceof PsHashtable) {
    for (const [key, held] of properties.entries()) setOne(value, toText(key), held, context);
  } else if (properties instanceof PsObject) {
    properties.shape.names.forEach((name, at) => {
      setOne(value, name, properties.values[at] ?? null, context);
    });
  }
  return value;
}

function custom(args: readonly Value[]): Value {
  const [first] = args;
  return first instanceof PsObject ? first : PsObject.from([]);
}

function constructed(type: string, typed: string, args: readonly Value[], context: Context): Value {
  try {
    return construct(type, args, context.runtime);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    const { record } = error;
    const { exception } = record;
    if (/MethodNotFound|MethodCountCouldNotFindBest/.test(record.errorId)) {
      if (args.length === 0 || record.errorId === 'MethodNotFound') {
        throw terminating(COMMAND, {
          id: 'CannotFindAppropriateCtor',
          message: `A constructor was not found. Cannot find an appropriate constructor for type ${typed}.`,
          category: 'ObjectNotFound',
        });
      }
    }
    throw terminating(COMMAND, {
      id: 'ConstructorInvokedThrowException',
      message: constructorMessage(exception.message, type, args),
      type: exception.typeName,
      category: 'InvalidOperation',
      ...(exception.inner === null ? {} : { inner: exception.inner }),
    });
  }
}

/** A property is set, a method called with the value; on a custom object what isn't there is added. */
function setOne(target: Value, name: string, value: Value, context: Context): void {
  const { runtime } = context;
  if (target instanceof PsObject && target.base === null && target.extra === null) {
    target.set(name, value);
    return;
  }
  if (findProperty(target, name, runtime) !== undefined || target instanceof PsHashtable) {
    try {
      setMember(target, name, value, runtime);
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      throw terminating(COMMAND, {
        id: 'SetValueException',
        message:
          'The value supplied is not valid, or the property is read-only. Change the value, and then try again.',
        type: 'System.Exception',
        category: 'InvalidData',
      });
    }
    return;
  }
  if (methodOf(target, name) !== undefined) {
    invokeMember(target, name, isArray(value) ? value : [value], runtime);
    return;
  }
  throw terminating(COMMAND, {
    id: 'InvalidOperationException',
    message: `The member "${name}" was not found for the specified .NET object.`,
    type: INVALID_OPERATION,
    category: 'InvalidOperation',
  });
}

/** The command counts arguments and names the type where `[type]::new()` names the parameter and ".ctor". */
function constructorMessage(message: string, type: string, args: readonly Value[]): string {
  const overload = /^Cannot find an overload for "new"/;
  if (message.startsWith('Cannot find an overload for "new"')) {
    return message.replace(
      overload,
      `Cannot find an overload for "${type.slice(type.lastIndexOf('.') + 1)}"`,
    );
  }
  const match = /^Cannot convert argument "[^"]*", with value: "(.*?)", for "\.ctor" to type /s.exec(message);
  if (match === null)
    return message.replace(/^Exception calling "new" with/, 'Exception calling ".ctor" with');
  const at = args.findIndex((arg) => toText(arg) === match[1]);
  const name = type.slice(type.lastIndexOf('.') + 1);
  const rest = message.slice(match[0].length);
  return `Cannot convert argument "${String(Math.max(at, 0))}", with value: "${match[1] ?? ''}", for "${name}" to type ${rest}`;
}
