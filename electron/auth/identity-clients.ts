import { CLOUDS, type Cloud, type CloudId } from '../../shared/clouds.ts';
import type { HttpClient } from '../http/types.ts';
import type { CloudStore } from './cloud-store.ts';
import type { IdentityClient, IdentityClientOptions } from './identity.ts';
import { memoryKey } from './requests.ts';

export interface IdentityClientsDeps {
  readonly http: HttpClient;
  readonly document: CloudStore['document'];
  /** A client's cache could not be read and was dropped: its sign-ins are gone. */
  readonly cacheDamaged: (cloudId: CloudId) => void;
}

export interface IdentityClients {
  /** The MSAL client of a cloud (its sign-in host included) and client id, with what the vault kept of it. */
  of(cloud: Cloud, clientId: string): Promise<IdentityClient>;
  /** All clients that a cloud has something of. */
  all(cloudId: CloudId): Promise<readonly IdentityClient[]>;
  /** Puts the caches that changed into the cloud's document. */
  collectCaches(cloudId: CloudId): void;
  /** Forgets all of them: the vault was opened anew. */
  clear(): void;
}

/** What a client's cache is kept under: its id, with the sign-in host where that is not the cloud's own. */
const nameOf = (cloud: Cloud, clientId: string): string =>
  cloud.loginHost === CLOUDS[cloud.id].loginHost ? clientId : `${clientId}@${cloud.loginHost}`;

/** One MSAL client for each cloud, sign-in host and client id, made when it is first needed. */
export function createIdentityClients(deps: IdentityClientsDeps): IdentityClients {
  const clients = new Map<string, Promise<IdentityClient>>();
  const opened = new Map<string, IdentityClient>();

  /** MSAL is loaded with the first token, not with the app. */
  async function open(cloud: Cloud, clientId: string): Promise<IdentityClient> {
    const { createIdentityClient } = await import('./msal/identity-client.ts');
    const document = deps.document(cloud.id);
    const make = (cache: string | null) => {
      const settings: IdentityClientOptions = { clientId, loginHost: cloud.loginHost, cache };
      return createIdentityClient(settings, deps.http);
    };
    try {
      return make(document.clients[nameOf(cloud, clientId)] ?? null);
    } catch {
      // A damaged cache: only this client's sign-ins are gone, and their accounts say so.
      document.clients = Object.fromEntries(
        Object.entries(document.clients).filter(([name]) => name !== nameOf(cloud, clientId)),
      );
      deps.cacheDamaged(cloud.id);
      return make(null);
    }
  }

  const clientsOf: IdentityClients = {
    of(cloud, clientId) {
      const key = memoryKey([cloud.id, nameOf(cloud, clientId)]);
      let client = clients.get(key);
      if (client === undefined) {
        client = open(cloud, clientId).then((made) => {
          opened.set(key, made);
          return made;
        });
        clients.set(key, client);
      }
      return client;
    },
    all(cloudId) {
      const cloud = CLOUDS[cloudId];
      const names = new Set(Object.keys(deps.document(cloudId).clients));
      for (const key of opened.keys()) {
        const [ofCloud, name] = key.split('\n');
        if (ofCloud === cloudId && name !== undefined) names.add(name);
      }
      return Promise.all(
        [...names].map((name) => {
          const [clientId = '', loginHost = cloud.loginHost] = name.split('@');
          return clientsOf.of({ ...cloud, loginHost }, clientId);
        }),
      );
    },
    collectCaches(cloudId) {
      for (const [key, client] of opened) {
        const [ofCloud, name] = key.split('\n');
        if (ofCloud === cloudId && name !== undefined && client.hasChanged()) {
          deps.document(cloudId).clients[name] = client.takeCache();
        }
      }
    },
    clear() {
      clients.clear();
      opened.clear();
    },
  };
  return clientsOf;
}
