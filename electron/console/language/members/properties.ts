import './families/index.ts';
import { isArray } from '../values/model.ts';
import { NativeObject } from '../values/native.ts';
import { typeMembersOf, memberOf } from './lookup.ts';
import { objectView, objectViews } from './object-members.ts';
import { hashtableViews } from './families/hashtable-views.ts';
import { xmlViews } from './families/xml-views.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { PsException } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { Property } from './define.ts';
import type { MemberView, PropertyView } from './views.ts';

export type { MemberView, PropertyView } from './views.ts';

/** What Select-Object *, Format-* and ConvertTo-* see of a value, in order; nothing for plain text, numbers and null. */
export function propertiesOf(value: Value, rt: Runtime): readonly PropertyView[] {
  if (value === null) return [];
  if (typeof value === 'object' && !isArray(value)) {
    if (value.kind === 'object') {
      const own = objectViews(value, rt);
      return value.base === null
        ? own
        : [...propertiesOf(value.base, rt).filter((view) => !value.has(view.name)), ...own];
    }
    if (value.kind === 'reference' && value.state instanceof NativeObject) {
      return value.state.properties.map((property) => ({
        name: property.name,
        type: property.type,
        valueType: property.valueType,
        value: () => property.get(),
        ...(property.set === undefined ? {} : { set: property.set.bind(property) }),
      }));
    }
    if (value.kind === 'exception') return exceptionViews(value, rt);
    if (value.kind === 'reference' && value.typeName.startsWith('System.Xml.')) {
      const views = xmlViews(value);
      if (views !== null) return views;
    }
  }
  return declared(value, rt);
}

function exceptionViews(value: PsException, rt: Runtime): PropertyView[] {
  const more = Object.entries(value.more).map(([name, held]): PropertyView => ({
    name,
    type: 'Property',
    valueType: 'Object',
    value: () => held,
  }));
  const names = new Set(more.map((view) => view.name.toLowerCase()));
  return [...more, ...declared(value, rt).filter((view) => !names.has(view.name.toLowerCase()))];
}

function declared(value: Value, rt: Runtime): PropertyView[] {
  const views: PropertyView[] = [];
  for (const property of typeMembersOf(value).properties.values()) {
    if (!property.hidden) views.push(viewOf(property, value, rt));
  }
  return views;
}

function viewOf(property: Property, value: Value, rt: Runtime): PropertyView {
  const { set } = property;
  return {
    name: property.name,
    type: property.kind,
    valueType: property.type,
    value: () => {
      try {
        return property.get(value, rt);
      } catch {
        return null;
      }
    },
    ...(set === null
      ? {}
      : {
          set: (changed: Value) => {
            set(value, changed, rt);
          },
        }),
  };
}

/** One property by name in any case; for a hashtable also its keys. */
export function findProperty(value: Value, name: string, rt: Runtime): PropertyView | undefined {
  if (value === null) return undefined;
  if (typeof value === 'object' && !isArray(value)) {
    if (value.kind === 'object') {
      const own = objectView(value, name, rt);
      if (own !== undefined) return own;
      return value.base === null ? undefined : findProperty(value.base, name, rt);
    }
    if (value.kind === 'hashtable' && value.has(name)) {
      return {
        name,
        type: 'NoteProperty',
        valueType: 'Object',
        value: () => value.get(name) ?? null,
        set: (changed) => {
          value.set(name, changed);
        },
      };
    }
    if (value.kind === 'reference' && value.state instanceof NativeObject) {
      const native = value.state.property(name);
      return native === undefined
        ? undefined
        : { name: native.name, type: native.type, valueType: native.valueType, value: () => native.get() };
    }
    if (value.kind === 'reference' || value.kind === 'exception') {
      const lower = name.toLowerCase();
      const found = propertiesOf(value, rt).find((view) => view.name.toLowerCase() === lower);
      if (found !== undefined) return found;
    }
  }
  const property = memberOf(value, name);
  return property === undefined ? undefined : viewOf(property, value, rt);
}

/** What the aliases among .NET types' own properties stand for: of a list, of an entry of a table. */
const BEHIND: Readonly<Record<string, string>> = { Count: 'Length', Name: 'Key' };

/** Everything Get-Member lists, properties before methods, each group by name. */
export function membersOf(value: Value, rt: Runtime): readonly MemberView[] {
  if (value === null) return [];
  const properties = propertiesOf(value, rt).map((view): MemberView => ({
    name: view.name,
    type: view.type,
    definition:
      view.definition ??
      (view.type === 'AliasProperty'
        ? `${view.name} = ${BEHIND[view.name] ?? ''}`
        : `${view.valueType} ${view.name} {get;${view.set === undefined ? '' : 'set;'}}`),
  }));
  const extra =
    typeof value === 'object' && !isArray(value) && value.kind === 'hashtable' ? hashtableViews() : [];
  const methods: MemberView[] = [];
  for (const method of typeMembersOf(value).methods.values()) {
    if (/^[gs]et_/.test(method.name)) continue;
    const definition = method.overloads.map((overload) => overload.text).join(', ');
    if (/^(Item|Chars)$/.test(method.name)) {
      if (extra.length === 0) {
        methods.push({
          name: method.name,
          type: 'ParameterizedProperty',
          definition: `${definition} {get;}`,
        });
      }
      continue;
    }
    methods.push({
      name: method.name,
      type: 'Method',
      definition,
    });
  }
  if (typeof value === 'object' && !isArray(value) && value.kind === 'object' && value.extra !== null) {
    for (const { name, member } of value.extra.values()) {
      if (member.type === 'ScriptMethod') {
        methods.push({ name, type: 'ScriptMethod', definition: `System.Object ${name}();` });
      } else if (member.type === 'PropertySet') {
        methods.push({ name, type: 'PropertySet', definition: `${name} {${member.names.join(', ')}}` });
      }
    }
  }
  return [...properties, ...extra, ...methods];
}
