import { failure } from '../values/errors.ts';
import { makeRegExp } from './regex-guard.ts';
import { RegexProblem } from './regex-escapes.ts';
import { translate } from './regex-translate.ts';
import type { PsRegex } from '../values/simple.ts';

/** Longest pattern, in characters: V8 compiles in one go, and takes seconds for long ones. */
const LONGEST = 200_000;

const cache = new Map<string, PsRegex>();

/**
 * A .NET regular expression for JavaScript. `options` are names of RegexOptions. Throws .NET's RegexParseException in
 * its words.
 */
export function toRegex(pattern: string, options: readonly string[]): PsRegex {
  const key = `${options.join()}/${pattern}`;
  let regex = cache.get(key);
  if (regex === undefined) {
    regex = make(pattern, options);
    if (cache.size > 500) cache.clear();
    cache.set(key, regex);
  }
  return regex;
}

function make(pattern: string, options: readonly string[]): PsRegex {
  if (pattern.length > LONGEST) throw tooLong(pattern.length);
  try {
    const { source, groups } = translate(pattern, {
      multiline: options.includes('Multiline'),
      singleline: options.includes('Singleline'),
      explicit: options.includes('ExplicitCapture'),
      spaced: options.includes('IgnorePatternWhitespace'),
      ecma: options.includes('ECMAScript'),
    });
    if (options.includes('RightToLeft')) {
      throw new RegexProblem(0, 'The option RightToLeft is not available here.');
    }
    const regExp = makeRegExp(source, options.includes('IgnoreCase') ? 'i' : '');
    return { kind: 'regex', pattern, regExp, options, groups };
  } catch (error) {
    if (error instanceof RegexProblem) throw parseError(pattern, error.offset, error.message);
    if (error instanceof SyntaxError) throw parseError(pattern, 0, error.message);
    throw error;
  }
}

function tooLong(length: number): Error {
  return failure(
    'RegularExpressionTooLong',
    `A regular expression of ${String(length)} characters is too long: up to ${String(LONGEST)} are taken. To look for ` +
      'one of many texts, put them in a hashtable or a HashSet and ask that.',
    { category: 'LimitsExceeded' },
  );
}

function parseError(pattern: string, offset: number, why: string): Error {
  const type = 'System.Text.RegularExpressions.RegexParseException';
  return failure(type, `Invalid pattern '${pattern}' at offset ${String(offset)}. ${why}`, {
    type,
    category: 'OperationStopped',
  });
}
