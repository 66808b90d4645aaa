import type { CertificateValue, SecretValue, SessionOptionValue, UnknownValue } from './values.ts';

export interface KnownTable {
  readonly table: ReadonlyMap<string, { readonly name: string; readonly value: Known }>;
}

/** What can be told of a value without running the script. */
export type Known =
  | string
  | number
  | boolean
  | null
  | readonly Known[]
  | KnownTable
  | SecretValue
  | SessionOptionValue
  | CertificateValue
  | UnknownValue;

/** Parts that are compared at most: a list may hold itself again and again. */
const MOST_STEPS = 20_000;

/** A hashtable whose entries are told. */
export function isTable(value: Known | undefined): value is KnownTable {
  return typeof value === 'object' && value !== null && 'table' in value;
}

/** Values that would take too long to compare are not the same. */
export function isSame(one: unknown, other: unknown, left = { steps: MOST_STEPS }): boolean {
  left.steps -= 1;
  if (one === other) return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (left.steps < 0 || a?.length !== b?.length || a === null || b === null) return false;
  return a.every(([name, value], at) => {
    const [otherName, otherValue] = b[at] ?? [];
    return name === otherName && isSame(value, otherValue, left);
  });
}

function partsOf(value: unknown): [unknown, unknown][] | null {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}

/** One text or number, or several; null: something else is among them. */
export function textsOf(value: Known): string[] | null {
  const list = Array.isArray(value) ? (value as readonly Known[]) : [value];
  const texts = list.filter((one) => typeof one === 'string' || typeof one === 'number');
  return texts.length === list.length ? texts.map(String) : null;
}
