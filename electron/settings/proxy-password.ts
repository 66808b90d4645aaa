import { z } from 'zod';
import type { Proxy } from '../../shared/model/proxy.ts';
import type { FindCredentials } from '../http/proxy-login.ts';
import type { Vault } from '../vault/types.ts';

const FILE = 'proxy';
const fileSchema = z.object({ for: z.string(), password: z.string() });

/** The password that goes with the proxy's user name, in the vault and bound to the proxy it was typed for. */
export interface ProxyPassword {
  /** null: leaves what is kept for this proxy; '': removes it. What was kept for another one is removed. */
  keep(proxy: Proxy, password: string | null): Promise<void>;
  isKept(proxy: Proxy): Promise<boolean>;
  /** Answers the challenges of this proxy, and of no other; null: a proxy without a user name has no answer. */
  credentials(proxy: Proxy): FindCredentials | null;
}

export function createProxyPassword(vault: Vault): ProxyPassword {
  async function read(proxy: Proxy): Promise<string | null> {
    const belongsTo = ownerOf(proxy);
    if (belongsTo === null) return null;
    const bytes = await vault.read(FILE);
    if (bytes === null) return null;
    const file = fileSchema.safeParse(parse(bytes));
    return file.success && file.data.for === belongsTo ? file.data.password : null;
  }

  return {
    async keep(proxy, password) {
      const belongsTo = ownerOf(proxy);
      if (belongsTo === null || password === '') await vault.remove(FILE);
      else if (password !== null) {
        await vault.write(FILE, new TextEncoder().encode(JSON.stringify({ for: belongsTo, password })));
      } else if ((await read(proxy)) === null) await vault.remove(FILE);
    },
    isKept: async (proxy) => (await read(proxy)) !== null,
    credentials(proxy) {
      const username = usernameOf(proxy);
      if (username === null) return null;
      return async (challenge) => {
        if (!isMeant(proxy, challenge)) return null;
        const password = await read(proxy);
        return password === null ? null : { username, password };
      };
    },
  };
}

function usernameOf(proxy: Proxy): string | null {
  if (proxy.kind === 'none') return null;
  const username = proxy.username ?? '';
  return username === '' ? null : username;
}

/** What the password was typed for; null: nothing that takes one. */
function ownerOf(proxy: Proxy): string | null {
  const username = usernameOf(proxy);
  if (username === null) return null;
  switch (proxy.kind) {
    case 'manual':
      return `${proxy.host.toLowerCase()}:${proxy.port} ${username}`;
    case 'pac':
      return `${proxy.address} ${username}`;
    default:
      return `${proxy.kind} ${username}`;
  }
}

/** A PAC file, the system or the network that the person chose may send to any proxy. */
function isMeant(proxy: Proxy, { host, port }: { host: string; port: number }): boolean {
  if (proxy.kind !== 'manual') return true;
  const bare = (name: string) => name.toLowerCase().replace(/^\[|\]$/g, '');
  return bare(proxy.host) === bare(host) && proxy.port === port;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
