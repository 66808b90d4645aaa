import type { Configuration, INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { CLOUDS, EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';

const HOST = CLOUDS.Practice.loginHost;
const ROOT = `https://${HOST}/{tenantid}`;

/** Sends what msal-node wants to send to https://X.practice.localhost to the practice cloud's port on loopback. */
export function practiceNetwork(port: number): INetworkModule {
  const send = async <T>(
    method: 'GET' | 'POST',
    address: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> => {
    const url = new URL(address);
    if (url.protocol !== 'https:' || !url.hostname.endsWith('.practice.localhost')) {
      throw new Error(`msal-node asked for ${url.origin}`);
    }
    const response = await fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, {
      method,
      headers: { ...options.headers, 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': url.host },
      ...(options.body === undefined ? {} : { body: options.body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

/** The configuration with which msal-node takes the practice hosts (entra/README.md says why). */
export function practiceMsalConfig(port: number, clientId: string = EXCHANGE_CLIENT_ID): Configuration {
  return {
    auth: {
      clientId,
      authority: `https://${HOST}/organizations`,
      clientCapabilities: ['cp1'],
      cloudDiscoveryMetadata: JSON.stringify({
        tenant_discovery_endpoint: `https://${HOST}/common/v2.0/.well-known/openid-configuration`,
        metadata: [{ preferred_network: HOST, preferred_cache: HOST, aliases: [HOST] }],
      }),
      authorityMetadata: JSON.stringify({
        issuer: `${ROOT}/v2.0`,
        authorization_endpoint: `${ROOT}/oauth2/v2.0/authorize`,
        token_endpoint: `${ROOT}/oauth2/v2.0/token`,
        end_session_endpoint: `${ROOT}/oauth2/v2.0/logout`,
        jwks_uri: `${ROOT}/discovery/v2.0/keys`,
      }),
    },
    system: { networkClient: practiceNetwork(port) },
  };
}

/** The address for the browser: the practice cloud's port instead of the host that msal-node believes in. */
export function browserAddress(url: string, port: number): string {
  const address = new URL(url);
  return `http://localhost:${port}${address.pathname}${address.search}`;
}
