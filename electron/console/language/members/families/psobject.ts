import { failure } from '../../values/errors.ts';
import { isArray, hasKind } from '../../values/model.ts';
import { NOTHING } from '../../values/nothing.ts';
import { PsObject, unwrapped } from '../../values/object.ts';
import { PsList } from '../../values/collections.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { defineReference } from '../define.ts';
import { text } from '../args.ts';
import { typeMembersOf } from '../lookup.ts';
import { MethodReference, methodReference } from '../method-reference.ts';
import { callMethod } from '../overloads.ts';
import { propertiesOf, findProperty } from '../properties.ts';
import { copyTable } from '../table-copy.ts';
import { typeNamesOf } from '../types.ts';
import type { PsReference } from '../../values/block.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';
import type { PropertyView } from '../views.ts';

const AUTOMATION = 'System.Management.Automation';

/** `$value.psobject`. */
interface Wrapper {
  readonly target: Value;
}

export function psObjectOf(value: Value): PsReference {
  const state: Wrapper = { target: value };
  return { kind: 'reference', typeName: `${AUTOMATION}.PSObject`, state };
}

const ownNames = new WeakSet<readonly string[]>();

/** `$value.PSTypeNames`: of an object with properties the list itself, so that a change shows. */
export function typeNameList(value: Value): PsList {
  if (value === null || typeof value !== 'object' || isArray(value) || value.kind !== 'object') {
    return new PsList('System.Collections.ObjectModel.Collection', 'String', [...typeNamesOf(value)]);
  }
  let names = value.typeNames;
  if (!ownNames.has(names)) {
    names = [...names];
    ownNames.add(names);
    value.typeNames = names;
  }
  return new PsList('System.Collections.ObjectModel.Collection', 'String', names as string[]);
}

/** `$value.psobject.Properties` and its like: walked, and indexed by name. */
class MemberCollection {
  readonly target: Value;
  readonly rt: Runtime;
  readonly which: 'properties' | 'methods' | 'members';

  constructor(target: Value, rt: Runtime, which: 'properties' | 'methods' | 'members') {
    this.target = target;
    this.rt = rt;
    this.which = which;
  }

  *unroll(): Iterable<Value> {
    if (this.which !== 'methods') {
      for (const view of propertiesOf(this.target, this.rt)) yield propertyReference(view);
    }
    if (this.which !== 'properties') {
      for (const method of typeMembersOf(this.target).methods.values())
        yield methodReference(method, this.target);
    }
  }

  indexed(index: Value): Value {
    if (typeof index !== 'string') return [...this.unroll()][typeof index === 'number' ? index : -1] ?? null;
    if (this.which !== 'methods') {
      const isTable =
        this.target !== null &&
        typeof this.target === 'object' &&
        !isArray(this.target) &&
        this.target.kind === 'hashtable';
      const view = isTable
        ? propertiesOf(this.target, this.rt).find(({ name }) => name.toLowerCase() === index.toLowerCase())
        : findProperty(this.target, index, this.rt);
      if (view !== undefined) return propertyReference(view);
    }
    if (this.which === 'properties') return null;
    const method = typeMembersOf(this.target).methods.get(index.toLowerCase());
    return method === undefined ? null : methodReference(method, this.target);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  NoteProperty: 'PSNoteProperty',
  Property: 'PSProperty',
  ScriptProperty: 'PSScriptProperty',
  AliasProperty: 'PSAliasProperty',
  CodeProperty: 'PSCodeProperty',
  ParameterizedProperty: 'PSParameterizedProperty',
};

function propertyReference(view: PropertyView): PsReference {
  return { kind: 'reference', typeName: `${AUTOMATION}.${KINDS[view.type] ?? 'PSProperty'}`, state: view };
}

function collectionOf(target: Value, rt: Runtime, which: 'properties' | 'methods' | 'members'): PsReference {
  const kind =
    which === 'properties' ? 'PSPropertyInfo' : which === 'methods' ? 'PSMethodInfo' : 'PSMemberInfo';
  return {
    kind: 'reference',
    typeName: `${AUTOMATION}.PSMemberInfoIntegratingCollection\`1[${AUTOMATION}.${kind}]`,
    state: new MemberCollection(target, rt, which),
  };
}

defineReference<Wrapper>(`${AUTOMATION}.PSObject`)
  .property('Members', 'object', (self, rt) => collectionOf(self.target, rt, 'members'))
  .property('Properties', 'object', (self, rt) => collectionOf(self.target, rt, 'properties'))
  .property('Methods', 'object', (self, rt) => collectionOf(self.target, rt, 'methods'))
  .property('ImmediateBaseObject', 'object', (self) => unwrapped(self.target))
  .property('BaseObject', 'object', (self) => unwrapped(self.target))
  .property('TypeNames', 'object', (self) => typeNameList(self.target))
  .method('psobject Copy()', (self) => copyOf(self.target));

/** A copy one level deep. */
export function copyOf(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (isArray(value))
    return Object.assign(
      [...value],
      value.elementType === undefined ? {} : { elementType: value.elementType },
    );
  if (value.kind === 'object') {
    const copy = new PsObject(value.shape, [...value.values], [...value.typeNames], copyOf(value.base));
    if (value.extra !== null) copy.extra = new Map(value.extra);
    return copy;
  }
  if (value.kind === 'hashtable') return copyTable(value);
  return value;
}

for (const kind of Object.values(KINDS)) {
  defineReference<PropertyView>(`${AUTOMATION}.${kind}`)
    .property('MemberType', `${AUTOMATION}.PSMemberTypes`, (self) => ({
      kind: 'enum',
      typeName: `${AUTOMATION}.PSMemberTypes`,
      name: self.type,
      value: MEMBER_TYPES[self.type] ?? 4,
    }))
    .property(
      'Value',
      'Object',
      (self) => self.value(),
      (self, changed) => {
        if (self.set === undefined)
          throw failure('SetValueException', `Set accessor for property "${self.name}" is unavailable.`);
        self.set(changed);
      },
    )
    .property('IsSettable', 'bool', (self) => self.isSettable ?? self.set !== undefined)
    .property('IsGettable', 'bool', () => true)
    .property('TypeNameOfValue', 'string', (self) =>
      self.type === 'ScriptProperty' ? 'System.Object' : (typeNamesOf(self.value())[0] ?? 'System.Object'),
    )
    .property('Name', 'string', (self) => self.name)
    .property('IsInstance', 'bool', (self) => self.type !== 'Property')
    .method('string ToString()', (self) => shown(self));
}

const MEMBER_TYPES: Readonly<Record<string, number>> = {
  AliasProperty: 1,
  CodeProperty: 2,
  Property: 4,
  NoteProperty: 8,
  ScriptProperty: 16,
  ParameterizedProperty: 512,
};

function shown(view: PropertyView): string {
  return view.definition ?? `${view.valueType} ${view.name} {get;${view.set === undefined ? '' : 'set;'}}`;
}

defineReference<MethodReference>(`${AUTOMATION}.PSMethod`)
  .property('OverloadDefinitions', 'object', (self) => self.method.overloads.map((overload) => overload.text))
  .hidden('MemberType', 'string', () => ({
    kind: 'enum',
    typeName: `${AUTOMATION}.PSMemberTypes`,
    name: 'Method',
    value: 64,
  }))
  .hidden('TypeNameOfValue', 'string', () => `${AUTOMATION}.PSMethod`)
  .hidden('Name', 'string', (self) => self.method.name)
  .hidden('IsInstance', 'bool', (self) => !self.method.isStatic)
  .method('Object Invoke(params Object[] arguments)', (self, args, rt) => {
    const given = args[0] ?? null;
    return callMethod(self.method, self.self, isArray(given) ? given : [], rt);
  })
  .method('string ToString()', (self) => self.method.overloads.map((overload) => overload.text).join(', '));

defineReference<MemberCollection>(`${AUTOMATION}.PSMemberInfoIntegratingCollection\`1`)
  .method('Object get_Item(string name)', (self, args) => self.indexed(text(args, 0)))
  .method('Object Item(string name)', (self, args) => self.indexed(text(args, 0)))
  .method('Object Match(string name)', (self, args) => {
    const fits = wildcard(text(args, 0));
    const found: Value[] = [];
    for (const item of self.unroll()) if (fits(nameOf(item))) found.push(item);
    return new PsList('System.Management.Automation.ReadOnlyPSMemberInfoCollection', 'PSMemberInfo', found);
  })
  .action('Add(Object member)|(Object member, bool preValidated)', (self, args) => {
    addMember(self.target, args[0] ?? null);
  })
  .action('Remove(string name)', (self, args) => {
    const { target } = self;
    if (hasKind(target, 'object')) {
      target.delete(text(args, 0));
      target.extra?.delete(text(args, 0).toLowerCase());
    }
  });

function nameOf(item: Value): string {
  if (item === null || typeof item !== 'object' || isArray(item) || item.kind !== 'reference') return '';
  const state = item.state;
  if (state instanceof MethodReference) return state.method.name;
  return (state as PropertyView).name;
}

/** `.psobject.Properties.Add([psnoteproperty]::new('Name', 1))`. */
function addMember(target: Value, member: Value): void {
  const fits = hasKind(member, 'reference') && hasKind(target, 'object');
  if (!fits) throw failure('ChangingMembers', 'Members can be added to objects with properties only.');
  const view = member.state as PropertyView;
  if (target.has(view.name)) {
    throw failure(
      'AlreadyPresentPSMemberInfoInternalCollectionAdd',
      `Cannot add a member with the name "${view.name}" because a member with that name already exists.`,
      { type: 'System.Management.Automation.ExtendedTypeSystemException' },
    );
  }
  target.set(view.name, view.value());
}

defineReference<PropertyView>(`${AUTOMATION}.PSNoteProperty`).constructors(
  '(string name, Object value)',
  (args) => {
    const name = text(args, 0);
    let held = args[1] ?? null;
    const view: PropertyView = {
      name,
      type: 'NoteProperty',
      valueType: 'Object',
      value: () => held,
      set: (changed) => {
        held = changed;
      },
    };
    return propertyReference(view);
  },
);

defineReference<null>('System.Management.Automation.Internal.AutomationNull').staticProperty(
  'Value',
  'Object',
  () => NOTHING,
);
