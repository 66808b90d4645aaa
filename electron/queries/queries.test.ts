import { beforeEach, describe, expect, test } from 'vitest';
import type { ConsoleTab, RunState } from '../../shared/model/console.ts';
import type { QueryValues } from '../../shared/model/query.ts';
import type { JsonStore } from '../settings/json-store.ts';
import { createQueries, type QueryRunner } from './queries.ts';
import { openQueryStore } from './store.ts';

const now = (): Date => new Date('2026-03-04T05:06:07.000Z');
let content: unknown;
let ran: { text: string; values: QueryValues; readOnly: boolean }[];

const store = (): JsonStore => ({
  path: '/data/queries.json',
  damaged: null,
  read: () => content,
  write: (data) => {
    content = data;
  },
});

const runner: QueryRunner = {
  runQuery: (request) => {
    ran.push(request);
    return Promise.resolve({ tab: {} as ConsoleTab, run: { runId: 'r' } as RunState });
  },
};

const open = () => createQueries({ store: openQueryStore(store(), now), runner, now });

const given = {
  id: null,
  name: 'Sizes',
  description: '',
  folder: 'Mailboxes',
  text: 'Get-MailboxStatistics -Identity {mailbox}',
  parameters: [
    { kind: 'text' as const, name: 'mailbox', label: 'Mailbox', help: '', required: true, initial: '' },
    {
      kind: 'number' as const,
      name: 'count',
      label: 'How many at most',
      help: '',
      required: false,
      initial: null,
      min: 1,
      max: 9,
    },
  ],
  readOnly: true,
};

beforeEach(() => {
  content = undefined;
  ran = [];
});

describe('saved queries', () => {
  test('a new user finds a few, and the file keeps what is saved beside them', async () => {
    const before = (await open().list()).queries.length;
    expect(before).toBeGreaterThan(3);
    await open().save(given);
    const after = await open().list();
    expect(after.queries).toHaveLength(before + 1);
    expect(after.queries.at(-1)).toMatchObject({ cmdlet: 'Get-MailboxStatistics', changes: false });
  });

  test('one damaged record is reported and stays in the file, the rest load', async () => {
    const saved = await open().save(given);
    const file = content as { queries: unknown[] };
    file.queries.push({ name: 'Broken one', text: 5 });
    const queries = open();
    const list = await queries.list();
    expect(list.damaged).toEqual([expect.objectContaining({ label: 'Broken one' })]);
    expect(list.queries.map((view) => view.query.id)).toContain(saved.query.id);
    await queries.duplicate({ id: saved.query.id });
    expect(JSON.stringify(content)).toContain('Broken one');
  });

  test('a deleted query comes back as it was', async () => {
    const queries = open();
    const { query } = await queries.save(given);
    await queries.remove({ id: query.id });
    expect((await queries.list()).queries.map((view) => view.query.id)).not.toContain(query.id);
    expect((await queries.restore({ id: query.id })).query).toEqual(query);
    await expect(async () => queries.restore({ id: query.id })).rejects.toThrow('no longer');
  });

  test('values are handed on as values, never put into the text', async () => {
    const queries = open();
    const { query } = await queries.save(given);
    const hostile = `x'; Remove-Mailbox -Identity everyone #`;
    await queries.run({ id: query.id, connectionId: 'c', values: { mailbox: hostile } });
    expect(ran[0]).toMatchObject({
      text: query.text,
      values: { mailbox: hostile, count: null },
      readOnly: true,
    });
  });

  test.each([
    [{ mailbox: '' }, 'Mailbox is empty'],
    [{ mailbox: 'a', count: 10 }, 'at most 9'],
    [{ mailbox: 'a', count: 'x' }, 'must be a number'],
    [{ mailbox: 'a', other: 'x' }, 'no parameter called'],
  ])('%j is refused before anything runs', async (values, message) => {
    const queries = open();
    const { query } = await queries.save(given);
    await expect(async () => queries.run({ id: query.id, connectionId: 'c', values })).rejects.toThrow(
      message,
    );
    expect(ran).toEqual([]);
  });
});

describe('a query that can not be saved', () => {
  test.each([
    ['', 'no cmdlet'],
    ["Get-Mailbox -Identity 'x", 'missing the terminator'],
    ['Get-Mailbox -Identity {who}', '{who} is not among the parameters'],
    ['Remove-Mailbox -Identity {mailbox}', 'marked as read-only'],
  ])('%s', async (text, message) => {
    await expect(async () => open().save({ ...given, text })).rejects.toThrow(message);
  });

  test('a parameter that the text does not use is only a warning', async () => {
    const problems = await open().check(given);
    expect(problems).toEqual([expect.objectContaining({ severity: 'warning' })]);
    expect(problems[0]?.failure.message).toContain('{count}');
  });
});
