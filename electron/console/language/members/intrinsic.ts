import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/text.ts';
import { failure } from '../values/errors.ts';
import { isArray, hasKind } from '../values/model.ts';
import { PsList } from '../values/collections.ts';
import { NOTHING } from '../values/nothing.ts';
import { enumNamed } from './enum-names.ts';
import { enumerable } from './enumerate.ts';
import type { PsBlock } from '../values/block.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** What members.ts lends, so that neither file needs the other. */
export interface MemberAccess {
  getMember(value: Value, name: string, rt: Runtime): Value;
  setMember(value: Value, name: string, newValue: Value, rt: Runtime): void;
  invokeMember(value: Value, name: string, args: readonly Value[], rt: Runtime): Value;
  /** Whether the value itself has a method of that name. */
  hasMethod(value: Value, name: string): boolean;
}

/** `.ForEach()` and `.Where()`, which every value has; undefined: another name. */
export function intrinsicMethod(
  value: Value,
  name: string,
  args: readonly Value[],
  rt: Runtime,
  access: MemberAccess,
): Value | undefined {
  switch (name.toLowerCase()) {
    case 'foreach':
      return collection(forEach(enumerable(value) ?? [value], args, rt, access));
    case 'where':
      return where([...(enumerable(value) ?? [value])], args, rt);
    default:
      return undefined;
  }
}

function collection(items: Value[]): PsList {
  return new PsList('System.Collections.ObjectModel.Collection', 'PSObject', items);
}

function blockOf(value: Value | undefined): PsBlock | null {
  return value !== null &&
    value !== undefined &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'scriptBlock'
    ? value
    : null;
}

function forEach(
  elements: Iterable<Value>,
  args: readonly Value[],
  rt: Runtime,
  access: MemberAccess,
): Value[] {
  const first = args[0] ?? null;
  const results: Value[] = [];
  const block = blockOf(first);
  if (block !== null) {
    const rest = args.slice(1);
    const call = rest.length === 0 ? rt.streamer(block) : null;
    const write = (value: Value): void => {
      results.push(value);
    };
    for (const element of elements) {
      rt.host.checkStop();
      if (call !== null) call(element, write);
      else results.push(...rt.invoke(block, { underscore: element, args: rest }));
    }
    return results;
  }
  if (hasKind(first, 'type')) {
    for (const element of elements) results.push(convertTo(element, first.name, rt.culture));
    return results;
  }
  if (first === null) {
    throw failure('ArgumentNullException', 'The member name or script block of ForEach is null.');
  }
  const name = toText(first);
  for (const element of elements) {
    if (element === null) continue;
    if (access.hasMethod(element, name)) {
      const answer = access.invokeMember(element, name, args.slice(1), rt);
      if (answer !== NOTHING) results.push(answer);
    } else if (args.length > 1) access.setMember(element, name, args[1] ?? null, rt);
    else {
      const found = access.getMember(element, name, rt);
      if (found !== null) results.push(...(enumerable(found) ?? [found]));
    }
  }
  return results;
}

function where(elements: readonly Value[], args: readonly Value[], rt: Runtime): Value {
  const block = blockOf(args[0]);
  if (block === null) {
    throw failure(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "Where" and the argument count: "${String(args.length)}".`,
      { type: 'System.Management.Automation.MethodException', category: 'NotSpecified' },
    );
  }
  const test = rt.predicate(block);
  const mode = modeOf(args[1]);
  const wanted = args[2] === undefined ? 0 : Number(convertTo(args[2], 'System.Int32', rt.culture));
  const limit = wanted > 0 ? wanted : Infinity;
  switch (mode) {
    case 'First':
      return collection(take(elements, test, wanted > 0 ? wanted : 1));
    case 'Last': {
      const found = take(elements, test, Infinity);
      return collection(found.slice(-(wanted > 0 ? wanted : 1)));
    }
    case 'SkipUntil': {
      const at = elements.findIndex((element) => test(element));
      return collection(at < 0 ? [] : elements.slice(at, at + Math.min(limit, elements.length)));
    }
    case 'Until': {
      const results: Value[] = [];
      for (const element of elements) {
        if (results.length >= limit || test(element)) break;
        results.push(element);
      }
      return collection(results);
    }
    case 'Split': {
      const yes: Value[] = [];
      const no: Value[] = [];
      for (const element of elements) (yes.length < limit && test(element) ? yes : no).push(element);
      return collection([collection(yes), collection(no)]);
    }
    default:
      return collection(take(elements, test, limit));
  }
}

function take(elements: readonly Value[], test: (value: Value) => boolean, limit: number): Value[] {
  const results: Value[] = [];
  for (const element of elements) {
    if (results.length >= limit) break;
    if (test(element)) results.push(element);
  }
  return results;
}

const MODES = 'System.Management.Automation.WhereOperatorSelectionMode';

function modeOf(value: Value | undefined): string {
  if (value === undefined || value === null) return 'Default';
  const mode = enumNamed(
    MODES,
    typeof value === 'object' && !isArray(value) && value.kind === 'enum' ? value.name : toText(value),
  );
  if (mode !== null) return mode.name;
  throw failure(
    'WhereOperatorInvalidMode',
    `The mode "${toText(value)}" of Where isn't one of Default, First, Last, SkipUntil, Until, Split.`,
  );
}
