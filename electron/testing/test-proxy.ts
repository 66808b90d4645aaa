/**
 * A proxy as companies have them, in the test's own process: CONNECT only, with a login where users are named, and a PAC
 * file. Which hosts it reaches, and where they really are, the test says; nothing leaves this computer.
 */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A CONNECT that it received. */
export interface Tunnel {
  readonly host: string;
  readonly port: number;
  /** Who logged in; null: nobody. */
  readonly user: string | null;
  /** 200: let through, 407: wants a login, 403: not allowed. */
  readonly status: number;
}

export interface TestProxy {
  readonly port: number;
  readonly pacAddress: string;
  readonly tunnels: Tunnel[];
  /** How often somebody read the PAC file. */
  pacReads(): number;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** Name to password; empty: nobody has to log in. */
  readonly users?: Readonly<Record<string, string>>;
  /** How it wants the login; Basic unless told. */
  readonly scheme?: 'Basic' | 'Digest' | 'NTLM';
  /** The loopback port that stands for a host; null: the proxy refuses. */
  readonly reach: (host: string) => number | null;
}

export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const { users = {}, reach, scheme = 'Basic' } = options;
  const nonce = randomUUID();
  const tunnels: Tunnel[] = [];
  const sockets = new Set<Socket>();
  let pacReads = 0;
  const server = http.createServer((request, response) => {
    // The second is where a network announces its PAC file (WPAD).
    if (request.url !== '/proxy.pac' && request.url !== '/wpad.dat') {
      response.writeHead(405).end();
      return;
    }
    pacReads += 1;
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' });
    response.end(`function FindProxyForURL(url, host) { return "PROXY 127.0.0.1:${portOf(server)}"; }`);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: http.IncomingMessage, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy());
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const login = readLogin(request.headers['proxy-authorization']);
    const known = login?.isRight(users[login.name] ?? null) === true;
    const target = reach(host);
    const status = Object.keys(users).length > 0 && !known ? 407 : target === null ? 403 : 200;
    tunnels.push({ host, port: Number(port), user: login?.name ?? null, status });
    if (status === 407) {
      client.end(
        `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${challenge(scheme, nonce)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
    } else if (target === null) client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    else join(client, head, target, sockets);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    pacAddress: `http://127.0.0.1:${portOf(server)}/proxy.pac`,
    tunnels,
    pacReads: () => pacReads,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function join(client: Socket, head: Buffer, port: number, sockets: Set<Socket>): void {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  sockets.add(upstream);
  upstream.on('close', () => {
    sockets.delete(upstream);
    client.destroy();
  });
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

function challenge(scheme: string, nonce: string): string {
  if (scheme === 'NTLM') return scheme;
  if (scheme === 'Basic') return 'Basic realm="test"';
  return `Digest realm="test", nonce="${nonce}", qop="auth", algorithm=MD5`;
}

interface Login {
  readonly name: string;
  /** @param password the user's; null: there is no such user */
  isRight(password: string | null): boolean;
}

function readLogin(header = ''): Login | null {
  const encoded = /^Basic (\S+)$/i.exec(header)?.[1];
  if (encoded !== undefined) {
    const [name = '', given = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
    return { name, isRight: (password) => password === given };
  }
  if (!/^Digest /i.test(header)) return null;
  const fields = new Map(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, key = '', quoted, bare]) => [
      key,
      quoted ?? bare,
    ]),
  );
  const field = (key: string) => fields.get(key) ?? '';
  const md5 = (...parts: string[]) => createHash('md5').update(parts.join(':')).digest('hex');
  const name = field('username');
  return {
    name,
    // RFC 2617, 3.2.2.
    isRight: (password) =>
      password !== null &&
      field('response') ===
        md5(
          md5(name, field('realm'), password),
          ...[field('nonce'), field('nc'), field('cnonce'), field('qop')],
          md5('CONNECT', field('uri')),
        ),
  };
}

const portOf = (server: http.Server): number => (server.address() as AddressInfo).port;
