import type { PropertyDef, Schema } from '../model/schema.ts';
import { parseSize, type Row, type Value } from '../model/values.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'like' | 'notlike';

/** Text stays text until it is compared: the property's type decides what it means. */
export type Literal = string | number | boolean | null;

/** What both filter languages (OPATH and OData) come down to. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly property: PropertyDef;
      readonly by: Comparison;
      readonly value: Literal;
    };

export class FilterProblem extends Error {
  /** 0-based place in the filter text. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'FilterProblem';
    this.position = position;
  }
}

export function filterProperty(schema: Schema, name: string, position: number): PropertyDef {
  const def = schema.byName.get(name.toLowerCase());
  if (def) return def;
  throw new FilterProblem(
    `"${name}" is not a recognized filterable property. For a complete list of filterable properties see the command help.`,
    position,
  );
}

/** `$true`, `'True'`, `true` all mean true to a Boolean property; null when it is none of them. */
function asBoolean(value: Literal): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}

/** Milliseconds of a date as people write them in filters: ISO, `01/31/2026`, `31 January 2026`; UTC when nothing else is said. */
export function dateOf(text: string): number | null {
  const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text.trim()) ? text : `${text} UTC`;
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text.trim()) ? `${text.trim()}Z` : zoned);
  return Number.isNaN(time) ? null : time;
}

type Test = (value: Value | undefined) => boolean;

const ORDER: Readonly<Record<'gt' | 'ge' | 'lt' | 'le' | 'eq', (sign: number) => boolean>> = {
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  eq: (sign) => sign === 0,
};

function wildcard(pattern: string): RegExp {
  const body = pattern.replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${body}$`, 'isu');
}

function likeTest(pattern: string): (text: string) => boolean {
  const matcher = wildcard(pattern);
  return (text) => matcher.test(text);
}

const sizeOf = (text: string): number | null =>
  /\d\s*(?:[kmgt]?b\b|\()/i.test(text) ? parseSize(text) : null;

function orderTest(def: PropertyDef, by: 'gt' | 'ge' | 'lt' | 'le' | 'eq', literal: Literal): Test {
  const fits = ORDER[by];
  if (def.type === 'bool') {
    const wanted = asBoolean(literal);
    if (wanted === null)
      throw new FilterProblem(`"${String(literal)}" isn't a value of ${def.name} (True or False).`, 0);
    return (value) => by === 'eq' && value === wanted;
  }
  if (def.type === 'date') {
    const wanted = dateOf(String(literal));
    if (wanted === null) throw new FilterProblem(`"${String(literal)}" isn't a date (${def.name}).`, 0);
    return (value) => typeof value === 'string' && fits(Date.parse(value) - wanted);
  }
  if (def.type === 'int16' || def.type === 'int32' || def.type === 'int64') {
    const wanted = Number(literal);
    if (Number.isNaN(wanted))
      throw new FilterProblem(`"${String(literal)}" isn't a number (${def.name}).`, 0);
    return (value) => typeof value === 'number' && fits(value - wanted);
  }
  const wanted = String(literal).toLowerCase();
  const size = sizeOf(wanted);
  const one = (text: string): boolean => {
    const own = size === null ? null : sizeOf(text);
    if (own !== null && size !== null) return fits(Math.sign(own - size));
    const low = text.toLowerCase();
    return fits(low === wanted ? 0 : low < wanted ? -1 : 1);
  };
  return (value) => {
    if (typeof value === 'string') return one(value);
    return Array.isArray(value) && value.some((item) => typeof item === 'string' && one(item));
  };
}

function isEmpty(value: Value | undefined): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function compareTest(def: PropertyDef, by: Comparison, literal: Literal): Test {
  if (by === 'ne' || by === 'notlike') {
    const opposite = compareTest(def, by === 'ne' ? 'eq' : 'like', literal);
    return (value) => !opposite(value);
  }
  if (literal === null) return (value) => by === 'eq' && isEmpty(value);
  if (by !== 'like') return orderTest(def, by, literal);
  const fits = likeTest(String(literal));
  return (value) => {
    if (typeof value === 'string') return fits(value);
    if (typeof value === 'boolean' || typeof value === 'number') return fits(String(value));
    return Array.isArray(value) && value.some((item) => typeof item === 'string' && fits(item));
  };
}

/** Turns an expression into a test of one row. Throws FilterProblem when a value doesn't fit its property. */
export function compile(expression: Expression): (row: Row) => boolean {
  switch (expression.kind) {
    case 'and': {
      const [left, right] = [compile(expression.left), compile(expression.right)];
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const [left, right] = [compile(expression.left), compile(expression.right)];
      return (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = compile(expression.of);
      return (row) => !inner(row);
    }
    case 'compare': {
      const { name } = expression.property;
      const test = compareTest(expression.property, expression.by, expression.value);
      return (row) => test(row.props[name]);
    }
  }
}
