import { withFlags } from './regex-guard.ts';
import { toText } from '../convert/text.ts';
import { MatchState, matchReference, walker } from '../members/matches.ts';
import { Terminating, failure } from '../values/errors.ts';
import { hasKind } from '../values/model.ts';
import { checkTextLength } from './add.ts';
import { patternOf } from './match.ts';
import { elements } from './operand.ts';
import type { PsRegex } from '../values/simple.ts';
import type { Value } from '../values/model.ts';
import type { BinaryFunction, OperatorEnv } from './env.ts';

type Replace = (text: string) => string;

/** -replace and -creplace: pattern, or pattern and replacement (a text, or a block that gets each match). */
export function replacer(caseSensitive: boolean): BinaryFunction {
  let lastPattern: Value = undefined as unknown as Value;
  let lastReplacement: Value = null;
  let lastReplace: Replace | null = null;
  return (left, right, env) => {
    let pattern: Value = right;
    let replacement: Value = '';
    const parts = elements(right);
    if (parts !== null) {
      if (parts.length > 2) throw tooMany();
      pattern = parts[0] ?? null;
      replacement = parts.length > 1 ? (parts[1] ?? null) : '';
    }
    let replace = lastReplace;
    if (
      replace === null ||
      pattern !== lastPattern ||
      replacement !== lastReplacement ||
      typeof pattern !== 'string'
    ) {
      replace = replaceWith(compiled(pattern, caseSensitive), replacement, env);
      lastPattern = pattern;
      lastReplacement = replacement;
      lastReplace = typeof replacement === 'string' ? replace : null;
    }
    if (typeof left === 'string') return replace(left);
    const items = elements(left);
    const work = replace;
    return items === null ? work(toText(left)) : items.map((item) => work(toText(item)));
  };
}

function tooMany(): Error {
  return failure(
    'BadReplaceArgument',
    'The -ireplace operator allows only two elements to follow it, not 3.',
    { category: 'InvalidOperation' },
  );
}

function compiled(pattern: Value, caseSensitive: boolean): PsRegex {
  try {
    return patternOf(pattern, caseSensitive);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    throw failure(
      'InvalidRegularExpression',
      `The regular expression pattern ${toText(pattern)} is not valid.`,
      {
        category: 'InvalidOperation',
        target: pattern,
        inner: error.record.exception,
      },
    );
  }
}

function replaceWith(regex: PsRegex, replacement: Value, env: OperatorEnv): Replace {
  if (hasKind(replacement, 'scriptBlock')) {
    const call = env.runtime.caller(replacement);
    return (text) => {
      let result = '';
      let at = 0;
      const search = walker(regex);
      for (let hit = search.exec(text); hit !== null; hit = search.exec(text)) {
        if (hit[0] === '') search.lastIndex++;
        const made = call(matchReference(new MatchState(regex, text, hit)));
        result += text.slice(at, hit.index) + toText(made);
        at = hit.index + hit[0].length;
      }
      return result + text.slice(at);
    };
  }
  const written = typeof replacement === 'string' ? replacement : toText(replacement);
  const global = withFlags(regex.regExp, `${regex.regExp.flags}g`);
  if (!written.includes('$')) {
    return (text) => checked(text.replace(global, () => written));
  }
  const parts = template(written, regex);
  return (text) =>
    checked(
      text.replace(global, (...args: unknown[]) => {
        let result = '';
        for (const part of parts) result += typeof part === 'string' ? part : part(args, text);
        return result;
      }),
    );
}

type Part = string | ((args: readonly unknown[], text: string) => string);

/** A replacement as its texts and what stands for groups: $1, ${name}, $&, $`, $', $+, $_ and $$. */
function template(written: string, regex: PsRegex): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const group = (places: readonly number[]): Part => {
    const [only = 0] = places;
    if (places.length === 1) return (args) => text(args[only]);
    return (args) => text(places.map((place) => args[place]).findLast((value) => typeof value === 'string'));
  };
  // Behind the groups come the place and the whole text.
  const offset = (args: readonly unknown[]): number =>
    Number(args.findLast((value) => typeof value === 'number'));
  for (const mark of written.matchAll(/\$(?:(\$)|(\d+)|\{(\w+)\}|([&`'+_]))/g)) {
    parts.push(written.slice(at, mark.index));
    at = mark.index + mark[0].length;
    const [whole, dollar, number, name, sign] = mark;
    if (dollar !== undefined) parts.push('$');
    else if (number !== undefined || name !== undefined) {
      const wanted = (number ?? name ?? '').replace(/^0+(?=\d)/, '');
      const found = regex.groups.find((each) => each.name === wanted);
      parts.push(found === undefined ? whole : group(found.places));
    } else if (sign === '&') parts.push((args) => text(args[0]));
    else if (sign === '`') parts.push((args, all) => all.slice(0, offset(args)));
    else if (sign === "'") parts.push((args, all) => all.slice(offset(args) + text(args[0]).length));
    else if (sign === '+') parts.push(group(regex.groups.at(-1)?.places ?? [0]));
    else parts.push((_, all) => all);
  }
  parts.push(written.slice(at));
  return parts.filter((part) => part !== '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function checked(text: string): string {
  checkTextLength(text.length);
  return text;
}
