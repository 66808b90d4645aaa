// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import NewConnectionDrawer from './NewConnectionDrawer.tsx';
import { useConnections } from '../../app/stores/connections.ts';
import { useRetries } from '../../app/stores/retries.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { fail } from '../../../shared/model/failure.ts';
import { show } from '../../testing/dom.tsx';
import { connected, fakeConnection, fakeId, signedOut } from '../../testing/fakeData.ts';
import type { FakeWorld } from '../../testing/fakeBridge.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useUiRequests.setState({ drawer: null });
  useConnections.setState({ data: [], loaded: false });
});

async function open(world: Partial<FakeWorld> = {}, fakes: Parameters<typeof show>[2] = {}) {
  shown = show(<NewConnectionDrawer />, world, fakes);
  useUiRequests.getState().newConnection('O365Default');
  const dialog = await screen.findByRole('dialog', { name: 'New connection' });
  return { user: userEvent.setup(), dialog, shown };
}

test('checks the account name as it is left, not as it is typed', async () => {
  const { user, dialog } = await open();
  const field = within(dialog).getByRole('textbox', { name: 'Account name' });
  await user.type(field, 'ana');
  expect(within(dialog).queryByText(/looks like name@organisation/)).toBeNull();
  await user.click(within(dialog).getByRole('textbox', { name: 'Name' }));
  await within(dialog).findByText(/looks like name@organisation/);
  await user.type(field, '@partner.example');
  expect(within(dialog).queryByText(/looks like name@organisation/)).toBeNull();
});

test('sends nothing while a field is wrong', async () => {
  const { user, dialog, shown } = await open();
  await user.type(within(dialog).getByRole('textbox', { name: 'Account name' }), 'ana');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText(/looks like name@organisation/);
  expect(shown.callsOf('connections.create')).toEqual([]);
});

test('the closed cloud can be chosen, and says that nothing answers there', async () => {
  const { user, dialog } = await open();
  await user.click(within(dialog).getByRole('radio', { name: 'Germany, closed' }));
  within(dialog).getByText(/nothing answers there any more/);
  within(dialog).getByText(/Microsoft closed this cloud in 2021/);
});

test('makes the connection, connects it and closes', async () => {
  const { user, dialog, shown } = await open();
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(useUiRequests.getState().drawer).toBeNull());
  expect(shown.callsOf('connections.create')).toMatchObject([
    { cloudId: 'O365Default', organization: { kind: 'own' }, services: ['exchange'], readOnly: true },
  ]);
  expect(shown.callsOf('connections.connect')).toHaveLength(1);
});

test('says a failure in place, and tries again with the same connection', async () => {
  const { user, dialog, shown } = await open(
    {},
    {
      connections: {
        connect: async () => {
          throw fail('sign-in-timed-out', 'Nobody finished the sign-in.', 'Sign in again.');
        },
      },
    },
  );
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText('Nobody finished the sign-in.');
  await user.click(within(dialog).getByRole('button', { name: 'Sign in again' }));
  await waitFor(() => expect(shown.callsOf('connections.connect')).toHaveLength(2));
  expect(shown.callsOf('connections.create')).toHaveLength(1);
});

test('Cancel while the browser is open gives the sign-in up and takes its connection away', async () => {
  let reject: (error: unknown) => void = () => undefined;
  const { user, dialog, shown } = await open(
    {},
    {
      connections: {
        connect: () => new Promise((_, no) => (reject = no)),
        cancelConnect: async () => reject(fail('sign-in-cancelled', 'It was cancelled.', '')),
      },
    },
  );
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Cancel' }));
  await within(dialog).findByRole('button', { name: 'Connect' });
  await waitFor(() => expect(shown.callsOf('connections.remove')).toHaveLength(1));
  expect(within(dialog).queryByText('It was cancelled.')).toBeNull();
  expect(useConnections.getState().data).toEqual([]);
});

/** As a person pastes it: a key for each letter would draw the whole form each time. */
async function put(user: ReturnType<typeof userEvent.setup>, field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

async function chooseMethod(user: ReturnType<typeof userEvent.setup>, dialog: HTMLElement, label: string) {
  await user.click(within(dialog).getByRole('button', { name: /^More ways to sign in/ }));
  await user.click(within(dialog).getByRole('radio', { name: label }));
}

test('hands a password to main once and forgets it, whatever comes of it', async () => {
  const { user, dialog, shown } = await open(
    {},
    {
      connections: {
        connect: async () => {
          throw fail('sign-in-failed', 'The password is wrong.', 'Type it again.');
        },
      },
    },
  );
  await chooseMethod(user, dialog, 'User name and password');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText('Type the password');
  expect(shown.callsOf('connections.create')).toEqual([]);
  await user.type(within(dialog).getByRole('textbox', { name: /^Account name/ }), 'ana@partner.example');
  await user.type(within(dialog).getByLabelText(/^Password/), 'Geheim 1');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText('The password is wrong.');
  expect(shown.callsOf('connections.create')).toMatchObject([
    { signIn: { kind: 'credential' }, loginHint: 'ana@partner.example' },
  ]);
  expect(JSON.stringify(shown.callsOf('connections.create'))).not.toContain('Geheim');
  expect(shown.callsOf('connections.connect')).toMatchObject([
    { secrets: { password: 'Geheim 1', keep: false } },
  ]);
  expect(within(dialog).getByLabelText<HTMLInputElement>(/^Password/).value).toBe('');
});

test('goes on in the browser this time, and the connection keeps its way to sign in', async () => {
  const { user, dialog, shown } = await open(
    {},
    {
      connections: {
        connect: async ({ inBrowser }) => {
          if (inBrowser === true)
            return fakeConnection({
              name: 'Contoso',
              domain: 'c.onmicrosoft.com',
              colour: 0,
              status: connected(),
            });
          throw fail('conditional-access', 'The password has expired.', 'Continue in the browser.', {
            action: 'continue-in-browser',
          });
        },
      },
    },
  );
  await chooseMethod(user, dialog, 'User name and password');
  await user.type(within(dialog).getByRole('textbox', { name: /^Account name/ }), 'ana@partner.example');
  await user.type(within(dialog).getByLabelText(/^Password/), 'Geheim 1');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Continue in browser' }));
  await waitFor(() => expect(useUiRequests.getState().drawer).toBeNull());
  const [made] = useConnections.getState().data.map(({ profile }) => profile);
  expect(shown.callsOf('connections.connect').at(-1)).toEqual({ id: made?.id, inBrowser: true });
  expect(shown.callsOf('connections.create')).toMatchObject([{ signIn: { kind: 'credential' } }]);
  expect(shown.callsOf('connections.update')).toEqual([]);
});

test('tries by itself what only takes time, says when next, stops when told to, and Connect begins anew', async () => {
  const { user, dialog, shown } = await open(
    {},
    {
      connections: {
        connect: async () => {
          throw fail('not-authorized', 'The role is not there yet.', 'It takes minutes.', {
            action: 'wait-and-retry',
          });
        },
      },
    },
  );
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Keep trying' }));
  within(dialog).getByText('Tries again in', { exact: false });
  expect(within(dialog).queryByRole('button', { name: 'Try now' })).toBeNull();
  await user.click(within(dialog).getByRole('button', { name: 'Stop trying' }));
  await user.click(within(dialog).getByRole('button', { name: 'Keep trying' }));
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(shown.callsOf('connections.connect')).toHaveLength(2));
  expect(useRetries.getState().retries).toEqual({});
});

test('asks an app for its organisation’s first domain, and for no account', async () => {
  const { user, dialog, shown } = await open();
  await chooseMethod(user, dialog, 'App with a certificate');
  expect(within(dialog).queryByRole('radiogroup', { name: 'Account' })).toBeNull();
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  expect(document.activeElement).toBe(
    within(dialog).getByRole('textbox', { name: /^Organisation’s first domain/ }),
  );
  await put(
    user,
    within(dialog).getByRole('textbox', { name: /^Organisation’s first/ }),
    'contoso.onmicrosoft.com',
  );
  await put(
    user,
    within(dialog).getByRole('textbox', { name: /^App id/ }),
    '11111111-2222-4333-8444-555555555555',
  );
  await put(user, within(dialog).getByRole('textbox', { name: /^Certificate file/ }), '/keys/app.pfx');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(shown.callsOf('connections.connect')).toHaveLength(1));
  expect(shown.callsOf('connections.create')).toMatchObject([
    {
      accountId: null,
      organization: { kind: 'own', domain: 'contoso.onmicrosoft.com' },
      signIn: { kind: 'certificate', certificate: { from: 'file', path: '/keys/app.pfx' } },
    },
  ]);
});

test('says what a pasted token is for before it is used', async () => {
  const { user, dialog } = await open();
  await chooseMethod(user, dialog, 'An access token you have');
  await user.click(within(dialog).getByLabelText(/^Access token/));
  await user.paste('nonsense');
  await within(dialog).findByText('This is not an access token.');
  await user.clear(within(dialog).getByLabelText(/^Access token/));
  await user.paste('eyJa.eyJb.c');
  await within(dialog).findByText('https://outlook.office365.com');
});

test('an unknown host is named, and has to be agreed to', async () => {
  const { user, dialog, shown } = await open();
  await user.click(within(dialog).getByRole('radio', { name: 'Other hosts' }));
  await user.type(
    within(dialog).getByRole('textbox', { name: /^Address of the service/ }),
    'https://mail.contoso.example/',
  );
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText('Confirm mail.contoso.example, or correct the address');
  expect(shown.callsOf('connections.create')).toEqual([]);
  await user.click(within(dialog).getByRole('checkbox', { name: /^I know mail\.contoso\.example/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(shown.callsOf('connections.create')).toHaveLength(1));
  expect(shown.callsOf('connections.create')).toMatchObject([
    { options: { confirmedHosts: ['mail.contoso.example'] } },
  ]);
});

test('changes a saved connection in place', async () => {
  const view = fakeConnection({
    name: 'Contoso',
    domain: 'contoso.onmicrosoft.com',
    colour: 1,
    status: signedOut,
  });
  useConnections.setState({ data: [view], loaded: true });
  shown = show(<NewConnectionDrawer />, { connections: [view] });
  useUiRequests.getState().editConnection(view.profile.id);
  const dialog = await screen.findByRole('dialog', { name: 'Edit Contoso' });
  const user = userEvent.setup();
  await chooseMethod(user, dialog, 'Code on another device');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(useUiRequests.getState().drawer).toBeNull());
  expect(shown.callsOf('connections.create')).toEqual([]);
  expect(shown.callsOf('connections.update')).toMatchObject([
    { id: view.profile.id, patch: { signIn: { kind: 'device' }, name: 'Contoso' } },
  ]);
});

test('a click on the words of a service is for that service', async () => {
  const { user, dialog } = await open();
  const box = (name: string) => within(dialog).getByRole<HTMLInputElement>('checkbox', { name });
  await user.click(within(dialog).getByText('Security & Compliance'));
  expect([box('Exchange Online').checked, box('Security & Compliance').checked]).toEqual([true, true]);
});

test('shows a device code until it is typed elsewhere, and copies it', async () => {
  const { user, dialog, shown } = await open(
    {},
    { connections: { connect: () => new Promise(() => undefined) } },
  );
  await chooseMethod(user, dialog, 'Code on another device');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByRole('heading', { name: 'Connecting' });
  const [view] = useConnections.getState().data;
  const later = new Date(Date.now() + 900_000).toISOString();
  shown.main.emit('signIns', [
    {
      signInId: fakeId(700),
      kind: 'device',
      device: { code: 'ABCD-1234', page: 'https://login.example/device', expiresAt: later },
      cloudId: 'O365Default',
      purpose: 'Connection',
      connectionId: view?.profile.id ?? null,
      loginHint: null,
      startedAt: new Date().toISOString(),
      endsAt: later,
      state: 'waiting',
      failure: null,
    },
  ]);
  within(dialog).getByText('Chosen when you sign in');
  const code = await within(dialog).findByLabelText('Code to type');
  expect(code.textContent).toBe('ABCD-1234');
  within(dialog).getByText('https://login.example/device');
  await user.click(within(dialog).getByRole('button', { name: 'Copy code' }));
  await user.click(within(dialog).getByRole('button', { name: 'Open the page here' }));
  expect(shown.callsOf('accounts.copyCode')).toEqual([{ signInId: fakeId(700) }]);
  expect(shown.callsOf('accounts.reopenPage')).toEqual([{ signInId: fakeId(700) }]);
});

test('a pasted command fills the form and tells what it could not', async () => {
  const { user, dialog, shown } = await open();
  await user.click(within(dialog).getByRole('button', { name: 'Paste a Connect command' }));
  const text = await within(dialog).findByRole('textbox', { name: 'Connect command' });
  await user.click(text);
  await user.paste(
    'Connect-IPPSSession -UserPrincipalName ana@partner.example -DelegatedOrganization adatum.onmicrosoft.com -Prefix Ada -Foo',
  );
  await within(dialog).findByText(/no parameter -Foo/);
  within(dialog).getByText(/ · ana@partner\.example · customer adatum\.onmicrosoft\.com$/);
  await user.click(within(dialog).getByRole('button', { name: 'Fill the form' }));
  const note = await within(dialog).findByText('The form was filled from the command, except for this:');
  await waitFor(() => expect(document.activeElement?.contains(note)).toBe(true));
  expect(document.activeElement?.getAttribute('tabindex')).toBe('-1');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(shown.callsOf('connections.create')).toHaveLength(1));
  expect(shown.callsOf('connections.create')).toMatchObject([
    {
      loginHint: 'ana@partner.example',
      delegatedTo: 'adatum.onmicrosoft.com',
      services: ['compliance'],
      options: { prefix: 'Ada' },
      readOnly: true,
    },
  ]);
});

test('makes a certificate, tells how its app is registered, and uses it', async () => {
  const { user, dialog, shown } = await open();
  await chooseMethod(user, dialog, 'App with a certificate');
  await user.click(within(dialog).getByRole('radio', { name: /^One kept/ }));
  await user.click(within(dialog).getByRole('button', { name: 'New certificate' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Make the certificate' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Save as .cer' }));
  await within(dialog).findByText('Saved as /home/somebody/mail-report.cer');
  await user.click(within(dialog).getByRole('button', { name: 'Copy “Exchange.ManageAsApp”' }));
  expect(shown.callsOf('app.copyText')).toEqual([{ text: 'Exchange.ManageAsApp' }]);
  await user.click(within(dialog).getByRole('button', { name: 'Use it in the form' }));
  const kept = await within(dialog).findByRole<HTMLSelectElement>('combobox', { name: /^Kept certificate/ });
  await waitFor(() => expect(kept.value).toBe(shown.main.world.certificates[0]?.id));
});

test.each([
  ['Microsoft 365', 'https://entra.microsoft.com/'],
  ['US Government GCC High', 'https://entra.microsoft.us/'],
  ['China (21Vianet)', 'https://entra.microsoftonline.cn/'],
  ['Practice cloud', null],
])('the app of a certificate is registered in the admin centre of %s', async (name, url) => {
  const { user, dialog, shown } = await open();
  await user.click(within(dialog).getByRole('radio', { name }));
  await chooseMethod(user, dialog, 'App with a certificate');
  await user.click(within(dialog).getByRole('radio', { name: /^One kept/ }));
  await user.click(within(dialog).getByRole('button', { name: 'New certificate' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Make the certificate' }));
  await within(dialog).findByRole('button', { name: 'Save as .cer' });
  const link = within(dialog).queryByRole('button', { name: 'Open the Entra admin centre' });
  if (link !== null) await user.click(link);
  expect(shown.callsOf('app.openLink')).toEqual(url === null ? [] : [{ url }]);
});

test('begins in its first field, and Esc leads back from a place to the button that led there', async () => {
  const { user, dialog } = await open();
  expect(document.activeElement).toBe(within(dialog).getByRole('radio', { name: 'Microsoft 365' }));
  const paste = () => within(dialog).getByRole('button', { name: 'Paste a Connect command' });
  await user.click(paste());
  const command = await within(dialog).findByRole('textbox', { name: 'Connect command' });
  expect(document.activeElement).toBe(command);
  await user.paste('Connect-ExchangeOnline');
  within(dialog).getByRole('button', { name: 'Back to the form' }).focus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(paste()));
  await chooseMethod(user, dialog, 'App with a certificate');
  await user.click(within(dialog).getByRole('radio', { name: /^One kept/ }));
  await user.click(within(dialog).getByRole('button', { name: 'New certificate' }));
  await user.click(await within(dialog).findByRole('button', { name: 'Make the certificate' }));
  const save = await within(dialog).findByRole('button', { name: 'Save as .cer' });
  expect(document.activeElement).toBe(save);
  await user.keyboard('{Escape}');
  await waitFor(() =>
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'New certificate' })),
  );
  expect(useUiRequests.getState().drawer).not.toBeNull();
});

test('the folder’s list is no stop of its own for Tab', async () => {
  const { dialog } = await open();
  const list = within(dialog).getByRole('combobox', { name: 'Folder' }).parentElement;
  expect(list?.querySelectorAll('[tabindex="0"]')).toHaveLength(0);
  expect(list?.querySelectorAll('[role=button]').length).toBeGreaterThan(0);
});

test('says where a domain really is, and offers that environment', async () => {
  const { user, dialog } = await open(
    {},
    {
      connections: {
        lookupTenant: async () => ({
          tenantId: fakeId(6),
          cloudId: 'O365USGovGCCHigh',
          cloudName: 'US Government GCC High',
          name: 'Fabrikam',
        }),
      },
    },
  );
  await user.type(within(dialog).getByRole('textbox', { name: /^Account name/ }), 'a@fabrikam.example');
  await user.click(within(dialog).getByRole('textbox', { name: 'Name' }));
  await within(dialog).findByText('Fabrikam is in US Government GCC High, not in Microsoft 365.');
  await user.click(within(dialog).getByRole('button', { name: 'Choose US Government GCC High' }));
  const radio = within(dialog).getByRole<HTMLInputElement>('radio', { name: 'US Government GCC High' });
  expect(radio.checked).toBe(true);
  expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: /^Account name/ }).value).toBe(
    'a@fabrikam.example',
  );
});

test('a secret that is asked for again is typed in its field', async () => {
  const { user, dialog } = await open(
    {},
    {
      connections: {
        connect: async () => {
          throw fail('secret-needed', 'The password of the file is needed.', 'Type it.');
        },
      },
    },
  );
  await chooseMethod(user, dialog, 'App with a certificate');
  await put(user, within(dialog).getByLabelText(/^Organisation’s first/), 'contoso.onmicrosoft.com');
  await put(user, within(dialog).getByLabelText(/^App id/), '11111111-2222-4333-8444-555555555555');
  await put(user, within(dialog).getByLabelText(/^Certificate file/), '/keys/app.pfx');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await within(dialog).findByText('The password of the file is needed.');
  await user.click(within(dialog).getByRole('button', { name: /^Enter/ }));
  expect(document.activeElement).toBe(within(dialog).getByLabelText(/^Password of the file/));
});

test('a run log is switched on, its folder chosen in the system’s dialog', async () => {
  const { user, dialog, shown } = await open();
  const panel = within(dialog);
  await user.click(panel.getByRole('button', { name: /^Advanced options/ }));
  expect(panel.queryByRole('textbox', { name: 'Folder of the run log' })).toBeNull();
  await user.click(panel.getByRole('checkbox', { name: 'Write a run log (CSV)' }));
  const folder = panel.getByRole<HTMLInputElement>('textbox', { name: 'Folder of the run log' });
  await user.type(folder, 'logs');
  await user.click(panel.getByRole('button', { name: 'Connect' }));
  await panel.findByText('Type its whole path, choose it, or leave it empty');
  expect(shown.callsOf('connections.create')).toEqual([]);
  await user.click(panel.getByRole('button', { name: 'Choose the folder of the run log' }));
  await waitFor(() => expect(folder.value).toBe('/home/somebody/logs'));
  await user.click(panel.getByRole('checkbox', { name: 'Measure times, bytes and load' }));
  await user.click(panel.getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(useUiRequests.getState().drawer).toBeNull());
  const runLog = { errorReporting: true, folder: '/home/somebody/logs', level: null, performance: true };
  expect(shown.callsOf('connections.create')).toMatchObject([{ options: { runLog } }]);
});
