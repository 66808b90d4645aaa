import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProxyChoice } from '../../shared/model/proxy.ts';

const choice = new AsyncLocalStorage<ProxyChoice>();

/**
 * Everything that `task` asks for goes out by this way, unless a request says its own. A sign-in makes its requests deep
 * inside MSAL, which has no room for a way out among its parameters.
 */
export function withProxyChoice<T>(way: ProxyChoice, task: () => T): T {
  return choice.run(way, task);
}

/** The way out of the call that is under way; undefined: nothing was said. */
export function currentProxyChoice(): ProxyChoice | undefined {
  return choice.getStore();
}
