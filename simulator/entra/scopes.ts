import { findResource, GRAPH_SCOPES, type PublicClient, type Resource } from './clients.ts';
import { EntraError } from './errors.ts';

const OIDC = new Set(['openid', 'profile', 'email', 'offline_access']);

export interface ScopeRequest {
  readonly resource: Resource;
  /** Names without the resource, e.g. User.Read; empty for `.default`. */
  readonly names: readonly string[];
  readonly wholeDefault: boolean;
  readonly oidc: readonly string[];
  /** As asked for, to be repeated in the answer. */
  readonly asked: readonly string[];
}

/**
 * Reads a `scope` text. One resource per request (AADSTS28000 otherwise); a name without a resource is Graph's, on the
 * Graph host that belongs to `graphOrigin`. Throws EntraError for unknown resources, names and clients that may not ask.
 */
export function readScopes(text: string | null, client: PublicClient, graphOrigin: string): ScopeRequest {
  const asked = (text ?? '').split(/\s+/u).filter((part) => part !== '');
  if (asked.length === 0) {
    throw new EntraError(
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'scope'.",
    );
  }
  let resource: Resource | null = null;
  const names: string[] = [];
  let wholeDefault = false;
  for (const part of asked) {
    if (OIDC.has(part)) continue;
    const slash = part.lastIndexOf('/');
    const origin = slash < 0 ? graphOrigin : part.slice(0, slash).replace(/\/$/u, '');
    const found = findResource(origin);
    if (found === null) {
      throw new EntraError(
        'invalid_resource',
        500011,
        `The resource principal named ${origin} was not found in the tenant.`,
      );
    }
    if (resource !== null && resource.origin !== found.origin) {
      throw new EntraError(
        'invalid_request',
        28000,
        'The scopes asked for belong to more than one resource.',
      );
    }
    resource = found;
    const name = slash < 0 ? part : part.slice(slash + 1);
    if (name === '.default') wholeDefault = true;
    else names.push(name);
  }
  resource ??= findResource(graphOrigin);
  if (resource === null) throw new EntraError('invalid_resource', 500011, 'The resource was not found.');
  if (wholeDefault && names.length > 0) {
    throw new EntraError(
      'invalid_scope',
      70011,
      'The scope .default cannot be combined with resource-specific scopes.',
    );
  }
  if (!client.resources.includes(resource.kind)) {
    throw new EntraError(
      'invalid_request',
      65002,
      `Consent between first party application '${client.id}' and resource '${resource.origin}' must be configured via preauthorization.`,
    );
  }
  const known =
    resource.kind === 'graph' ? Object.keys(GRAPH_SCOPES) : (client.preauthorised[resource.kind] ?? []);
  const canonical = names.map((name) => {
    const match = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (match === undefined) {
      throw new EntraError(
        'invalid_scope',
        70011,
        `The provided value for the input parameter 'scope' is not valid: ${name}.`,
      );
    }
    return match;
  });
  return { resource, names: canonical, wholeDefault, oidc: asked.filter((part) => OIDC.has(part)), asked };
}
