import { compare } from '../operators/compare.ts';
import { toText } from '../convert/text.ts';
import { Terminating } from '../values/errors.ts';
import { cellText } from './cell-text.ts';
import { text } from './packets.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';
import type { Expression } from './expression.ts';
import type { Grouping } from './generator.ts';
import type { Token } from './packets.ts';

export function groupingBy(
  expression: Expression,
  label: string | null,
  heading: ((first: Value, rt: Runtime) => readonly Token[]) | null,
  rt: Runtime,
  limit: number,
): Grouping {
  let current: Value | undefined;
  let name = label ?? '';
  return {
    update(value) {
      const read = expression.evaluate(value);
      if (read?.error !== null) return false;
      const changed = current === undefined || !same(current, read.value);
      current = read.value;
      if (changed && label === null) name = expression.resolve(value)[0]?.text ?? expression.text;
      return changed;
    },
    heading(first) {
      if (current === undefined) return null;
      if (heading !== null) return heading(first, rt);
      return [text(`   ${name}: `), text(cellText(current, rt, limit, false))];
    },
  };
}

function same(left: Value, right: Value): boolean {
  try {
    return compare(left, right, false) === 0;
  } catch (thrown) {
    if (!(thrown instanceof Terminating)) throw thrown;
    return toText(left).toLowerCase() === toText(right).toLowerCase();
  }
}
