import { expect, it } from 'vitest';
import type { FromWorker } from '../protocol.ts';
import { ResultLibrary } from '../results/library.ts';
import { readPage } from './answer.ts';
import { Filling } from './filling.ts';
import { guessNextLink } from './next-link.ts';
import { Pager, wantedFrom } from './paging.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const LINK = 'https://host/adminapi/beta/t/Mailbox?$skiptoken=2';

function pages(limit: number | null, asked = true) {
  const posts: FromWorker[] = [];
  const library = new ResultLibrary(20);
  const filling = new Filling({
    runId: 'run',
    resultId: 'result',
    at: '',
    cmdlet: 'Get-EXOMailbox',
    wanted: { limit, asked },
    largest: 1000,
    library,
    post: (message) => posts.push(message),
  });
  const ended = async () => {
    await expect.poll(() => posts.some(({ type }) => type === 'ended')).toBe(true);
    return posts.find((post) => post.type === 'ended');
  };
  const rows = () => library.list().results[0]?.rows ?? 0;
  return { filling, posts, ended, rows };
}

const page = (from: number, count: number, more: object = {}) =>
  bytes(JSON.stringify({ value: Array.from({ length: count }, (_, at) => ({ N: from + at })), ...more }));

it('asks for the next page before it has parsed this one, and once only', async () => {
  const { filling, posts, ended } = pages(null);
  filling.page(0, page(0, 1000, { '@odata.nextLink': LINK }));
  await expect.poll(() => posts.length).toBeGreaterThan(0);
  expect(posts[0]).toEqual({ type: 'wantPage', runId: 'run', seq: 1, nextLink: LINK, pageSize: 1000 });
  filling.page(1, page(1000, 5));
  expect(await ended()).toMatchObject({ rows: 1005, pages: 2, more: false });
  expect(posts.filter(({ type }) => type === 'wantPage')).toHaveLength(1);
});

it('takes back what it asked for by a nextLink that a row had, and never stores it', async () => {
  const { filling, posts, ended, rows } = pages(null);
  const value = [{ N: 1, Inner: { '@odata.nextLink': 'https://host/adminapi/wrong' } }];
  filling.page(0, bytes(JSON.stringify({ value, '@odata.nextLink': LINK })));
  await expect.poll(() => posts.filter(({ type }) => type === 'wantPage').length).toBe(2);
  expect(posts).toContainEqual({ type: 'unwanted', runId: 'run', seq: 1 });
  expect(posts).toContainEqual({ type: 'wantPage', runId: 'run', seq: 2, nextLink: LINK, pageSize: 1000 });
  filling.page(1, page(500, 10));
  filling.page(2, page(1, 2));
  await ended();
  expect(rows()).toBe(3);
});

it('ends at a short page where a number was asked, and takes the early page back', async () => {
  const { filling, posts, ended } = pages(1500);
  filling.page(0, page(0, 400, { '@odata.nextLink': LINK }));
  expect(await ended()).toMatchObject({ rows: 400, more: true });
  expect(posts).toContainEqual({ type: 'unwanted', runId: 'run', seq: 1 });
});

it('cuts what the service sends beyond the number asked for', async () => {
  const { filling, ended } = pages(5);
  filling.page(0, page(0, 8));
  expect(await ended()).toMatchObject({ rows: 5, more: true });
});

it('keeps the rows so far when a page can’t be read', async () => {
  const { filling, ended } = pages(null);
  filling.page(0, page(0, 1000, { '@odata.nextLink': LINK }));
  filling.page(1, bytes('{"value":[{"N":1}'));
  const end = await ended();
  expect(end).toMatchObject({ rows: 1000, pages: 1 });
  expect(end?.type === 'ended' && end.unreadable).toBeTruthy();
});

it('stops in the middle of a page', async () => {
  const { filling, ended, rows } = pages(null);
  filling.page(0, page(0, 300_000));
  await expect.poll(rows).toBeGreaterThan(0);
  filling.end(true);
  const end = await ended();
  const kept = rows();
  expect(end).toMatchObject({ rows: kept });
  await new Promise((resolve) => setImmediate(resolve));
  expect(rows()).toBe(kept);
});

it('drops the service’s word that there is more while more is fetched', async () => {
  const text = 'There are more results available than are currently displayed. To view them, …';
  const { filling, ended } = pages(2000);
  filling.page(0, page(0, 1000, { '@odata.nextLink': LINK, '@adminapi.warnings': [text] }));
  filling.page(1, page(0, 1000, { '@odata.nextLink': LINK, '@adminapi.warnings': [text, 'Other'] }));
  expect(await ended()).toMatchObject({ warnings: [text, 'Other'], more: true });
});

it.each([
  [null, { limit: 1000, asked: false }],
  ['Unlimited', { limit: null, asked: true }],
  ['unlimited', { limit: null, asked: true }],
  ['5', { limit: 5, asked: true }],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['many', null],
])('-ResultSize %s', (text, wanted) => {
  expect(wantedFrom(text)).toEqual(wanted);
});

it('without -ResultSize there is one page', () => {
  const pager = new Pager({ limit: 1000, asked: false });
  expect(pager.sizeAfterFull()).toBeNull();
  expect(pager.took(1000, true)).toBeNull();
});

it('a connection’s own page size cuts the pages, not the result', () => {
  const pager = new Pager({ limit: 250, asked: true }, 100);
  const sizes = [pager.size];
  for (let next = pager.took(100, true); next !== null; next = pager.took(next, true)) sizes.push(next);
  expect(sizes).toEqual([100, 100, 50]);
});

it('finds the nextLink near either end, escapes undone, and none in a text', () => {
  const padding = 'x'.repeat(20_000);
  const start = bytes(`{"@odata.nextLink": "https://h/a\\u0026b", "value":[{"A":"${padding}"}]}`);
  const end = bytes(`{"value":[{"A":"${padding}"}],"@odata.nextLink":"${LINK}"}`);
  expect(guessNextLink(start)).toBe('https://h/a&b');
  expect(guessNextLink(end)).toBe(LINK);
  expect(
    guessNextLink(bytes(JSON.stringify({ value: [{ A: '"@odata.nextLink":"https://evil"' }] }))),
  ).toBeNull();
});

it('takes an entity, values that are no objects, and permissions inside recipients as rows', () => {
  expect(readPage(bytes('{"@odata.context":"x","Name":"a"}'), 'Get-EXOMailbox').rows).toHaveLength(1);
  expect(readPage(bytes('{"value":["a",{"B":1}]}'), 'Get-X').rows).toEqual([{ Value: 'a' }, { B: 1 }]);
  expect(readPage(bytes('{"@adminapi.warnings":["w"]}'), 'Set-X')).toMatchObject({
    rows: [],
    warnings: ['w'],
  });
  const permissions = bytes('{"value":[{"RecipientPermission":[{"Trustee":"a"},{"Trustee":"b"}]}]}');
  expect(readPage(permissions, 'Get-EXORecipientPermission').rows).toEqual([
    { Trustee: 'a' },
    { Trustee: 'b' },
  ]);
});
