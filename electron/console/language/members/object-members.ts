import { toText, typeText } from '../convert/text.ts';
import { netToString } from '../dotnet/to-string.ts';
import { failure } from '../values/errors.ts';
import { typeNameOf } from './types.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import { PsObject, type ExtraMember } from '../values/object.ts';
import type { PropertyView } from './views.ts';

/** A property of a PsObject; undefined: it has none of that name (its base may). */
export function objectView(object: PsObject, name: string, rt: Runtime): PropertyView | undefined {
  const extra = object.extra?.get(name.toLowerCase());
  if (extra !== undefined && extra.member.type !== 'ScriptMethod') {
    return extraView(object, extra.name, extra.member, rt);
  }
  const at = object.shape.indexOf(name);
  return at < 0 ? undefined : noteView(object, object.shape.names[at] ?? name, rt);
}

/** All of a PsObject's own properties in order. */
export function objectViews(object: PsObject, rt: Runtime): PropertyView[] {
  const { names } = object.shape;
  if (object.extra === null) return names.map((name) => noteView(object, name, rt));
  const views: PropertyView[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const view = objectView(object, name, rt);
    seen.add(name.toLowerCase());
    if (view !== undefined) views.push(view);
  }
  for (const [key, { name, member }] of object.extra) {
    if (seen.has(key) || member.type === 'ScriptMethod' || member.type === 'PropertySet') continue;
    views.push(extraView(object, name, member, rt));
  }
  return views;
}

/** A custom object's own properties are notes; those of objects with a .NET type are its properties. */
function noteView(object: PsObject, name: string, rt: Runtime): PropertyView {
  const { typeNames } = object;
  const first = typeNames[0] ?? '';
  const isNote =
    object.base !== null ||
    typeNames.length < 2 ||
    typeNames.some((type) => type.endsWith('PSCustomObject')) ||
    first.startsWith('Deserialized.');
  const value = (): Value => object.get(name) ?? null;
  return {
    name,
    type: isNote ? 'NoteProperty' : 'Property',
    get valueType(): string {
      return shortType(value());
    },
    get definition(): string {
      const held = value();
      return isNote
        ? `${shortType(held)} ${name}=${noteText(held, rt)}`
        : `${shortType(held)} ${name} {get;set;}`;
    },
    value,
    set(changed) {
      object.set(name, changed);
    },
  };
}

function extraView(object: PsObject, name: string, member: ExtraMember, rt: Runtime): PropertyView {
  switch (member.type) {
    case 'ScriptProperty': {
      const { get, set } = member;
      return {
        name,
        type: 'ScriptProperty',
        valueType: 'Object',
        definition: `System.Object ${name} {${get === null ? '' : `get=${get.text};`}${set === null ? '' : `set=${set.text};`}}`,
        value: () =>
          get === null ? null : single(rt.invoke(get, { variables: { this: object }, newScope: true })),
        set: (changed) => {
          if (set === null) throw noSetter(name);
          rt.invoke(set, { variables: { this: object }, args: [changed], newScope: true });
        },
        isSettable: set !== null,
      };
    }
    case 'AliasProperty':
      return {
        name,
        type: 'AliasProperty',
        valueType: 'Object',
        definition: `${name} = ${member.of}`,
        value: () => objectView(object, member.of, rt)?.value() ?? null,
        set: (changed) => {
          objectView(object, member.of, rt)?.set?.(changed);
        },
      };
    case 'PropertySet':
      return { name, type: 'NoteProperty', valueType: 'Object', value: () => null };
    case 'ScriptMethod':
      return { name, type: 'NoteProperty', valueType: 'Object', value: () => null };
  }
}

function noSetter(name: string): Error {
  return failure(
    'SetWithoutSetterFromScriptProperty',
    `Set accessor for property "${name}" is unavailable.`,
    { type: 'System.Management.Automation.SetValueException', category: 'NotSpecified' },
  );
}

/** Output of a block as a value: nothing, the object, or an array. */
export function single(values: Value[]): Value {
  return values.length === 0 ? null : values.length === 1 ? (values[0] ?? null) : values;
}

/** A value's type as Get-Member writes it: without namespace; a custom object by its first type name. */
export function shortType(value: Value): string {
  if (value === null) return 'object';
  if (value instanceof PsObject) return value.typeNames[0] ?? 'System.Object';
  return typeText(typeNameOf(value), true);
}

function noteText(value: Value, rt: Runtime): string {
  if (value === null) return 'null';
  return value instanceof PsObject ? toText(value) : netToString(value, rt.culture);
}
