import { isArray } from '../values/model.ts';
import { NativeObject } from '../values/native.ts';
import { ENUM_TYPES } from './enum-names.ts';
import { EXCEPTION_BASES } from './exception-names.ts';
import { ACCELERATORS, TYPE_NAMES } from './type-names.ts';
import { splitArguments } from './generic-names.ts';
import type { Value } from '../values/model.ts';
import type { PsObject } from '../values/object.ts';

const KNOWN = new Map<string, string>([
  ...[...TYPE_NAMES.keys(), ...ENUM_TYPES.keys(), ...EXCEPTION_BASES.keys()].flatMap(
    (name): [string, string][] => {
      const lower = name.toLowerCase();
      return lower.startsWith('system.')
        ? [
            [lower, name],
            [lower.slice(7), name],
          ]
        : [[lower, name]];
    },
  ),
  ...ACCELERATORS,
]);

const resolved = new Map<string, string | null>();

/**
 * The full .NET name of a type as a script writes it: accelerators, full names with or without "System.", generic
 * types and arrays. null: no such type (or none that exists here).
 */
export function resolveType(written: string): string | null {
  const key = written.toLowerCase();
  const known = resolved.get(key);
  if (known !== undefined) return known;
  const answer = resolve(key.replace(/\s+/g, ''));
  if (resolved.size < 5000) resolved.set(key, answer);
  return answer;
}

function resolve(lower: string): string | null {
  const array = /^(.+)\[(,*)\]$/.exec(lower);
  if (array !== null) {
    const element = resolve(array[1] ?? '');
    return element === null ? null : `${element}[${array[2] ?? ''}]`;
  }
  const generic = /^([^[]+?)(?:`\d)?\[(.+)\]$/.exec(lower);
  if (generic !== null) {
    const types = splitArguments(generic[2] ?? '').map((part) => resolve(withoutAssembly(part)));
    if ((generic[1] ?? '') === 'nullable' || generic[1] === 'system.nullable') return types[0] ?? null;
    const open = KNOWN.get(`${generic[1] ?? ''}\`${String(types.length)}`);
    if (open === undefined || types.includes(null)) return null;
    return `${open}[${types.join(',')}]`;
  }
  return KNOWN.get(lower) ?? null;
}

/** "[System.String, System.Private.CoreLib, …]" → "System.String". */
function withoutAssembly(part: string): string {
  if (!part.startsWith('[')) return part;
  return splitArguments(part.slice(1, -1))[0] ?? '';
}

const NUMBER_TYPES: Readonly<Record<string, string>> = {
  long: 'System.Int64',
  decimal: 'System.Decimal',
  byte: 'System.Byte',
  sbyte: 'System.SByte',
  short: 'System.Int16',
  ushort: 'System.UInt16',
  uint: 'System.UInt32',
  ulong: 'System.UInt64',
  bigint: 'System.Numerics.BigInteger',
  char: 'System.Char',
  scriptBlock: 'System.Management.Automation.ScriptBlock',
  ref: 'System.Management.Automation.PSReference',
  dateTime: 'System.DateTime',
  timeSpan: 'System.TimeSpan',
  guid: 'System.Guid',
  version: 'System.Version',
  uri: 'System.Uri',
  mailAddress: 'System.Net.Mail.MailAddress',
  regex: 'System.Text.RegularExpressions.Regex',
  type: 'System.RuntimeType',
  secureString: 'System.Security.SecureString',
  credential: 'System.Management.Automation.PSCredential',
  stringBuilder: 'System.Text.StringBuilder',
  errorRecord: 'System.Management.Automation.ErrorRecord',
};

/** A short name of an element type ("Int32", "System.Int32", "int") in full. */
export function fullName(short: string): string {
  return resolveType(short) ?? short;
}

/** GetType().FullName; of `$null` an empty text. */
export function typeNameOf(value: Value): string {
  if (typeof value === 'string') return 'System.String';
  if (typeof value === 'number') return 'System.Int32';
  if (typeof value === 'boolean') return 'System.Boolean';
  if (value === null) return '';
  if (isArray(value)) {
    const brackets = value.lengths === undefined ? '[]' : `[${','.repeat(value.lengths.length - 1)}]`;
    return value.elementType === undefined
      ? `System.Object${brackets}`
      : `${fullName(value.elementType)}${brackets}`;
  }
  switch (value.kind) {
    case 'object':
      return objectTypeName(value);
    case 'hashtable':
      if (value.typeName !== null) return value.typeName;
      if (value.generic !== null) {
        return `System.Collections.Generic.Dictionary\`2[${fullName(value.generic.key)},${fullName(value.generic.value)}]`;
      }
      return value.ordered
        ? 'System.Collections.Specialized.OrderedDictionary'
        : 'System.Collections.Hashtable';
    case 'list':
      return value.elementType === null
        ? value.typeName
        : `${value.typeName.replace(/`1$/, '')}\`1[${fullName(value.elementType)}]`;
    case 'set':
      return `${value.typeName.replace(/`1$/, '')}\`1[${fullName(value.elementType)}]`;
    case 'enum':
    case 'exception':
      return value.typeName;
    case 'double':
      return value.single === true ? 'System.Single' : 'System.Double';
    case 'reference':
      return value.state instanceof NativeObject
        ? (value.state.typeNames[0] ?? value.typeName)
        : value.typeName;
    default:
      return NUMBER_TYPES[value.kind] ?? 'System.Object';
  }
}

function objectTypeName(object: PsObject): string {
  if (object.base !== null) return typeNameOf(object.base);
  const names = object.typeNames;
  // What Import-Clixml made: a custom object whatever it was.
  if (names.includes(CUSTOM) || names[0]?.startsWith('Deserialized.') === true) return CUSTOM;
  return (
    names.find((name) => name !== 'System.Object' && KNOWN.has(name.toLowerCase())) ?? names[0] ?? CUSTOM
  );
}

const CUSTOM = 'System.Management.Automation.PSCustomObject';

const chains = new Map<string, readonly string[]>();

/** The type and its bases, most special first, "System.Object" last; no interfaces. */
export function basesOf(typeName: string): readonly string[] {
  const known = chains.get(typeName);
  if (known !== undefined) return known;
  const chain: string[] = [];
  for (let name: string | null = typeName; name !== null && chain.length < 20; name = baseOf(name)) {
    chain.push(name);
  }
  if (chains.size < 5000) chains.set(typeName, chain);
  return chain;
}

/** null: none (System.Object, an interface). */
export function baseOf(typeName: string): string | null {
  if (typeName === 'System.Object') return null;
  if (typeName.endsWith(']') && /\[,*\]$/.test(typeName)) return 'System.Array';
  if (ENUM_TYPES.has(typeName)) return 'System.Enum';
  const exception = EXCEPTION_BASES.get(typeName);
  if (exception !== undefined) return exception;
  const known = TYPE_NAMES.get(openName(typeName));
  if (known !== undefined) return known.base;
  return typeName.endsWith('Exception') ? 'System.Exception' : 'System.Object';
}

/** "System.Collections.Generic.List`1[System.String]" → "System.Collections.Generic.List`1". */
export function openName(typeName: string): string {
  const at = typeName.indexOf('[');
  return at < 0 || typeName.endsWith('[]') ? typeName : typeName.slice(0, at);
}

/** `$x.PSTypeNames`. */
export function typeNamesOf(value: Value): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'object' && !isArray(value)) {
    if (value.kind === 'object') return value.typeNames;
    if (value.kind === 'reference' && value.state instanceof NativeObject) return value.state.typeNames;
  }
  return basesOf(typeNameOf(value));
}

/** `-is`: the type itself, a base of it or an interface of it. `type` is a full name. */
export function isInstance(value: Value, type: string): boolean {
  if (value === null) return false;
  if (type === 'System.Object') return true;
  if (typeof value === 'object' && !isArray(value) && value.kind === 'object') {
    if (type === 'System.Management.Automation.PSObject' || type === CUSTOM) {
      return value.base === null || type !== CUSTOM;
    }
    if (value.base !== null) return isInstance(value.base, type);
    return isSubclass(objectTypeName(value), type);
  }
  if (typeof value === 'object' && !isArray(value) && value.kind === 'type' && type === 'System.Type')
    return true;
  if (
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'reference' &&
    value.state instanceof NativeObject
  ) {
    return value.state.typeNames.includes(type);
  }
  return isSubclass(typeNameOf(value), type);
}

/** Whether a value of type `name` can stand where `wanted` is asked for (the same, a base, an interface). */
export function isSubclass(name: string, wanted: string): boolean {
  if (name === wanted || wanted === 'System.Object') return true;
  if (name.endsWith('[]') && wanted.endsWith('[]')) {
    const element = name.slice(0, -2);
    return !isValueType(element) && isSubclass(element, wanted.slice(0, -2));
  }
  if (basesOf(name).includes(wanted)) return true;
  return hasInterface(name, wanted, 0);
}

export function isValueType(name: string): boolean {
  return basesOf(name).includes('System.ValueType');
}

function hasInterface(name: string, wanted: string, depth: number): boolean {
  if (depth > 6) return false;
  const argument = argumentsOf(name);
  if (name.endsWith('[]') && isGenericSequence(wanted)) {
    const asked = argumentsOf(wanted);
    const element = name.slice(0, -2);
    return `[${element}]` === asked || (!isValueType(element) && isSubclass(element, asked.slice(1, -1)));
  }
  for (const base of basesOf(name)) {
    for (const entry of TYPE_NAMES.get(openName(base))?.interfaces ?? []) {
      const closed = /`\d$/.test(entry) ? `${entry}${argument}` : entry;
      if (closed === wanted || hasInterface(closed, wanted, depth + 1)) return true;
    }
  }
  return false;
}

function isGenericSequence(name: string): boolean {
  return /^System\.Collections\.Generic\.(IEnumerable|ICollection|IList)`1\[/.test(name);
}

function argumentsOf(name: string): string {
  const at = name.indexOf('[');
  return at < 0 ? '' : name.slice(at);
}
