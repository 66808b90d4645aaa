import { X509Certificate } from 'node:crypto';
import { net, session, type Session } from 'electron';
import { iterateBody } from './event-body.ts';
import type { NetworkSettings, OpenRoad, Road } from './network.ts';
import { endsInOwnRoot } from './own-roots.ts';
import { firstProxy, proxyConfig } from './proxy-config.ts';
import type { LoginAttempt } from './proxy-login.ts';
import { toTransportError, TransportError } from './transport-error.ts';
import type { TransportRequest, TransportResponse } from './types.ts';

/** Set by the network stack itself; giving them is an error. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'accept-encoding']);
/** net::ERR_CERT_AUTHORITY_INVALID: the only thing wrong that a root of the person's own can mend. */
const UNKNOWN_AUTHORITY = -202;
/** Answers of a certificate verifier (Electron's docs, `ses.setCertificateVerifyProc`). */
const TRUSTED = 0;
const AS_CHROMIUM_SAYS = -3;

/**
 * Chromium's network stack: proxies, PAC files and the system's certificate store. The app must be ready.
 * `net.request` and not `fetch`, because only it shows a redirect's Location without following it, and asks for a
 * proxy's login.
 */
export function createElectronRoads(): OpenRoad {
  /**
   * Sessions of roads that were closed, by the roots that they trust. A session lives as long as the app, and a script
   * may connect hundreds of times.
   */
  const free = new Map<string, Session[]>();
  let made = 0;

  function sessionFor(roots: readonly string[], key: string): Session {
    const used = free.get(key)?.pop();
    if (used !== undefined) return used;
    made += 1;
    // In memory only and without a cache, so that nothing of an answer or a cookie is kept.
    const network = session.fromPartition(`tenantdeck-network-${made}`, { cache: false });
    trustRoots(network, roots);
    return network;
  }

  return ({ proxy, roots }: NetworkSettings): Road => {
    // Verified certificates are kept in a session: other roots need another one.
    const key = roots.join('\n');
    const network = sessionFor(roots, key);
    const ready = network.setProxy(proxyConfig(proxy));
    let closed = false;
    return {
      async send(request, login) {
        await ready;
        return sendBy(network, request, login);
      },
      async routeOf(url) {
        await ready;
        return firstProxy(await network.resolveProxy(url));
      },
      close() {
        if (closed) return;
        closed = true;
        // Only a session that has forgotten all of it is used again.
        const forgotten = Promise.all([network.closeAllConnections(), network.clearAuthCache()]);
        void forgotten.then(() => free.set(key, [...(free.get(key) ?? []), network]));
      },
    };
  };
}

function trustRoots(network: Session, pems: readonly string[]): void {
  const roots = pems.map((pem) => new X509Certificate(pem));
  if (roots.length === 0) return;
  network.setCertificateVerifyProc(({ errorCode, certificate, hostname }, answer) => {
    const add = errorCode === UNKNOWN_AUTHORITY && endsInOwnRoot(certificate, hostname, roots, new Date());
    answer(add ? TRUSTED : AS_CHROMIUM_SAYS);
  });
}

function sendBy(
  network: Session,
  request: TransportRequest,
  login: LoginAttempt,
): Promise<TransportResponse> {
  return new Promise<TransportResponse>((resolve, reject) => {
    const outgoing = net.request({
      method: request.method,
      url: request.url,
      session: network,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
      ),
    });
    const abort = () => {
      outgoing.abort();
      reject(toTransportError(new Error('aborted')));
    };
    if (request.signal.aborted) {
      abort();
      return;
    }
    request.signal.addEventListener('abort', abort, { once: true });
    const forget = () => request.signal.removeEventListener('abort', abort);
    const failed = (error: unknown) => {
      forget();
      reject(toTransportError(error));
    };
    outgoing.on('close', forget);
    outgoing.on('login', (info, answer) => {
      // A service's own wish for a password is its answer, which whoever asked reads; nothing is ever given to it.
      if (!info.isProxy) {
        answer();
        return;
      }
      void login.challenged(info).then((found) => {
        if (found === null) answer();
        else answer(found.username, found.password);
      });
    });
    outgoing.on('redirect', (status, _method, _url, headers) => {
      forget();
      login.over(true);
      const kept = flatten(headers);
      delete kept['content-length'];
      resolve({ status, headers: kept, body: nothing() });
      outgoing.abort();
    });
    outgoing.on('response', (answer) => {
      if (answer.statusCode === 407) {
        outgoing.abort();
        failed(new TransportError('proxy', false, 'PROXY_LOGIN_WANTED'));
        return;
      }
      login.over(true);
      resolve({
        status: answer.statusCode,
        headers: flatten(answer.headers),
        body: iterateBody(answer, toTransportError, request.signal),
      });
    });
    outgoing.on('error', failed);
    outgoing.end(request.body);
  });
}

function flatten(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A redirect's body is never read.
}
