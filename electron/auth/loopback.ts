import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '../../shared/model/failure.ts';
import { pageHeaders, renderPage, usedPage, waitingPage, wrongStatePage, type FinalPage } from './pages.ts';

/** What the sign-in page sent back: a code, or the service's refusal. */
export type LoopbackAnswer =
  | { readonly code: string }
  | { readonly error: string; readonly description: string; readonly suberror: string };

export interface Loopback {
  /** http://localhost:PORT, what the public clients have registered (exchange-rest-protocol.md 4.1). */
  readonly redirectUri: string;
  /** Rejects with FailureError state-mismatch when an answer with another state comes. */
  readonly answer: Promise<LoopbackAnswer>;
  /** The browser's last page; it waits for this, so that it tells how it really went. */
  finish(page: FinalPage): void;
  close(): void;
}

const MOST_BYTES = 256 * 1024;

/**
 * Listens on a free port of this computer only, for one answer with this state. Everything else is refused: another
 * state, a second answer, an answer in the address, another Host (DNS rebinding), other methods and paths.
 */
export async function openLoopback(state: string): Promise<Loopback> {
  let settled = false;
  let browser: ServerResponse | null = null;
  let resolveAnswer: (answer: LoopbackAnswer) => void = () => {};
  let rejectAnswer: (error: Error) => void = () => {};
  const answer = new Promise<LoopbackAnswer>((resolve, reject) => {
    resolveAnswer = resolve;
    rejectAnswer = reject;
  });
  answer.catch(() => {});

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void take(request, response).catch(() => response.destroy());
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hosts.has(request.headers.host ?? '')) return show(response, 400, wrongStatePage);
    const path = (request.url ?? '/').split('?')[0];
    if (path !== '/') return show(response, 404, waitingPage);
    if (request.method === 'GET') return show(response, 200, settled ? usedPage : waitingPage);
    if (request.method !== 'POST') return show(response, 405, waitingPage);
    const form = new URLSearchParams(await bodyOf(request));
    const read = readForm(form);
    if (read === null) return show(response, 400, waitingPage);
    const states = form.getAll('state');
    if (states.length !== 1 || states[0] !== state) {
      show(response, 400, wrongStatePage);
      if (!settled) rejectAnswer(stateMismatch());
      return;
    }
    if (settled) return show(response, 400, usedPage);
    settled = true;
    browser = response;
    resolveAnswer(read);
  }

  const first = createServer(handle);
  const port = await listen(first, 0, '127.0.0.1');
  const hosts = new Set([`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]);
  const second = createServer(handle);
  // Some systems resolve localhost to ::1 first; where there is no IPv6 the other one is enough.
  await listen(second, port, '::1').catch(() => 0);

  return {
    redirectUri: `http://localhost:${port}`,
    answer,
    finish(page) {
      if (browser !== null) show(browser, 200, page);
      browser = null;
    },
    close() {
      for (const server of [first, second]) {
        server.close();
        // The last page may still be on its way: only connections with nothing to send are cut.
        server.closeIdleConnections();
        server.unref();
      }
      browser?.destroy();
    },
  };
}

function readForm(form: URLSearchParams): LoopbackAnswer | null {
  const code = form.get('code');
  const error = form.get('error');
  if (error !== null && error !== '') {
    return {
      error,
      description: form.get('error_description') ?? '',
      suberror: form.get('error_subcode') ?? form.get('suberror') ?? '',
    };
  }
  return code === null || code === '' ? null : { code };
}

function stateMismatch() {
  return fail(
    'state-mismatch',
    'An answer came that does not belong to this sign-in, so it was refused and nothing of it was used.',
    'Sign in again, and finish on the page that the app opens. If this stays so, something on this computer interferes with the browser.',
    { retryable: true },
  );
}

function show(response: ServerResponse, status: number, page: FinalPage): void {
  response.writeHead(status, pageHeaders);
  response.end(renderPage(page));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        fail(
          'port-in-use',
          'The app could not open a port on this computer for the browser’s answer.',
          'Close programs that use many connections, or ask who manages this computer’s firewall, then try again.',
          { retryable: true, cause },
        ),
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
