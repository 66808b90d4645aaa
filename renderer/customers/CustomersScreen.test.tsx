// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import CustomersScreen from './CustomersScreen.tsx';
import { useNavigation } from '../app/navigation.ts';
import { useAccounts } from '../app/stores/accounts.ts';
import { useCustomers } from '../app/stores/customers.ts';
import { useTabs } from '../app/stores/tabs.ts';
import { giveElementsASize, show } from '../testing/dom.tsx';
import { fakeCustomers, partner } from '../testing/fakeData.ts';

beforeAll(giveElementsASize);

const customers = fakeCustomers(200);
let shown: ReturnType<typeof show>;

beforeEach(async () => {
  useCustomers.setState({ lists: {} });
  useAccounts.setState({ data: [] });
  useTabs.setState({ data: [], activeTabId: null });
  useNavigation.setState({ screen: 'customers' });
  shown = show(<CustomersScreen />, { accounts: [partner], customers });
  await screen.findByRole('grid', { name: 'Customers' });
});
afterEach(() => shown.end());

const grid = () => screen.getByRole('grid', { name: 'Customers' });
const chosen = () =>
  document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';

test('draws only the rows that are seen', () => {
  expect(grid().getAttribute('aria-rowcount')).toBe('203');
  expect(within(grid()).getAllByRole('row').length).toBeLessThan(60);
});

test('arrows, Home and End move over customers and step over group headings', async () => {
  const user = userEvent.setup();
  grid().focus();
  await waitFor(() => expect(chosen()).toContain('Adventure Works'));
  await user.keyboard('{ArrowDown}');
  expect(chosen()).toContain('Bäckerei Müller');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(chosen()).toContain('Adatum Corporation');
  await user.keyboard('{Home}{ArrowUp}');
  expect(chosen()).toContain('Adventure Works');
});

test('Space ticks, and Ctrl+D marks a favourite', async () => {
  const user = userEvent.setup();
  grid().focus();
  await user.keyboard(' {ArrowDown} ');
  expect(screen.getByRole('button', { name: 'Open 2 consoles' })).toBeTruthy();
  expect(screen.getByRole('checkbox', { name: 'Select Bäckerei Müller' }).getAttribute('aria-checked')).toBe(
    'true',
  );
  await user.keyboard('{Control>}d{/Control}');
  await waitFor(() =>
    expect(shown.callsOf('customers.setFavourite')).toEqual([
      {
        cloudId: partner.cloudId,
        accountId: partner.accountId,
        tenantId: customers[1]?.tenantId,
        favourite: false,
      },
    ]),
  );
});

test('Enter opens a console in front and connects, Ctrl+Enter stays here', async () => {
  const user = userEvent.setup();
  grid().focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(shown.callsOf('console.openTab')).toMatchObject([{ background: true }]));
  expect(useNavigation.getState().screen).toBe('customers');
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(shown.callsOf('console.openTab')).toMatchObject([{}, { background: false }]));
  await waitFor(() => expect(useNavigation.getState().screen).toBe('console'));
  await waitFor(() => expect(shown.callsOf('connections.connect')).toHaveLength(2));
});

test('refuses a customer whose access has ended, in place and without asking main', async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Ended/ }));
  grid().focus();
  await user.keyboard('{Enter}');
  expect((await screen.findAllByText(/Access to .* has ended/)).length).toBeGreaterThan(0);
  expect(shown.callsOf('customers.connectionFor')).toEqual([]);
  expect(useNavigation.getState().screen).toBe('customers');
});

test('a letter typed anywhere searches', async () => {
  const user = userEvent.setup();
  grid().focus();
  await user.keyboard('lod');
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search 200 customers' }).value).toContain(
    'od',
  );
  await waitFor(() => expect(within(grid()).getAllByRole('row')).toHaveLength(3));
});

test('rows of later pages appear, and a failure keeps those that came', async () => {
  const key = { cloudId: partner.cloudId, accountId: partner.accountId };
  const page = { ...key, reset: false, done: false, failure: null };
  shown.main.emit('customersPage', { ...page, reset: true, customers: customers.slice(0, 10) });
  shown.main.emit('customersPage', { ...page, customers: customers.slice(10, 30) });
  await screen.findByText('Reading, 30 so far');
  shown.main.emit('customersPage', {
    ...page,
    customers: [],
    failure: {
      code: 'offline',
      message: 'This computer is offline.',
      hint: 'Connect and read again.',
      correlationId: null,
      retryable: true,
    },
  });
  await screen.findByText('This computer is offline.');
  expect(grid().getAttribute('aria-rowcount')).toBe('33');
});
