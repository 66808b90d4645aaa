// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useConnections } from '../app/stores/connections.ts';
import { fail } from '../../shared/model/failure.ts';
import { show } from '../testing/dom.tsx';
import { fakeConnection, fakeId, signedOut } from '../testing/fakeData.ts';
import ImportDialog from './ImportDialog.tsx';
import { chooseImport, closeImport } from './transfer.ts';
import type { ImportPreview } from '../../shared/model/connection-file.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  closeImport();
  shown?.end();
  shown = null;
  useConnections.setState({ data: [], loaded: false });
});

const contoso = fakeConnection({
  name: 'Contoso',
  domain: 'contoso.onmicrosoft.com',
  colour: 0,
  status: signedOut,
});
const twin = fakeConnection({ name: 'Twin', domain: 't.onmicrosoft.com', colour: 1, status: signedOut });
const preview: ImportPreview = {
  importId: fakeId(800),
  fileName: 'connections.json',
  fresh: [contoso.profile],
  twins: [{ connection: twin.profile, existing: 'Fabrikam' }],
  damaged: [{ label: 'Northwind', reason: 'its environment is not known', keptIn: null }],
};

async function open(fakes: NonNullable<Parameters<typeof show>[2]>['connections'] = {}) {
  shown = show(
    <ImportDialog />,
    {},
    {
      connections: {
        importFile: async () => preview,
        applyImport: async ({ importId }) => ({ importId, connections: [contoso] }),
        ...fakes,
      },
    },
  );
  await chooseImport();
  const dialog = await screen.findByRole('dialog', { name: 'Import from connections.json' });
  return { user: userEvent.setup(), dialog, shown };
}

test('shows what is new, what is here already and what can’t be read, and adds nothing by itself', async () => {
  const { user, dialog, shown } = await open();
  within(dialog).getByRole('region', { name: '1 connection to add' });
  within(dialog).getByText('here called Fabrikam');
  within(dialog).getByText('its environment is not known');
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(shown.callsOf('connections.applyImport')).toEqual([]);
});

test('adds what is new, and takes it back', async () => {
  const { user, dialog, shown } = await open();
  await user.click(within(dialog).getByRole('button', { name: 'Add 1 connection' }));
  await waitFor(() => expect(useConnections.getState().data).toHaveLength(1));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(useConnections.getState().data).toEqual([]));
  expect(shown.callsOf('connections.undoImport')).toEqual([{ importId: preview.importId }]);
});

test('says in place why it could not be saved', async () => {
  const { user, dialog } = await open({
    applyImport: async () => {
      throw fail('disk-full', 'The disk is full.', 'Free some space.');
    },
  });
  await user.click(within(dialog).getByRole('button', { name: 'Add 1 connection' }));
  await within(dialog).findByText('The disk is full.');
  within(dialog).getByRole('button', { name: 'Add 1 connection' });
});
