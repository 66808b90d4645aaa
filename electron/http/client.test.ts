import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOUDS } from '../../shared/clouds.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import { createHttpClient } from './client.ts';
import { createPracticeTransport } from './practice-transport.ts';
import { createNodeTransport, type NodeTransport } from './transport-node.ts';
import { TransportError } from './transport-error.ts';
import type { HttpClient, HttpRequest, Transport } from './types.ts';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const HOST = CLOUDS.Practice.exchangeHost;
const TENANT_A = '11111111-1111-4111-8111-111111111111';
const TENANT_B = '22222222-2222-4222-8222-222222222222';

let server: http.Server;
let node: NodeTransport;
let port = 0;
let answers: Answer[] = [];
let seen: { url: string; headers: http.IncomingHttpHeaders }[] = [];
let waits: number[] = [];
let client: HttpClient;

beforeEach(async () => {
  answers = [];
  seen = [];
  waits = [];
  server = http.createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  node = createNodeTransport();
  const real: Transport = () => Promise.reject(new Error('the real network was used'));
  client = createHttpClient({
    transport: createPracticeTransport({ real, loopback: node.send, port: () => Promise.resolve(port) }),
    sleep: (ms) => {
      waits.push(ms);
      clock += ms;
      return Promise.resolve();
    },
    now: () => clock,
    random: () => 0.5,
  });
});
let clock = Date.parse('2026-11-21T10:00:00Z');

afterEach(() => {
  node.close();
  server.closeAllConnections();
  server.close();
});

const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: `https://${HOST}/adminapi/beta/${TENANT_A}/Mailbox`,
  headers: { authorization: 'Bearer secret-token' },
  allowedHosts: [HOST],
  retry: 'read',
  idleTimeoutMs: 2000,
  correlationId: 'c-1',
  signal: new AbortController().signal,
  ...more,
});

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_request, response) => {
    response.writeHead(code, headers);
    response.end(body);
  };

const failureOf = async (sent: Promise<unknown>) => {
  const error = await sent.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error('no FailureError', { cause: error });
  return error.failure;
};

describe('hosts', () => {
  it.each([
    'https://evil.example.com/adminapi',
    `http://${HOST}/x`,
    `https://${HOST}:8443/x`,
    `https://${HOST}.evil.example.com/x`,
    `https://user@${HOST}/x`,
    'not an address',
  ])('sends nothing to %s', async (url) => {
    expect((await failureOf(client.send(request({ url })))).code).toBe('host-not-allowed');
    expect(seen).toEqual([]);
  });

  it('never gives a practice address to the real network, running or not', async () => {
    const stopped = createHttpClient({
      transport: createPracticeTransport({
        real: () => Promise.reject(new Error('the real network was used')),
        loopback: node.send,
        port: () => Promise.reject(fail('practice-unavailable', 'It does not run.', 'Start it.')),
      }),
    });
    expect((await failureOf(stopped.send(request()))).code).toBe('practice-unavailable');
  });

  it('tells the practice cloud which host was meant', async () => {
    answers = [status(200, {}, 'ok')];
    await client.send(request());
    expect(seen[0]?.headers['x-forwarded-host']).toBe(HOST);
    expect(seen[0]?.headers['x-forwarded-proto']).toBe('https');
    expect(seen[0]?.headers['client-request-id']).toBe('c-1');
  });
});

describe('retry of a read', () => {
  it.each([
    ['2', 2000],
    ['2.5', 2500],
    ['Sat, 21 Nov 2026 10:00:07 GMT', 7000],
    ['0', 0],
  ])('honours Retry-After %s', async (value, expected) => {
    answers = [
      status(429, { 'retry-after': value, date: 'Sat, 21 Nov 2026 10:00:00 GMT' }),
      status(200, {}, 'done'),
    ];
    const response = await client.send(request());
    expect(response.tries).toBe(2);
    expect(waits[0]).toBe(expected);
    expect(Buffer.from(response.body).toString()).toBe('done');
  });

  it('backs off after 5xx and gives the last answer back', async () => {
    answers = [status(503, {}, '<html>busy</html>')];
    const response = await client.send(request());
    expect(response.status).toBe(503);
    expect(response.tries).toBe(5);
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });

  it('reads again after a reset and after a cut body', async () => {
    answers = [
      (incoming) => incoming.socket.destroy(),
      (_incoming, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setImmediate(() => response.destroy());
      },
      status(200, {}, 'whole'),
    ];
    const response = await client.send(request());
    expect(response.tries).toBe(3);
    expect(Buffer.from(response.body).toString()).toBe('whole');
  });

  it('says throttled when the service never stops asking', async () => {
    answers = [status(429, { 'retry-after': '1' })];
    expect((await failureOf(client.send(request()))).code).toBe('throttled');
    expect(seen.length).toBe(8);
  });

  it('says what it waits for', async () => {
    answers = [status(429, { 'retry-after': '5' }), status(200)];
    const reasons: string[] = [];
    await client.send(request({ onRetry: (notice) => reasons.push(notice.reason) }));
    expect(reasons).toEqual(['Exchange asked to wait 5 s']);
  });

  it('times out when no byte comes', async () => {
    answers = [() => {}];
    const failure = await failureOf(client.send(request({ idleTimeoutMs: 30, retry: 'none' })));
    expect(failure.code).toBe('timed-out');
  });
});

describe('a change', () => {
  const change = { retry: 'change', method: 'POST', body: '{}' } as const;

  it('is sent once when the connection breaks, and says that the outcome is unknown', async () => {
    answers = [(incoming) => incoming.socket.destroy()];
    expect((await failureOf(client.send(request(change)))).code).toBe('outcome-unknown');
    expect(seen.length).toBe(1);
  });

  it('is sent once when the answer is cut or never comes', async () => {
    answers = [
      (_incoming, response) => {
        response.writeHead(200, { 'content-length': '9' });
        response.write('x');
        setImmediate(() => response.destroy());
      },
      () => {},
    ];
    expect((await failureOf(client.send(request(change)))).code).toBe('outcome-unknown');
    expect((await failureOf(client.send(request({ ...change, idleTimeoutMs: 30 })))).code).toBe(
      'outcome-unknown',
    );
    expect(seen.length).toBe(2);
  });

  it('gives a 500 back without sending again', async () => {
    answers = [status(500)];
    expect((await client.send(request(change))).status).toBe(500);
    expect(seen.length).toBe(1);
  });

  it('is sent again after 429 and after 503 with Retry-After', async () => {
    answers = [status(429), status(503, { 'retry-after': '1' }), status(200)];
    expect((await client.send(request(change))).tries).toBe(3);
  });

  it('is sent again when the connection was refused', async () => {
    let tries = 0;
    const refusing = createHttpClient({
      transport: (outgoing) => {
        tries += 1;
        if (tries === 1) return Promise.reject(new TransportError('unreachable', false, 'ECONNREFUSED'));
        return node.send({ ...outgoing, url: `http://127.0.0.1:${port}/` });
      },
      sleep: () => Promise.resolve(),
    });
    answers = [status(200)];
    expect((await refusing.send(request(change))).tries).toBe(2);
  });

  it('cancelled in flight has an unknown outcome', async () => {
    const stop = new AbortController();
    answers = [() => stop.abort()];
    const failure = await failureOf(client.send(request({ ...change, signal: stop.signal })));
    expect(failure.code).toBe('outcome-unknown');
  });
});

describe('throttling', () => {
  it('holds only the tenant that was throttled', async () => {
    const order: string[] = [];
    let release: () => void = () => {};
    const held = createHttpClient({
      transport: createPracticeTransport({
        real: node.send,
        loopback: node.send,
        port: () => Promise.resolve(port),
      }),
      now: () => clock,
      sleep: (ms) =>
        new Promise((resolve) => {
          release = () => {
            clock += ms;
            resolve();
          };
        }),
    });
    answers = [
      status(429, { 'retry-after': '60' }),
      (incoming, response) => {
        order.push(incoming.url ?? '');
        response.end('ok');
      },
    ];
    const first = held.send(request());
    await expect.poll(() => seen.length).toBe(1);
    await held.send(request({ url: `https://${HOST}/adminapi/beta/${TENANT_B}/Mailbox` }));
    expect(order).toEqual([`/adminapi/beta/${TENANT_B}/Mailbox`]);
    await expect
      .poll(() => {
        release();
        return order.length;
      })
      .toBe(2);
    await first;
  });
});

describe('bodies', () => {
  it('survives an error answer that claims to be gzip', async () => {
    answers = [
      (_incoming, response) => {
        response.writeHead(403, { 'content-encoding': 'gzip' });
        response.end(Buffer.alloc(64));
      },
    ];
    const response = await client.send(request());
    expect(response.status).toBe(403);
    expect(response.body.byteLength).toBe(0);
  });

  it('unpacks gzip and owns its buffer', async () => {
    answers = [
      (_incoming, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync('{"value":[]}'));
      },
    ];
    const { body } = await client.send(request());
    expect(Buffer.from(body).toString()).toBe('{"value":[]}');
    expect(body.buffer.byteLength).toBe(body.byteLength);
  });

  it('refuses an answer beyond the limit', async () => {
    answers = [status(200, { 'content-length': String(80 * 1024 * 1024) })];
    expect((await failureOf(client.send(request({ retry: 'none' })))).code).toBe('too-large');
  });

  it('is cancelled at once', async () => {
    const stop = new AbortController();
    answers = [
      (_incoming, response) => {
        response.writeHead(200);
        response.write('begin');
        stop.abort();
      },
    ];
    expect((await failureOf(client.send(request({ signal: stop.signal })))).code).toBe('cancelled');
  });

  it('gives a redirect back instead of following it', async () => {
    answers = [status(302, { location: 'https://elsewhere.example.com/' })];
    const response = await client.send(request());
    expect(response.status).toBe(302);
    expect(response.headers.location).toBe('https://elsewhere.example.com/');
    expect(seen.length).toBe(1);
  });
});
