import { z } from 'zod';
import type { ConnectionOptions } from '../../shared/model/connection-options.ts';
import type { ProxySecret } from '../../shared/model/proxy.ts';
import type { OwnLogins } from '../http/network.ts';
import { createKeptEntries, type PutBack } from '../vault/kept-entries.ts';
import type { Vault } from '../vault/types.ts';

const entrySchema = z.object({ proxy: z.string(), username: z.string(), password: z.string() });

/** What was typed for a connection, in main's memory only. */
interface Typed extends ProxySecret {
  /** `host:port` of the one proxy that it is for; null: the first that asks. */
  proxy: string | null;
}

/**
 * Logins of the proxies that connections chose for themselves. Each is for one connection and one proxy: no other is
 * ever told it.
 */
export interface ProxyLogins extends OwnLogins {
  /** Typed for this connection: for the proxy that asked for it, else for the first that does. */
  offer(connectionId: string, login: ProxySecret): void;
  /** The connection was closed: what was typed goes out of memory, its tunnels are ended. */
  close(connectionId: string): void;
  /** Out of the vault as well. */
  forget(connectionId: string): Promise<PutBack>;
  /** `renew`: it has another login; `drop`: it has none any more. */
  onChange(listener: (connectionId: string, change: 'renew' | 'drop') => void): void;
}

export function createProxyLogins(vault: Vault): ProxyLogins {
  const kept = createKeptEntries(vault, 'proxy-logins', entrySchema);
  const typed = new Map<string, Typed>();
  /** The proxy that each connection was asked by last. */
  const asking = new Map<string, string>();
  const listeners: ((connectionId: string, change: 'renew' | 'drop') => void)[] = [];
  const tell = (connectionId: string, change: 'renew' | 'drop') => {
    for (const listener of listeners) listener(connectionId, change);
  };

  return {
    offer(connectionId, login) {
      typed.set(connectionId, { ...login, proxy: asking.get(connectionId) ?? null });
      tell(connectionId, 'renew');
    },
    find: (connectionId) => async (challenge) => {
      const proxy = `${challenge.host}:${challenge.port}`;
      const own = typed.get(connectionId);
      if (own !== undefined) {
        own.proxy ??= proxy;
        return own.proxy === proxy ? { username: own.username, password: own.password } : null;
      }
      const entry = await kept.read(connectionId);
      return entry?.proxy === proxy ? { username: entry.username, password: entry.password } : null;
    },
    accepted(connectionId, proxy) {
      const own = typed.get(connectionId);
      if (own?.keep !== true || own.proxy !== proxy) return;
      own.keep = false;
      // What can't be kept is asked for again.
      kept
        .keep(connectionId, { proxy, username: own.username, password: own.password })
        .catch(() => undefined);
    },
    refused(connectionId, proxy) {
      const own = typed.get(connectionId);
      if (own === undefined) kept.forget(connectionId).catch(() => undefined);
      else if (own.proxy === proxy) typed.delete(connectionId);
    },
    wanted: (connectionId, proxy) => void asking.set(connectionId, proxy),
    close(connectionId) {
      typed.delete(connectionId);
      asking.delete(connectionId);
      tell(connectionId, 'drop');
    },
    forget: (connectionId) => kept.forget(connectionId),
    onChange: (listener) => void listeners.push(listener),
  };
}

/** The same with that user name for its proxy, which is no secret. */
export function withProxyUser<T extends { readonly options: ConnectionOptions }>(of: T, username: string): T {
  const { proxyLogin } = of.options;
  const authentication = proxyLogin?.authentication ?? 'any';
  return { ...of, options: { ...of.options, proxyLogin: { username, authentication } } };
}
