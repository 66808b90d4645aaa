// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useReadBanners } from '../connections/banners.ts';
import { show } from '../testing/dom.tsx';
import { connected, fakeConnection, fakeId } from '../testing/fakeData.ts';
import { BannerNote } from './BannerNote.tsx';
import type { ConnectionStatus } from '../../shared/model/connection.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useReadBanners.setState({ read: new Set() });
});

const WELCOME = 'New cmdlets are here.\n\nRead about them.';

function note(change: { banner?: string; connectionId?: string }) {
  const status = { ...connected(), ...change } as ConnectionStatus;
  const view = fakeConnection({ name: 'Contoso', domain: 'contoso.onmicrosoft.com', colour: 0, status });
  shown?.end();
  shown = show(<BannerNote view={view} service="exchange" />, { connections: [view] });
}

test('shows what the service says, and is put away until the connection is made anew', async () => {
  note({ banner: WELCOME, connectionId: fakeId(20) });
  const region = screen.getByRole('region', { name: 'Exchange Online says' });
  within(region).getByText(/Read about them\./);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('region', { name: 'Exchange Online says' })).toBeNull();
  note({ banner: WELCOME, connectionId: fakeId(20) });
  expect(screen.queryByRole('region', { name: 'Exchange Online says' })).toBeNull();
  note({ banner: WELCOME, connectionId: fakeId(21) });
  screen.getByRole('region', { name: 'Exchange Online says' });
});

test('is nothing where the service said nothing', () => {
  note({});
  expect(screen.queryByRole('region', { name: 'Exchange Online says' })).toBeNull();
});
