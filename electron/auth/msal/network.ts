import { AsyncLocalStorage } from 'node:async_hooks';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { HttpClient } from '../../http/types.ts';
import { IDLE_TIMEOUT_MS, jsonOf } from '../flows/wire.ts';
import { createTurns } from './turns.ts';

/** What belongs to one call into MSAL, which itself knows no cancel and wraps what its network throws. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly correlationId: string;
  failure: unknown;
}

export const callContext = new AsyncLocalStorage<CallContext>();

/** MSAL's network over our client, so that proxy, certificates and the host check are the same for tokens and data. */
export function createNetworkModule(http: HttpClient, loginHost: string): INetworkModule {
  const turn = createTurns();

  async function send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<NetworkResponse<T>> {
    const context = callContext.getStore();
    const correlationId = context?.correlationId ?? options?.correlationId ?? '';
    try {
      const body = options?.body;
      const response = await http.send({
        method,
        url,
        headers: { accept: 'application/json', ...options?.headers },
        ...(body === undefined ? {} : { body }),
        allowedHosts: [loginHost],
        // A code can be redeemed once only; everything else may be asked again.
        retry: body?.includes('grant_type=authorization_code') === true ? 'change' : 'read',
        idleTimeoutMs: IDLE_TIMEOUT_MS,
        correlationId,
        signal: context?.signal ?? new AbortController().signal,
      });
      await turn();
      return {
        status: response.status,
        headers: { ...response.headers },
        body: jsonOf(response, correlationId) as T,
      };
    } catch (error) {
      if (context !== undefined) context.failure = error;
      throw error;
    }
  }

  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

/** A network that hands MSAL one answer which is there already, and asks nobody. */
export function createAnsweringNetwork(answer: Readonly<Record<string, unknown>>): INetworkModule {
  const reply = <T>(): Promise<NetworkResponse<T>> =>
    Promise.resolve({ status: 200, headers: {}, body: answer as T });
  return { sendGetRequestAsync: reply, sendPostRequestAsync: reply };
}
