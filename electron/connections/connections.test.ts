import { beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../shared/model/failure.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';
import type { AccessToken } from '../auth/types.ts';
import {
  account,
  ACCOUNT_ID,
  CUSTOMER,
  draft,
  failureOf,
  fakeAccounts,
  sourcesOf,
  fakeActivity,
  fakeExchange,
  HOME,
  memoryFile,
  noLookup,
  tokenFor,
  nothingKept,
} from '../testing/world.ts';
import { createConnections, type Connections } from './connections.ts';

let accounts: ReturnType<typeof fakeAccounts>;
let exchange: ReturnType<typeof fakeExchange>;
let activity: ReturnType<typeof fakeActivity>;
let file: ReturnType<typeof memoryFile>;
let connections: Connections;
let events: { id: string; state: string | null }[];

function restart(): void {
  connections = createConnections({
    kept: nothingKept,
    ...{ file, accounts, exchange, activity },
    sources: sourcesOf(accounts),
    lookup: noLookup,
    journalFile: memoryFile(),
  });
  events = [];
  connections.registry.onConnection((id, view) => events.push({ id, state: view?.status.state ?? null }));
}
beforeEach(() => {
  accounts = fakeAccounts();
  exchange = fakeExchange();
  activity = fakeActivity();
  file = memoryFile();
  restart();
});

const customer = {
  kind: 'customer',
  tenantId: CUSTOMER,
  name: 'Contoso',
  domain: 'contoso.example',
} as const;
const create = (more: Parameters<typeof draft>[0] = {}) => connections.handlers.create(draft(more));
const signal = () => new AbortController().signal;
const states = () => events.map((event) => event.state);

describe('saved connections', () => {
  it('are named, coloured in order and kept', async () => {
    const one = await create();
    const two = await create({ organization: customer });
    expect([one.profile.name, two.profile.name]).toEqual(['Partner', 'Contoso']);
    expect([one.profile.colour, two.profile.colour]).toEqual([0, 1]);
    restart();
    const { connections: list } = await connections.handlers.list();
    expect(list.map((view) => view.profile)).toEqual([one.profile, two.profile]);
  });

  it('refuse the same identity twice', async () => {
    await create({ organization: customer, name: 'First' });
    const failure = await failureOf(create({ organization: customer, name: 'Second' }));
    expect(failure.code).toBe('conflict');
    expect(failure.message).toContain('First');
  });

  it('let the same person into two organisations and two clouds', async () => {
    await create();
    await create({ organization: customer });
    await create({ cloudId: 'O365China' });
    expect((await connections.handlers.list()).connections).toHaveLength(3);
  });

  it('are changed, duplicated without their account, deleted and brought back in place', async () => {
    const one = await create({ organization: customer });
    const two = await create();
    const renamed = await connections.handlers.update({
      id: one.profile.id,
      patch: { name: 'Contoso live', colour: 7 },
    });
    expect(renamed.profile).toMatchObject({ name: 'Contoso live', colour: 7 });
    const copy = await connections.handlers.duplicate({ id: one.profile.id });
    expect(copy.profile).toMatchObject({ name: 'Contoso live (copy)', accountId: null });
    await connections.handlers.remove({ id: one.profile.id });
    expect((await connections.handlers.list()).connections).toHaveLength(2);
    await connections.handlers.restore({ id: one.profile.id });
    const { connections: list } = await connections.handlers.list();
    expect(list.map((view) => view.profile.id)).toEqual([one, copy, two].map((view) => view.profile.id));
  });

  it('take another way to sign in, other options and another account while they are not connected', async () => {
    const { profile } = await create({ organization: customer });
    const { id } = profile;
    const signIn = { kind: 'device' } as const;
    const options = { ...profile.options, prefix: 'Contoso' };
    await connections.handlers.connect({ id });
    const refused = await failureOf(connections.handlers.update({ id, patch: { signIn } }));
    expect(refused.code).toBe('conflict');
    await connections.handlers.update({ id, patch: { readOnly: false } });
    await connections.handlers.disconnect({ id });
    const changed = await connections.handlers.update({
      id,
      patch: { signIn, options, accountId: null, loginHint: 'x@partner.example', services: ['compliance'] },
    });
    expect(changed.profile).toMatchObject({
      id,
      signIn,
      options,
      accountId: null,
      username: 'x@partner.example',
      services: ['compliance'],
      readOnly: false,
      createdAt: profile.createdAt,
      organization: customer,
    });
    expect(changed.services).toEqual([{ service: 'compliance', status: { state: 'signed-out' } }]);
  });

  it('are not changed into one that is there already', async () => {
    await create({ organization: customer, name: 'First' });
    const own = await create();
    const failure = await failureOf(
      connections.handlers.update({ id: own.profile.id, patch: { organization: customer } }),
    );
    expect(failure.code).toBe('conflict');
    expect(failure.message).toContain('First');
  });

  it('are found again by identity', async () => {
    const made = connections.findOrCreate(draft({ organization: customer }));
    const found = connections.findOrCreate(draft({ organization: customer, name: 'Other name' }));
    expect(found.profile.id).toBe(made.profile.id);
  });
});

describe('connecting', () => {
  it('asks for a token of the organisation, opens a session and learns who and what', async () => {
    const { profile } = await create({ organization: customer });
    const view = await connections.handlers.connect({ id: profile.id });
    expect(accounts.requests[0]).toMatchObject({
      tenant: CUSTOMER,
      interactive: 'when-needed',
      connectionId: profile.id,
      purpose: 'Contoso',
    });
    expect(view.status).toMatchObject({
      state: 'connected',
      tenantId: CUSTOMER,
      roles: ['Exchange Administrator'],
    });
    expect(exchange.targets[0]).toMatchObject({
      tenantId: CUSTOMER,
      delegatedOrganization: 'contoso.example',
      username: account.username,
    });
    await expect.poll(() => connections.registry.view(profile.id)?.status).toMatchObject({ cmdletCount: 0 });
    expect(states()).toEqual(['signed-out', 'connecting', 'connected', 'connected']);
    expect(activity.records).toMatchObject([
      { kind: 'connect', outcome: 'connected', organization: 'Contoso' },
    ]);
  });

  it('fills in the own organisation after the first sign-in', async () => {
    const { profile } = await create({ accountId: null, loginHint: account.username });
    const view = await connections.handlers.connect({ id: profile.id });
    expect(view.profile).toMatchObject({
      accountId: ACCOUNT_ID,
      username: account.username,
      organization: { tenantId: HOME, name: 'Partner', domain: 'partner.example' },
    });
    expect(view.profile.lastUsedAt).not.toBeNull();
  });

  it('refuses to land in the own organisation in the place of a customer', async () => {
    const { profile } = await create({ organization: customer });
    accounts.answer = (request) => Promise.resolve(tokenFor(request, { tenantId: HOME }));
    const failure = await failureOf(connections.handlers.connect({ id: profile.id }));
    expect(failure.code).toBe('wrong-tenant');
    expect(failure.message).toContain('your own organisation');
    expect(exchange.targets).toEqual([]);
    expect(connections.registry.view(profile.id)?.status.state).toBe('failed');
    expect(activity.records).toMatchObject([{ outcome: 'failed' }]);
  });

  it('guards every later token too', async () => {
    const { profile } = await create({ organization: customer });
    await connections.handlers.connect({ id: profile.id });
    accounts.answer = (request) => Promise.resolve(tokenFor(request, { tenantId: HOME }));
    const later = exchange.targets[0]?.token({ signal: signal() }) ?? Promise.resolve();
    expect((await failureOf(later)).code).toBe('wrong-tenant');
    expect(connections.registry.view(profile.id)?.status.state).toBe('failed');
    expect(exchange.closed).toBe(1);
  });

  it('hands claims and a forced renewal on and never opens the browser for a session’s token', async () => {
    const { profile } = await create();
    await connections.handlers.connect({ id: profile.id });
    await exchange.targets[0]?.token({ claims: '{"nbf":1}', signal: signal() });
    expect(accounts.requests.at(-1)).toMatchObject({ claims: '{"nbf":1}', interactive: 'never' });
    await exchange.targets[0]?.token({ forceRefresh: true, signal: signal() });
    expect(accounts.requests.at(-1)).toMatchObject({ forceRefresh: true, interactive: 'never' });
  });

  it('shows that the browser is waiting, and can be cancelled', async () => {
    const { profile } = await create();
    accounts.answer = (request) =>
      new Promise<AccessToken>((_resolve, reject) => {
        const signIn = {
          signInId: '33333333-3333-4333-8333-333333333333',
          cloudId: 'Practice' as const,
          purpose: '',
          connectionId: profile.id,
          loginHint: null,
          startedAt: '2026-11-21T10:00:00.000Z',
          endsAt: '2026-11-21T10:05:00.000Z',
          kind: 'browser' as const,
          device: null,
          state: 'waiting' as const,
          failure: null,
        };
        accounts.tellSignIns([signIn]);
        request.signal.addEventListener('abort', () =>
          reject(fail('sign-in-cancelled', 'The sign-in was cancelled.', '')),
        );
      });
    const connecting = connections.handlers.connect({ id: profile.id });
    await expect.poll(() => connections.registry.view(profile.id)?.status.state).toBe('signing-in');
    await connections.handlers.cancelConnect({ id: profile.id });
    expect((await failureOf(connecting)).code).toBe('sign-in-cancelled');
    expect(connections.registry.view(profile.id)?.status.state).toBe('signed-out');
    expect(activity.records).toMatchObject([{ outcome: 'stopped' }]);
  });

  it('happens by itself, without the browser, when a tab needs its session after a restart', async () => {
    const { profile } = await create({ organization: customer });
    restart();
    const [one, two] = await Promise.all([
      connections.registry.session(profile.id, 'exchange', signal()),
      connections.registry.session(profile.id, 'exchange', signal()),
    ]);
    expect(one.session).toBe(two.session);
    expect(accounts.requests).toHaveLength(1);
    expect(accounts.requests[0]?.interactive).toBe('never');
  });

  it('tells why it could not connect by itself', async () => {
    const { profile } = await create();
    accounts.answer = () => Promise.reject(fail('sign-in-needed', 'Sign in again.', ''));
    const failure = await failureOf(connections.registry.session(profile.id, 'exchange', signal()));
    expect(failure.code).toBe('sign-in-needed');
    expect(connections.registry.view(profile.id)?.status).toMatchObject({ state: 'failed' });
  });

  it('refuses a profile that turns out to be another one’s twin', async () => {
    const first = await create({ name: 'First' });
    const { profile } = await create({ accountId: null, loginHint: null, name: 'Second' });
    await connections.handlers.connect({ id: first.profile.id });
    expect((await failureOf(connections.handlers.connect({ id: profile.id }))).code).toBe('conflict');
  });

  it('says that a closed cloud is closed', async () => {
    const { profile } = await create({ cloudId: 'O365GermanyCloud' });
    expect((await failureOf(connections.handlers.connect({ id: profile.id }))).message).toContain('closed');
    expect(accounts.requests).toEqual([]);
  });

  it('fails when the service refuses the account', async () => {
    exchange.cmdlets = () => Promise.reject(fail('not-authorized', 'No role.', ''));
    const { profile } = await create();
    await connections.handlers.connect({ id: profile.id });
    await expect.poll(() => connections.registry.view(profile.id)?.status.state).toBe('failed');
  });

  it('is closed by disconnect, by sign-out of its account and by deletion', async () => {
    const { profile } = await create();
    const connect = () => connections.handlers.connect({ id: profile.id });
    const state = (): ConnectionView['status']['state'] | undefined =>
      connections.registry.view(profile.id)?.status.state;
    await connect();
    await connections.handlers.disconnect({ id: profile.id });
    expect([state(), exchange.closed]).toEqual(['signed-out', 1]);
    await connect();
    await connections.disconnectAccount({ cloudId: 'Practice', accountId: ACCOUNT_ID });
    expect([state(), exchange.closed]).toEqual(['signed-out', 2]);
    await connect();
    await connections.handlers.remove({ id: profile.id });
    expect([state(), exchange.closed]).toEqual([undefined, 3]);
    expect(activity.records.map((record) => record.outcome)).toEqual([
      'connected',
      'disconnected',
      'connected',
      'disconnected',
      'connected',
      'disconnected',
    ]);
  });
});
