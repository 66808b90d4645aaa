import { evaluateConstant } from '../constants.ts';
import { parseScript } from '../parser/index.ts';
import { isPsArray, isPsNumber, numberOf, toText, type PsValue } from '../values.ts';
import { splitAtCommas } from './scan.ts';

/** One `[Name(…)]`; a type constraint has no arguments at all. */
export interface WrittenAttribute {
  readonly name: string;
  readonly positional: readonly PsValue[];
  /** By lower-case name; written without a value: true. */
  readonly named: ReadonlyMap<string, PsValue>;
}

const named = /^([A-Za-z_][A-Za-z0-9_]*)\s*=(?!=)\s*([\s\S]*)$/;
const bare = /^[A-Za-z_][A-Za-z0-9_]*$/;
const simpleText = /^'([^'`\u2018-\u201b]*)'$|^"([^"`$\u201c-\u201e]*)"$/;

/** The arguments between an attribute's round brackets. What isn't constant becomes null. */
export function readArguments(inner: string): Omit<WrittenAttribute, 'name'> {
  const positional: PsValue[] = [];
  const byName = new Map<string, PsValue>();
  for (const piece of splitAtCommas(inner)) {
    const match = named.exec(piece);
    if (match !== null) byName.set((match[1] ?? '').toLowerCase(), constant(match[2] ?? ''));
    else if (bare.test(piece)) byName.set(piece.toLowerCase(), true);
    else positional.push(constant(piece));
  }
  return { positional, named: byName };
}

/** A constant as written in an attribute; null: $null, or something that would have to be run. */
export function constant(written: string): PsValue {
  const text = simpleText.exec(written);
  if (text !== null) return text[1] ?? text[2] ?? '';
  const lower = written.toLowerCase();
  if (lower === '$true') return true;
  if (lower === '$false') return false;
  if (/^\d{1,9}$/.test(written)) return Number(written);
  const source = `$x = (${written})`;
  const { ast, errors } = parseScript(source);
  const [statement] = ast.body?.statements ?? [];
  if (errors.length > 0 || statement?.kind !== 'AssignmentStatement' || statement.right.kind !== 'Pipeline')
    return null;
  const [element] = statement.right.elements;
  if (element?.kind !== 'CommandExpression') return null;
  const result = evaluateConstant(element.expression, { source });
  return 'value' in result ? result.value : null;
}

/** A value where .NET wants a Boolean, by PowerShell's cast: an absent one and empty text are false, 'false' is true. */
export function asBoolean(value: PsValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  if (isPsNumber(value)) return numberOf(value) !== 0;
  if (isPsArray(value)) return value.length > 1 || asBoolean(value[0]);
  return value !== '';
}

/** A value as a whole number: 3, "3"; null: none. */
export function asInteger(value: PsValue | undefined): number | null {
  if (value === undefined || value === null) return null;
  if (isPsNumber(value)) return Math.round(numberOf(value));
  if (typeof value === 'string' && /^\s*-?\d+\s*$/.test(value)) return Number(value);
  return null;
}

export function asTexts(values: readonly PsValue[]): string[] {
  return values.flatMap((value) =>
    isPsArray(value) ? asTexts(value) : value === null ? [] : [toText(value)],
  );
}
