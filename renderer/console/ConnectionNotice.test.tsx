// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { show } from '../testing/dom.tsx';
import { ago, connected, fakeConnection } from '../testing/fakeData.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import type { ConnectionStatus } from '../../shared/model/connection.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
});

test('a connection that waits for a busy service says so, and can be given up', async () => {
  const waiting = { until: ago(-4000), reason: 'Exchange had a fault (503)' };
  const status = { ...connected(), cmdletCount: null, waiting } as ConnectionStatus;
  const view = fakeConnection({ name: 'Contoso', domain: 'contoso.onmicrosoft.com', colour: 0, status });
  shown = show(<ConnectionNotice view={view} service="exchange" />, { connections: [view] });
  screen.getByText('Still connecting to Contoso');
  screen.getByText(/^Exchange had a fault \(503\)\. The next try is at /);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Cancel' }));
  expect(shown.callsOf('connections.disconnect')).toEqual([{ id: view.profile.id, services: ['exchange'] }]);
});
