import { X509Certificate } from 'node:crypto';
import { net, session, type Session } from 'electron';
import type { Proxy, ProxyChoice } from '../../shared/model/proxy.ts';
import { iterateBody } from './event-body.ts';
import { endsInOwnRoot } from './own-roots.ts';
import { firstProxy, proxyConfig, proxyFor } from './proxy-config.ts';
import { ProxyLogin, type FindCredentials } from './proxy-login.ts';
import { toTransportError, TransportError } from './transport-error.ts';
import type { RouteOf, Transport, TransportRequest, TransportResponse } from './types.ts';

/** Set by the network stack itself; giving them is an error. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'accept-encoding']);
/** net::ERR_CERT_AUTHORITY_INVALID: the only thing wrong that a root of the person's own can mend. */
const UNKNOWN_AUTHORITY = -202;
/** Answers of a certificate verifier (Electron's docs, `ses.setCertificateVerifyProc`). */
const TRUSTED = 0;
const AS_CHROMIUM_SAYS = -3;

export interface NetworkSettings {
  readonly proxy: Proxy;
  /** PEM of the roots that the person added. */
  readonly roots: readonly string[];
}

export interface ElectronNetwork {
  readonly send: Transport;
  readonly routeOf: RouteOf;
  /**
   * Takes effect at once: connections made by the old settings are closed, what was under way on them breaks, and what
   * was kept of them (logins, verified certificates) is forgotten.
   */
  configure(settings: NetworkSettings): void;
  /** Offers a proxy again what it refused. */
  forgetRefusals(): void;
}

/** One way out: a session of Chromium's, in memory only and without a cache, so that nothing of an answer or a cookie is kept. */
interface Way {
  readonly network: Session;
  readonly ready: Promise<void>;
  readonly login: ProxyLogin;
}

/**
 * Chromium's network stack: proxies, PAC files and the system's certificate store. The app must be ready.
 * `net.request` and not `fetch`, because only it shows a redirect's Location without following it, and asks for a
 * proxy's login.
 */
export function createElectronNetwork(
  first: NetworkSettings,
  credentials: (proxy: Proxy) => FindCredentials | null,
): ElectronNetwork {
  let settings = first;
  let generation = 0;
  const ways = new Map<ProxyChoice, Way>();

  function wayFor(choice: ProxyChoice): Way {
    let way = ways.get(choice);
    if (way === undefined) {
      way = open(choice);
      ways.set(choice, way);
    }
    return way;
  }

  function open(choice: ProxyChoice): Way {
    const network = session.fromPartition(`tenantdeck-network-${choice}-${generation}`, { cache: false });
    const proxy = proxyFor(choice, settings.proxy);
    trustRoots(network, settings.roots);
    return {
      network,
      ready: network.setProxy(proxyConfig(proxy)),
      login: new ProxyLogin(credentials(proxy)),
    };
  }

  return {
    async send(request) {
      const way = wayFor(request.proxy ?? 'app');
      await way.ready;
      const leave = await way.login.turn(request.signal);
      return sendBy(way, request).finally(leave);
    },
    async routeOf(url, choice = 'app') {
      const way = wayFor(choice);
      await way.ready;
      return firstProxy(await way.network.resolveProxy(url));
    },
    configure(next) {
      settings = next;
      generation += 1;
      const old = [...ways.values()];
      ways.clear();
      for (const { network } of old) void network.closeAllConnections();
    },
    forgetRefusals() {
      for (const { login } of ways.values()) login.forgetRefusals();
    },
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

function sendBy(way: Way, request: TransportRequest): Promise<TransportResponse> {
  return new Promise<TransportResponse>((resolve, reject) => {
    const outgoing = net.request({
      method: request.method,
      url: request.url,
      session: way.network,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())),
      ),
    });
    const login = way.login.attempt();
    const abort = () => {
      login.over(false);
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
      const problem = login.problem();
      login.over(false);
      reject(problem === null ? toTransportError(error) : refusedLogin(problem));
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
        failed(refusedLogin('wanted'));
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

function refusedLogin(problem: 'wanted' | 'refused'): TransportError {
  return new TransportError(
    'proxy',
    false,
    problem === 'wanted' ? 'PROXY_LOGIN_WANTED' : 'PROXY_LOGIN_REFUSED',
  );
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
