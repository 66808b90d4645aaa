import { endpointOf } from '../../shared/endpoints.ts';
import type {
  ConnectionProfile,
  ConnectionStatus,
  RunLogState,
  Service,
} from '../../shared/model/connection.ts';
import { fail } from '../../shared/model/failure.ts';
import { BROWSER, isPersonal, type ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import type { TokenSource, TokenSources } from '../auth/types.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { createConnector } from './connector.ts';
import type { Connector, ConnectorDeps } from './connector-types.ts';
import { withProxyUser, type ProxyLogins } from './proxy-logins.ts';

export interface ProfileConnectionDeps extends Omit<ConnectorDeps, 'tokens'> {
  readonly sources: TokenSources;
  readonly proxyLogins: Pick<ProxyLogins, 'offer' | 'close'>;
}

/** All services of one connection, with the sign-in that they share. */
export interface ProfileConnection {
  statusOf(service: Service): ConnectionStatus;
  session(service: Service): ExchangeSession | null;
  runLogOf(service: Service): RunLogState | null;
  bannerOf(service: Service): Promise<string | null>;
  /**
   * One after the other: the second service is signed in to without asking again. Throws FailureError.
   * @param inBrowser a person signs in in the browser this time, whatever way the profile has
   */
  connect(services: readonly Service[], secrets: ConnectSecrets | null, inBrowser?: boolean): Promise<void>;
  /** Silently, where no person is needed. Throws FailureError. */
  reconnect(service: Service): Promise<ExchangeSession>;
  cancel(): void;
  /** The services that were open or under way. */
  disconnect(services: readonly Service[]): Service[];
  signingIn(signInId: string | null): void;
}

export function createProfileConnection(id: string, deps: ProfileConnectionDeps): ProfileConnection {
  const connectors = new Map<Service, Connector>();
  let source: TokenSource | null = null;
  /** The way to sign in that `source` was made for. */
  let madeFor = '';
  let secrets: ConnectSecrets | null = null;
  /** During one connect: `asked` once the page was opened for it. */
  let browser: { asked: boolean } | null = null;

  /** What the services hold: whichever source is the newest, and nothing once all are disconnected. */
  const shared: TokenSource = {
    get renewable() {
      return source?.renewable ?? false;
    },
    async get(request) {
      if (source === null) throw fail('not-connected', 'The connection was closed.', 'Connect again.');
      if (browser === null || browser.asked || request.interactive !== 'when-needed')
        return source.get(request);
      browser.asked = true;
      return source.get({ ...request, interactive: 'always' });
    },
    release: (scopes) => source?.release(scopes),
    close: () => undefined,
  };

  function tokens(profile: ConnectionProfile): TokenSource {
    const { signIn, options, accountId } = profile;
    // An app's or a given token's account is what came of the sign-in, not a part of the way.
    const account = isPersonal(signIn) ? accountId : null;
    const method = browser !== null && isPersonal(signIn) ? BROWSER : signIn;
    const way = JSON.stringify([method, options.authorityUri, options.proxy, options.proxyLogin, account]);
    if (source === null || way !== madeFor || secrets !== null) {
      source?.close();
      source = deps.sources.open({ ...profile, signIn: method }, secrets);
      secrets = null;
      madeFor = way;
    }
    return shared;
  }

  function connectorOf(service: Service): Connector {
    let connector = connectors.get(service);
    if (connector === undefined) {
      connector = createConnector(id, service, { ...deps, tokens });
      connectors.set(service, connector);
    }
    return connector;
  }

  /** @returns what is for the sign-in */
  function offerProxy(typed: ConnectSecrets | null): ConnectSecrets | null {
    if (typed?.proxy === undefined) return typed;
    const { proxy, ...others } = typed;
    const profile = deps.store.find(id);
    if (profile !== null) deps.store.put(withProxyUser(profile, proxy.username));
    deps.proxyLogins.offer(id, proxy);
    return others.password === undefined && others.accessToken === undefined ? null : others;
  }

  return {
    statusOf: (service) => connectors.get(service)?.status() ?? { state: 'signed-out' },
    session: (service) => connectors.get(service)?.session() ?? null,
    runLogOf: (service) => connectors.get(service)?.runLog() ?? null,
    bannerOf: async (service) => (await connectors.get(service)?.banner()) ?? null,
    async connect(services, typed, inBrowser = false) {
      secrets = offerProxy(typed);
      browser = inBrowser ? { asked: false } : null;
      try {
        for (const service of services) await connectorOf(service).connect(true);
      } finally {
        secrets = null;
        browser = null;
      }
    },
    reconnect: (service) => connectorOf(service).connect(false),
    cancel() {
      for (const connector of connectors.values()) connector.cancel();
    },
    disconnect(services) {
      const closed = services.filter((service) => connectors.get(service)?.disconnect() === true);
      const profile = deps.store.find(id);
      if (profile !== null) {
        for (const service of services) {
          const { audience } = endpointOf(profile.cloudId, profile.options, service);
          source?.release([`${audience}/.default`]);
        }
      }
      const left = [...connectors.values()].some((one) => one.status().state !== 'signed-out');
      if (!left) {
        source?.close();
        source = null;
        deps.proxyLogins.close(id);
      }
      return closed;
    },
    signingIn(signInId) {
      for (const connector of connectors.values()) connector.signingIn(signInId);
    },
  };
}
