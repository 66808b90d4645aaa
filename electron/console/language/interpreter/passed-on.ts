import type { Argument } from '../binding/arguments.ts';
import type { Value } from '../values/model.ts';

/** Arguments behind an `$args` that has names in it, so that `@args` passes them on as names. */
const remembered = new WeakMap<Value[], { readonly args: readonly Argument[]; readonly length: number }>();

function rememberArguments(list: Value[], args: readonly Argument[]): void {
  let length = 0;
  for (const argument of args) {
    if (argument.type === 'name') length++;
    if (argument.value !== undefined) length++;
  }
  remembered.set(list, { args, length });
}

/** undefined: an ordinary list, or one that was changed since. */
export function passedOn(list: Value[]): readonly Argument[] | undefined {
  const found = remembered.get(list);
  return found?.length === list.length ? found.args : undefined;
}

/** `$args` of something without parameters: names as they were typed. */
export function plainArguments(args: readonly Argument[]): Value[] {
  const list: Value[] = [];
  if (args.some((argument) => argument.type === 'name')) rememberArguments(list, args);
  for (const argument of args) {
    if (argument.type === 'name') list.push(argument.typed);
    if (argument.value !== undefined) list.push(argument.value);
  }
  return list;
}
