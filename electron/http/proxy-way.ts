import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ProxyAuthentication, ProxyChoice } from '../../shared/model/proxy.ts';

/** The way out that a connection chose. */
export interface ProxyWay {
  readonly choice: ProxyChoice;
  /** Whose; null: nobody's in particular. */
  readonly connectionId: string | null;
  /** The weakest form of login that it allows where it has one of its own; null: it goes with the app's. */
  readonly login: ProxyAuthentication | null;
}

export const APPS_WAY: ProxyWay = { choice: 'app', connectionId: null, login: null };

/** The way of a connection, whether it is saved or only about to be. */
export function wayOf({ id, options }: Pick<ConnectionProfile, 'id' | 'options'>): ProxyWay {
  const { proxy: choice, proxyLogin } = options;
  const hasLogin = choice !== 'none' && proxyLogin?.username != null;
  return { choice, connectionId: id, login: hasLogin ? proxyLogin.authentication : null };
}

/** The same text for requests that go out alike. */
export function wayKey({ choice, connectionId, login }: ProxyWay): string {
  return login === null ? choice : `${choice}-${login}-${connectionId ?? ''}`;
}

const current = new AsyncLocalStorage<ProxyWay>();

/**
 * Everything that `task` asks for goes out by this way, unless a request says its own. A sign-in makes its requests deep
 * inside MSAL, which has no room for a way out among its parameters.
 */
export function withProxyWay<T>(way: ProxyWay, task: () => T): T {
  return current.run(way, task);
}

/** The way out of the call that is under way; undefined: nothing was said. */
export function currentProxyWay(): ProxyWay | undefined {
  return current.getStore();
}
