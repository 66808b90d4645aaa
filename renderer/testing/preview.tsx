import { installFakeMain } from './fakeBridge.ts';
import { connectionOf, fakeConnections, fakeCustomers, fakeId, ago, juergen, partner } from './fakeData.ts';
import { fail } from '../../shared/model/failure.ts';
import type { FakeWorld } from './fakeBridge.ts';

/** Development only, never built into the app: `preview.html?world=full&theme=dark` shows the app on a fake main. */
const options = new URLSearchParams(location.search);
const theme = options.get('theme');

const full: Partial<FakeWorld> = {
  connections: fakeConnections(),
  accounts: [partner, juergen],
  customers: fakeCustomers(Number(options.get('customers') ?? 312)),
};

const worlds: Record<string, Partial<FakeWorld>> = {
  full,
  empty: {},
  practice: { connections: full.connections?.filter(({ profile }) => profile.cloudId === 'Practice') ?? [] },
  vault: {
    ...full,
    damaged: [
      {
        label: 'Northwind Traders',
        reason: 'its organisation is missing',
        keptIn: 'connections.damaged.json',
      },
    ],
    vault: {
      state: 'in-memory',
      reason: 'no-keychain',
      sentence: 'Sign-ins live in memory and end with the app.',
      hint: 'No keychain was found. Install gnome-keyring or KWallet, then try again.',
    },
  },
};

const world = worlds[options.get('world') ?? 'full'] ?? full;
const main = installFakeMain(world, {
  connections: {
    ...(options.has('wait') && {
      connect: ({ id }) =>
        new Promise((_, reject) => {
          const signInId = fakeId(700);
          main.world.signIns = [
            {
              signInId,
              cloudId: 'O365Default',
              purpose: 'Connection',
              connectionId: id,
              loginHint: partner.username,
              startedAt: ago(42_000),
              endsAt: ago(42_000 - 300_000),
              kind: 'browser',
              device: null,
              state: 'waiting',
              failure: null,
            },
          ];
          main.emit('signIns', main.world.signIns);
          const stop = main.bridge.on('connection', () => undefined);
          addEventListener('fake-sign-in-fails', () => {
            stop();
            reject(
              fail(
                'sign-in-timed-out',
                'Nobody finished the sign-in in 5 minutes.',
                'Sign in again when you are ready.',
              ),
            );
          });
        }),
    }),
    create: async (draft) => {
      const view = connectionOf(draft);
      main.world.connections = [...main.world.connections, view];
      return view;
    },
  },
  ...(options.has('offline') && {
    customers: {
      open: async () => ({
        state: 'partial' as const,
        customers: main.world.customers.slice(0, 40),
        readAt: null,
        failure: fail(
          'offline',
          'This computer is offline, so the customer list stopped at 40.',
          'Connect to the network and read again.',
          { retryable: true },
        ).failure,
      }),
    },
  }),
});
main.world.settings = { ...main.world.settings, ...(theme !== null && { theme: theme as 'light' }) };
const screen = options.get('screen');
if (screen !== null) main.world.uiState = { ...main.world.uiState, screen: screen as 'connections' };

await import('../main.tsx');
