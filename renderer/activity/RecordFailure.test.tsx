// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useConnections } from '../app/stores/connections.ts';
import { useConnectionRequests } from '../app/connectionRequests.ts';
import { useRetries } from '../app/stores/retries.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { connected, failed, fakeConnection, signedOut } from '../testing/fakeData.ts';
import { show } from '../testing/dom.tsx';
import { fakeActivity } from '../testing/fakeConsole.ts';
import { fail } from '../../shared/model/failure.ts';
import { RecordPane } from './RecordPane.tsx';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { ConnectionStatus } from '../../shared/model/connection.ts';
import type { Failure } from '../../shared/model/failure.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useConnections.setState({ data: [], loaded: false });
  useConnectionRequests.setState({ details: null, secret: null, proxyLogin: null });
  useRetries.setState({ retries: {} });
});

const view = (exchange: ConnectionStatus, compliance: ConnectionStatus | null = null) => {
  const made = fakeConnection({
    name: 'Contoso',
    domain: 'contoso.onmicrosoft.com',
    colour: 0,
    status: exchange,
    compliance: compliance !== null,
  });
  if (compliance === null) return made;
  const services = [
    { service: 'exchange' as const, status: exchange },
    { service: 'compliance' as const, status: compliance },
  ];
  return { ...made, services };
};

const failureWith = (more: Partial<Failure>): Failure => ({
  ...fail('sign-in-needed', 'The sign-in has expired.', 'Sign in again.').failure,
  ...more,
});

function recordOf(
  connection: ReturnType<typeof view> | null,
  change: Partial<ActivityRecord>,
): ActivityRecord {
  const [base] = fakeActivity(1);
  if (base === undefined) throw new Error('no record');
  return {
    ...base,
    startedAt: '2026-02-03T04:05:06.000Z',
    endedAt: '2026-02-03T04:05:07.000Z',
    kind: 'connect',
    what: 'Connect',
    outcome: 'failed',
    where: { ...base.where, connectionId: connection?.profile.id ?? null },
    ...change,
  };
}

async function open(connection: ReturnType<typeof view> | null, record: ActivityRecord, listed = true) {
  shown = show(<RecordPane record={record} onClose={() => undefined} />, {
    connections: connection !== null && listed ? [connection] : [],
  });
  const { main } = shown;
  await waitFor(() => expect(useConnections.getState().loaded).toBe(true));
  const part = screen.getByRole('region', { name: 'What went wrong' });
  const buttons = () =>
    within(part)
      .queryAllByRole('button')
      .map(({ textContent }) => textContent)
      .filter((name) => name !== '' && name !== 'Copy for support' && !name?.startsWith('Help'));
  return { part, buttons, main, shown, user: userEvent.setup() };
}

test('a failed connect shows cause, numbers and ids, and copies them with the time of then', async () => {
  const connection = view(failed({}));
  const failure = failureWith({
    number: 700082,
    correlationId: '4c1f7a0e-6d52-4f5b-9f0c-2b8f3f1f7d90',
    requestId: 'r-1',
    action: 'sign-in-again',
  });
  const { part, buttons, user, shown } = await open(connection, recordOf(connection, { failure }));
  within(part).getByText('The sign-in has expired.');
  for (const text of ['AADSTS700082', failure.correlationId ?? '', 'r-1']) within(part).getByText(text);
  expect(buttons()).toEqual(['Sign in again']);
  await user.click(within(part).getByRole('button', { name: 'Copy request id' }));
  await user.click(within(part).getByRole('button', { name: 'Copy for support' }));
  const [id, copied] = shown.callsOf('app.copyText') as { text: string }[];
  expect(id?.text).toBe('r-1');
  expect(copied?.text).toContain('Sign-in error: AADSTS700082');
  expect(copied?.text).toContain('Request ID: r-1');
  expect(copied?.text).toContain('Time: 2026-02-03T04:05:07.000Z');
  expect(copied?.text).not.toContain('@');
});

test('its button does what the connection’s own does, for the service that failed', async () => {
  const connection = view(failed({}), failed({}));
  const failure = failureWith({ action: 'sign-in-again' });
  const record = recordOf(connection, { failure, service: 'compliance' });
  const { part, user, shown } = await open(connection, record);
  await user.click(within(part).getByRole('button', { name: 'Sign in again' }));
  expect(shown.callsOf('connections.connect')).toEqual([
    { id: connection.profile.id, services: ['compliance'] },
  ]);
});

test.each<[Failure['action'], string[]]>([
  ['continue-in-browser', ['Continue in browser']],
  ['enter-secret', ['Enter password', 'Continue in browser']],
  ['wait-and-retry', ['Keep trying', 'Try now']],
  ['edit-connection', ['Edit connection', 'Try again']],
  ['retry', ['Try again']],
  ['proxy-login', ['Enter proxy login', 'Try again']],
  ['proxy-settings', ['Proxy settings', 'Try again']],
  ['admin-consent', ['Copy link for an administrator', 'Try again']],
])('%s offers %j', async (action, labels) => {
  const connection = view(signedOut);
  const failure = failureWith({ action, link: 'https://login.example/adminconsent?client_id=1' });
  const { buttons } = await open(connection, recordOf(connection, { failure }));
  expect(buttons()).toEqual(labels);
});

test('keeps trying from the record, and says when next', async () => {
  const connection = view(failed({}));
  const record = recordOf(connection, { failure: failureWith({ action: 'wait-and-retry' }) });
  const { part, buttons, user } = await open(connection, record);
  await user.click(within(part).getByRole('button', { name: 'Keep trying' }));
  within(part).getByText(/Tries again in/);
  expect(buttons()).toEqual(['Stop trying']);
});

test('a connection that is gone has no button that needs it, and the record says why', async () => {
  const connection = view(failed({}));
  const consent = failureWith({ action: 'admin-consent', link: 'https://login.example/adminconsent' });
  const { part, buttons, user, shown } = await open(
    connection,
    recordOf(connection, { failure: consent }),
    false,
  );
  within(part).getByText(/not in the list any more/);
  expect(buttons()).toEqual(['Copy link for an administrator']);
  await user.click(within(part).getByRole('button', { name: 'Copy link for an administrator' }));
  expect(shown.callsOf('app.copyText')).toEqual([{ text: consent.link }]);
});

test('nothing is offered that is done by now', async () => {
  const connection = view(connected());
  const { part, buttons } = await open(connection, recordOf(connection, { failure: failureWith({}) }));
  within(part).getByText(/Exchange is connected by now/);
  expect(buttons()).toEqual([]);
});

test('a failed command is not sent again from here; what its failure asks of the connection is', async () => {
  const connection = view(failed({}));
  const retry = fail('throttled', 'Too many requests.', 'Wait a minute.').failure;
  const command = {
    kind: 'change' as const,
    what: 'Set-Mailbox -Identity ines',
    service: 'exchange' as const,
  };
  const first = await open(connection, recordOf(connection, { ...command, failure: retry }));
  expect(first.buttons()).toEqual([]);
  first.shown.end();
  const again = await open(
    connection,
    recordOf(connection, { ...command, failure: failureWith({ action: 'sign-in-again' }) }),
  );
  expect(again.buttons()).toEqual(['Sign in again']);
});

test('the proxy’s settings open from the record', async () => {
  const record = recordOf(null, { kind: 'read', failure: failureWith({ action: 'proxy-settings' }) });
  const { part, user } = await open(null, record);
  await user.click(within(part).getByRole('button', { name: 'Proxy settings' }));
  expect(JSON.stringify(useUiRequests.getState())).toContain('network');
});

test('a record from before failures had more than words still shows them', async () => {
  const old = fail('mfa-needed', 'A second step is needed.', '').failure;
  const { part, buttons } = await open(null, recordOf(null, { failure: old, correlationId: 'c-9' }));
  within(part).getByText('A second step is needed.');
  within(part).getByText('c-9');
  expect(buttons()).toEqual([]);
});
