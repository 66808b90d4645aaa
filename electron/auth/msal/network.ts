import { AsyncLocalStorage } from 'node:async_hooks';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { fail } from '../../../shared/model/failure.ts';
import type { HttpClient, HttpResponse } from '../../http/types.ts';
import { routeText } from '../../http/route-text.ts';
import { isWebPage } from '../../http/web-page.ts';
import { createTurns } from './turns.ts';

/** Milliseconds without a byte from the sign-in service. */
const IDLE_TIMEOUT_MS = 30_000;

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
        body: parse<T>(response, correlationId),
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

function parse<T>(response: HttpResponse, correlationId: string): T {
  if (response.status >= 500) {
    throw fail(
      'service-unavailable',
      `The sign-in service had a fault (${response.status}).`,
      'Try again in a minute.',
      { correlationId, retryable: true },
    );
  }
  try {
    return JSON.parse(new TextDecoder().decode(response.body)) as T;
  } catch (cause) {
    throw fail(
      'bad-answer',
      `The sign-in service sent ${isWebPage(response.body) ? 'a web page' : 'something'} instead of its own kind of answer${routeText(response.route)} (HTTP ${response.status}).`,
      'A proxy or a sign-in page of your network may be in between: open a web page in the browser, then try again.',
      {
        correlationId,
        retryable: true,
        action: 'proxy-settings',
        cause: cause instanceof Error ? new Error('not JSON') : cause,
      },
    );
  }
}
