import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { OpenRoad } from '../http/network.ts';
import type { LoginAttempt } from '../http/proxy-login.ts';
import { toTransportError, TransportError } from '../http/transport-error.ts';
import { toResponse } from '../http/transport-node.ts';
import type { TransportRequest } from '../http/types.ts';
import type { Proxy } from '../../shared/model/proxy.ts';

/**
 * For tests: the part of Chromium's network stack, over Node's: CONNECT through a proxy, its login, and TLS behind it.
 * @param direct the loopback port that stands for all hosts where there is no proxy
 */
export function createNodeRoads(proxyOf: (proxy: Proxy) => string | null, direct?: number): OpenRoad {
  return ({ proxy, roots }) => {
    const name = proxyOf(proxy);
    const sockets = new Set<Socket>();
    return {
      routeOf: () => Promise.resolve(name),
      async send(request, login) {
        const url = new URL(request.url);
        const raw = name === null ? null : await tunnel(name, url.hostname, request.signal, login);
        if (raw !== null) {
          sockets.add(raw);
          raw.on('close', () => sockets.delete(raw));
        }
        const answer = await ask(request, raw, roots, direct).catch((error: unknown) => {
          throw toTransportError(error);
        });
        login.over(true);
        return toResponse(answer);
      },
      close() {
        for (const socket of sockets) socket.destroy();
      },
    };
  };
}

async function tunnel(
  proxy: string,
  host: string,
  signal: AbortSignal,
  login: LoginAttempt,
): Promise<Socket> {
  const [hostname = '', port = ''] = proxy.split(':');
  let authorization: string | null = null;
  for (;;) {
    const outgoing = http.request({
      ...{ hostname, port, signal, method: 'CONNECT', path: `${host}:443`, agent: false },
      headers: authorization === null ? {} : { 'proxy-authorization': authorization },
    });
    outgoing.end();
    const [answer, socket] = (await once(outgoing, 'connect').catch((error: unknown) => {
      throw new TransportError('proxy', false, 'ERR_PROXY_CONNECTION_FAILED', { cause: error });
    })) as [http.IncomingMessage, Socket];
    if (answer.statusCode === 200) return socket;
    socket.destroy();
    if (answer.statusCode !== 407) throw new TransportError('proxy', false, 'ERR_TUNNEL_CONNECTION_FAILED');
    const [scheme = ''] = (answer.headers['proxy-authenticate'] ?? '').split(' ');
    const found = await login.challenged({ host: hostname, port: Number(port), scheme });
    if (found === null) throw new TransportError('proxy', false, 'PROXY_LOGIN_WANTED');
    authorization = `Basic ${Buffer.from(`${found.username}:${found.password}`).toString('base64')}`;
  }
}

async function ask(
  request: TransportRequest,
  raw: Socket | null,
  roots: readonly string[],
  direct: number | undefined,
): Promise<http.IncomingMessage> {
  const url = new URL(request.url);
  const secure = { servername: url.hostname, ca: [...roots] };
  const outgoing = https.request(url, {
    ...{ method: request.method, headers: request.headers, signal: request.signal },
    ...secure,
    ...(raw === null
      ? { agent: false as const, ...(direct !== undefined && { hostname: '127.0.0.1', port: direct }) }
      : { createConnection: () => tls.connect({ ...secure, socket: raw }) }),
  });
  outgoing.end(request.body);
  const [answer] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  return answer;
}
