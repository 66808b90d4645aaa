import type { TransportRequest } from '../../electron/http/types.ts';
import { formOf, jsonOf, type Json } from './requests.ts';

/** A request with one thing of it broken. */
export interface Mutation {
  /** As differences are named, with what was done to it. */
  readonly what: string;
  readonly request: TransportRequest;
}

type Path = readonly (string | number)[];

const broken = (text: string): string => `x${text}x`;

/** Breaks each field of a request, one at a time. */
export function mutationsOf(request: TransportRequest): Mutation[] {
  return [...addressMutations(request), ...headerMutations(request), ...bodyMutations(request)];
}

function addressMutations(request: TransportRequest): Mutation[] {
  const at = (what: string, change: (url: URL) => void): Mutation => {
    const url = new URL(request.url);
    change(url);
    return { what, request: { ...request, url: url.href } };
  };
  const { pathname, searchParams } = new URL(request.url);
  const segments = pathname.split('/');
  return [
    {
      what: 'method',
      request: { ...request, method: request.method === 'GET' ? 'POST' : 'GET' },
    },
    at('host changed', (url) => (url.hostname = 'other.example')),
    at('host of http', (url) => (url.protocol = url.protocol === 'http:' ? 'https:' : 'http:')),
    at('path longer', (url) => (url.pathname += '/more')),
    ...segments.flatMap((segment, index) =>
      index === 0
        ? []
        : [
            at(`path segment ${String(index)} changed`, (url) => {
              url.pathname = segments.with(index, broken(segment)).join('/');
            }),
            at(`path segment ${String(index)} gone`, (url) => {
              url.pathname = segments.toSpliced(index, 1).join('/');
            }),
          ],
    ),
    at('query unexpected', (url) => url.searchParams.append('unexpected', '1')),
    ...[...searchParams].flatMap(([name, value]) => [
      at(`query ${name}`, (url) => url.searchParams.set(name, broken(value))),
      at(`query ${name}`, (url) => url.searchParams.delete(name)),
      at(`query ${name} twice`, (url) => url.searchParams.append(name, value)),
    ]),
  ];
}

function headerMutations(request: TransportRequest): Mutation[] {
  const { headers } = request;
  const withHeaders = (what: string, changed: Readonly<Record<string, string>>): Mutation => ({
    what,
    request: { ...request, headers: changed },
  });
  return [
    withHeaders('header x-unexpected', { ...headers, 'x-unexpected': '1' }),
    ...Object.entries(headers).flatMap(([name, value]) => [
      withHeaders(`header ${name}`, { ...headers, [name]: broken(value) }),
      withHeaders(`header ${name} empty`, { ...headers, [name]: value === '' ? 'x' : '' }),
      withHeaders(`header ${name}`, without(headers, name)),
      ...otherTokens(value).map((token) =>
        withHeaders(`header ${name} of another`, { ...headers, [name]: token }),
      ),
    ]),
  ];
}

/** The same token for another organisation, and for another service. */
function otherTokens(value: string): string[] {
  const [, header = '', claims = '', signature = ''] =
    /^Bearer ([^.]+)\.([^.]+)\.([^.]+)$/u.exec(value) ?? [];
  if (claims === '') return [];
  const own = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  return [{ tid: '99999999-9999-4999-8999-999999999999' }, { aud: 'https://graph.microsoft.com' }].map(
    (other) => {
      const changed = Buffer.from(JSON.stringify({ ...own, ...other })).toString('base64url');
      return `Bearer ${header}.${changed}.${signature}`;
    },
  );
}

function bodyMutations(request: TransportRequest): Mutation[] {
  const { body = '' } = request;
  const withBody = (what: string, changed: string): Mutation => ({
    what,
    request: { ...request, body: changed },
  });
  const form = formOf(body);
  if (form !== null) {
    const text = (fields: Iterable<readonly [string, string]>) =>
      new URLSearchParams([...fields].map(([name, value]) => [name, value])).toString();
    return [
      withBody('body gone', ''),
      withBody('form unexpected', text([...form, ['unexpected', '1']])),
      ...[...form].flatMap(([name, value]) => [
        withBody(`form ${name}`, text(new Map(form).set(name, broken(value)))),
        withBody(`form ${name}`, text([...form].filter(([one]) => one !== name))),
      ]),
    ];
  }
  const json = jsonOf(body);
  if (json === undefined) return body === '' ? [withBody('body unexpected', '{}')] : [];
  return [
    withBody('body gone', ''),
    ...jsonMutations(json, []).map(({ what, value }) => withBody(what, JSON.stringify(value))),
  ];
}

interface Changed {
  readonly what: string;
  readonly value: Json;
}

/** Each member changed, gone, and one more; the whole with it. */
function jsonMutations(value: Json, path: Path): Changed[] {
  const here = `body ${path.join('.')}`;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return [
      { what: `${here} longer`, value: [...list, 'x'] },
      { what: `${here} no list`, value: 'x' },
      ...list.flatMap((one, at) => [
        { what: `${here}.${String(at)} gone`, value: list.toSpliced(at, 1) },
        ...jsonMutations(one, [...path, at]).map((changed) => ({
          ...changed,
          value: list.with(at, changed.value),
        })),
      ]),
    ];
  }
  if (typeof value === 'object' && value !== null) {
    const members = value as Readonly<Record<string, Json>>;
    return [
      { what: `${here} unexpected`, value: { ...members, unexpected: 1 } },
      { what: `${here} no object`, value: 'x' },
      ...Object.entries(members).flatMap(([name, one]) => [
        { what: `${here}.${name} gone`, value: without(members, name) },
        ...jsonMutations(one, [...path, name]).map((changed) => ({
          ...changed,
          value: { ...members, [name]: changed.value },
        })),
      ]),
    ];
  }
  if (typeof value === 'string') return [{ what: here, value: broken(value) }];
  if (typeof value === 'number') {
    return [
      { what: `${here} more`, value: value + 1 },
      { what: `${here} as text`, value: String(value) },
    ];
  }
  return [{ what: here, value: value === null ? 'x' : !value }];
}

const without = <T>(members: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(members).filter(([one]) => one !== name));
