import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type Desk } from './paging/desk.ts';
import { startPractice, type Practice } from './paging/practice.ts';

const MAILBOXES = 2500;

let practice: Practice;
let desk: Desk;
let tabId: string;
let resultId: string;
let folder: string;
beforeAll(async () => {
  practice = await startPractice({ mailboxes: MAILBOXES });
  desk = await openDesk(practice);
  tabId = await desk.openTab();
  await desk.run(tabId, 'Get-EXOMailbox -ResultSize Unlimited -PropertySets Minimum,Quota');
  resultId = (await desk.service.handlers.results({ tabId })).results[0]?.resultId ?? '';
  folder = path.join(desk.folder, 'files');
  await mkdir(folder);
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.stop();
});

const columns = ['DisplayName', 'PrimarySmtpAddress', 'ProhibitSendQuota'];

function exportAs(format: 'csv' | 'json' | 'xlsx', target: string | null) {
  desk.exportTo = target;
  return desk.service.handlers.exportResult({ tabId, resultId, format, columns });
}

it('writes the sorted and filtered view as CSV', async () => {
  const view = {
    sort: [{ column: 'PrimarySmtpAddress', descending: true }],
    filter: 'AN',
    filterColumns: ['DisplayName'],
  };
  const { total } = await desk.service.handlers.setView({ tabId, resultId, view });
  expect(total).toBeLessThan(MAILBOXES);
  const target = path.join(folder, 'view.csv');
  expect(await exportAs('csv', target)).toMatchObject({ path: target, rows: total });
  const text = await readFile(target, 'utf8');
  expect(text.startsWith('\ufeffDisplayName,PrimarySmtpAddress,ProhibitSendQuota\r\n')).toBe(true);
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(total + 1);
  await desk.service.handlers.setView({ tabId, resultId, view: { sort: [], filter: '', filterColumns: [] } });
  expect(desk.activity.at(-1)).toMatchObject({
    start: { kind: 'export' },
    end: { outcome: 'exported', amount: total },
  });
});

it('writes all rows as JSON and XLSX', async () => {
  await exportAs('json', path.join(folder, 'all.json'));
  const rows = JSON.parse(await readFile(path.join(folder, 'all.json'), 'utf8')) as Record<string, unknown>[];
  expect(rows).toHaveLength(MAILBOXES);
  expect(Object.keys(rows[0] ?? {})).toEqual(columns);
  await exportAs('xlsx', path.join(folder, 'all.xlsx'));
  const parts = unzipSync(await readFile(path.join(folder, 'all.xlsx')));
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet.match(/<row>/g)).toHaveLength(MAILBOXES + 1);
  expect((await readdir(folder)).filter((name) => name.includes('tenantdeck'))).toEqual([]);
});

it('says where it can’t write, and leaves nothing', async () => {
  const failed = exportAs('csv', path.join(folder, 'missing', 'file.csv'));
  await expect(failed).rejects.toMatchObject({ failure: { code: 'not-writable' } });
  expect(desk.activity.at(-1)?.end).toMatchObject({ outcome: 'failed' });
  const told = desk.told.filter(({ name }) => name === 'exportProgress').at(-1);
  expect(told?.payload).toMatchObject({ state: 'failed', failure: { code: 'not-writable' } });
});

it('says so when the folder is a file', async () => {
  const file = path.join(folder, 'no-folder');
  await writeFile(file, '');
  const failed = exportAs('csv', path.join(file, 'a.csv'));
  await expect(failed).rejects.toMatchObject({ failure: { code: 'not-writable' } });
});

it('cancel removes the temporary file and keeps the file that was there', async () => {
  const target = path.join(folder, 'kept.csv');
  await writeFile(target, 'before');
  const begun = desk.heard('exportProgress', ({ state }) => state === 'running');
  const running = exportAs('csv', target);
  await desk.service.handlers.cancelExport({ exportId: (await begun).exportId });
  await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(await readFile(target, 'utf8')).toBe('before');
  expect((await readdir(folder)).filter((name) => name.endsWith('.tenantdeck-part'))).toEqual([]);
});

it('asks nothing more when the dialog is closed', async () => {
  expect(await exportAs('csv', null)).toBeNull();
});

it('removes at the next start what a killed export left', async () => {
  const left = path.join(folder, '.x.csv.1234.tenantdeck-part');
  const other = path.join(folder, 'other.txt');
  await writeFile(left, 'half');
  await writeFile(other, 'mine');
  await writeFile(path.join(desk.folder, 'exports.json'), JSON.stringify([left, other]));
  await desk.service.start();
  expect(await readdir(folder)).not.toContain(path.basename(left));
  expect(await readdir(folder)).toContain('other.txt');
});

it('copies a block as tab-separated text', async () => {
  const copied = await desk.service.handlers.copy({ tabId, resultId, columns, from: 0, to: 3 });
  expect(copied.rows).toBe(3);
  const lines = desk.clipboard.text.split('\r\n');
  expect(lines[0]).toBe(columns.join('\t'));
  expect(lines).toHaveLength(4);
});

it('reopens the tab that was closed last, with its draft, and remembers what was run', async () => {
  const closed = await desk.openTab();
  await desk.service.handlers.saveDraft({ tabId: closed, draft: 'Get-User' });
  await desk.service.handlers.closeTab({ tabId: closed });
  expect(await desk.service.handlers.reopenTab()).toMatchObject({ draft: 'Get-User' });
  const history = await desk.service.handlers.history({ connectionId: desk.connectionId });
  expect(history[0]).toContain('Get-EXOMailbox');
});
