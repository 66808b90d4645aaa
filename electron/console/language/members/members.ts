import './families/index.ts';
import { failure, Terminating } from '../values/errors.ts';
import { isArray } from '../values/model.ts';
import { NativeObject } from '../values/native.ts';
import { NOTHING } from '../values/nothing.ts';
import { PsObject } from '../values/object.ts';
import { convertTo } from '../convert/convert.ts';
import { enumerable } from './enumerate.ts';
import { psObjectOf, typeNameList } from './families/psobject.ts';
import { xmlMember, setXmlMember } from './families/xml-views.ts';
import { intrinsicMethod } from './intrinsic.ts';
import { BaseView, baseView } from './base-view.ts';
import { memberOf, methodOf } from './lookup.ts';
import { methodNotFound, missingStrict, notSettable, readOnly, setting } from './member-errors.ts';
import { methodReference } from './method-reference.ts';
import { objectView, single } from './object-members.ts';
import { callMethod, wrapped } from './overloads.ts';
import { resolveType, typeNameOf } from './types.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Property } from './define.ts';
import type { MemberAccess } from './intrinsic.ts';

export { construct, getStatic, invokeStatic, setStatic } from './statics.ts';

/**
 * `$value.name`: a property, the value of a hashtable's key, or of a list the properties of its elements. Missing: null
 * (under strict mode PropertyNotFoundStrict).
 */
export function getMember(value: Value, name: string, rt: Runtime): Value {
  if (
    value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'object' &&
    value.extra === null
  ) {
    const at = value.shape.indexOf(name);
    if (at >= 0) return value.values[at] ?? null;
  }
  const found = readMember(value, name, rt);
  if (found !== undefined) return found;
  if ((rt.strict ?? 0) >= 2) throw missingStrict(name);
  return null;
}

/** undefined: there is no such member, not on its elements either. */
function readMember(value: Value, name: string, rt: Runtime): Value | undefined {
  if (value === null) return /^(count|length)$/i.test(name) && (rt.strict ?? 0) < 2 ? 0 : undefined;
  const own = ownMember(value, name, rt);
  if (own !== undefined) return own;
  const intrinsic = intrinsicProperty(value, name);
  if (intrinsic !== undefined) return intrinsic;
  const elements = enumerable(value);
  if (elements !== null) return enumerated(elements, name, rt);
  if (/^(count|length)$/i.test(name) && (rt.strict ?? 0) < 2) return 1;
  return undefined;
}

function ownMember(value: Value, name: string, rt: Runtime): Value | undefined {
  if (typeof value === 'object' && value !== null && !isArray(value)) {
    switch (value.kind) {
      case 'object': {
        const view = objectView(value, name, rt);
        if (view !== undefined) return view.value();
        if (value.base !== null) return ownMember(value.base, name, rt);
        break;
      }
      case 'hashtable': {
        const held = value.get(name) ?? (/^\d{1,9}$/.test(name) ? value.get(Number(name)) : undefined);
        if (held !== undefined) return held;
        break;
      }
      case 'exception': {
        const lower = name.toLowerCase();
        const entry = Object.entries(value.more).find(([key]) => key.toLowerCase() === lower);
        if (entry !== undefined) return entry[1];
        break;
      }
      case 'reference': {
        if (value.state instanceof BaseView) return ofBase(value.state.target, name, rt);
        if (value.state instanceof NativeObject) return value.state.property(name)?.get();
        const node = xmlMember(value, name);
        if (node !== undefined) return node;
        break;
      }
      default:
    }
  }
  const property = memberOf(value, name);
  if (property !== undefined) return readProperty(property, value, rt);
  const method = methodOf(value, name);
  return method === undefined ? undefined : methodReference(method, value);
}

function ofBase(target: Value, name: string, rt: Runtime): Value | undefined {
  const property = memberOf(target, name);
  return property === undefined ? undefined : readProperty(property, target, rt);
}

/** PowerShell swallows what a getter throws; what this console hasn't says so. */
function readProperty(property: Property, value: Value, rt: Runtime): Value {
  try {
    return property.get(value, rt);
  } catch (error) {
    if (!(error instanceof Terminating) || error.record.category === 'NotImplemented') throw error;
    return null;
  }
}

function intrinsicProperty(value: Value, name: string): Value | undefined {
  switch (name.toLowerCase()) {
    case 'psobject':
      return psObjectOf(value);
    case 'pstypenames':
      return typeNameList(value);
    case 'psbase':
    case 'psadapted':
    case 'psextended':
      return baseView(value);
    default:
      return undefined;
  }
}

function enumerated(elements: Iterable<Value>, name: string, rt: Runtime): Value | undefined {
  const results: Value[] = [];
  let any = false;
  for (const element of elements) {
    let found = element === null ? undefined : readMember(element, name, rt);
    if (found === undefined) {
      if (!(element instanceof PsObject)) continue;
      if ((rt.strict ?? 0) >= 2) throw missingStrict(name);
      found = null;
    }
    any = true;
    const inner = enumerable(found);
    if (inner === null) results.push(found);
    else for (const item of inner) results.push(item);
  }
  return any ? single(results) : undefined;
}

/** `$value.name = newValue`. */
export function setMember(value: Value, name: string, newValue: Value, rt: Runtime): void {
  if (value === null) throw notSettable(name, 'PropertyNotFound');
  if (typeof value === 'object' && !isArray(value)) {
    if (value.kind === 'hashtable') {
      value.set(
        name,
        value.generic === null
          ? newValue
          : convertTo(newValue, resolveType(value.generic.value) ?? 'System.Object', rt.culture),
      );
      return;
    }
    if (value.kind === 'object') {
      const view = objectView(value, name, rt);
      if (view?.set !== undefined) {
        view.set(newValue);
        return;
      }
      if (value.base !== null) {
        setMember(value.base, name, newValue, rt);
        return;
      }
      const declared = memberOf(value, name);
      if (declared === undefined) {
        const message = notSettable(name, '').record.exception.message;
        throw setting(name, message);
      }
    }
    if (value.kind === 'reference' && setXmlMember(value, name, newValue)) return;
    const native =
      value.kind === 'reference' && value.state instanceof NativeObject
        ? value.state.property(name)
        : undefined;
    if (native !== undefined) {
      if (native.set === undefined) throw readOnly(native.name);
      native.set(newValue);
      return;
    }
  }
  const property = memberOf(value, name);
  if (property === undefined) throw notSettable(name, 'PropertyAssignmentException');
  if (property.set === null) throw readOnly(property.name);
  const type = resolveType(property.type);
  let converted = newValue;
  if (type !== null && type !== 'System.Object') {
    try {
      converted = convertTo(newValue, type, rt.culture);
    } catch (error) {
      throw error instanceof Error && 'record' in error ? setting(property.name, error.message) : error;
    }
  }
  try {
    property.set(value, converted, rt);
  } catch (error) {
    throw error instanceof Error && 'record' in error ? setting(property.name, error.message) : error;
  }
}

/** `$value.name(args)`; NOTHING where the method has no result. */
export function invokeMember(value: Value, name: string, args: readonly Value[], rt: Runtime): Value {
  if (value === null) {
    const answer = intrinsicMethod([], name, args, rt, ACCESS);
    if (answer !== undefined) return answer;
    throw failure('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.');
  }
  const result = tryInvoke(value, name, args, rt);
  if (result !== undefined) return result;
  const elements = enumerable(value);
  if (elements === null) throw methodNotFound(typeNameOf(value), name);
  const results: Value[] = [];
  let any = false;
  for (const element of elements) {
    any = true;
    const answer = invokeMember(element, name, args, rt);
    if (answer === NOTHING) continue;
    const inner = enumerable(answer);
    if (inner === null) results.push(answer);
    else for (const item of inner) results.push(item);
  }
  if (!any) throw methodNotFound(typeNameOf(value), name);
  return results.length === 0 ? NOTHING : single(results);
}

const ACCESS: MemberAccess = {
  getMember,
  setMember,
  invokeMember,
  hasMethod: (value, name) => methodOf(value, name) !== undefined,
};

/** undefined: no such method on the value itself. */
function tryInvoke(value: Value, name: string, args: readonly Value[], rt: Runtime): Value | undefined {
  if (typeof value === 'object' && value !== null && !isArray(value)) {
    if (value.kind === 'object') {
      const extra = value.extra?.get(name.toLowerCase());
      if (extra?.member.type === 'ScriptMethod') {
        const output = rt.invoke(extra.member.body, { args, variables: { this: value }, newScope: true });
        return output.length === 0 ? NOTHING : single(output);
      }
      if (value.base !== null) return tryInvoke(value.base, name, args, rt);
    }
    if (value.kind === 'reference' && value.state instanceof BaseView) {
      return tryInvoke(value.state.target, name, args, rt);
    }
    if (value.kind === 'reference' && value.state instanceof NativeObject) {
      const native = value.state.methods.get(name.toLowerCase());
      if (native !== undefined) {
        try {
          return native(args);
        } catch (error) {
          throw wrapped(error, name, args.length);
        }
      }
      if (/^tostring$/i.test(name) && args.length === 0) return value.state.toText();
    }
  }
  const method = methodOf(value, name);
  if (method !== undefined && !isOverridden(value, name)) return callMethod(method, value, args, rt);
  const property = objectProperty(value, name, rt);
  if (property !== undefined) return property;
  return intrinsicMethod(value, name, args, rt, ACCESS);
}

/** .ForEach and .Where of a list mean PowerShell's own unless the block's count of arguments says otherwise. */
function isOverridden(value: Value, name: string): boolean {
  return (
    /^foreach$/i.test(name) &&
    value !== null &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'list' &&
    value.elementType === null
  );
}

/** A property that holds a method (`$x.psobject.Methods['Trim'].Invoke()` is one; `$m = 'a'.Trim; $m.Invoke()` too). */
function objectProperty(value: Value, name: string, rt: Runtime): Value | undefined {
  if (value === null || typeof value !== 'object' || isArray(value) || value.kind !== 'reference')
    return undefined;
  if (value.typeName !== 'System.Management.Automation.PSParameterizedProperty') return undefined;
  const property = memberOf(value, name);
  return property === undefined ? undefined : readProperty(property, value, rt);
}
