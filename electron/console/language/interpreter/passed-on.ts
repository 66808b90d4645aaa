import type { Argument } from '../binding/arguments.ts';
import type { Value } from '../values/model.ts';

/** Arguments behind an `$args` that has names in it, so that `@args` passes them on as names. */
const remembered = new WeakMap<Value[], { readonly args: readonly Argument[]; readonly length: number }>();

export function rememberArguments(list: Value[], args: readonly Argument[]): void {
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
