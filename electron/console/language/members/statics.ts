import './families/index.ts';
import { convertTo } from '../convert/convert.ts';
import { failure } from '../values/errors.ts';
import { typedArray } from '../values/model.ts';
import { elementCount, net } from './args.ts';
import { TYPE_MEMBERS } from './define.ts';
import { ENUM_TYPES, enumNamed } from './enum-names.ts';
import { EXCEPTION_BASES } from './exception-names.ts';
import { constructException } from './families/exceptions.ts';
import { staticMethodOf, staticPropertyOf } from './lookup.ts';
import { methodNotFound, missingStrict, notSettable, readOnly } from './member-errors.ts';
import { methodReference } from './method-reference.ts';
import { callMethod, shortName, wrapped } from './overloads.ts';
import { openName } from './types.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** `[type]::name`; `type` is a full name. Missing: null. */
export function getStatic(type: string, name: string, rt: Runtime): Value {
  if (ENUM_TYPES.has(type)) {
    const member = /^[+-]?\d/.test(name) || name.includes(',') ? null : enumNamed(type, name);
    if (member !== null) return member;
  }
  const property = staticPropertyOf(type, name);
  if (property !== undefined) return property.get(type, rt);
  const method = staticMethodOf(type, name);
  if (method !== undefined) return methodReference(method, type);
  if (/^new$/i.test(name)) {
    const constructors = TYPE_MEMBERS.get(openName(type))?.constructors;
    if (constructors !== null && constructors !== undefined) return methodReference(constructors, type);
  }
  if ((rt.strict ?? 0) >= 2) throw missingStrict(name);
  return null;
}

/** What scripts set at their beginning and what this app chooses itself: taken, and means nothing. */
const TAKEN: ReadonlyMap<string, RegExp> = new Map([
  ['System.Net.ServicePointManager', /^(SecurityProtocol|Expect100Continue|DefaultConnectionLimit)$/i],
  ['System.Console', /^(OutputEncoding|InputEncoding|Title|CursorVisible)$/i],
]);

/** Static properties can't be set; says so. */
export function setStatic(type: string, name: string, rt: Runtime): void {
  if (TAKEN.get(type)?.test(name) === true) return;
  if (staticPropertyOf(type, name) !== undefined || getStatic(type, name, rt) !== null) throw readOnly(name);
  throw notSettable(name, 'PropertyAssignmentException');
}

/** `[type]::name(args)`; `new` constructs. */
export function invokeStatic(type: string, name: string, args: readonly Value[], rt: Runtime): Value {
  if (/^new$/i.test(name)) return construct(type, args, rt);
  const method = staticMethodOf(type, name);
  if (method !== undefined) return callMethod(method, type, args, rt);
  throw methodNotFound(type, name);
}

/** A new object of a type; `type` is a full name. `by`: whose words errors of arguments have. */
export function construct(
  type: string,
  args: readonly Value[],
  rt: Runtime,
  by: 'new' | 'New-Object' = 'new',
): Value {
  if (EXCEPTION_BASES.has(type)) return constructException(type, args, rt);
  if (/\[,*\]$/.test(type)) return constructArray(type, args, rt);
  const constructors = TYPE_MEMBERS.get(openName(type))?.constructors;
  if (constructors === null || constructors === undefined) {
    throw failure(
      'MethodNotFound',
      `Method invocation failed because [${type}] does not contain a method named 'new'.`,
    );
  }
  return callMethod(constructors, type, args, rt, {
    shown: 'new',
    ...(by === 'New-Object' ? { indexed: shortName(openName(type)) } : {}),
  });
}

/** Zeros, falses or nulls; `[int[,]]::new(2, 3)` has two dimensions. */
function constructArray(type: string, args: readonly Value[], rt: Runtime): Value {
  const lengths = args.map((each) => Number(convertTo(each, 'System.Int32', rt.culture)));
  const rank = /,*(?=\]$)/.exec(type)?.[0].length ?? 0;
  if (lengths.length !== rank + 1) {
    throw failure(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "new" and the argument count: "${String(args.length)}".`,
      { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
    );
  }
  if (lengths.some((length) => length < 0)) {
    throw wrapped(
      net('System.OverflowException', 'Arithmetic operation resulted in an overflow.'),
      '.ctor',
      args.length,
    );
  }
  const element = type.slice(0, type.lastIndexOf('['));
  const filler: Value = /^System\.(Int|UInt|Byte|SByte|Double|Single|Decimal|Boolean)/.test(element)
    ? convertTo(0, element, rt.culture)
    : null;
  const made = typedArray(new Array<Value>(sizeOf(lengths)).fill(filler), element);
  if (element === 'System.Object') delete made.elementType;
  if (rank > 0) made.lengths = lengths;
  return made;
}

function sizeOf(lengths: readonly number[]): number {
  const size = lengths.reduce((product, length) => product * length, 1);
  return elementCount(size);
}
