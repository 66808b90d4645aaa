import { asText, char, typedArray } from '../helpers.ts';
import {
  argumentNull,
  argument,
  characters,
  enumName,
  flag,
  given,
  int,
  outOfRange,
  text,
  textLength,
} from '../args.ts';
import { define } from '../define.ts';
import { split } from '../string-split.ts';
import { compareText } from '../text-order.ts';
import { enumeratorOf } from '../enumerator.ts';

import { providerOf } from '../provider.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';

const COMPARED = '|(string value, StringComparison comparisonType)';

define<string>('System.String')
  .property('Length', 'int', (self) => self.length)
  .method('Object Clone()', (self) => self)
  .method('int CompareTo(string strB)|(Object value)', (self, args, rt) =>
    given(args, 0) === null ? 1 : compareText(self, asText(given(args, 0), rt), false, rt.culture),
  )
  .method(
    'bool Contains(string value)|(char value)|(string value, StringComparison comparisonType)|(char value, StringComparison comparisonType)',
    (self, args) => indexOf(self, needle(args), 0, self.length, enumName(args, 1)) >= 0,
  )
  .action('CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)', (self, args) => {
    const target = given(args, 1);
    if (!Array.isArray(target)) throw argumentNull('destination');
    for (let at = 0; at < int(args, 3); at++)
      target[int(args, 2) + at] = char(self.charCodeAt(int(args, 0) + at));
  })
  .method(
    `bool EndsWith(string value)${COMPARED}|(string value, bool ignoreCase, cultureinfo culture)|(char value)`,
    (self, args) => {
      const end = needle(args);
      return fold(self, args).endsWith(fold(end, args));
    },
  )
  .method(`bool Equals(Object obj)|(string value)${COMPARED}`, (self, args) => {
    const other = given(args, 0);
    return typeof other === 'string' && fold(self, args) === fold(other, args);
  })
  .method('System.CharEnumerator GetEnumerator()', (self) =>
    enumeratorOf(
      'System.CharEnumerator',
      [...Array(self.length).keys()].map((at) => char(self.charCodeAt(at))),
    ),
  )
  .method('int GetHashCode()|(StringComparison comparisonType)', (self) => hash(self))
  .method('System.TypeCode GetTypeCode()', () => ({
    kind: 'enum',
    typeName: 'System.TypeCode',
    name: 'String',
    value: 18,
  }))
  .method(
    'int IndexOf(string value)|(char value)|(char value, int startIndex)|(char value, StringComparison comparisonType)|(char value, int startIndex, int count)|(string value, int startIndex)|(string value, int startIndex, int count)|(string value, StringComparison comparisonType)|(string value, int startIndex, StringComparison comparisonType)|(string value, int startIndex, int count, StringComparison comparisonType)',
    (self, args) => {
      const [start, count] = rangeOf(self, args);
      return indexOf(self, needle(args), start, count, comparisonOf(args));
    },
  )
  .method(
    'int IndexOfAny(char[] anyOf)|(char[] anyOf, int startIndex)|(char[] anyOf, int startIndex, int count)',
    (self, args) => {
      const any = characters(args[0]);
      const [start, count] = rangeOf(self, args);
      for (let at = start; at < start + count; at++) if (any.includes(self.charAt(at))) return at;
      return -1;
    },
  )
  .method('string Insert(int startIndex, string value)', (self, args) => {
    const at = int(args, 0);
    if (at < 0 || at > self.length)
      throw outOfRange('Specified argument was out of the range of valid values.', 'startIndex');
    return self.slice(0, at) + text(args, 1) + self.slice(at);
  })
  .method('bool IsNormalized()', (self) => self.normalize() === self)
  .method(
    'int LastIndexOf(string value)|(char value)|(char value, int startIndex)|(char value, int startIndex, int count)|(string value, int startIndex)|(string value, int startIndex, int count)|(string value, StringComparison comparisonType)|(string value, int startIndex, StringComparison comparisonType)',
    (self, args) => lastIndexOf(self, args),
  )
  .method('int LastIndexOfAny(char[] anyOf)', (self, args) => {
    const any = characters(args[0]);
    for (let at = self.length - 1; at >= 0; at--) if (any.includes(self.charAt(at))) return at;
    return -1;
  })
  .method('string Normalize()|(System.Text.NormalizationForm normalizationForm)', (self, args) =>
    self.normalize(NORMAL_FORMS[enumName(args, 0)] ?? 'NFC'),
  )
  .method('string PadLeft(int totalWidth)|(int totalWidth, char paddingChar)', (self, args) =>
    self.padStart(width(args), args.length > 1 ? characters(args[1]) : ' '),
  )
  .method('string PadRight(int totalWidth)|(int totalWidth, char paddingChar)', (self, args) =>
    self.padEnd(width(args), args.length > 1 ? characters(args[1]) : ' '),
  )
  .method('string Remove(int startIndex)|(int startIndex, int count)', (self, args) => remove(self, args))
  .method(
    'string Replace(char oldChar, char newChar)|(string oldValue, string newValue)|(string oldValue, string newValue, StringComparison comparisonType)|(string oldValue, string newValue, bool ignoreCase, cultureinfo culture)',
    (self, args) => replace(self, args),
  )
  .method('string ReplaceLineEndings()|(string replacementText)', (self, args) =>
    self.replace(/\r\n|[\r\n\f\u0085\u2028\u2029]/g, () => text(args, 0, '\n')),
  )
  .method(
    'string[] Split(string separator)|(params char[] separator)|(char separator, int count)|(char separator, StringSplitOptions options)|(char separator, int count, StringSplitOptions options)|(char[] separator, int count)|(char[] separator, StringSplitOptions options)|(char[] separator, int count, StringSplitOptions options)|(string separator, int count)|(string separator, StringSplitOptions options)|(string separator, int count, StringSplitOptions options)|(string[] separator, StringSplitOptions options)|(string[] separator, int count, StringSplitOptions options)',
    (self, args) => typedArray(split(self, args), 'String'),
  )
  .method(
    `bool StartsWith(string value)${COMPARED}|(string value, bool ignoreCase, cultureinfo culture)|(char value)`,
    (self, args) => fold(self, args).startsWith(fold(needle(args), args)),
  )
  .method('string Substring(int startIndex)|(int startIndex, int length)', (self, args) =>
    substring(self, args),
  )
  .method('char[] ToCharArray()|(int startIndex, int length)', (self, args) => {
    const part = args.length === 0 ? self : self.slice(int(args, 0), int(args, 0) + int(args, 1));
    return typedArray(
      [...Array(part.length).keys()].map((at) => char(part.charCodeAt(at))),
      'Char',
    );
  })
  .method('string ToLower()|(cultureinfo culture)', (self, args, rt) =>
    self.toLocaleLowerCase(localeOf(args, rt)),
  )
  .method('string ToLowerInvariant()', (self) => self.toLowerCase())
  .method('string ToString()|(IFormatProvider provider)', (self) => self)
  .method('string ToUpper()|(cultureinfo culture)', (self, args, rt) => upper(self, localeOf(args, rt)))
  .method('string ToUpperInvariant()', (self) => upper(self, undefined))
  .method('string Trim()|(char trimChar)|(params char[] trimChars)', (self, args) =>
    trim(self, args, true, true),
  )
  .method('string TrimEnd()|(char trimChar)|(params char[] trimChars)', (self, args) =>
    trim(self, args, false, true),
  )
  .method('string TrimStart()|(char trimChar)|(params char[] trimChars)', (self, args) =>
    trim(self, args, true, false),
  )
  .method('char get_Chars(int index)', (self, args) => {
    const code = self.charCodeAt(int(args, 0));
    if (Number.isNaN(code))
      throw outOfRange(
        'Index was out of range. Must be non-negative and less than the size of the collection.',
        'index',
      );
    return char(code);
  })
  .method('char Chars(int index)', (self, args) => char(self.charCodeAt(int(args, 0))));

const NORMAL_FORMS: Readonly<Record<string, string>> = {
  FormC: 'NFC',
  FormD: 'NFD',
  FormKC: 'NFKC',
  FormKD: 'NFKD',
};

/** Upper case letter by letter, as .NET does ("ß" stays, and without a culture "ı" too). */
function upper(value: string, locale: string | undefined): string {
  const isPlain = !/[\u00df\u0131\u0149\u0390\u03b0\u0587\u1e96-\u1e9a\u1f50-\u1fff\ufb00-\ufb17]/.test(
    value,
  );
  if (isPlain) return locale === undefined ? value.toUpperCase() : value.toLocaleUpperCase(locale);
  return Array.from(value, (c) => {
    const raised = locale === undefined ? c.toUpperCase() : c.toLocaleUpperCase(locale);
    return raised.length === c.length && !(c === '\u0131' && locale === undefined) ? raised : c;
  }).join('');
}

function localeOf(args: readonly Value[], rt: Runtime): string | undefined {
  const { name } = providerOf(args[0], rt);
  return name === '' ? undefined : name;
}

function hash(value: string): number {
  let sum = 5381;
  for (let at = 0; at < value.length; at++) sum = (Math.imul(sum, 33) ^ value.charCodeAt(at)) | 0;
  return sum;
}

function needle(args: readonly Value[]): string {
  const value = args[0] ?? null;
  if (value === null) throw argumentNull('value');
  return characters(value);
}

/** Lower case where the last arguments ask for it. */
function fold(value: string, args: readonly Value[]): string {
  return comparisonOf(args).endsWith('IgnoreCase') || flag(args, 1) ? value.toUpperCase() : value;
}

function comparisonOf(args: readonly Value[]): string {
  return enumName(args, args.length - 1);
}

function rangeOf(self: string, args: readonly Value[]): [start: number, count: number] {
  const start = typeof args[1] === 'number' ? args[1] : 0;
  if (start < 0 || start > self.length) {
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than or equal to the size of the collection.',
      'startIndex',
    );
  }
  const count = typeof args[2] === 'number' ? args[2] : self.length - start;
  if (count < 0 || start + count > self.length) {
    throw outOfRange(
      'Count must be positive and count must refer to a location within the string/array/collection.',
      'count',
    );
  }
  return [start, count];
}

function indexOf(self: string, wanted: string, start: number, count: number, comparison: string): number {
  const ignore = comparison.endsWith('IgnoreCase');
  const area = self.slice(0, start + count);
  return ignore ? area.toUpperCase().indexOf(wanted.toUpperCase(), start) : area.indexOf(wanted, start);
}

function lastIndexOf(self: string, args: readonly Value[]): number {
  const wanted = needle(args);
  const ignore = comparisonOf(args).endsWith('IgnoreCase');
  const area = ignore ? self.toUpperCase() : self;
  const from = typeof args[1] === 'number' ? args[1] - wanted.length + 1 : Infinity;
  const found = from < 0 ? -1 : area.lastIndexOf(ignore ? wanted.toUpperCase() : wanted, from);
  if (typeof args[2] === 'number' && typeof args[1] === 'number' && found < args[1] - args[2] + 1) return -1;
  return found;
}

function width(args: readonly Value[]): number {
  const total = int(args, 0);
  if (total < 0) throw outOfRange('Non-negative number required.', 'totalWidth');
  return textLength(total);
}

function remove(self: string, args: readonly Value[]): string {
  const start = int(args, 0);
  if (start < 0) throw outOfRange('StartIndex cannot be less than zero.', 'startIndex');
  if (args.length === 1) {
    if (start > self.length)
      throw outOfRange('startIndex cannot be larger than length of string.', 'startIndex');
    return self.slice(0, start);
  }
  const count = int(args, 1);
  if (count < 0) throw outOfRange('Count cannot be less than zero.', 'count');
  if (start + count > self.length)
    throw outOfRange('Index and count must refer to a location within the string.', 'count');
  return self.slice(0, start) + self.slice(start + count);
}

function replace(self: string, args: readonly Value[]): string {
  const old = characters(args[0]);
  if (args[0] === null || args[0] === undefined) throw argumentNull('oldValue');
  if (old === '') throw argument('The value cannot be an empty string.', 'oldValue');
  const fresh = characters(args[1]);
  if (!comparisonOf(args).endsWith('IgnoreCase') && !flag(args, 2)) return self.split(old).join(fresh);
  const area = self.toUpperCase();
  const wanted = old.toUpperCase();
  let result = '';
  let from = 0;
  for (let at = area.indexOf(wanted); at >= 0; at = area.indexOf(wanted, from)) {
    result += self.slice(from, at) + fresh;
    from = at + wanted.length;
  }
  return result + self.slice(from);
}

function substring(self: string, args: readonly Value[]): string {
  const start = int(args, 0);
  if (start < 0) throw outOfRange('StartIndex cannot be less than zero.', 'startIndex');
  if (start > self.length)
    throw outOfRange('startIndex cannot be larger than length of string.', 'startIndex');
  if (args.length === 1) return self.slice(start);
  const length = int(args, 1);
  if (length < 0) throw outOfRange('Length cannot be less than zero.', 'length');
  if (start + length > self.length)
    throw outOfRange('Index and length must refer to a location within the string.', 'length');
  return self.slice(start, start + length);
}

function trim(self: string, args: readonly Value[], start: boolean, end: boolean): string {
  const set = args.map(characters).join('');
  const drops = set === '' ? (c: string) => /\s|\u0085/.test(c) : (c: string) => set.includes(c);
  let from = 0;
  let to = self.length;
  if (start) while (from < to && drops(self.charAt(from))) from++;
  if (end) while (to > from && drops(self.charAt(to - 1))) to--;
  return self.slice(from, to);
}
