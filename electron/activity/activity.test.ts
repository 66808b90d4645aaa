import { mkdtempSync, readdirSync, readFileSync, appendFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import { fail } from '../../shared/model/failure.ts';
import { createActivity, type ActivityService } from './activity.ts';
import { openActivityFile } from './log-file.ts';
import type { ActivityStart } from './types.ts';

let folder: string;
let heard: ActivityRecord[];
const now = (): Date => new Date('2026-03-04T05:06:07.000Z');

const open = (askWhere: () => Promise<string | null> = () => Promise.resolve(null)): ActivityService =>
  createActivity({
    file: openActivityFile(folder, now),
    now,
    days: () => 365,
    onRecord: (record) => heard.push(record),
    askWhere,
  });

const start = (kind: ActivityRecord['kind'], what: string): ActivityStart => ({
  who: 'admin@contoso.practice.localhost',
  where: { connectionId: null, organization: 'Contoso', tenantId: null, cloudId: 'Practice', colour: null },
  kind,
  what,
  correlationId: null,
});

const everything = {
  text: '',
  since: null,
  who: null,
  where: null,
  kind: null,
  outcome: null,
  changesOnly: false,
  before: null,
  limit: 100,
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'activity-'));
  heard = [];
});

describe('activity log', () => {
  test('an entry is on the disk before its command is sent', async () => {
    await open().begin(start('change', 'Set-Mailbox'));
    const [name] = readdirSync(folder);
    expect(readFileSync(join(folder, name as string), 'utf8')).toContain('Set-Mailbox');
  });

  test('a change that was in flight when the app was killed shows as outcome unknown', async () => {
    const first = open();
    await first.begin(start('change', 'Set-Mailbox -Identity a'));
    await first.begin(start('read', 'Get-Mailbox'));
    const { records } = await open().handlers.list(everything);
    expect(records.map((r) => [r.what, r.outcome])).toEqual([
      ['Get-Mailbox', 'stopped'],
      ['Set-Mailbox -Identity a', 'outcome-unknown'],
    ]);
    const again = await open().handlers.list(everything);
    expect(again.records.map((r) => r.outcome)).toEqual(['stopped', 'outcome-unknown']);
  });

  test('a key export that was under way when the app was killed shows as outcome unknown, with its file', async () => {
    const certificate = {
      subject: 'CN=Mail report',
      thumbprint: 'A'.repeat(40),
      file: 'report.pfx',
      withKey: true,
      by: 'On screen',
    };
    await open().begin({ ...start('certificate', 'Export private key'), certificate });
    const { records } = await open().handlers.list({ ...everything, text: 'report.pfx' });
    expect(records).toMatchObject([
      { outcome: 'outcome-unknown', certificate, failure: { hint: 'Look for the file report.pfx.' } },
    ]);
  });

  test('an end is added, and what was written before stays as it was', async () => {
    const log = open();
    const entry = await log.begin(start('read', 'Get-Mailbox'));
    const path = join(folder, readdirSync(folder)[0] as string);
    const before = readFileSync(path, 'utf8');
    await entry.end({ outcome: 'done', amount: 12, failure: null });
    expect(readFileSync(path, 'utf8').startsWith(before)).toBe(true);
    const { records } = await open().handlers.list(everything);
    expect(records[0]).toMatchObject({ outcome: 'done', amount: 12 });
  });

  test('a line cut by a killed process is counted and the rest is read', async () => {
    const entry = await open().begin(start('read', 'Get-User'));
    await entry.end({ outcome: 'done', amount: 1, failure: null });
    const path = join(folder, readdirSync(folder)[0] as string);
    appendFileSync(path, '{"line":"begin","rec');
    const after = open();
    const second = await after.begin(start('read', 'Get-Recipient'));
    await second.end({ outcome: 'done', amount: 2, failure: null });
    const page = await open().handlers.list(everything);
    expect(page.unreadable).toBe(1);
    expect(page.records.map((r) => r.what)).toEqual(['Get-Recipient', 'Get-User']);
  });

  test('a change is refused where the log cannot be written, a read is not', async () => {
    folder = join(folder, 'file');
    writeFileSync(folder, '');
    const log = open();
    await expect(log.begin(start('change', 'Remove-Mailbox'))).rejects.toMatchObject({
      failure: { code: 'not-writable' },
    });
    await expect(log.begin(start('read', 'Get-Mailbox'))).resolves.toHaveProperty('id');
    expect(heard.map((r) => r.what)).toEqual(['Get-Mailbox']);
  });

  test('a failure is read again with all that its record shows, also after a restart', async () => {
    const failure = {
      ...fail('consent-needed', 'Contoso has not allowed the app yet.', 'An administrator allows it.')
        .failure,
      action: 'admin-consent' as const,
      link: 'https://login.example/contoso/adminconsent?client_id=1',
      number: 65001,
      correlationId: 'c-65001',
      requestId: 'r-65001',
    };
    const entry = await open().begin({ ...start('connect', 'Connect'), service: 'compliance' });
    await entry.end({ outcome: 'failed', amount: null, failure });
    const again = open();
    expect((await again.handlers.list(everything)).records[0]).toMatchObject({
      service: 'compliance',
      failure,
    });
    for (const text of ['r-65001', 'aadsts65001', 'c-65001']) {
      expect((await again.handlers.list({ ...everything, text })).records, text).toHaveLength(1);
    }
  });

  test('a secret in the words of a failure stays out of the file, wherever it came from', async () => {
    const token = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(30)}`;
    const log = open();
    const entry = await log.begin(start('connect', 'Connect'));
    await entry.end({
      outcome: 'failed',
      amount: null,
      failure: {
        ...fail('bad-answer', `The proxy said: Bearer ${token}`, 'Leave -Password canary-typed out.').failure,
        action: 'admin-consent',
        link: 'https://login.example/adminconsent?client_id=1&state=canary-state',
      },
    });
    const text = readFileSync(join(folder, readdirSync(folder)[0] as string), 'utf8');
    expect(text).toContain('The proxy said');
    for (const secret of [token, 'canary']) expect(text).not.toContain(secret);
    expect(JSON.stringify(heard)).not.toContain('canary');
    expect((await open().handlers.list(everything)).records[0]?.failure).not.toHaveProperty('link');
  });

  test('records of older versions, whose failures were words only, are read', async () => {
    const { id } = await open().begin(start('connect', 'Connect'));
    const path = join(folder, readdirSync(folder)[0] as string);
    const failure = {
      code: 'mfa-needed',
      message: 'A second step.',
      hint: '',
      correlationId: null,
      retryable: false,
    };
    const end = {
      id,
      endedAt: now().toISOString(),
      outcome: 'failed',
      amount: null,
      failure,
      correlationId: null,
    };
    appendFileSync(path, `${JSON.stringify({ line: 'end', end })}\n`);
    const page = await open().handlers.list(everything);
    expect(page).toMatchObject({ unreadable: 0, records: [{ outcome: 'failed', failure }] });
  });

  test('filters, pages and searches', async () => {
    const log = open();
    for (const what of ['Get-A', 'Get-B', 'Set-C']) {
      const entry = await log.begin(start(what.startsWith('Set') ? 'change' : 'read', what));
      await entry.end({ outcome: 'done', amount: 0, failure: null });
    }
    const first = await log.handlers.list({ ...everything, limit: 2 });
    expect(first.records.map((r) => r.what)).toEqual(['Set-C', 'Get-B']);
    expect(first.more).toBe(true);
    const next = await log.handlers.list({ ...everything, limit: 2, before: first.records[1]?.id ?? null });
    expect(next.records.map((r) => r.what)).toEqual(['Get-A']);
    expect((await log.handlers.list({ ...everything, changesOnly: true })).records).toHaveLength(1);
    expect((await log.handlers.list({ ...everything, text: 'get-b' })).records).toHaveLength(1);
    expect(first.where).toEqual(['Contoso']);
  });

  test('months past the time to keep are removed', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'activity-2024-01.jsonl'), '');
    writeFileSync(join(folder, 'activity-2026-02.jsonl'), '');
    open();
    expect(readdirSync(folder)).toEqual(['activity-2026-02.jsonl']);
  });

  test('an export neutralises formulas', async () => {
    const path = join(folder, 'out.csv');
    const log = open(() => Promise.resolve(path));
    await log.begin({ ...start('read', '=HYPERLINK("x")') });
    expect(await log.handlers.exportAll()).toEqual({ path, records: 1 });
    expect(readFileSync(path, 'utf8')).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
