// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { loadConnections, useConnections } from '../app/stores/connections.ts';
import { stopTrying, useRetries } from '../app/stores/retries.ts';
import { connectionHandlers } from '../connections/connectionFailure.ts';
import { fail } from '../../shared/model/failure.ts';
import { show } from '../testing/dom.tsx';
import { connected, failed, fakeConnection, fakeId } from '../testing/fakeData.ts';
import { ProblemsView } from './ProblemsView.tsx';
import type { RunState } from '../../shared/model/console.ts';
import type { Service } from '../../shared/model/connection.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useConnections.setState({ data: [], loaded: false });
});

const { failure } = fail('cmdlet-refused', 'Get-ComplianceSearch needs a session for searches.', 'Again.', {
  action: 'connect-for-searches',
});
const run: RunState = {
  ...{ tabId: fakeId(1), runId: fakeId(2), resultId: null, state: 'failed', cmdlet: null, rows: 0, pages: 0 },
  ...{ startedAt: '2026-11-21T10:00:00.000Z', elapsedMs: 10, retry: null, more: false },
  problems: [{ severity: 'error', failure, place: null, cmdlet: 'Get-ComplianceSearch', details: [] }],
};

async function open(searchOnlySession: boolean, service: Service = 'compliance') {
  const base = fakeConnection({
    ...{ name: 'Contoso', domain: 'contoso.onmicrosoft.com', colour: 0 },
    status: connected(),
    compliance: true,
  });
  const { profile } = base;
  const view = { ...base, profile: { ...profile, options: { ...profile.options, searchOnlySession } } };
  const made = show(null, { connections: [view] });
  shown = made;
  await loadConnections();
  made.rerender(<ProblemsView run={run} connection={connectionHandlers(profile.id, [service])} />);
  return { user: userEvent.setup(), shown: made, view };
}

test('a search without its session is connected again with it, services and other options as they were', async () => {
  const { user, shown, view } = await open(false);
  const { id, options } = view.profile;
  await user.click(screen.getByRole('button', { name: 'Connect again with it' }));
  await waitFor(() =>
    expect(shown.callsOf('connections.connect')).toEqual([{ id, services: ['exchange', 'compliance'] }]),
  );
  expect(shown.callsOf('connections.disconnect')).toEqual([{ id }]);
  expect(shown.callsOf('connections.update')).toEqual([
    { id, patch: { options: { ...options, searchOnlySession: true } } },
  ]);
});

test.each<[string, boolean, Service]>([
  ['that has such a session', true, 'compliance'],
  ['of Exchange', false, 'exchange'],
])('a connection %s is not connected again', async (_what, searchOnlySession, service) => {
  await open(searchOnlySession, service);
  screen.getByText('Get-ComplianceSearch needs a session for searches.');
  expect(screen.queryByRole('button', { name: 'Connect again with it' })).toBeNull();
});

const { failure: early } = fail(
  'no-access',
  'The identity is not known there yet.',
  'Wait 5 to 10 minutes.',
  {
    ...{ retryable: true, action: 'wait-and-retry' },
  },
);

test.each([
  ['is tried until it comes, where it is not connected', false],
  ['is not tried, where it stands and only the command was refused', true],
])('a connection %s', async (_, stands) => {
  const view = fakeConnection({
    ...{ name: 'Contoso', domain: 'contoso.onmicrosoft.com', colour: 0 },
    status: stands ? connected() : failed(),
  });
  const { id } = view.profile;
  const made = show(null, { connections: [view] });
  shown = made;
  await loadConnections();
  const problems = run.problems.map((problem) => ({ ...problem, failure: early }));
  made.rerender(
    <ProblemsView run={{ ...run, problems }} connection={connectionHandlers(id, ['exchange'])} />,
  );
  const button = screen.queryByRole('button', { name: 'Keep trying' });
  if (stands || button === null) {
    expect([stands, button]).toEqual([true, null]);
    return;
  }
  await userEvent.setup().click(button);
  expect(useRetries.getState().retries[id]).toMatchObject({ tries: 0 });
  stopTrying(id);
});
