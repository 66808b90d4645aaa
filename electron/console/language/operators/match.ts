import { toText } from '../convert/text.ts';
import { PsHashtable } from '../values/collections.ts';
import { hasKind } from '../values/model.ts';
import { elements, plain } from './operand.ts';
import { toRegex } from './regex.ts';
import type { PsRegex } from '../values/simple.ts';
import type { Value } from '../values/model.ts';
import type { BinaryFunction, OperatorEnv } from './env.ts';

const IGNORE: readonly string[] = ['IgnoreCase'];
const EXACT: readonly string[] = [];

/** The regular expression that an operator's right side means. */
export function patternOf(value: Value, caseSensitive: boolean): PsRegex {
  if (typeof value === 'string') return toRegex(value, caseSensitive ? EXACT : IGNORE);
  const right = plain(value);
  if (hasKind(right, 'regex')) return right;
  return toRegex(toText(right), caseSensitive ? EXACT : IGNORE);
}

/** -match, -notmatch and their case-sensitive forms. */
export function matcher(negated: boolean, caseSensitive: boolean): BinaryFunction {
  let last: Value = null;
  let regex: PsRegex | null = null;
  return (left, right, env) => {
    if (regex === null || right !== last) {
      regex = patternOf(right, caseSensitive);
      last = right;
    }
    const found = regex;
    if (typeof left === 'string') return matchOne(left, found, negated, env);
    const items = elements(left);
    if (items === null) return matchOne(toText(left), found, negated, env);
    return items.filter((item) => found.regExp.test(toText(item)) !== negated);
  };
}

function matchOne(text: string, regex: PsRegex, negated: boolean, env: OperatorEnv): boolean {
  const found = regex.regExp.exec(text);
  if (found === null) return negated;
  const groups = new PsHashtable();
  for (const { name, places } of regex.groups) {
    for (let at = places.length - 1; at >= 0; at--) {
      const value = found[places[at] ?? 0];
      if (value === undefined) continue;
      const number = Number(name);
      groups.set(Number.isInteger(number) ? number : name, value);
      break;
    }
  }
  env.matches(groups);
  return !negated;
}
