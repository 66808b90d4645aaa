import { truth } from '../convert/truth.ts';
import { isArray } from '../values/model.ts';
import { stateOf } from '../values/state-of.ts';
import { block } from './args.ts';
import { convertTo } from '../convert/convert.ts';
import { single } from './object-members.ts';
import { compareBy } from './text-order.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { PsBlock } from '../values/block.ts';
import type { Value } from '../values/model.ts';

/** A script block as a Predicate: called with the element as its argument. */
export function askBlock(args: readonly Value[], at: number, rt: Runtime): (value: Value) => boolean {
  const body = block(args, at);
  return (value) => truth(callBlock(body, [value], rt));
}

/** A script block as a delegate: its output as a value. */
export function callBlock(body: PsBlock, args: readonly Value[], rt: Runtime): Value {
  return single(rt.invoke(body, { args, newScope: true }));
}

/** State of a System.StringComparer. */
export class ComparerState {
  /** A StringComparison's name. */
  readonly comparison: string;

  constructor(comparison: string) {
    this.comparison = comparison;
  }

  get ignoresCase(): boolean {
    return this.comparison.endsWith('IgnoreCase');
  }
}

/** The order that a comparer argument stands for (a script block or a StringComparer); null: the default order. */
export function comparison(comparer: Value, rt: Runtime): ((left: Value, right: Value) => number) | null {
  if (comparer === null || typeof comparer !== 'object' || isArray(comparer)) return null;
  if (comparer.kind === 'scriptBlock') {
    return (left, right) =>
      Number(convertTo(callBlock(comparer, [left, right], rt), 'System.Int32', rt.culture));
  }
  if (comparer.kind === 'reference' && comparer.state instanceof ComparerState) {
    const rule = comparer.state.comparison;
    return (left, right) =>
      compareBy(
        typeof left === 'string' ? left : '',
        typeof right === 'string' ? right : '',
        rule,
        rt.culture,
      );
  }
  return null;
}

/** True where a comparer argument ignores case. */
export function comparerIgnoresCase(value: Value): boolean {
  return stateOf(value, ComparerState)?.ignoresCase ?? false;
}

export function isComparer(value: Value): boolean {
  return stateOf(value, ComparerState) !== null;
}
