import { compositeFormat } from '../../dotnet/composite.ts';
import { isArray } from '../../values/model.ts';
import { characters, enumName, flag, given, int, outOfRange, text, textLength } from '../args.ts';
import { define } from '../define.ts';
import { asText, itemsOf } from '../helpers.ts';
import { providerOf } from '../provider.ts';
import { compareBy, compareOrdinal, compareText } from '../text-order.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';

define<string>('System.String')
  .staticProperty('Empty', 'string', () => '')
  .static('bool IsNullOrEmpty(string value)', (args) => text(args, 0) === '')
  .static('bool IsNullOrWhiteSpace(string value)', (args) => text(args, 0).trim() === '')
  .static(
    'string Join(string separator, params string[] value)|(string separator, params Object[] values)|(string separator, string[] value, int startIndex, int count)',
    (args, rt) => join(args, rt),
  )
  .static(
    'string Format(string format, params Object[] args)|(IFormatProvider provider, string format, params Object[] args)',
    (args, rt) => {
      const provided = args.length === 3;
      return compositeFormat(
        text(args, provided ? 1 : 0),
        itemsOf(given(args, provided ? 2 : 1)),
        provided ? providerOf(args[0], rt) : rt.culture,
      );
    },
  )
  .static('string Concat(params Object[] args)', (args, rt) =>
    spread(args[0])
      .map((each) => asText(each, rt))
      .join(''),
  )
  .static('string Copy(string str)', (args) => text(args, 0))
  .static(
    'int Compare(string strA, string strB)|(string strA, string strB, bool ignoreCase)|(string strA, string strB, StringComparison comparisonType)|(string strA, string strB, bool ignoreCase, cultureinfo culture)|(string strA, int indexA, string strB, int indexB, int length)',
    (args, rt) => compare(args, rt),
  )
  .static('int CompareOrdinal(string strA, string strB)', (args) => {
    const [a, b] = [text(args, 0), text(args, 1)];
    const order = compareOrdinal(a, b, false);
    if (order === 0) return 0;
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const difference = a.charCodeAt(at) - b.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return a.length - b.length;
  })
  .static(
    'bool Equals(string a, string b)|(string a, string b, StringComparison comparisonType)|(Object objA, Object objB)',
    (args, rt) => {
      const [a, b] = [given(args, 0), given(args, 1)];
      if (typeof a !== 'string' || typeof b !== 'string') return a === b;
      return enumName(args, 2) === '' ? a === b : compareBy(a, b, enumName(args, 2), rt.culture) === 0;
    },
  )
  .static('string Intern(string str)', (args) => text(args, 0))
  .constructors('(char c, int count)|(char[] value)|(char[] value, int startIndex, int length)', (args) => {
    const first = given(args, 0);
    if (isArray(first)) {
      const whole = characters(first);
      return args.length === 1 ? whole : whole.slice(int(args, 1), int(args, 1) + int(args, 2));
    }
    if (int(args, 1) < 0) throw outOfRange("'count' must be non-negative.", 'count');
    return typeof first === 'string' ? first : characters(first).repeat(textLength(int(args, 1)));
  });

/** A `params` array that one list was given for. */
function spread(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null || !isArray(value)) return [];
  const only = value[0] ?? null;
  return value.length === 1 &&
    only !== null &&
    typeof only === 'object' &&
    !isArray(only) &&
    (only.kind === 'list' || only.kind === 'set')
    ? itemsOf(only)
    : value;
}

function join(args: readonly Value[], rt: Runtime): string {
  const items = spread(args[1]);
  const from = args.length === 4 ? int(args, 2) : 0;
  const to = args.length === 4 ? from + int(args, 3) : items.length;
  return items
    .slice(from, to)
    .map((each) => asText(each, rt))
    .join(text(args, 0));
}

function compare(args: readonly Value[], rt: Runtime): number {
  if (args.length === 5) {
    const length = int(args, 4);
    const a = text(args, 0).slice(int(args, 1), int(args, 1) + length);
    return compareText(a, text(args, 2).slice(int(args, 3), int(args, 3) + length), false, rt.culture);
  }
  const [a, b] = [given(args, 0), given(args, 1)];
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const comparison = enumName(args, 2);
  if (comparison !== '') return compareBy(text(args, 0), text(args, 1), comparison, rt.culture);
  return compareText(text(args, 0), text(args, 1), flag(args, 2), providerOf(args[3], rt));
}
