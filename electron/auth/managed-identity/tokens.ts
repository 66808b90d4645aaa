import { z } from 'zod';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { SignInMethod } from '../../../shared/model/sign-in-method.ts';
import { appAccessToken } from '../app-only/app-token.ts';
import { organizationOf } from '../app-only/organization.ts';
import { renewedTokens } from '../app-only/renewed.ts';
import type { AccessToken, TokenSource } from '../types.ts';
import { readArcKey } from './arc-key.ts';
import type { IdentityEndpoint } from './endpoint.ts';
import { identityFailure, notOnAzure } from './refusals.ts';
import { NoEndpoint, type MetadataAnswer, type MetadataSend } from './wire.ts';

export interface ManagedIdentityDeps {
  /** Rejects with FailureError. */
  readonly endpoint: (profile: ConnectionProfile) => IdentityEndpoint | Promise<IdentityEndpoint>;
  readonly send: MetadataSend;
  /** Of Azure Arc. */
  readonly keyFolder: string;
  readonly now: () => number;
}

type IdentityMethod = Extract<SignInMethod, { kind: 'managed-identity' }>;

const API_VERSIONS: Readonly<Record<IdentityEndpoint['kind'], string>> = {
  imds: '2018-02-01',
  'app-service': '2019-08-01',
  arc: '2020-06-01',
};

/** How each endpoint is told which user-assigned identity: by a guid, as the module does it, or by its path in Azure. */
const NAMES: Readonly<
  Record<'imds' | 'app-service', Readonly<Record<'client' | 'object' | 'resource', string>>>
> = {
  imds: { client: 'client_id', object: 'object_id', resource: 'msi_res_id' },
  'app-service': { client: 'client_id', object: 'principal_id', resource: 'mi_res_id' },
};

const grantedSchema = z.object({
  access_token: z.string().min(1),
  expires_on: z.coerce.number().positive().optional(),
  expires_in: z.coerce.number().positive().optional(),
});

/** Tokens of the machine's own identity, from the endpoint that Azure gives it (real-client.md 3). */
export function managedIdentityTokens(
  deps: ManagedIdentityDeps,
  profile: ConnectionProfile,
  method: IdentityMethod,
): TokenSource {
  let answered = false;
  /** What a guid was found to be; null: not known yet. */
  let guidIs: 'client' | 'object' | null = null;

  /**
   * The metadata service's address leads nowhere, or to something silent, off Azure. So it is asked without anything
   * first, which it refuses at once; a token may take its time after that.
   */
  async function probe(endpoint: IdentityEndpoint, signal: AbortSignal): Promise<void> {
    if (answered || endpoint.kind !== 'imds') return;
    await deps.send({ endpoint: endpoint.url, query: {}, headers: {}, signal, probe: true });
    answered = true;
  }

  async function ask(
    endpoint: IdentityEndpoint,
    scope: string,
    signal: AbortSignal,
  ): Promise<MetadataAnswer> {
    await probe(endpoint, signal);
    const query = {
      // With the slash, as the module sends it.
      resource: `${scope.replace(/\/\.default$/, '')}/`,
      'api-version': API_VERSIONS[endpoint.kind],
    };
    const headers: Record<string, string> =
      endpoint.secret === null ? { Metadata: 'true' } : { 'X-IDENTITY-HEADER': endpoint.secret };
    const send = (named: Record<string, string>, more: Record<string, string> = {}) =>
      deps.send({
        endpoint: endpoint.url,
        query: { ...query, ...named },
        headers: { ...headers, ...more },
        signal,
      });
    if (endpoint.kind !== 'arc') return askByName(NAMES[endpoint.kind], send);
    const answer = await send({});
    if (answer.status !== 401) return answer;
    const key = await readArcKey(answer.headers['www-authenticate'], deps.keyFolder);
    return send({}, { Authorization: `Basic ${key}` });
  }

  /** A guid is a client id, as the module takes it; where no identity has that one, it may be an object id. */
  async function askByName(
    names: (typeof NAMES)['imds'],
    send: (named: Record<string, string>) => Promise<MetadataAnswer>,
  ): Promise<MetadataAnswer> {
    const id = method.identityId;
    if (id === null) return send({});
    if (id.startsWith('/')) return send({ [names.resource]: id });
    const first = await send({ [names[guidIs ?? 'client']]: id });
    if (guidIs !== null || (first.status !== 400 && first.status !== 404)) {
      if (first.status === 200) guidIs ??= 'client';
      return first;
    }
    const second = await send({ [names.object]: id });
    if (second.status !== 200) return first;
    guidIs = 'object';
    return second;
  }

  async function fetch(
    scope: string,
    _claims: string | undefined,
    signal: AbortSignal,
  ): Promise<AccessToken> {
    const organization = organizationOf(profile);
    const endpoint = await deps.endpoint(profile);
    if (endpoint.kind === 'arc' && method.identityId !== null) {
      throw fail(
        'not-supported-here',
        'A machine of Azure Arc has a system-assigned identity only.',
        'Leave the id of the identity empty.',
        { action: 'edit-connection' },
      );
    }
    const answer = await ask(endpoint, scope, signal).catch((error: unknown) => {
      throw error instanceof NoEndpoint ? notOnAzure(endpoint, error) : error;
    });
    const granted = grantedSchema.safeParse(parse(answer.body));
    if (answer.status !== 200 || !granted.success) {
      throw identityFailure(endpoint, answer.status, parse(answer.body), method.identityId);
    }
    const { access_token: token, expires_on: on, expires_in: lasts } = granted.data;
    const now = deps.now();
    return appAccessToken(token, {
      organization,
      accountId: `identity:${accountOf(method.identityId)}`,
      correlationId: '',
      expiresAt: on === undefined ? now + (lasts ?? 0) * 1000 : on * 1000,
      now,
    });
  }

  return renewedTokens(fetch, deps.now, () => undefined);
}

/** A path in Azure is longer than an account's id may be; its last part, the identity's name, tells it well enough. */
const accountOf = (identityId: string | null): string =>
  identityId === null ? 'system' : (identityId.toLowerCase().split('/').at(-1) ?? identityId);

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
