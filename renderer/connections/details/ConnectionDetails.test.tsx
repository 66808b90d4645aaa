// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { closeDetails, showDetails } from '../../app/connectionRequests.ts';
import { useConnections } from '../../app/stores/connections.ts';
import { useToasts } from '../../ui/toasts.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { fail } from '../../../shared/model/failure.ts';
import { show } from '../../testing/dom.tsx';
import { ago, connected, failed, fakeConnection, fakeCustomers, signedOut } from '../../testing/fakeData.ts';
import ConnectionDetails from './ConnectionDetails.tsx';
import type { ConnectionStatus, ConnectionView } from '../../../shared/model/connection.ts';
import type { TokenFacts } from '../../../shared/model/token-facts.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  closeDetails();
  shown?.end();
  shown = null;
  useConnections.setState({ data: [], loaded: false });
});

function withToken(token: Partial<TokenFacts>) {
  const status = connected();
  if (status.state !== 'connected') throw new Error('not connected');
  return { ...status, token: { ...status.token, ...token } };
}

async function open(
  view: ConnectionView,
  world: Parameters<typeof show>[1] = {},
  fakes: Parameters<typeof show>[2] = {},
) {
  shown = show(<ConnectionDetails />, { connections: [view], ...world }, fakes);
  showDetails(view.profile.id);
  const panel = await screen.findByRole('dialog', { name: `Connection ${view.profile.name}` });
  return { user: userEvent.setup(), panel, shown };
}

const contoso = { name: 'Contoso', domain: 'contoso.onmicrosoft.com', colour: 0 } as const;

test('explains the token by name, and what the service asked for in between', async () => {
  const { panel } = await open(
    fakeConnection({
      ...contoso,
      status: withToken({
        actor: 'app',
        account: 'OAuthUser@contoso.onmicrosoft.com',
        appRoles: ['Exchange.ManageAsApp'],
        directoryRoles: [],
        missing: 'The app has no directory role that can use Exchange.',
        challenges: [{ at: ago(60_000), asked: 'a newer sign-in', outcome: 'answered' }],
      }),
    }),
  );
  const token = within(panel).getByRole('region', { name: 'Token' });
  within(token).getByText('Exchange.ManageAsApp');
  within(token).getByText('None');
  within(panel).getByText('The app has no directory role that can use Exchange.');
  within(panel).getByText(/a newer sign-in, answered$/);
});

test('says that nobody renews a given token', async () => {
  const { panel } = await open(fakeConnection({ ...contoso, status: withToken({ renewable: false }) }));
  within(panel).getByText('None: it was given, and ends for good');
});

test('copies what Get-ConnectionInformation would print, of the service that is chosen', async () => {
  const view = fakeConnection({ ...contoso, status: connected(), compliance: true });
  const { user, panel, shown } = await open(view);
  await user.click(within(panel).getByRole('tab', { name: 'Security & Compliance' }));
  await user.click(within(panel).getByRole('button', { name: 'Copy' }));
  const [copied] = shown.callsOf('app.copyText') as { text: string }[];
  expect(copied?.text).toMatch(/^Name +: ExchangeOnlineProtection_1$/m);
  // Each name is one text, wherever it may be broken.
  expect(document.body.textContent).toContain('AzureAdAuthorizationEndpointUri');
  expect(copied?.text).toMatch(/^IsEopSession +: True$/m);
  expect(copied?.text).not.toMatch(/eyJ/);
});

test('names the roles of a customer’s relationship', async () => {
  const customers = fakeCustomers(3);
  const [customer] = customers;
  if (customer === undefined) throw new Error('no customer');
  const view = fakeConnection({ ...contoso, status: connected(), customer: true });
  const { panel } = await open(
    {
      ...view,
      profile: {
        ...view.profile,
        organization: { kind: 'customer', tenantId: customer.tenantId, name: 'C', domain: null },
      },
    },
    { customers },
  );
  const part = await within(panel).findByRole('region', { name: 'Customer relationship' });
  await within(part).findByText('Exchange Administrator');
  within(part).getByText('Security Reader');
});

test('a failed service says why, and a signed out one can be connected', async () => {
  const view = fakeConnection({ ...contoso, status: failed(), compliance: true });
  const { user, panel, shown } = await open({
    ...view,
    services: [
      { service: 'exchange', status: failed({ message: 'No way in.' }) },
      { service: 'compliance', status: signedOut },
    ],
  });
  within(panel).getByText('No way in.');
  await user.click(within(panel).getByRole('tab', { name: 'Security & Compliance' }));
  await user.click(within(panel).getByRole('button', { name: 'Connect' }));
  expect(shown.callsOf('connections.connect')).toEqual([{ id: view.profile.id, services: ['compliance'] }]);
});

test('checks the connection and shows the answer, or why there is none', async () => {
  const view = fakeConnection({ ...contoso, status: connected() });
  let works = true;
  const { user, panel, shown } = await open(
    view,
    {},
    {
      connections: {
        check: async ({ service }) => {
          if (!works) throw fail('timed-out', 'Nothing came.', 'Try again.');
          return {
            service,
            cmdlet: 'Get-AcceptedDomain',
            host: 'outlook.office365.com',
            columns: ['DomainName'],
            rows: [['contoso.onmicrosoft.com']],
            more: false,
            elapsedMs: 41.7,
          };
        },
      },
    },
  );
  await user.click(within(panel).getByRole('button', { name: 'Check connection' }));
  await within(panel).findByText('outlook.office365.com answered Get-AcceptedDomain in 42 ms');
  within(panel).getByRole('cell', { name: 'contoso.onmicrosoft.com' });
  expect(shown.callsOf('connections.check')).toEqual([{ id: view.profile.id, service: 'exchange' }]);
  works = false;
  await user.click(within(panel).getByRole('button', { name: 'Check connection' }));
  await within(panel).findByText('Nothing came.');
});

test('keeps what the service says to those who connect', async () => {
  const { panel } = await open(
    fakeConnection({
      ...contoso,
      status: { ...connected(), banner: 'New cmdlets are here.' } as ConnectionStatus,
    }),
  );
  const part = within(panel).getByRole('region', { name: 'Exchange Online says' });
  within(part).getByText('New cmdlets are here.');
});

test('says where the run log is, and opens its folder without naming a path', async () => {
  const base = fakeConnection({ ...contoso, status: connected() });
  const path = '/tmp/EXOCmdletTelemetry/EXOCmdletTelemetry-20261121-220509.csv';
  const view = {
    ...base,
    services: base.services.map((one) => ({ ...one, runLog: { path, problem: null } })),
  };
  const { user, panel, shown } = await open(view);
  const part = within(panel).getByRole('region', { name: 'Run log' });
  within(part).getByText(path);
  await user.click(within(part).getByRole('button', { name: 'Open folder' }));
  expect(shown.callsOf('connections.showRunLog')).toEqual([{ id: view.profile.id, service: 'exchange' }]);
  await user.click(within(part).getByRole('button', { name: 'Copy path' }));
  expect(shown.callsOf('app.copyText')).toEqual([{ text: path }]);
});

test('says once, and in the details, that a run log can’t be written', async () => {
  const base = fakeConnection({ ...contoso, status: connected() });
  const { failure } = fail('not-writable', 'The folder can’t be made.', 'Choose another folder.', {
    action: 'edit-connection',
  });
  const view = {
    ...base,
    services: base.services.map((one) => ({ ...one, runLog: { path: '/nowhere/x.csv', problem: failure } })),
  };
  const { user, panel, shown } = await open(base);
  const told = new Map<number, string>();
  const stop = useToasts.subscribe(({ waiting }) => waiting.forEach(({ id, text }) => told.set(id, text)));
  for (const heard of [view, { ...view, profile: { ...view.profile, lastUsedAt: ago(0) } }])
    shown.main.emit('connection', { id: base.profile.id, view: heard });
  const part = await within(panel).findByRole('region', { name: 'Run log' });
  within(part).getByText('The folder can’t be made.');
  stop();
  expect([...told.values()]).toEqual(['Contoso: The folder can’t be made.']);
  await user.click(within(part).getByRole('button', { name: 'Edit connection' }));
  expect(useUiRequests.getState().drawer).toMatchObject({ connectionId: base.profile.id });
});
