import { allSearches, whileSearching, withFlags } from './regex-guard.ts';
import { toInteger } from '../convert/to-number.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import { convertTo } from '../convert/convert.ts';
import { INVARIANT } from '../culture.ts';
import { failure } from '../values/errors.ts';
import { typedArray, hasKind } from '../values/model.ts';
import { elements } from './operand.ts';
import { toRegex } from './regex.ts';
import type { PsBlock } from '../values/block.ts';
import type { PsRegex } from '../values/simple.ts';
import type { PsArray, Value } from '../values/model.ts';
import type { BinaryFunction, OperatorEnv } from './env.ts';

function texts(value: Value): string[] {
  return (elements(value) ?? [value]).map(toText);
}

function strings(parts: Value[]): PsArray {
  return typedArray(parts, 'String');
}

/** Unary -split: at runs of white space, none at the ends. */
export function splitBlanks(value: Value): Value {
  return strings(texts(value).flatMap((text) => text.split(/\s+/).filter((part) => part !== '')));
}

/** -split and -csplit: delimiter or block, most parts, options. */
export function splitter(caseSensitive: boolean): BinaryFunction {
  let last: Value = null;
  let lastRegex: PsRegex | null = null;
  return (left, right, env) => {
    if (typeof right === 'string' && typeof left === 'string') {
      // What has no meaning to a regular expression and no case splits as it is.
      if (/^[ ,;:@=/\t\n_-]+$/.test(right)) return strings(left.split(right));
      if (right !== last || lastRegex === null) {
        lastRegex = delimiterOf(right, null, caseSensitive);
        last = right;
      }
      return strings(splitText(left, lastRegex, 0));
    }
    const args = elements(right) ?? [right];
    const delimiter = args[0] ?? null;
    const limit = args.length > 1 ? Number(toInteger(args[1] ?? null, 'int')) : 0;
    if (hasKind(delimiter, 'scriptBlock')) {
      return strings(texts(left).flatMap((text) => splitByBlock(text, delimiter, limit, env)));
    }
    const regex = delimiterOf(toText(delimiter), args[2] ?? null, caseSensitive);
    return strings(texts(left).flatMap((text) => splitText(text, regex, limit)));
  };
}

const OPTIONS = [
  'SimpleMatch',
  'RegexMatch',
  'CultureInvariant',
  'IgnorePatternWhitespace',
  'Multiline',
  'Singleline',
  'IgnoreCase',
  'ExplicitCapture',
];

function delimiterOf(pattern: string, written: Value, caseSensitive: boolean): PsRegex {
  let names: string[] = [];
  if (written !== null) {
    names = (elements(written) ?? [written])
      .flatMap((each) => (typeof each === 'number' ? namesOfBits(each) : toText(each).split(',')))
      .map((name) => optionNamed(name.trim()));
  }
  if (names.includes('SimpleMatch')) {
    if (names.some((name) => !['SimpleMatch', 'IgnoreCase'].includes(name))) {
      throw failure(
        'InvalidSplitOptionCombination',
        'The Split options SimpleMatch and RegexMatch are not compatible with these options.',
        { category: 'InvalidOperation' },
      );
    }
    const plain = pattern.replace(/[\\*+?|{}[\]()^$.# ]/g, '\\$&');
    return toRegex(plain, caseSensitive && !names.includes('IgnoreCase') ? [] : ['IgnoreCase']);
  }
  const options = names.filter((name) => name !== 'RegexMatch' && name !== 'CultureInvariant');
  if (!caseSensitive && !options.includes('IgnoreCase')) options.push('IgnoreCase');
  return toRegex(pattern, options);
}

function namesOfBits(bits: number): string[] {
  return OPTIONS.filter((_, at) => (bits & (1 << at)) !== 0);
}

function optionNamed(word: string): string {
  const found = OPTIONS.find((name) => name.toLowerCase() === word.toLowerCase());
  if (found === undefined) {
    convertTo(word, 'System.Management.Automation.SplitOptions', INVARIANT);
    throw failure('InvalidSplitOption', `-split has no option "${word}". There are ${OPTIONS.join(', ')}.`);
  }
  return found;
}

/** At most `limit` parts from the left; fewer than 0: from the right; 0: all. What groups caught comes between. */
function splitText(text: string, regex: PsRegex, limit: number): string[] {
  if (limit === 1 || limit === -1) return [text];
  const search = withFlags(regex.regExp, `${regex.regExp.flags}g`);
  const hits: RegExpExecArray[] = [];
  allSearches(search, text, () => {
    for (let hit = search.exec(text); hit !== null; hit = search.exec(text)) {
      if (hit[0] === '') search.lastIndex++;
      hits.push(hit);
      whileSearching(hits.length);
      if (limit > 0 && hits.length === limit - 1) break;
    }
  });
  const used = limit < 0 ? hits.slice(Math.max(0, hits.length - (-limit - 1))) : hits;
  const parts: string[] = [];
  let at = 0;
  for (const hit of used) {
    parts.push(text.slice(at, hit.index));
    for (const { places } of regex.groups.slice(1)) {
      const caught = places.map((place) => hit[place]).findLast((value) => value !== undefined);
      if (caught !== undefined) parts.push(caught);
    }
    at = hit.index + hit[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

function splitByBlock(text: string, block: PsBlock, limit: number, env: OperatorEnv): string[] {
  if (limit === 1 || limit === -1) return [text];
  const call = env.runtime.caller(block);
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (limit > 0 && places.length === limit - 1) break;
    if (truth(call(text.charAt(at)))) places.push(at);
  }
  const used = limit < 0 ? places.slice(Math.max(0, places.length - (-limit - 1))) : places;
  const parts: string[] = [];
  let from = 0;
  for (const at of used) {
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  parts.push(text.slice(from));
  return parts;
}
