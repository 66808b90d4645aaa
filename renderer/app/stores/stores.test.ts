// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useAccounts } from './accounts.ts';
import { openCustomers, setFavourite, useCustomers } from './customers.ts';
import { useConnections } from './connections.ts';
import { changeSettings, initialSettings, useSettings } from './settings.ts';
import { startStores } from './start.ts';
import { api } from '../api.ts';
import { failureOf } from '../failure.ts';
import { fail } from '../../../shared/model/failure.ts';
import { installFakeMain } from '../../testing/fakeBridge.ts';
import { fakeConnections, fakeCustomers, partner } from '../../testing/fakeData.ts';
import type { FakeMain } from '../../testing/fakeBridge.ts';

const key = { cloudId: partner.cloudId, accountId: partner.accountId };
let stop = (): void => undefined;
const start = (...options: Parameters<typeof installFakeMain>): FakeMain => {
  const main = installFakeMain(...options);
  stop = startStores();
  return main;
};
const settled = () => new Promise((done) => setTimeout(done, 0));

beforeEach(() => {
  useConnections.setState({ loaded: false, data: [], damaged: [], errors: [] });
  useCustomers.setState({ lists: {} });
  useSettings.setState({ loaded: false, data: initialSettings, errors: [] });
});
afterEach(() => stop());

test('a damaged record is told and the other connections are there', async () => {
  const connections = fakeConnections();
  start({ connections, damaged: [{ label: 'Northwind', reason: 'no organisation', keptIn: null }] });
  await settled();
  const state = useConnections.getState();
  expect(state.data).toHaveLength(connections.length);
  expect(state.damaged).toHaveLength(1);
});

test('a connection that changes or goes is followed, until the store is stopped', async () => {
  const [first, ...others] = fakeConnections();
  if (first === undefined) throw new Error('no connection');
  const main = start({ connections: [first, ...others] });
  await settled();
  const { id } = first.profile;
  main.emit('connection', { id, view: { ...first, profile: { ...first.profile, name: 'Renamed' } } });
  expect(useConnections.getState().data[0]?.profile.name).toBe('Renamed');
  main.emit('connection', { id, view: null });
  expect(useConnections.getState().data).toHaveLength(others.length);
  stop();
  main.emit('connection', { id, view: first });
  expect(useConnections.getState().data).toHaveLength(others.length);
});

test('what the vault tells while the accounts are still asked for is not undone', async () => {
  let answer = (): void => undefined;
  const slow = new Promise<[]>((done) => (answer = () => done([])));
  const main = start({}, { accounts: { list: () => slow } });
  await settled();
  const before = useAccounts.getState().vault;
  if (before === null) throw new Error('no status');
  main.emit('vault', { ...before, reason: 'damaged-file' });
  answer();
  await settled();
  expect(useAccounts.getState()).toMatchObject({ loaded: true, vault: { reason: 'damaged-file' } });
});

test('an answer that an event overtook is the older one', async () => {
  start();
  await settled();
  const before = useAccounts.getState().vault;
  if (before === null) throw new Error('no status');
  let answer = (): void => undefined;
  const late = new Promise<typeof before>((done) => (answer = () => done(before)));
  const main = start({}, { accounts: { vaultStatus: () => late } });
  main.emit('vault', { ...before, reason: 'damaged-file' });
  answer();
  await settled();
  expect(useAccounts.getState()).toMatchObject({ loaded: true, vault: { reason: 'damaged-file' } });
});

test('a setting that main refuses is put back, with the reason', async () => {
  start(
    {},
    {
      settings: {
        update: async () => {
          throw fail('disk-full', 'The disk is full.', 'Free some space.');
        },
      },
    },
  );
  await settled();
  const before = useSettings.getState().data.theme;
  const change = changeSettings({ theme: 'dark' });
  expect(useSettings.getState().data.theme).toBe('dark');
  await change;
  expect(useSettings.getState().data.theme).toBe(before);
  expect(useSettings.getState().errors[0]?.message).toBe('The disk is full.');
});

test('pages that came while the list was asked for are not lost, and no customer is there twice', async () => {
  const customers = fakeCustomers(30);
  const main = start(
    {},
    {
      customers: {
        open: async () => {
          main.emit('customersPage', {
            ...key,
            reset: true,
            customers: customers.slice(0, 20),
            done: false,
            failure: null,
          });
          return { state: 'loading', customers: [], readAt: null, failure: null };
        },
      },
    },
  );
  await openCustomers(key);
  main.emit('customersPage', {
    ...key,
    reset: false,
    customers: customers.slice(15),
    done: true,
    failure: null,
  });
  const list = Object.values(useCustomers.getState().lists)[0];
  expect(list?.state).toBe('complete');
  expect(list?.data.map(({ tenantId }) => tenantId)).toEqual(customers.map(({ tenantId }) => tenantId));
});

test('a favourite that main refuses is taken back', async () => {
  const customers = fakeCustomers(10);
  start(
    { customers },
    {
      customers: {
        setFavourite: async () => {
          throw fail('disk-full', 'The disk is full.', 'Free some space.');
        },
      },
    },
  );
  await openCustomers(key);
  const target = customers[7];
  if (target === undefined) throw new Error('no customer');
  await expect(setFavourite(key, target.tenantId, true)).rejects.toThrow('The disk is full.');
  expect(Object.values(useCustomers.getState().lists)[0]?.data[7]?.favourite).toBe(false);
});

test('an answer that is no answer becomes an internal failure without its own words', async () => {
  start(
    {},
    {
      queries: {
        list: async () => {
          throw new TypeError('secret: token abc');
        },
      },
    },
  );
  const failure = await api.queries.list().then(
    () => null,
    (error: unknown) => failureOf(error),
  );
  expect(failure?.code).toBe('internal');
  expect(JSON.stringify(failure)).not.toContain('secret');
});
