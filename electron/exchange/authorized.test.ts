import { expect, it } from 'vitest';
import { PROXY_CHOICES } from '../../shared/model/proxy.ts';
import type { AccessToken } from '../auth/types.ts';
import { APPS_WAY } from '../http/proxy-way.ts';
import type { HttpRequest } from '../http/types.ts';
import { exchangeTarget } from '../testing/target.ts';
import { sendAuthorized } from './authorized.ts';

it.each(PROXY_CHOICES)('sends data by the way that the connection chose: %s', async (proxy) => {
  const sent: HttpRequest[] = [];
  const target = exchangeTarget({
    proxy: { ...APPS_WAY, choice: proxy },
    token: () => Promise.resolve({ value: 'token' } as AccessToken),
  });
  // A refused token is renewed; the second try goes the same way.
  const status = () => (sent.length === 1 ? 401 : 200);
  await sendAuthorized(
    {
      send(request) {
        sent.push(request);
        return Promise.resolve({
          status: status(),
          headers: {},
          body: new Uint8Array(0),
          tries: 1,
          elapsedMs: 1,
        });
      },
    },
    target,
    {
      method: 'GET',
      url: `https://${target.host}/`,
      headers: {},
      retry: 'read',
      idleTimeoutMs: 1000,
      correlationId: 'c',
      signal: new AbortController().signal,
    },
  );
  expect(sent.map((request) => request.proxy)).toEqual([
    { ...APPS_WAY, choice: proxy },
    { ...APPS_WAY, choice: proxy },
  ]);
});
