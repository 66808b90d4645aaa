import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';
import { fail } from '../../shared/model/failure.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { AccountKey, Accounts } from '../auth/types.ts';
import type { ExchangeService } from '../exchange/types.ts';
import { createConnector, whereOf, type Connector } from './connector.ts';
import { sameIdentity, sharesSignIn } from './identity.ts';
import { createProfileStore, type ProfileFile } from './profile-store.ts';
import { createProfiles } from './profiles.ts';
import type { ConnectionRegistry } from './types.ts';

export interface ConnectionsOptions {
  readonly file: ProfileFile;
  readonly accounts: Accounts;
  readonly exchange: ExchangeService;
  readonly activity: ActivityLog;
  readonly now?: () => number;
}

type Draft = Parameters<Handlers['connections']['create']>[0];

export interface Connections {
  readonly registry: ConnectionRegistry;
  readonly handlers: Handlers['connections'];
  /** Closes all connections of an account that signs out. */
  disconnectAccount(key: AccountKey): Promise<void>;
  /** The saved connection with the draft's identity, or a new one; not connected. */
  findOrCreate(draft: Draft): ConnectionView;
  /** Disconnects everything, at quit. */
  close(): Promise<void>;
}

/** Saved connections and their state. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { accounts, activity } = options;
  const now = options.now ?? Date.now;
  const store = createProfileStore(options.file, now);
  const profiles = createProfiles(store, accounts, now);
  const connectors = new Map<string, Connector>();
  const listeners = new Set<(id: string, view: ConnectionView | null) => void>();

  function connectorOf(id: string): Connector {
    let connector = connectors.get(id);
    if (connector === undefined) {
      connector = createConnector(id, {
        store,
        accounts,
        exchange: options.exchange,
        activity,
        now,
        changed: tell,
      });
      connectors.set(id, connector);
    }
    return connector;
  }

  function view(id: string): ConnectionView | null {
    const profile = store.find(id);
    return profile === null
      ? null
      : { profile, status: connectors.get(id)?.status() ?? { state: 'signed-out' } };
  }

  function needView(id: string): ConnectionView {
    profiles.need(id);
    const found = view(id);
    if (found === null) throw fail('not-found', 'This connection is no longer there.', 'Choose another one.');
    return found;
  }

  function tell(id: string): void {
    const current = view(id);
    for (const listener of listeners) listener(id, current);
  }

  function told(id: string): ConnectionView {
    tell(id);
    return needView(id);
  }

  async function disconnect(id: string): Promise<void> {
    const profile = profiles.need(id);
    if (connectors.get(id)?.disconnect() !== true) return;
    const entry = await activity.begin({
      who: profile.username ?? '',
      where: whereOf(profile),
      kind: 'connect',
      what: 'Disconnect',
      correlationId: null,
    });
    await entry.end({ outcome: 'disconnected', amount: null, failure: null });
  }

  accounts.onSignIns((signIns) => {
    for (const signIn of signIns) {
      if (signIn.connectionId === null) continue;
      const asking = store.find(signIn.connectionId);
      const waiting = signIn.state === 'waiting' ? signIn.signInId : null;
      for (const [id, connector] of connectors) {
        const profile = store.find(id);
        const shares = asking !== null && profile !== null && sharesSignIn(asking, profile);
        if (id === signIn.connectionId || shares) connector.signingIn(waiting);
      }
    }
  });

  return {
    registry: {
      view,
      async session(id, signal) {
        profiles.need(id);
        const connector = connectorOf(id);
        const session = connector.session() ?? (await orCancelled(connector.connect(false), signal));
        return { profile: profiles.need(id), session };
      },
      onConnection(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    handlers: {
      list: () =>
        Promise.resolve({
          connections: store.list().map((profile) => needView(profile.id)),
          damaged: [...store.damaged()],
        }),
      create: async (draft) => told(profiles.create(draft).id),
      update: async ({ id, patch }) => told(profiles.update(id, patch).id),
      duplicate: async ({ id }) => told(profiles.duplicate(id).id),
      async remove({ id }) {
        await disconnect(id);
        profiles.remove(id);
        connectors.delete(id);
        tell(id);
      },
      restore: async ({ id }) => told(profiles.restore(id).id),
      async connect({ id }) {
        profiles.need(id);
        await connectorOf(id).connect(true);
        return needView(id);
      },
      cancelConnect: async ({ id }) => connectors.get(id)?.cancel(),
      disconnect: ({ id }) => disconnect(id),
      dismissDamaged: async () => store.dismissDamaged(),
    },
    async disconnectAccount(key) {
      for (const profile of store.list()) {
        if (profile.cloudId === key.cloudId && profile.accountId === key.accountId)
          await disconnect(profile.id);
      }
    },
    findOrCreate(draft) {
      const wanted = { ...draft, username: draft.loginHint, clientId: EXCHANGE_CLIENT_ID };
      const known = store.list().find((profile) => sameIdentity(profile, wanted));
      return known === undefined ? told(profiles.create(draft).id) : needView(known.id);
    },
    async close() {
      for (const profile of store.list()) await disconnect(profile.id);
    },
  };
}

/** The connection goes on being made when one of those who wait for it leaves. */
function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(fail('cancelled', 'The request was cancelled.', ''));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
