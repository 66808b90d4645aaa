// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { loadConnections, useConnections } from '../app/stores/connections.ts';
import { show } from '../testing/dom.tsx';
import { LeftOpenBar } from './LeftOpenBar.tsx';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useConnections.setState({ leftOpen: 0 });
});

test.each([
  [1, /^The connection that was open is disconnected now/],
  [3, /^3 connections that were open are disconnected now/],
])('says once that a crash left %i open, until it has been seen', async (many, text) => {
  let told = many;
  shown = show(
    <LeftOpenBar />,
    {},
    {
      connections: {
        list: async () => {
          const leftOpen = told;
          told = 0;
          return { connections: [], damaged: [], leftOpen };
        },
      },
    },
  );
  await screen.findByText(text);
  await loadConnections();
  screen.getByText(text);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(text)).toBeNull();
});

test('says nothing after an ordinary end', async () => {
  shown = show(<LeftOpenBar />);
  await loadConnections();
  expect(screen.queryByText(/ended without closing/)).toBeNull();
});
