// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import NewConnectionDrawer from './NewConnectionDrawer.tsx';
import { useConnections } from '../../app/stores/connections.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { fail } from '../../../shared/model/failure.ts';
import { show } from '../../testing/dom.tsx';
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

test('shows the closed cloud and does not let it be chosen', async () => {
  const { dialog } = await open();
  const germany = within(dialog).getByRole<HTMLInputElement>('radio', { name: 'Germany, closed' });
  expect(germany.disabled).toBe(true);
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
