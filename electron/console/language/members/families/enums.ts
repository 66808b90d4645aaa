import { isNumber, hasKind } from '../../values/model.ts';
import { enumValue } from '../../values/simple.ts';
import { convertTo } from '../../convert/convert.ts';
import { argument, flag, given, reference, text } from '../args.ts';
import { define } from '../define.ts';
import { ENUM_TYPES, enumNamed, enumOf } from '../enum-names.ts';
import { typedArray } from '../helpers.ts';
import { toDouble } from '../../convert/numbers.ts';
import type { EnumType } from '../enum-names.ts';
import type { PsEnum } from '../../values/simple.ts';
import type { Value } from '../../values/model.ts';

function typeOf(args: readonly Value[]): EnumType {
  const type = given(args, 0);
  const found = hasKind(type, 'type') ? ENUM_TYPES.get(type.name) : undefined;
  if (found === undefined) throw argument('Type provided must be an Enum.', 'enumType');
  return found;
}

function valueOf(value: Value): number {
  if (isNumber(value)) return toDouble(value);
  return hasKind(value, 'enum') ? value.value : NaN;
}

define<PsEnum>('System.Enum')
  .property('value__', 'int', (self) => self.value)
  .method('int CompareTo(Object target)', (self, args) => Math.sign(self.value - valueOf(given(args, 0))))
  .method('bool Equals(Object obj)', (self, args) => {
    const other = given(args, 0);
    return hasKind(other, 'enum') && other.typeName === self.typeName && other.value === self.value;
  })
  .method('int GetHashCode()', (self) => self.value)
  .method('System.TypeCode GetTypeCode()', () => enumValue('System.TypeCode', 'Int32', 9))
  .method(
    'bool HasFlag(Object flag)',
    (self, args) => (self.value & valueOf(given(args, 0))) === valueOf(given(args, 0)),
  )
  .method('string ToString()|(string format)|(IFormatProvider provider)', (self, args) => {
    const format = typeof args[0] === 'string' ? args[0].toLowerCase() : 'g';
    if (format === 'd') return String(self.value);
    if (format === 'x') return self.value.toString(16).toUpperCase().padStart(8, '0');
    return self.name;
  })
  .static('string[] GetNames(type enumType)', (args) =>
    typedArray(
      typeOf(args).members.map(({ name }) => name),
      'String',
    ),
  )
  .static('array GetValues(type enumType)', (args) => {
    const type = typeOf(args);
    return typedArray(
      type.members.map(({ value }) => enumOf(type.name, value)),
      type.name,
    );
  })
  .static('string GetName(type enumType, Object value)', (args) => {
    const found = typeOf(args).members.find(({ value }) => value === valueOf(given(args, 1)));
    return found?.name ?? null;
  })
  .static('bool IsDefined(type enumType, Object value)', (args) => {
    const type = typeOf(args);
    const asked = given(args, 1);
    return type.members.some(({ name, value }) =>
      typeof asked === 'string' ? name === asked : value === valueOf(asked),
    );
  })
  .static(
    'Object Parse(type enumType, string value)|(type enumType, string value, bool ignoreCase)',
    (args) => {
      const type = typeOf(args);
      const found = parse(type, text(args, 1), flag(args, 2));
      if (found === null) throw argument(`Requested value '${text(args, 1)}' was not found.`);
      return found;
    },
  )
  .static(
    'bool TryParse(type enumType, string value, ref Object result)|(type enumType, string value, bool ignoreCase, ref Object result)',
    (args) => {
      const found = parse(typeOf(args), text(args, 1), args.length === 4 && flag(args, 2));
      reference(args, args.length - 1).set(found);
      return found !== null;
    },
  )
  .static('Object ToObject(type enumType, Object value)', (args) =>
    enumOf(typeOf(args).name, valueOf(given(args, 1))),
  )
  .static('type GetUnderlyingType(type enumType)', () => ({ kind: 'type', name: 'System.Int32' }));

function parse(type: EnumType, written: string, ignoreCase: boolean): PsEnum | null {
  const found = enumNamed(type.name, written);
  if (found === null || ignoreCase || /^[+-]?\d+$/.test(written.trim())) return found;
  const names = new Set(type.members.map(({ name }) => name));
  return written.split(',').every((part) => names.has(part.trim())) ? found : null;
}

/** A new value of an enum is the one that counts as zero. */
for (const type of ENUM_TYPES.values()) {
  define<PsEnum>(type.name).constructors('()', (_, rt) => convertTo(0, type.name, rt.culture));
}
