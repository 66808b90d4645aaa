import type { Cloud, CloudId } from '../../shared/clouds.ts';
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
  /** The MSAL client of a cloud and client id, with what the vault kept of it. */
  of(cloud: Cloud, clientId: string): Promise<IdentityClient>;
  /** Puts the caches that changed into the cloud's document. */
  collectCaches(cloudId: CloudId): void;
  /** Forgets all of them: the vault was opened anew. */
  clear(): void;
}

/** One MSAL client for each cloud and client id, made when it is first needed. */
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
      return make(document.clients[clientId] ?? null);
    } catch {
      // A damaged cache: only this client's sign-ins are gone, and their accounts say so.
      document.clients = Object.fromEntries(
        Object.entries(document.clients).filter(([id]) => id !== clientId),
      );
      deps.cacheDamaged(cloud.id);
      return make(null);
    }
  }

  return {
    of(cloud, clientId) {
      const key = memoryKey([cloud.id, clientId]);
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
    collectCaches(cloudId) {
      for (const [key, client] of opened) {
        const [ofCloud, clientId] = key.split('\n');
        if (ofCloud === cloudId && clientId !== undefined && client.hasChanged()) {
          deps.document(cloudId).clients[clientId] = client.takeCache();
        }
      }
    },
    clear() {
      clients.clear();
      opened.clear();
    },
  };
}
