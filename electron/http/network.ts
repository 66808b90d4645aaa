import type { Proxy } from '../../shared/model/proxy.ts';
import { proxyFor } from './proxy-config.ts';
import { ProxyLogin, type FindCredentials, type LoginAttempt, type LoginProblem } from './proxy-login.ts';
import { APPS_WAY, wayKey, type ProxyWay } from './proxy-way.ts';
import { TransportError } from './transport-error.ts';
import type { RouteOf, Transport, TransportRequest, TransportResponse } from './types.ts';

export interface NetworkSettings {
  readonly proxy: Proxy;
  /** PEM of the roots that the person added. */
  readonly roots: readonly string[];
}

/** One way out below HTTP: its proxy, its open tunnels, and the logins that it knows. */
export interface Road {
  /** Answers a proxy with what `login` says, and tells it what came of the request. Throws TransportError. */
  send(request: TransportRequest, login: LoginAttempt): Promise<TransportResponse>;
  /** The proxy (`host:port`) that an address is reached by; null: directly. */
  routeOf(url: string): Promise<string | null>;
  /** Ends its connections and forgets its logins. */
  close(): void;
}

export type OpenRoad = (settings: NetworkSettings) => Road;

/** The logins of connections' own proxies (electron/connections/proxy-logins.ts). */
export interface OwnLogins {
  find(connectionId: string): FindCredentials;
  accepted(connectionId: string, proxy: string): void;
  refused(connectionId: string, proxy: string): void;
  /** A proxy wanted a login from that connection, and got none that it took. */
  wanted(connectionId: string, proxy: string): void;
}

export interface NetworkDeps {
  readonly open: OpenRoad;
  /** The login that settings have for a proxy; null: none. */
  readonly credentials: (proxy: Proxy) => FindCredentials | null;
  readonly own: OwnLogins;
}

export interface Network {
  readonly send: Transport;
  readonly routeOf: RouteOf;
  /**
   * Takes effect at once: connections made by the old settings are closed, what was under way on them breaks, and what
   * was kept of them (logins, verified certificates) is forgotten.
   */
  configure(settings: NetworkSettings): void;
  /** Offers a proxy again what it refused. */
  forgetRefusals(): void;
  /** That connection has another login from now on. What is under way by the old one goes on. */
  renew(connectionId: string): void;
  /** Ends what that connection has of its own. */
  drop(connectionId: string): void;
}

interface Way {
  readonly road: Road;
  readonly login: ProxyLogin;
  /** Whose alone it is; null: it is shared. */
  readonly owner: string | null;
}

/** The ways out of the app: one for each choice, and one for each connection that has a proxy login of its own. */
export function createNetwork(first: NetworkSettings, deps: NetworkDeps): Network {
  let settings = first;
  const ways = new Map<string, Way>();
  /** Replaced, with requests that may still be on them. */
  const replaced: Way[] = [];

  function wayFor(wanted: ProxyWay): Way {
    const key = wayKey(wanted);
    let way = ways.get(key);
    if (way === undefined) {
      way = open(wanted);
      ways.set(key, way);
    }
    return way;
  }

  function open({ choice, connectionId, login }: ProxyWay): Way {
    const proxy = proxyFor(choice, settings.proxy);
    const road = deps.open({ ...settings, proxy });
    if (login === null || connectionId === null) {
      return { road, owner: null, login: new ProxyLogin(deps.credentials(proxy)) };
    }
    const { own } = deps;
    return {
      road,
      owner: connectionId,
      login: new ProxyLogin(own.find(connectionId), login, {
        accepted: (name) => own.accepted(connectionId, name),
        refused: (name) => own.refused(connectionId, name),
      }),
    };
  }

  function takeOut(connectionId: string): Way[] {
    const found = [...ways].filter(([, { owner }]) => owner === connectionId);
    for (const [key] of found) ways.delete(key);
    return found.map(([, way]) => way);
  }

  return {
    async send(request) {
      const wanted = request.proxy ?? APPS_WAY;
      const way = wayFor(wanted);
      const leave = await way.login.turn(request.signal);
      const login = way.login.attempt();
      try {
        return await way.road.send(request, login);
      } catch (error) {
        const problem = login.problem();
        login.over(false);
        if (problem === null) throw error;
        if (wanted.connectionId !== null) deps.own.wanted(wanted.connectionId, problem.proxy);
        throw loginError(problem);
      } finally {
        leave();
      }
    },
    routeOf: async (url, wanted) => wayFor(wanted ?? APPS_WAY).road.routeOf(url),
    configure(next) {
      settings = next;
      const old = [...ways.values(), ...replaced.splice(0)];
      ways.clear();
      for (const { road } of old) road.close();
    },
    forgetRefusals() {
      for (const { login } of ways.values()) login.forgetRefusals();
    },
    renew(connectionId) {
      replaced.push(...takeOut(connectionId));
    },
    drop(connectionId) {
      const old = replaced.filter(({ owner }) => owner === connectionId);
      for (const way of old) replaced.splice(replaced.indexOf(way), 1);
      for (const { road } of [...takeOut(connectionId), ...old]) road.close();
    },
  };
}

const CODES = {
  wanted: 'PROXY_LOGIN_WANTED',
  refused: 'PROXY_LOGIN_REFUSED',
  weak: 'PROXY_LOGIN_WEAK',
} as const;

function loginError({ kind, proxy, username, scheme }: LoginProblem): TransportError {
  return new TransportError('proxy', false, CODES[kind], { proxy: { name: proxy, username, scheme } });
}
