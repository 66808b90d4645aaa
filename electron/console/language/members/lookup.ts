import { isArray } from '../values/model.ts';
import { TYPE_MEMBERS } from './define.ts';
import { basesOf, openName, typeNameOf, typeNamesOf } from './types.ts';
import type { Value } from '../values/model.ts';
import type { Method, Property } from './define.ts';

/** Members of a type with those of its bases. */
export interface AllMembers {
  readonly properties: ReadonlyMap<string, Property>;
  readonly methods: ReadonlyMap<string, Method>;
}

const byType = new Map<string, AllMembers>();

export function membersOfType(typeName: string): AllMembers {
  const known = byType.get(typeName);
  if (known !== undefined) return known;
  const properties = new Map<string, Property>();
  const methods = new Map<string, Method>();
  for (const base of basesOf(typeName)) {
    const own = TYPE_MEMBERS.get(base.endsWith(']') ? openName(base) : base);
    if (own === undefined) continue;
    for (const [key, property] of own.properties) if (!properties.has(key)) properties.set(key, property);
    for (const [key, method] of own.methods) if (!methods.has(key)) methods.set(key, method);
  }
  const all = { properties, methods };
  if (byType.size < 5000) byType.set(typeName, all);
  return all;
}

const CUSTOM = 'System.Management.Automation.PSCustomObject';

export function typeMembersOf(value: Value): AllMembers {
  if (
    value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'object' &&
    value.base === null
  ) {
    const special = typeNamesOf(value).find((name) => TYPE_MEMBERS.has(name));
    return membersOfType(special ?? CUSTOM);
  }
  return membersOfType(typeNameOf(value));
}

export function memberOf(value: Value, name: string): Property | undefined {
  const { properties } = typeMembersOf(value);
  return properties.get(name) ?? properties.get(name.toLowerCase());
}

export function methodOf(value: Value, name: string): Method | undefined {
  const { methods } = typeMembersOf(value);
  return methods.get(name) ?? methods.get(name.toLowerCase());
}

/** A static member of a type or of a base. */
export function staticMethodOf(typeName: string, name: string): Method | undefined {
  const lower = name.toLowerCase();
  for (const base of basesOf(typeName)) {
    const found = TYPE_MEMBERS.get(base.endsWith(']') ? openName(base) : base)?.staticMethods.get(lower);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function staticPropertyOf(typeName: string, name: string): Property | undefined {
  const lower = name.toLowerCase();
  for (const base of basesOf(typeName)) {
    const found = TYPE_MEMBERS.get(base.endsWith(']') ? openName(base) : base)?.staticProperties.get(lower);
    if (found !== undefined) return found;
  }
  return undefined;
}
