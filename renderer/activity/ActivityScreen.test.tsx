// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import ActivityScreen from './ActivityScreen.tsx';
import { giveElementsASize, show } from '../testing/dom.tsx';
import { fakeActivity } from '../testing/fakeConsole.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';

beforeAll(giveElementsASize);

const records = fakeActivity(40);
let shown: ReturnType<typeof show>;

beforeEach(async () => {
  shown = show(
    <ActivityScreen />,
    {},
    {
      activity: {
        list: async ({ kind, changesOnly, outcome }) => ({
          records: records.filter(
            (record) =>
              (kind === null || record.kind === kind) &&
              (outcome === null || record.outcome === outcome) &&
              (!changesOnly || record.kind === 'change'),
          ),
          more: false,
          who: ['admin@partner.com'],
          where: ['Bäckerei Müller', 'Contoso'],
          unreadable: 0,
        }),
      },
    },
  );
  await screen.findByRole('grid', { name: 'Activity' });
});
afterEach(() => shown.end());

const rows = () => within(screen.getByRole('grid', { name: 'Activity' })).getAllByRole('row');
const recordRows = () => rows().filter((row) => row.hasAttribute('aria-selected'));
const stop = () => recordRows().find((row) => row.tabIndex === 0);
const pane = () => screen.queryByRole('complementary', { name: 'Record' });

test('a failed row says its cause', () => {
  const at = records.findIndex(({ outcome }) => outcome === 'failed');
  expect(recordRows()[at]?.textContent).toContain('Object not found');
  expect(recordRows()[at]?.textContent).not.toContain('Failed');
});

test('one row is the stop for Tab; arrows go over the lines of days, Enter opens, Escape closes and comes back', async () => {
  const user = userEvent.setup();
  expect(recordRows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
  stop()?.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(recordRows()[2]);
  expect(pane()).toBeNull();
  await user.keyboard('{Enter}');
  expect(pane()?.textContent).toContain(records[2]?.id);
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  await user.keyboard('{Escape}');
  expect(pane()).toBeNull();
  expect(document.activeElement).toBe(recordRows()[2]);
  // From the row too, without going into the record.
  await user.keyboard('{ArrowUp} ');
  expect(pane()?.textContent).toContain(records[1]?.id);
  await user.keyboard('{Escape}');
  expect(pane()).toBeNull();
});

test('the close button gives the focus back to the row', async () => {
  const user = userEvent.setup();
  const row = recordRows()[4];
  if (row === undefined) throw new Error('no fifth row');
  await user.click(row);
  await user.click(screen.getByRole('button', { name: 'Close record' }));
  expect(pane()).toBeNull();
  expect(document.activeElement).toBe(recordRows()[4]);
});

test('a filter asks main for its records, and can be taken back when nothing matches', async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'What: all' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Accounts' }));
  expect(await screen.findByText('Nothing matches')).toBeTruthy();
  expect(shown.callsOf('activity.list').at(-1)).toMatchObject({ kind: 'account', before: null });
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  await screen.findByRole('grid', { name: 'Activity' });
  await user.click(screen.getByRole('button', { name: 'Changes only' }));
  await waitFor(() =>
    expect(shown.callsOf('activity.list').at(-1)).toMatchObject({ kind: null, changesOnly: true }),
  );
});

test('a record that main tells of comes on top, and its end changes it in place', async () => {
  const first = records[0];
  if (first === undefined) throw new Error('no record');
  const begun: ActivityRecord = {
    ...first,
    id: '00000000-0000-4000-8000-00000000abcd',
    what: 'Get-TransportRule',
    kind: 'read',
    outcome: 'running',
    startedAt: new Date().toISOString(),
  };
  shown.main.emit('activity', begun);
  await waitFor(() => expect(recordRows()[0]?.textContent).toContain('Running'));
  shown.main.emit('activity', { ...begun, outcome: 'done', amount: 14 });
  await waitFor(() => expect(recordRows()[0]?.textContent).toContain('14 rows'));
  expect(recordRows()[1]?.textContent).not.toContain('Get-TransportRule');
});
