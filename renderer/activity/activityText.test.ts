import { expect, test } from 'vitest';
import {
  amountText,
  byDay,
  dayText,
  outcomeText,
  recordPairs,
  recordText,
  weight,
  whoText,
} from './activityText.ts';
import { causeNames } from './causes.ts';
import { matches, startFilter } from './useActivity.ts';
import { fakeActivity } from '../testing/fakeConsole.ts';
import { FAILURE_CODES, fail } from '../../shared/model/failure.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { FailureCode } from '../../shared/model/failure.ts';
import type { ActivityFilter } from './useActivity.ts';

const [base] = fakeActivity(1);
const record = (change: Partial<ActivityRecord> = {}): ActivityRecord => {
  if (base === undefined) throw new Error('no record');
  return { ...base, kind: 'read', outcome: 'done', failure: null, ...change };
};
const failure = (code: FailureCode) => fail(code, 'It did not work there.', 'Do this next.').failure;

test.each<[Partial<ActivityRecord>, string]>([
  [{ kind: 'read', amount: 2000 }, '2,000 rows'],
  [{ kind: 'export', amount: 1, outcome: 'exported' }, '1 row'],
  [{ kind: 'change', amount: 3, what: 'Set-Mailbox -LitigationHoldEnabled $true' }, '3 mailboxes'],
  [{ kind: 'change', amount: 1, what: 'Set-Mailbox -Identity ines' }, '1 mailbox'],
  [{ kind: 'change', amount: 1, what: 'Add-MailboxPermission rental -User soren' }, '1 mailbox'],
  [{ kind: 'change', amount: 2, what: 'Set-MailboxAutoReplyConfiguration a' }, '2 mailboxes'],
  [{ kind: 'change', amount: 2, what: 'Set-CASMailbox a' }, '2 mailboxes'],
  [{ kind: 'change', amount: 12, what: 'Remove-DistributionGroup a' }, '12 distribution groups'],
  [{ kind: 'change', amount: 2, what: 'Set-OrganizationConfig' }, '2 organisations'],
  [{ kind: 'change', amount: 2, what: 'Mailboxes over quota' }, '2 objects'],
  [{ kind: 'connect', amount: null }, '–'],
  [{ kind: 'read', amount: 0 }, '0 rows'],
  [{ kind: 'read', amount: 0, outcome: 'failed' }, '–'],
  [{ kind: 'read', amount: 14, outcome: 'failed' }, '14 rows'],
  [{ kind: 'change', amount: 0, outcome: 'declined', what: 'Set-Mailbox a' }, '–'],
])('the amount of %o is %s', (change, text) => {
  expect(amountText(record(change))).toBe(text);
});

test.each<[Partial<ActivityRecord>, string]>([
  [{ outcome: 'failed', failure: failure('not-authorized') }, 'Role missing there'],
  [{ outcome: 'failed', failure: failure('mfa-needed') }, 'Second step needed'],
  [{ outcome: 'failed', failure: null }, 'Failed'],
  [{ outcome: 'refused', failure: failure('read-only') }, 'Refused, read-only'],
  [{ outcome: 'refused', failure: failure('not-authorized') }, 'Refused'],
  [{ outcome: 'outcome-unknown', failure: failure('interrupted-answer') }, 'Outcome unknown'],
  [{ outcome: 'stopped' }, 'Stopped by you'],
])('%o ends as “%s”', (change, text) => {
  expect(outcomeText(record(change))).toBe(text);
});

test('every kind of failure has a cause of its own that fits into a row', () => {
  const names = FAILURE_CODES.map((code) => causeNames[code]);
  expect(new Set(names).size).toBe(FAILURE_CODES.length);
  for (const name of names) expect(name.length).toBeLessThanOrEqual(24);
});

test('failures and unknown outcomes are noticed, everything else is plain', () => {
  expect((['failed', 'outcome-unknown', 'done', 'stopped', 'refused'] as const).map(weight)).toEqual([
    'bad',
    'unsure',
    'plain',
    'plain',
    'plain',
  ]);
});

test('days are told as one says them, with the year only where it is another one', () => {
  const now = new Date(2026, 10, 20, 9, 0).getTime();
  const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();
  expect(dayText(at(2026, 10, 20, 0), now)).toBe('Today, Friday 20 November');
  expect(dayText(at(2026, 10, 19, 23), now)).toBe('Yesterday, Thursday 19 November');
  expect(dayText(at(2026, 10, 1, 12), now)).toBe('Sunday 1 November');
  expect(dayText(at(2025, 11, 31, 12), now)).toBe('Wednesday 31 December 2025');
});

test('each day has one line before its records', () => {
  const now = Date.now();
  const lines = byDay(fakeActivity(300), now);
  const days = lines.flatMap((line) => (line.kind === 'day' ? [line.text] : []));
  expect(lines[0]?.kind).toBe('day');
  expect(new Set(days).size).toBe(days.length);
  expect(lines.filter(({ kind }) => kind === 'record')).toHaveLength(300);
});

test('the whole record says what failed, what to do, and nothing that is not known', () => {
  const failed = record({ outcome: 'failed', failure: failure('throttled'), amount: null, endedAt: null });
  const names = recordPairs(failed).map(([name]) => name);
  expect(names).not.toContain('Amount');
  expect(names).not.toContain('Took');
  expect(recordText(failed)).toContain('Problem: It did not work there.\nWhat to do: Do this next.');
});

test.each<[Partial<ActivityFilter>, boolean]>([
  [{}, true],
  [{ text: '  BÄCKEREI ' }, true],
  [{ text: 'contoso' }, false],
  [{ who: 'admin@partner.com' }, true],
  [{ who: 'alex@practice.localhost' }, false],
  [{ where: 'Bäckerei Müller' }, true],
  [{ where: 'Contoso' }, false],
  [{ kind: 'change' }, true],
  [{ kind: 'read' }, false],
  [{ outcome: 'changed' }, true],
  [{ outcome: 'failed' }, false],
  [{ changesOnly: true }, true],
])('a new record shows with the filter %o: %s', (filter, shows) => {
  const change = record({ kind: 'change', outcome: 'changed' });
  expect(matches(change, { ...startFilter, ...filter })).toBe(shows);
});

test('a private key that left the app is told at a glance, and by whom', () => {
  const exported = record({
    kind: 'certificate',
    outcome: 'exported',
    who: '',
    what: 'Export private key · CN=Mail report · report.pfx',
    amount: null,
    certificate: {
      subject: 'CN=Mail report',
      thumbprint: 'A'.repeat(40),
      file: 'report.pfx',
      withKey: true,
      by: 'Script in the tab of Contoso',
    },
  });
  expect(outcomeText(exported)).toBe('Private key exported');
  expect(whoText(exported)).toBe('Script in the tab of Contoso');
  expect(recordText(exported)).toContain(
    `Certificate: CN=Mail report\nThumbprint: ${'A'.repeat(40)}\nFile: report.pfx\nPrivate key: In the file\nBy: Script in the tab of Contoso`,
  );
  const { certificate } = exported;
  if (certificate === undefined) throw new Error('no certificate');
  const publicly = { ...exported, certificate: { ...certificate, withKey: false } };
  expect(outcomeText(publicly)).toBe('Exported');
  expect(recordText(publicly)).not.toContain('Private key:');
  expect(matches(exported, { ...startFilter, kind: 'certificate', text: 'report.pfx' })).toBe(true);
});
