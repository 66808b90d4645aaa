import { createHash } from 'node:crypto';
import type { PracticeRequest } from '../types.ts';
import { textAt, type Entity } from './entity.ts';
import { parseFilter } from './filter.ts';
import { GraphError } from './errors.ts';

export interface CollectionRules {
  /** Page size unless `$top` says otherwise. */
  readonly pageSize: number;
  /** Largest `$top` (exchange-rest-protocol.md 5: 300 for relationships and customers). */
  readonly maxTop: number;
  /** What follows `$metadata#`. */
  readonly context: string;
}

const KNOWN = new Set(['$select', '$filter', '$top', '$orderby', '$count', '$skiptoken']);

/** Keeps the chosen properties (and annotations). Throws GraphError 400 for one that the type does not have. */
function select(entity: Entity, names: readonly string[] | null): Entity {
  if (names === null) return entity;
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name.startsWith('@') || names.includes(name)),
  );
}

function readTop(text: string | null, rules: CollectionRules): number {
  if (text === null) return rules.pageSize;
  const top = /^\d+$/u.test(text) ? Number(text) : 0;
  if (top < 1 || top > rules.maxTop) {
    throw new GraphError(
      400,
      'BadRequest',
      `Invalid page size specified: '${text}'. Must be between 1 and ${rules.maxTop} inclusive.`,
    );
  }
  return top;
}

/** Body of one object: context and the selected properties. */
export function entityBody(request: PracticeRequest, context: string, entity: Entity): Entity {
  const names = readSelect(request.url.searchParams.get('$select'), [entity]);
  return {
    '@odata.context': `${request.url.origin}/v1.0/$metadata#${context}/$entity`,
    ...select(entity, names),
  };
}

function readSelect(text: string | null, sample: readonly Entity[]): readonly string[] | null {
  if (text === null || text.trim() === '') return null;
  const names = text.split(',').map((name) => name.trim());
  const [first] = sample;
  for (const name of names) {
    if (first !== undefined && !(name in first)) {
      throw new GraphError(
        400,
        'BadRequest',
        `Parsing OData Select and Expand failed: Could not find a property named '${name}'.`,
      );
    }
  }
  return names;
}

/**
 * Body of one page of a collection: `$filter`, `$orderby`, `$select`, `$top`, `$count`, and `@odata.nextLink` with a
 * `$skiptoken` that is good only for the same query. Unknown `$` options are refused with 400, as Graph does.
 */
export function collectionBody(
  request: PracticeRequest,
  all: readonly Entity[],
  rules: CollectionRules,
): Entity {
  const query = request.url.searchParams;
  for (const name of query.keys()) {
    if (name.startsWith('$') && !KNOWN.has(name)) {
      throw new GraphError(
        400,
        'BadRequest',
        `The query parameter '${name}' is not supported for this resource.`,
      );
    }
  }
  const top = readTop(query.get('$top'), rules);
  const filter = query.get('$filter');
  const wanted = filter === null ? [...all] : all.filter(parseFilter(filter, all[0] ?? null));
  sort(wanted, query.get('$orderby'));
  const start = readSkipToken(query);
  const page = wanted.slice(start, start + top);
  const names = readSelect(query.get('$select'), all);
  const more = start + top < wanted.length;
  return {
    '@odata.context': `${request.url.origin}/v1.0/$metadata#${rules.context}`,
    ...(query.get('$count') === 'true' ? { '@odata.count': wanted.length } : {}),
    ...(more ? { '@odata.nextLink': nextLink(request, start + top) } : {}),
    value: page.map((entity) => select(entity, names)),
  };
}

function sort(entities: Entity[], text: string | null): void {
  if (text === null) return;
  const match = /^([\w/]+)(?:\s+(asc|desc))?$/u.exec(text.trim());
  if (match?.[1] === undefined) throw new GraphError(400, 'BadRequest', `Invalid $orderby: '${text}'.`);
  const path = match[1];
  const sign = match[2] === 'desc' ? -1 : 1;
  const spelt = (entity: Entity): string => textAt(entity, path);
  entities.sort((a, b) => sign * spelt(a).localeCompare(spelt(b), 'en'));
}

function queryMark(query: URLSearchParams): string {
  const kept = [...query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${name}=${value}`);
  return createHash('sha256').update(kept.sort().join('&')).digest('base64url').slice(0, 10);
}

function readSkipToken(query: URLSearchParams): number {
  const token = query.get('$skiptoken');
  if (token === null) return 0;
  const match = /^(\d+)\.(.+)$/u.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (match?.[1] === undefined || match[2] !== queryMark(query)) {
    throw new GraphError(400, 'BadRequest', 'The $skiptoken is not valid for this query.');
  }
  return Number(match[1]);
}

function nextLink(request: PracticeRequest, start: number): string {
  const link = new URL(request.url);
  const token = Buffer.from(`${start}.${queryMark(request.url.searchParams)}`).toString('base64url');
  const kept = [...request.url.searchParams].filter(([name]) => name !== '$skiptoken');
  link.search = [...kept, ['$skiptoken', token] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return link.href;
}
