// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useConnectionRequests } from '../app/connectionRequests.ts';
import { useAccounts } from '../app/stores/accounts.ts';
import { useConnection, useConnections } from '../app/stores/connections.ts';
import { useRetries } from '../app/stores/retries.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { useNavigation } from '../app/navigation.ts';
import { useOverlays } from '../app/frame/overlays.ts';
import { fail } from '../../shared/model/failure.ts';
import { show } from '../testing/dom.tsx';
import { connected, failed, fakeConnection, signedOut } from '../testing/fakeData.ts';
import ProxyLoginDialog from './ProxyLoginDialog.tsx';
import SecretDialog from './SecretDialog.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';
import type { ConnectionStatus, ConnectionView } from '../../shared/model/connection.ts';
import type { SignIn } from '../../shared/model/account.ts';
import type { SignInMethod } from '../../shared/model/sign-in-method.ts';
import type { FailureAction } from '../../shared/model/failure.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useConnections.setState({ data: [], loaded: false });
  useConnectionRequests.setState({ details: null, secret: null, proxyLogin: null });
  useRetries.setState({ retries: {} });
  useAccounts.setState({ signIns: [] });
  useOverlays.setState({ help: null });
});

function Card({ id }: { readonly id: string }) {
  const view = useConnection(id);
  return view === undefined ? null : <ConnectionCard view={view} />;
}

const make = (status: ConnectionStatus, compliance = false): ConnectionView =>
  fakeConnection({ name: 'Contoso', domain: 'contoso.onmicrosoft.com', colour: 0, status, compliance });

const withServices = (exchange: ConnectionStatus, compliance: ConnectionStatus): ConnectionView => ({
  ...make(exchange, true),
  services: [
    { service: 'exchange', status: exchange },
    { service: 'compliance', status: compliance },
  ],
});

async function open(view: ConnectionView, fakes: Parameters<typeof show>[2] = {}) {
  const { id } = view.profile;
  shown = show(
    <>
      <Card id={id} />
      <SecretDialog />
      <ProxyLoginDialog />
    </>,
    { connections: [view] },
    fakes,
  );
  const card = await screen.findByRole('article', { name: 'Contoso' });
  return { user: userEvent.setup(), card, shown, id };
}

test('shows a device code and its page, and copies the code', async () => {
  const signInId = '33333333-3333-4333-8333-333333333333';
  const since = new Date().toISOString();
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const device = { code: 'ABCDEFGHJ', page: 'https://microsoft.com/devicelogin', expiresAt };
  const signIn: SignIn = {
    signInId,
    kind: 'device',
    device,
    cloudId: 'O365Default',
    purpose: 'Contoso',
    connectionId: null,
    loginHint: null,
    startedAt: since,
    endsAt: expiresAt,
    state: 'waiting',
    failure: null,
  };
  useAccounts.setState({ signIns: [signIn] });
  let copied = '';
  const { user, card } = await open(make({ state: 'signing-in', signInId, since }), {
    accounts: {
      listSignIns: async () => [signIn],
      copyCode: async (input) => {
        copied = input.signInId;
      },
    },
  });
  expect((await within(card).findByLabelText('Code to type')).textContent).toBe('ABCDEFGHJ');
  expect(card.textContent).toContain('microsoft.com/devicelogin');
  expect(card.textContent).toMatch(/, 1[45]:\d\d left/);
  await user.click(within(card).getByRole('button', { name: 'Copy code' }));
  await waitFor(() => expect(copied).toBe(signInId));
  expect(within(card).getByRole('button', { name: 'Open page' })).toBeDefined();
});

test('says that no browser could be opened, and offers the link', async () => {
  const signInId = '33333333-3333-4333-8333-333333333334';
  const since = new Date().toISOString();
  const signIn: SignIn = {
    signInId,
    kind: 'browser',
    device: null,
    cloudId: 'O365Default',
    purpose: 'Contoso',
    connectionId: null,
    loginHint: null,
    startedAt: since,
    endsAt: new Date(Date.now() + 300_000).toISOString(),
    state: 'waiting',
    failure: fail('no-browser', 'No browser could be opened.', 'Copy the link.').failure,
  };
  const { user, card, shown } = await open(make({ state: 'signing-in', signInId, since }), {
    accounts: { listSignIns: async () => [signIn], copyLink: async () => undefined },
  });
  await within(card).findByText('No browser could be opened. Copy the link.');
  await user.click(within(card).getByRole('button', { name: 'Copy link' }));
  expect(shown.callsOf('accounts.copyLink')).toEqual([{ signInId }]);
});

test('shows each service with its own state, and connects the one that is not', async () => {
  const { user, card, shown, id } = await open(withServices(connected(), signedOut));
  within(card).getByText('Exchange connected ·', { exact: false });
  expect(within(card).getByTitle('Security & Compliance: signed out')).toBeTruthy();
  await user.click(within(card).getByRole('button', { name: 'Connect Compliance' }));
  expect(shown.callsOf('connections.connect')).toEqual([{ id, services: ['compliance'] }]);
});

test('opens the console of either service', async () => {
  const { user, card, shown, id } = await open(make(connected(), true));
  await user.click(within(card).getByRole('button', { name: 'Open console' }));
  await user.click(within(card).getByRole('button', { name: 'Console of which service of Contoso' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Security & Compliance' }));
  await waitFor(() =>
    expect(shown.callsOf('console.openTab')).toEqual([
      { connectionId: id, service: 'exchange', background: false },
      { connectionId: id, service: 'compliance', background: false },
    ]),
  );
});

test('Tab comes to what is done next first, and arrows reach the menu', async () => {
  const { user, card } = await open(make(signedOut));
  await user.tab();
  expect(document.activeElement).toBe(within(card).getByRole('button', { name: 'Connect' }));
  await user.keyboard('{ArrowLeft}');
  expect(document.activeElement).toBe(within(card).getByRole('button', { name: 'More for Contoso' }));
});

test('the menu begins with what is done, then tells and copies, then changes; Delete stands alone at the end', async () => {
  const { user, card } = await open(withServices(connected(), signedOut));
  await user.click(within(card).getByRole('button', { name: 'More for Contoso' }));
  const menu = await screen.findByRole('menu');
  const groups: string[][] = [[]];
  for (const item of menu.children) {
    if (item.getAttribute('role') === 'menuitem') groups.at(-1)?.push(item.textContent);
    else if (item.classList.contains('fui-MenuDivider')) groups.push([]);
  }
  expect(groups).toEqual([
    ['Open another console', 'Disconnect Exchange Online', 'Connect Security & Compliance', 'Disconnect'],
    ['Connection details', 'Copy as PowerShell', 'Export to a file'],
    ['Edit', 'Rename', 'Change colour', 'Move to folder', 'Make read-only', 'Duplicate'],
    ['Delete'],
  ]);
});

test('the focus goes to the card beside one that is deleted', async () => {
  const views = [
    make(signedOut),
    { ...make(signedOut), profile: { ...make(signedOut).profile, name: 'Fabrikam' } },
  ];
  shown = show(
    <>
      {views.map(({ profile }) => (
        <Card key={profile.id} id={profile.id} />
      ))}
    </>,
    { connections: views },
  );
  const card = await screen.findByRole('article', { name: 'Contoso' });
  const user = userEvent.setup();
  within(card).getByRole('button', { name: 'More for Contoso' }).focus();
  await user.keyboard('{Enter}');
  (await screen.findByRole('menuitem', { name: 'Delete' })).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('article', { name: 'Contoso' })).toBeNull());
  const other = screen.getByRole('article', { name: 'Fabrikam' });
  await waitFor(() => expect(other.contains(document.activeElement)).toBe(true));
});

test('disconnects one service from the menu', async () => {
  const { user, card, shown, id } = await open(make(connected(), true));
  await user.click(within(card).getByRole('button', { name: 'More for Contoso' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Disconnect Security & Compliance' }));
  expect(shown.callsOf('connections.disconnect')).toEqual([{ id, services: ['compliance'] }]);
});

test('says why one service failed while the other is connected', async () => {
  const { card } = await open(
    withServices(connected(), failed({ code: 'not-authorized', message: 'No role there.' })),
  );
  within(card).getByText('Security & Compliance couldn’t connect');
  within(card).getByText('No role there.');
});

test('warns of what the token lacks', async () => {
  const status = connected();
  if (status.state !== 'connected') throw new Error('not connected');
  const { card } = await open(
    make({ ...status, token: { ...status.token, missing: 'The app has no directory role.' } }),
  );
  within(card).getByText('The app has no directory role.');
});

test('tells a token that nobody renews', async () => {
  const status = connected(12);
  if (status.state !== 'connected') throw new Error('not connected');
  const { card } = await open(make({ ...status, token: { ...status.token, renewable: false } }));
  within(card).getByText('token 12 min, not renewed');
});

const cases: readonly (readonly [FailureAction, string])[] = [
  ['sign-in-again', 'Sign in again'],
  ['retry', 'Try again'],
];
test.each(cases)('a failure with %s has the button %s, which connects', async (action, name) => {
  const { user, card, shown, id } = await open(make(failed({ action })));
  await user.click(within(card).getByRole('button', { name }));
  expect(shown.callsOf('connections.connect')).toMatchObject([{ id, services: ['exchange'] }]);
});

const withMethod = (view: ConnectionView, signIn: SignInMethod): ConnectionView => ({
  ...view,
  profile: { ...view.profile, signIn },
});
const CREDENTIAL: SignInMethod = { kind: 'credential', inline: false };

test.each<readonly [FailureAction, readonly string[]]>([
  ['continue-in-browser', ['Continue in browser']],
  ['enter-secret', ['Enter password', 'Continue in browser']],
])('after %s a password’s connection goes on in the browser, this time', async (action, names) => {
  const { user, card, shown, id } = await open(withMethod(make(failed({ action })), CREDENTIAL));
  for (const name of names) within(card).getByRole('button', { name });
  await user.click(within(card).getByRole('button', { name: 'Continue in browser' }));
  expect(shown.callsOf('connections.connect')).toEqual([{ id, services: ['exchange'], inBrowser: true }]);
  expect(shown.callsOf('connections.update')).toEqual([]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a token that was given is never led to the browser', async () => {
  const { card } = await open(withMethod(make(failed({ action: 'enter-secret' })), { kind: 'token' }));
  within(card).getByRole('button', { name: 'Enter access token' });
  expect(within(card).queryByRole('button', { name: 'Continue in browser' })).toBeNull();
});

test('copies the consent link for an administrator', async () => {
  const link = 'https://login.microsoftonline.com/contoso/adminconsent';
  const { user, card, shown } = await open(make(failed({ action: 'admin-consent', link })));
  await user.click(within(card).getByRole('button', { name: 'Copy link for an administrator' }));
  expect(shown.callsOf('app.copyText')).toEqual([{ text: link }]);
});

test('leads to the proxy settings', async () => {
  const { user, card } = await open(make(failed({ action: 'proxy-settings' })));
  await user.click(within(card).getByRole('button', { name: 'Proxy settings' }));
  expect(useUiRequests.getState().section).toBe('network');
  expect(useNavigation.getState().screen).toBe('settings');
});

test('asks for the login of the proxy that it names, and hands it over for one connect', async () => {
  const message = 'The proxy proxy.contoso.com:8080 wants a user name and a password (407).';
  const { user, card, shown, id } = await open(make(failed({ action: 'proxy-login', message })));
  await user.click(within(card).getByRole('button', { name: 'Enter proxy login' }));
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText(message);
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  within(dialog).getByText('A user name is needed');
  await user.type(within(dialog).getByLabelText('Proxy user name'), ' ana ');
  await user.type(within(dialog).getByLabelText('Proxy password'), 'right');
  await user.click(within(dialog).getByRole('checkbox'));
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  expect(shown.callsOf('connections.connect')).toEqual([
    {
      id,
      services: ['exchange'],
      secrets: { keep: false, proxy: { username: 'ana', password: 'right', keep: true } },
    },
  ]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.body.innerHTML).not.toContain('right');
});

test('keeps trying by itself until it is stopped', async () => {
  const { user, card, shown } = await open(make(failed({ action: 'wait-and-retry' })));
  await user.click(within(card).getByRole('button', { name: 'Keep trying' }));
  within(card).getByText('Tries again in', { exact: false });
  await user.click(within(card).getByRole('button', { name: 'Stop trying' }));
  within(card).getByRole('button', { name: 'Keep trying' });
  expect(shown.callsOf('connections.connect')).toEqual([]);
});

test('asks for the password where one has to be typed, and hands it over once', async () => {
  const view = make(signedOut);
  const { user, card, shown, id } = await open(
    { ...view, profile: { ...view.profile, signIn: { kind: 'credential', inline: false } } },
    {
      connections: {
        connect: async ({ secrets }) => {
          if (secrets === undefined) throw fail('secret-needed', 'The password is needed.', 'Type it.');
          return view;
        },
      },
    },
  );
  await user.click(within(card).getByRole('button', { name: 'Connect' }));
  const dialog = await screen.findByRole('dialog', { name: 'Connect Contoso' });
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText('Nothing was typed yet');
  await user.type(within(dialog).getByLabelText(/^Password of/), 'Practice-1');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(useConnectionRequests.getState().secret).toBeNull());
  expect(shown.callsOf('connections.connect')).toEqual([
    { id },
    { id, services: ['exchange'], secrets: { password: 'Practice-1', keep: false } },
  ]);
});

test('details of a failure name account and organisation, and lead to the help', async () => {
  const { user, card, shown } = await open(
    make(failed({ code: 'consent-needed', number: 65001, requestId: 'r-1' })),
  );
  await user.click(within(card).getByRole('button', { name: 'Show details' }));
  within(card).getByText('AADSTS65001');
  within(card).getByText('r-1');
  await user.click(within(card).getByRole('button', { name: 'Copy for support' }));
  const [copied] = shown.callsOf('app.copyText') as { text: string }[];
  expect(copied?.text).toContain('Request ID: r-1');
  expect(copied?.text).not.toContain('@');
  await user.click(within(card).getByRole('button', { name: 'Help: consent' }));
  expect(useOverlays.getState().help).toBe('consent');
});
