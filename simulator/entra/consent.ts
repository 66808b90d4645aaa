import { GRAPH_SCOPES, type PublicClient } from './clients.ts';
import { EntraError } from './errors.ts';
import type { ScopeRequest } from './scopes.ts';

/** Who agreed to which Graph scopes: an administrator for the whole tenant, or a user alone. */
export interface ConsentStore {
  /** Scope names granted to `client` for this account in this tenant. */
  granted(client: PublicClient, request: ScopeRequest, tenantId: string, oid: string): readonly string[];
  /** Names that are asked for and not granted yet. */
  missing(client: PublicClient, request: ScopeRequest, tenantId: string, oid: string): readonly string[];
  /** Throws EntraError (AADSTS65001) where something is missing. */
  require(client: PublicClient, request: ScopeRequest, tenantId: string, oid: string): void;
  /** `wholeTenant`: for everyone there, as an administrator does. */
  grant(
    clientId: string,
    tenantId: string,
    oid: string,
    names: readonly string[],
    wholeTenant: boolean,
  ): void;
  reset(): void;
  /** Plain data for the state file. */
  save(): Readonly<Record<string, readonly string[]>>;
}

const key = (clientId: string, tenantId: string, who: string): string => `${clientId} ${tenantId} ${who}`;

/** Starts from what `save` gave earlier; `changed` is told after every change. */
export function createConsentStore(
  saved: Readonly<Record<string, readonly string[]>> = {},
  changed: () => void = () => {},
): ConsentStore {
  const grants = new Map<string, Set<string>>(
    Object.entries(saved).map(([entry, names]) => [entry, new Set(names)]),
  );
  const granted: ConsentStore['granted'] = (client, request, tenantId, oid) => [
    ...new Set([
      ...(client.preauthorised[request.resource.kind] ?? []),
      ...(request.resource.kind === 'graph'
        ? [
            ...(grants.get(key(client.id, tenantId, '*')) ?? []),
            ...(grants.get(key(client.id, tenantId, oid)) ?? []),
          ]
        : []),
    ]),
  ];
  const missing: ConsentStore['missing'] = (client, request, tenantId, oid) => {
    const have = granted(client, request, tenantId, oid);
    const wanted = request.wholeDefault && have.length === 0 ? ['User.Read'] : request.names;
    return wanted.filter((name) => !have.includes(name));
  };
  return {
    granted,
    missing,
    require(client, request, tenantId, oid) {
      if (missing(client, request, tenantId, oid).length === 0) return;
      throw new EntraError(
        'invalid_grant',
        65001,
        `The user or administrator has not consented to use the application with ID '${client.id}' named '${client.displayName}'. Send an interactive authorization request for this user and resource.`,
        { suberror: 'consent_required' },
      );
    },
    grant: (clientId, tenantId, oid, names, wholeTenant) => {
      const entry = key(clientId, tenantId, wholeTenant ? '*' : oid);
      const set = grants.get(entry) ?? new Set<string>();
      for (const name of names) set.add(name);
      grants.set(entry, set);
      changed();
    },
    reset: () => {
      grants.clear();
      changed();
    },
    save: () => Object.fromEntries([...grants].map(([entry, names]) => [entry, [...names].sort()])),
  };
}

/** True when one of the names needs an administrator. */
export function needsAdmin(names: readonly string[]): boolean {
  return names.some((name) => GRAPH_SCOPES[name]?.admin ?? true);
}
