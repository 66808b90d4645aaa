import { randomUUID } from 'node:crypto';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import {
  SERVICES,
  type ConnectionDraft,
  type ConnectionProfile,
  type ConnectionView,
  type Service,
} from '../../shared/model/connection.ts';
import { fail } from '../../shared/model/failure.ts';
import type { ActivityLog } from '../activity/types.ts';
import type { FoundTenant, TenantLookup } from '../auth/tenant-lookup.ts';
import type { AccountKey, Accounts, TokenSources } from '../auth/types.ts';
import type { ProxySecret } from '../../shared/model/proxy.ts';
import type { ExchangeService } from '../exchange/types.ts';
import { wayOf } from '../http/proxy-way.ts';
import type { PutBack } from '../vault/kept-entries.ts';
import { checkConnection } from './check.ts';
import { explainToken } from './explain-token.ts';
import { sameIdentity, sharesSignIn, tenantIdOf, whereOf } from './identity.ts';
import { forgetSecrets, type KeptSecrets } from './kept-secrets.ts';
import { createOpenJournal } from './open-journal.ts';
import { createProfileConnection, type ProfileConnection } from './profile-connection.ts';
import { withProxyUser } from './proxy-logins.ts';
import { createProfileStore, type ProfileFile } from './profile-store.ts';
import { changesTheConnection, createProfiles } from './profiles.ts';
import { resolveDraft } from './resolve-draft.ts';
import { createRenewals } from './renewals.ts';
import type { RunLogMethod } from './run-log/handlers.ts';
import { createRunLogs, type RunLogs } from './run-log/run-log.ts';
import { openScriptConnection } from './script-connection.ts';
import { createTransfer, type Transfer, type TransferMethod } from './transfer/transfer.ts';
import type { ConnectionRegistry } from './types.ts';

export interface ConnectionsOptions {
  readonly file: ProfileFile;
  /** Which connections are open, for the next start. */
  readonly journalFile: Pick<ProfileFile, 'read' | 'write'>;
  readonly accounts: Accounts;
  readonly sources: TokenSources;
  readonly exchange: ExchangeService;
  readonly activity: ActivityLog;
  /** What the vault has of passwords that belong to a connection. */
  readonly kept: KeptSecrets;
  readonly lookup: TenantLookup;
  readonly now?: () => number;
  readonly runLogs?: RunLogs;
}

const LOOKUP_LIMIT_MS = 60_000;

type Draft = Parameters<Handlers['connections']['create']>[0];

export interface Connections {
  readonly registry: ConnectionRegistry;
  /** All but what needs the desktop: `transfer` behind dialogs (transfer/handlers.ts), run-log/handlers.ts. */
  readonly handlers: Omit<Handlers['connections'], TransferMethod | RunLogMethod>;
  readonly transfer: Transfer;
  /** Closes all connections of an account that signs out. */
  disconnectAccount(key: AccountKey): Promise<void>;
  /** The saved connection with the draft's identity, or a new one; not connected. */
  findOrCreate(draft: Draft): ConnectionView;
  /** Ends what an earlier run left open when it crashed, and tells the activity log. */
  recover(): Promise<void>;
  /** Disconnects everything, at quit. */
  close(): Promise<void>;
}

/** Saved connections and their state. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { accounts, activity } = options;
  const now = options.now ?? Date.now;
  const store = createProfileStore(options.file, now);
  const profiles = createProfiles(store, accounts, now);
  const lines = new Map<string, ProfileConnection>();
  const { proxyLogins } = options.kept;
  /** What was kept for deleted connections, in memory until they come back or the app quits. */
  const deleted = new Map<string, { readonly before: ConnectionProfile; readonly putBack: PutBack }>();
  let lastNumber = 0;
  const listeners = new Set<(id: string, view: ConnectionView | null) => void>();

  const journal = createOpenJournal(options.journalFile, activity, now);
  const renewals = createRenewals({ now });
  const runLogs = options.runLogs ?? createRunLogs({ now });
  const shared = {
    journal,
    runLogs,
    renewals,
    sources: options.sources,
    homeOrganization: (profile: ConnectionProfile, accountId: string) =>
      accounts.find({ cloudId: profile.cloudId, accountId })?.homeOrganization ?? null,
    exchange: options.exchange,
    lookup: options.lookup,
    proxyLogins,
    activity,
    now,
    nextNumber: () => ++lastNumber,
  };

  function lineOf(id: string): ProfileConnection {
    let line = lines.get(id);
    if (line === undefined) {
      line = createProfileConnection(id, { ...shared, store, changed: tell });
      lines.set(id, line);
    }
    return line;
  }

  function view(id: string): ConnectionView | null {
    const profile = store.find(id);
    return profile === null ? null : viewOf(profile, lines.get(id));
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

  async function disconnect(id: string, services: readonly Service[] = SERVICES): Promise<void> {
    const profile = profiles.need(id);
    const closed = lines.get(id)?.disconnect(services) ?? [];
    if (closed.length === 0) return;
    const entry = await activity.begin({
      who: profile.username ?? '',
      where: whereOf(profile),
      kind: 'connect',
      what: 'Disconnect',
      correlationId: null,
    });
    await entry.end({ outcome: 'disconnected', amount: null, failure: null });
  }

  /** An open connection keeps what it was made with; one that is not is made anew. Throws FailureError. */
  function stopForChange(id: string): void {
    const { name } = profiles.need(id);
    const states = view(id)?.services.map(({ status }) => status.state) ?? [];
    if (states.some((state) => state !== 'signed-out' && state !== 'failed')) {
      throw fail('conflict', `“${name}” is connected, or about to be.`, 'Disconnect it, then change it.');
    }
    lines.get(id)?.disconnect(SERVICES);
    lines.delete(id);
  }

  /** A draft that can be a connection of that id, whose proxy may want a login for the lookup already. */
  function resolved(
    id: string,
    draft: ConnectionDraft,
    proxy: ProxySecret | undefined,
    signal = AbortSignal.timeout(LOOKUP_LIMIT_MS),
  ): Promise<ConnectionDraft> {
    const known = proxy === undefined ? draft : withProxyUser(draft, proxy.username);
    if (proxy !== undefined) proxyLogins.offer(id, proxy);
    return resolveDraft(known, options.lookup, signal, wayOf({ id, options: known.options }));
  }

  /** A tenant's name is not public: only an account or a connection of it tells. */
  function knownName({ cloudId, tenantId }: FoundTenant): string | null {
    const home = accounts.list().find((one) => one.cloudId === cloudId && one.homeTenantId === tenantId);
    const saved = store.list().find((one) => one.cloudId === cloudId && tenantIdOf(one) === tenantId);
    return home?.homeOrganization ?? saved?.organization.name ?? null;
  }

  async function openSession(id: string, service: Service, signal: AbortSignal) {
    profiles.need(id);
    const line = lineOf(id);
    const session = line.session(service) ?? (await orCancelled(line.reconnect(service), signal));
    return { profile: profiles.need(id), session };
  }

  accounts.onSignIns((signIns) => {
    for (const signIn of signIns) {
      if (signIn.connectionId === null) continue;
      const asking = store.find(signIn.connectionId);
      const waiting = signIn.state === 'waiting' ? signIn.signInId : null;
      for (const [id, line] of lines) {
        const profile = store.find(id);
        const shares = asking !== null && profile !== null && sharesSignIn(asking, profile);
        if (id === signIn.connectionId || shares) line.signingIn(waiting);
      }
    }
  });

  return {
    registry: {
      view,
      session: openSession,
      disconnect: (id, service) => disconnect(id, [service]),
      async openForScript(draft, secrets, signal, onSignIn) {
        const id = randomUUID();
        try {
          const known = await resolved(id, draft, secrets?.proxy, signal);
          const wanted = { id, draft: known };
          return await openScriptConnection({ ...shared, accounts }, wanted, secrets, signal, onSignIn);
        } catch (error) {
          proxyLogins.close(id);
          throw error;
        }
      },
      usingCertificate: (certificateId) =>
        store
          .list()
          .filter(({ signIn }) => usesKept(signIn, certificateId))
          .map(({ name }) => name),
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
          leftOpen: journal.takeLeft(),
        }),
      async create({ proxySecret, ...draft }) {
        const id = randomUUID();
        try {
          return told(profiles.create(await resolved(id, draft, proxySecret), id).id);
        } catch (error) {
          proxyLogins.close(id);
          throw error;
        }
      },
      async update({ id, patch, proxySecret }) {
        if (!changesTheConnection(patch)) return told(profiles.update(id, patch).id);
        const said = profiles.draftWith(id, patch);
        const known = await resolved(id, said, proxySecret);
        stopForChange(id);
        const before = profiles.need(id);
        const after = profiles.update(id, { ...known, colour: patch.colour });
        // Only now that it is saved: what was kept still fits the connection where it could not be.
        await forgetSecrets(options.kept, before, after, store.list());
        return told(id);
      },
      duplicate: async ({ id }) => told(profiles.duplicate(id).id),
      async remove({ id }) {
        await disconnect(id);
        const before = profiles.need(id);
        profiles.remove(id);
        const putBack = await forgetSecrets(options.kept, before, null, store.list());
        deleted.set(id, { before, putBack });
        lines.delete(id);
        tell(id);
      },
      async restore({ id }) {
        profiles.restore(id);
        const gone = deleted.get(id);
        deleted.delete(id);
        // The connection is back all the same where the vault can't be written: its secret is asked for again.
        await gone?.putBack().catch(() => undefined);
        return told(id);
      },
      async connect({ id, services, secrets, inBrowser }) {
        const wanted = services ?? profiles.need(id).services;
        await lineOf(id).connect(wanted, secrets ?? null, inBrowser);
        return needView(id);
      },
      cancelConnect: async ({ id }) => lines.get(id)?.cancel(),
      disconnect: ({ id, services }) => disconnect(id, services),
      explainToken: async ({ accessToken }) => explainToken(accessToken, now()),
      async check({ id, service }) {
        const { signal } = new AbortController();
        const { profile, session } = await openSession(id, service, signal);
        return checkConnection(session, profile, activity, signal);
      },
      async lookupTenant(question) {
        const signal = AbortSignal.timeout(LOOKUP_LIMIT_MS);
        const found = await options.lookup({ ...question, signal });
        return { ...found, name: knownName(found) };
      },
      dismissDamaged: async () => store.dismissDamaged(),
    },
    transfer: createTransfer({
      store,
      now,
      view: told,
      async gone(ids) {
        for (const id of ids) {
          await disconnect(id);
          lines.delete(id);
        }
        const before = ids.map((id) => profiles.need(id));
        store.removeAll(new Set(ids));
        for (const profile of before) await forgetSecrets(options.kept, profile, null, store.list());
        ids.forEach(tell);
      },
    }),
    async disconnectAccount(key) {
      for (const profile of store.list()) {
        if (profile.cloudId !== key.cloudId || profile.accountId !== key.accountId) continue;
        await disconnect(profile.id);
        await options.kept.passwords.forget(profile.id);
      }
      // Nor does a deleted connection bring a secret of the account back.
      for (const [id, { before }] of deleted) {
        if (before.cloudId === key.cloudId && before.accountId === key.accountId) deleted.delete(id);
      }
    },
    findOrCreate(draft) {
      const wanted = { ...draft, username: draft.loginHint, clientId: draft.clientId ?? EXCHANGE_CLIENT_ID };
      const known = store.list().find((profile) => sameIdentity(profile, wanted));
      return known === undefined ? told(profiles.create(draft).id) : needView(known.id);
    },
    async recover() {
      await journal.recover();
    },
    async close() {
      renewals.close();
      await Promise.all(store.list().map((profile) => disconnect(profile.id)));
      await runLogs.settled();
    },
  };
}

function usesKept(signIn: ConnectionProfile['signIn'], certificateId: string): boolean {
  if (signIn.kind !== 'certificate') return false;
  const { certificate } = signIn;
  return certificate.from === 'kept' && certificate.certificateId === certificateId;
}

function viewOf(profile: ConnectionProfile, line: ProfileConnection | undefined): ConnectionView {
  const services = profile.services.map((service) => {
    const runLog = line?.runLogOf(service) ?? null;
    return {
      service,
      status: line?.statusOf(service) ?? { state: 'signed-out' as const },
      ...(runLog !== null && { runLog }),
    };
  });
  return { profile, status: services[0]?.status ?? { state: 'signed-out' }, services };
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
