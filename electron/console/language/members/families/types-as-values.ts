import { hasKind } from '../../values/model.ts';
import { failure } from '../../values/errors.ts';
import { ENUM_TYPES } from '../enum-names.ts';
import { define } from '../define.ts';
import { given, text } from '../args.ts';
import { typeArguments } from '../generic-names.ts';
import { TYPE_NAMES } from '../type-names.ts';
import { typedArray } from '../helpers.ts';
import { baseOf, isInstance, isSubclass, isValueType, openName, resolveType } from '../types.ts';
import type { PsType } from '../../values/simple.ts';
import type { Value } from '../../values/model.ts';

function typeValue(name: string): PsType {
  return { kind: 'type', name };
}

/** The last part of the name: "List`1", "Int32", "KeyCollection". */
export function nameOf(type: PsType): string {
  const open = type.name.endsWith('[]') ? type.name : openName(type.name);
  const nested = open.split('+').at(-1) ?? open;
  return nested.slice(nested.lastIndexOf('.') + 1);
}

function spaceOf(type: PsType): string {
  const open = openName(type.name);
  return open.slice(0, Math.max(open.lastIndexOf('.'), 0));
}

/** FullName as .NET gives it: type arguments with their assembly. */
export function fullNameOf(name: string): string {
  const args = typeArguments(name);
  if (args.length === 0) return name;
  return `${openName(name)}[${args.map((each) => `[${fullNameOf(each)}, System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e]`).join(',')}]`;
}

function typeOf(value: Value): string {
  return hasKind(value, 'type') ? value.name : '';
}

function isInterface(name: string): boolean {
  return TYPE_NAMES.get(openName(name))?.isInterface ?? false;
}

define<PsType>('System.Type')
  .property('IsPublic', 'bool', () => true)
  .property(
    'IsSerializable',
    'bool',
    (self) => isValueType(self.name) || self.name === 'System.String' || self.name.endsWith('[]'),
  )
  .property('Name', 'string', nameOf)
  .property('BaseType', 'type', (self) => {
    const base = baseOf(self.name);
    return base === null ? null : typeValue(base);
  })
  .hidden('FullName', 'string', (self) => fullNameOf(self.name))
  .hidden('Namespace', 'string', spaceOf)
  .hidden(
    'AssemblyQualifiedName',
    'string',
    (self) =>
      `${fullNameOf(self.name)}, System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e`,
  )
  .hidden('UnderlyingSystemType', 'type', (self) => self)
  .hidden('IsArray', 'bool', (self) => /\[,*\]$/.test(self.name))
  .hidden('IsEnum', 'bool', (self) => ENUM_TYPES.has(self.name))
  .hidden('IsValueType', 'bool', (self) => isValueType(self.name))
  .hidden('IsClass', 'bool', (self) => !isValueType(self.name) && !isInterface(self.name))
  .hidden('IsInterface', 'bool', (self) => isInterface(self.name))
  .hidden(
    'IsAbstract',
    'bool',
    (self) =>
      isInterface(self.name) || /^System\.(Math|Convert|Environment|Array|Enum|ValueType)$/.test(self.name),
  )
  .hidden('IsPrimitive', 'bool', (self) =>
    /^System\.(Boolean|Char|S?Byte|U?Int(16|32|64)|Single|Double)$/.test(self.name),
  )
  .hidden('IsGenericType', 'bool', (self) => typeArguments(self.name).length > 0)
  .hidden('IsGenericTypeDefinition', 'bool', () => false)
  .hidden('IsSealed', 'bool', (self) => isValueType(self.name) || self.name === 'System.String')
  .hidden('GenericTypeArguments', 'type[]', (self) =>
    typedArray(typeArguments(self.name).map(typeValue), 'System.Type'),
  )
  .hidden('ImplementedInterfaces', 'type[]', (self) => interfacesOf(self.name))
  .hidden('MemberType', 'string', () => 'TypeInfo')
  .hidden('Module', 'Object', () => refused('Module'))
  .hidden('Assembly', 'Object', () => refused('Assembly'))
  .hidden('TypeHandle', 'Object', () => refused('TypeHandle'))
  .method('bool Equals(Object o)', (self, args) => typeOf(given(args, 0)) === self.name)
  .method('type GetElementType()', (self) =>
    /\[,*\]$/.test(self.name) ? typeValue(self.name.replace(/\[,*\]$/, '')) : null,
  )
  .method('type[] GetGenericArguments()', (self) =>
    typedArray(typeArguments(self.name).map(typeValue), 'System.Type'),
  )
  .method('type[] GetInterfaces()', (self) => interfacesOf(self.name))
  .method('bool IsInstanceOfType(Object o)', (self, args) => isInstance(given(args, 0), self.name))
  .method(
    'bool IsSubclassOf(type c)',
    (self, args) => typeOf(given(args, 0)) !== self.name && isSubclass(self.name, typeOf(given(args, 0))),
  )
  .method('bool IsAssignableFrom(type c)', (self, args) => isSubclass(typeOf(given(args, 0)), self.name))
  .method('bool IsAssignableTo(type targetType)', (self, args) =>
    isSubclass(self.name, typeOf(given(args, 0))),
  )
  .method('string[] GetEnumNames()', (self) =>
    typedArray(
      (ENUM_TYPES.get(self.name)?.members ?? []).map(({ name }) => name),
      'String',
    ),
  )
  .method('string ToString()', (self) => self.name)
  .static('type GetType(string typeName)', (args) => {
    const found = resolveType(text(args, 0));
    return found === null || !text(args, 0).includes('.') ? null : typeValue(found);
  });

for (const name of [
  'GetMethods',
  'GetMethod',
  'GetProperties',
  'GetProperty',
  'GetFields',
  'GetField',
  'GetMembers',
  'GetMember',
  'GetConstructors',
  'GetConstructor',
  'InvokeMember',
  'MakeGenericType',
  'MakeArrayType',
  'GetNestedType',
  'GetEvents',
  'GetCustomAttributes',
]) {
  define<PsType>('System.Type').method(`Object ${name}(params Object[] arguments)`, () => refused(name));
}

function interfacesOf(name: string): Value {
  const found = [...TYPE_NAMES.values()].filter(
    (type) => type.isInterface && !type.name.includes('`') && isSubclass(name, type.name),
  );
  return typedArray(
    found.map((type) => typeValue(type.name)),
    'System.Type',
  );
}

function refused(what: string): never {
  throw failure(
    'ReflectionNotSupported',
    `Reflection isn't available in this console, so ${what} of a type can't be used. Get-Member shows what an object has.`,
    { category: 'NotImplemented' },
  );
}
