import { exception, PsErrorRecord, Terminating } from '../../values/errors.ts';
import { isArray, hasKind } from '../../values/model.ts';
import { PsHashtable } from '../../values/collections.ts';
import { PsObject } from '../../values/object.ts';
import { typeNameOf } from '../../members/types.ts';
import { blockExpression, nameOrPattern } from '../../format/expression.ts';
import { columnOf } from '../../format/columns.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { Column } from '../../format/columns.ts';
import type { Expression } from '../../format/expression.ts';
import type { Alignment } from '../../format/packets.ts';
import type { Value } from '../../values/model.ts';

type Key = 'expression' | 'formatString' | 'width' | 'alignment' | 'label' | 'depth';

/** Keys that a column's hashtable may have, for each command. */
export const TABLE_KEYS: readonly Key[] = ['expression', 'formatString', 'width', 'alignment', 'label'];
export const LIST_KEYS: readonly Key[] = ['expression', 'formatString', 'label'];
export const WIDE_KEYS: readonly Key[] = ['expression', 'formatString'];
export const CUSTOM_KEYS: readonly Key[] = ['expression', 'depth'];
export const GROUP_KEYS: readonly Key[] = ['expression', 'formatString', 'label'];

const ALIGNMENTS: readonly Alignment[] = ['left', 'center', 'right'];
const EXPRESSION_TYPES = '{System.String, System.Management.Automation.ScriptBlock}';

/** What -Property or -GroupBy was given, understood. Throws with PowerShell's ids. */
export function columnsOf(values: readonly Value[], keys: readonly Key[], rt: Runtime): Column[] {
  return values.map((given) => {
    const value = given instanceof PsObject && given.base !== null ? given.base : given;
    if (value instanceof PsHashtable) return fromTable(value, keys, rt);
    const expression = expressionOf(value, null, rt);
    if (expression !== null) return columnOf(expression);
    throw illegal(
      'DictionaryKeyUnknownType',
      value === null
        ? `The value of a parameter was null; one of the following types was expected: ${EXPRESSION_TYPES}.`
        : `Cannot convert ${typeNameOf(value)} to one of the following types ${EXPRESSION_TYPES}.`,
    );
  });
}

export function illegal(id: string, details: string): Terminating {
  const record = new PsErrorRecord(
    exception('System.NotSupportedException', 'Specified method is not supported.'),
    id,
    'InvalidArgument',
  );
  record.details = details;
  return new Terminating(record);
}

/** null: neither text nor a block. */
function expressionOf(value: Value, key: string | null, rt: Runtime): Expression | null {
  if (typeof value === 'string') {
    if (value !== '') return nameOrPattern(value, rt);
    throw key === null
      ? illegal('ExpressionEmptyString2', 'An empty string value is not allowed.')
      : illegal('ExpressionEmptyString1', `The "${key}" key cannot have an empty string value.`);
  }
  if (hasKind(value, 'scriptBlock')) {
    return blockExpression(value, rt);
  }
  return null;
}

function fromTable(table: PsHashtable, keys: readonly Key[], rt: Runtime): Column {
  const found = new Map<Key, Value>();
  const written = new Map<Key, string>();
  for (const [typed, value] of table.entries()) {
    if (typeof typed !== 'string') {
      throw illegal(
        'DictionaryKeyNonString',
        `The ${typed === null ? 'null' : typeNameOf(typed)} key type is not valid. The key must be a string.`,
      );
    }
    const key = keyOf(typed, keys);
    const before = written.get(key);
    if (before !== undefined) {
      throw illegal('DictionaryKeyDuplicate', `The duplicated key "${typed}" conflicts with "${before}".`);
    }
    const inner = value instanceof PsObject && value.base !== null ? value.base : value;
    checkType(key, typed, inner);
    written.set(key, typed);
    found.set(key, inner);
  }
  const given = found.get('expression');
  if (given === undefined) {
    throw illegal('DictionaryKeyMandatoryEntry', 'A mandatory entry for expression is missing.');
  }
  const expression = expressionOf(given, 'expression', rt);
  if (expression === null) throw illegal('DictionaryKeyIllegalValue1', 'The expression is not valid.');
  const label = found.get('label');
  const depth = found.get('depth');
  return {
    ...columnOf(expression, typeof label === 'string' ? label : null),
    format: formatOf(found.get('formatString')),
    width: widthOf(found.get('width')),
    alignment: alignmentOf(found.get('alignment')),
    depth: typeof depth === 'number' ? depth : null,
  };
}

/** Keys may be shortened; "name" is another word for "label". */
function keyOf(typed: string, keys: readonly Key[]): Key {
  const lower = typed.toLowerCase();
  const fits = keys.filter(
    (key) => key.toLowerCase().startsWith(lower) || (key === 'label' && 'name'.startsWith(lower)),
  );
  const [key, other] = fits;
  if (key === undefined || lower === '')
    throw illegal('DictionaryKeyIllegal', `The ${typed} key is not valid.`);
  if (other !== undefined) {
    throw illegal(
      'DictionaryKeyAmbiguous',
      `The key "${typed}" is ambiguous; possible matches are (${key}, ${other}).`,
    );
  }
  return key;
}

function checkType(key: Key, typed: string, value: Value): void {
  if (value === null) throw illegal('DictionaryKeyMissingValue', `The ${typed} key has no value.`);
  if (key === 'expression') {
    const fits =
      typeof value === 'string' ||
      (typeof value === 'object' && !isArray(value) && value.kind === 'scriptBlock');
    if (fits) return;
    throw illegal(
      'DictionaryKeyIllegalValue1',
      `The "${typed}" key has a type, ${typeNameOf(value)}, that is not valid; expected types are ${EXPRESSION_TYPES}.`,
    );
  }
  const wanted = key === 'width' || key === 'depth' ? 'System.Int32' : 'System.String';
  if (typeNameOf(value) === wanted) return;
  throw illegal(
    'DictionaryKeyIllegalValue2',
    `The "${typed}" key has a type, ${typeNameOf(value)}, that is not valid; expected type is ${wanted}.`,
  );
}

function formatOf(value: Value | undefined): string | null {
  if (typeof value !== 'string') return null;
  if (value === '')
    throw illegal('FormatStringEmpty', 'The "formatString" key cannot have an empty string value.');
  return value;
}

function widthOf(value: Value | undefined): number | null {
  if (typeof value !== 'number') return null;
  if (value <= 0) {
    throw illegal(
      'WidthOutOfRange',
      `The value ${String(value)} of the "width" key is out of range; it must be more than 0.`,
    );
  }
  return value;
}

function alignmentOf(value: Value | undefined): Alignment | null {
  if (typeof value !== 'string') return null;
  const found = value === '' ? undefined : ALIGNMENTS.find((known) => known.startsWith(value.toLowerCase()));
  if (found === undefined) {
    throw illegal(
      'AlignmentIllegalValue',
      `The value "${value}" of the "alignment" key is not valid; valid values are ${ALIGNMENTS.join(', ')}.`,
    );
  }
  return found;
}
