import { expect, it } from 'vitest';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { createHttpClient } from '../http/client.ts';
import type { TransportRequest } from '../http/types.ts';
import { proxiedTokens } from './proxied-tokens.ts';
import type { AccessToken, TokenSources } from './types.ts';

const profile = (proxy: ConnectionProfile['options']['proxy']) =>
  ({ options: { ...NO_OPTIONS, proxy } }) as ConnectionProfile;

it('sends what a sign-in asks for by the way of its connection, however deep and late it asks', async () => {
  const sent: TransportRequest[] = [];
  const http = createHttpClient({
    transport: (request) => {
      sent.push(request);
      return Promise.resolve({ status: 200, headers: {}, body: (async function* () {})() });
    },
  });
  const ask = () =>
    http.send({
      method: 'GET',
      url: 'https://login.microsoftonline.com/x',
      headers: {},
      allowedHosts: ['login.microsoftonline.com'],
      retry: 'read',
      idleTimeoutMs: 1000,
      correlationId: 'c',
      signal: new AbortController().signal,
    });
  const sources: TokenSources = {
    open: () => ({
      renewable: true,
      get: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        await Promise.all(Array.from({ length: 15 }, ask));
        return {} as AccessToken;
      },
      release: () => undefined,
      close: () => undefined,
    }),
  };
  const wish = { scopes: [], interactive: 'never', signal: new AbortController().signal } as const;
  const own = proxiedTokens(sources);
  await Promise.all([
    own.open(profile('none'), null).get(wish),
    own.open(profile('auto'), null).get(wish),
    ask(),
  ]);
  const ways = sent.map(({ proxy }) => proxy?.choice ?? 'unsaid');
  expect(ways.filter((way) => way === 'none')).toHaveLength(15);
  expect(ways.filter((way) => way === 'auto')).toHaveLength(15);
  expect(ways.filter((way) => way === 'unsaid')).toHaveLength(1);
});
