import { toText } from '../../convert/text.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { findProperty, propertiesOf } from '../../members/properties.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import { PsHashtable } from '../../values/collections.ts';
import { Terminating } from '../../values/errors.ts';
import { hasKind, type Value } from '../../values/model.ts';
import type { PsBlock } from '../../values/block.ts';
import { commandFailure } from './failures.ts';
import { isExact, valueText } from './csv-rows.ts';

/** One column of ConvertTo-Html. */
export interface HtmlColumn {
  readonly label: string;
  readonly width: string | null;
  readonly alignment: string | null;
  text(row: Value): string;
}

/** What -Property names: a property (wildcards too), a block, or a table of label, expression, width, alignment. */
interface Wanted {
  readonly label: string | null;
  readonly width: string | null;
  readonly alignment: string | null;
  readonly expression: string | PsBlock;
}

const KEYS = ['label', 'name', 'expression', 'alignment', 'width'];

function keyOf(written: string): string {
  const lower = written.toLowerCase();
  if (lower === 'n') return 'label';
  const known = KEYS.filter((key) => key.startsWith(lower));
  const [only] = known;
  if (known.length === 1 && only !== undefined) return only === 'name' ? 'label' : only;
  throw commandFailure(
    'System.NotSupportedException',
    'DictionaryKeyUnknown',
    `The ${written} key is not valid.`,
    'InvalidArgument',
  );
}

function wanted(value: Value): Wanted {
  const none = { label: null, width: null, alignment: null };
  if (hasKind(value, 'scriptBlock')) return { ...none, expression: value };
  if (!(value instanceof PsHashtable)) return { ...none, expression: toText(value) };
  const found = new Map<string, Value>();
  for (const [key, item] of value.entries()) found.set(keyOf(toText(key)), item);
  const text = (key: string): string | null => {
    const item = found.get(key);
    return item === undefined ? null : toText(item);
  };
  const expression = found.get('expression') ?? null;
  if (expression === null) {
    throw commandFailure(
      'System.NotSupportedException',
      'DictionaryKeyMissing',
      'The expression key is missing.',
      'InvalidArgument',
    );
  }
  return {
    label: text('label'),
    width: text('width'),
    alignment: text('alignment'),
    expression: hasKind(expression, 'scriptBlock') ? expression : toText(expression),
  };
}

/** The columns for the objects that come, names with wildcards worked out on the first one. */
export function htmlColumns(
  properties: readonly Value[] | undefined,
  first: Value,
  rt: Runtime,
): HtmlColumn[] {
  const columns: HtmlColumn[] = [];
  for (const want of (properties ?? ['*']).map(wanted)) {
    const { expression, width, alignment } = want;
    if (typeof expression !== 'string') {
      const call = rt.property(expression);
      columns.push({
        label: want.label ?? expression.text,
        width,
        alignment,
        text: (row) => textOf(() => asOne(call(row)), rt),
      });
      continue;
    }
    for (const name of namesOf(expression, first, rt)) {
      columns.push({
        label: want.label ?? name,
        width,
        alignment,
        text: (row) => textOf(() => findProperty(row, name, rt)?.value() ?? null, rt, isExact(row)),
      });
    }
  }
  return columns;
}

/** Several objects out of a block come as one, whose text is theirs with blanks between. */
function asOne(value: Value): Value {
  if (Array.isArray(value)) value.wrapped = true;
  return value;
}

/** A value that can't be read shows as nothing. */
function textOf(read: () => Value, rt: Runtime, exact = false): string {
  try {
    return valueText(read(), rt, exact) ?? '';
  } catch (error) {
    if (error instanceof Terminating) return '';
    throw error;
  }
}

function namesOf(pattern: string, first: Value, rt: Runtime): string[] {
  if (!hasWildcards(pattern)) {
    const property = findProperty(first, pattern, rt);
    return [property?.name ?? pattern];
  }
  const matches = wildcard(pattern, false);
  return propertiesOf(first, rt)
    .map((property) => property.name)
    .filter((name) => matches(name));
}
