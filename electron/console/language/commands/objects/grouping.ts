import type { Culture } from '../../culture.ts';
import { isArray } from '../../values/model.ts';
import { textCompare } from './collate.ts';
import { keyOrder } from './order-keys.ts';
import { baseOf, MISSING, type Key } from './value-order.ts';

export interface Group {
  /** One per property, of the object that opened the group. */
  readonly keys: readonly Key[];
  /** Of the objects in it, in the order in which they came. */
  readonly places: number[];
}

/**
 * Groups as Group-Object does: where every column has keys of one type, the groups come in the order of their keys;
 * otherwise in the order in which they turned up.
 * @param columns the keys of all objects, one column per property.
 */
export function grouped(
  columns: readonly (readonly Key[])[],
  culture: Culture,
  caseSensitive: boolean,
): Group[] {
  const [only] = columns;
  if (columns.length === 1 && only?.every(isText) === true) {
    return textGroups(only as readonly (string | null)[], culture, caseSensitive);
  }
  const order = keyOrder(culture, caseSensitive, false);
  const compare = (a: readonly Key[], b: readonly Key[]): number => {
    for (let at = 0; at < a.length; at++) {
      const result = order(a[at] ?? null, b[at] ?? null);
      if (result !== 0) return result;
    }
    return 0;
  };
  return columns.every(oneType) ? sortedGroups(columns, compare) : foundGroups(columns, compare);
}

function isText(key: Key): boolean {
  return typeof key === 'string' || key === null;
}

function oneType(keys: readonly Key[]): boolean {
  let known = '';
  for (const key of keys) {
    if (key === MISSING || key === null) continue;
    const type = typeOf(key);
    if (known === '') known = type;
    else if (type !== known) return false;
  }
  return true;
}

function typeOf(key: Key): string {
  const base = key === MISSING ? null : baseOf(key);
  if (base === null) return '';
  if (typeof base !== 'object') return typeof base;
  if (isArray(base)) return `${base.elementType ?? 'Object'}[]`;
  switch (base.kind) {
    case 'object':
    case 'enum':
    case 'list':
    case 'reference':
      return `${base.kind} ${'typeName' in base ? base.typeName : (base.typeNames[0] ?? '')}`;
    default:
      return base.kind;
  }
}

/** One column of texts and nulls: by table, with the few groups put in order afterwards. */
function textGroups(keys: readonly (string | null)[], culture: Culture, caseSensitive: boolean): Group[] {
  const byText = new Map<string, Group>();
  const groups: Group[] = [];
  let nulls: Group | null = null;
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place];
    if (key === null || key === undefined) {
      if (nulls === null) nulls = { keys: [null], places: [place] };
      else nulls.places.push(place);
      continue;
    }
    let group = byText.get(key);
    if (group === undefined) {
      const lower = caseSensitive ? key : key.toLowerCase();
      group = byText.get(lower);
      if (group === undefined) {
        group = { keys: [key], places: [] };
        groups.push(group);
        byText.set(lower, group);
      }
      byText.set(key, group);
    }
    group.places.push(place);
  }
  const compare = textCompare(culture, caseSensitive);
  const textOf = (group: Group): string => {
    const [key] = group.keys;
    return typeof key === 'string' ? key : '';
  };
  groups.sort((a, b) => compare(textOf(a), textOf(b)));
  const merged: Group[] = nulls === null ? [] : [nulls];
  for (const group of groups) {
    const last = merged[merged.length - 1];
    if (last === undefined || last === nulls || compare(textOf(last), textOf(group)) !== 0)
      merged.push(group);
    else joinInto(last, group);
  }
  return merged;
}

/** Two spellings of one text to the culture: the one that came first names the group. */
function joinInto(group: Group, other: Group): void {
  const places = [...group.places, ...other.places].sort((a, b) => a - b);
  group.places.length = 0;
  for (const place of places) group.places.push(place);
}

function rowsOf(columns: readonly (readonly Key[])[]): Key[][] {
  const count = columns[0]?.length ?? 0;
  return Array.from({ length: count }, (_, place) => columns.map((column) => column[place] ?? null));
}

/** Missing and null are one to a group, though not to the order. */
function tableKey(row: readonly Key[]): string | null {
  let text = '';
  for (const key of row) {
    if (key === MISSING || key === null) text += '0;';
    else if (typeof key === 'string') text += `s${String(key.length)}:${key}`;
    else if (typeof key === 'number' || typeof key === 'boolean') text += `${typeof key}${String(key)};`;
    else return null;
  }
  return text;
}

function sortedGroups(
  columns: readonly (readonly Key[])[],
  compare: (a: readonly Key[], b: readonly Key[]) => number,
): Group[] {
  const rows = rowsOf(columns);
  const places = rows.map((_, place) => place);
  places.sort((a, b) => compare(rows[a] ?? [], rows[b] ?? []) || a - b);
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  for (const place of places) {
    const row = rows[place] ?? [];
    const key = tableKey(row);
    const last = groups[groups.length - 1];
    const known =
      (key === null ? undefined : byKey.get(key)) ??
      (last !== undefined && compare(last.keys, row) === 0 ? last : undefined);
    if (known !== undefined) {
      known.places.push(place);
      continue;
    }
    const group: Group = { keys: row, places: [place] };
    groups.push(group);
    if (key !== null) byKey.set(key, group);
  }
  return groups;
}

function foundGroups(
  columns: readonly (readonly Key[])[],
  compare: (a: readonly Key[], b: readonly Key[]) => number,
): Group[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  rowsOf(columns).forEach((row, place) => {
    const key = tableKey(row);
    const known =
      (key === null ? undefined : byKey.get(key)) ?? groups.find((group) => compare(group.keys, row) === 0);
    if (known !== undefined) {
      known.places.push(place);
      return;
    }
    const group: Group = { keys: row, places: [place] };
    groups.push(group);
    if (key !== null) byKey.set(key, group);
  });
  return groups;
}
