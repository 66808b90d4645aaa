import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLOUDS, GRAPH_CLIENT_ID, type Cloud } from '../../shared/clouds.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { AccountKey, Accounts } from '../auth/types.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';

const IDLE_TIMEOUT_MS = 60_000;

/** What the customer list asks consent for (exchange-rest-protocol.md 5); `.default` would only repeat older consent. */
export function graphScopes(cloud: Cloud): string[] {
  return ['DelegatedAdminRelationship.Read.All', 'Directory.Read.All'].map(
    (name) => `https://${cloud.graphHost}/${name}`,
  );
}

export interface GraphReader {
  /** Pages of a collection, in order. `path` begins after `/v1.0`. */
  pages<T>(path: string, row: z.ZodType<T>): AsyncGenerator<readonly T[]>;
  one<T>(path: string, row: z.ZodType<T>): Promise<T>;
}

export interface GraphDeps {
  readonly http: HttpClient;
  readonly accounts: Accounts;
}

interface GraphCall {
  readonly key: AccountKey;
  readonly interactive: 'never' | 'when-needed';
  readonly signal: AbortSignal;
}

const pageSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
});
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Reads Microsoft Graph for one account. A nextLink that leaves Graph's own host is refused by the HTTP client. */
export function createGraphReader(deps: GraphDeps, call: GraphCall): GraphReader {
  const cloud = CLOUDS[call.key.cloudId];
  const correlationId = randomUUID();

  async function token(fresh: { claims?: string; forceRefresh?: boolean }): Promise<string> {
    const acquired = await deps.accounts.acquireToken({
      cloudId: cloud.id,
      clientId: GRAPH_CLIENT_ID,
      accountId: call.key.accountId,
      loginHint: deps.accounts.find(call.key)?.username ?? null,
      tenant: 'organizations',
      scopes: graphScopes(cloud),
      interactive: call.interactive,
      purpose: 'Customer list',
      connectionId: null,
      signal: call.signal,
      ...fresh,
    });
    return acquired.value;
  }

  async function send(url: string, bearer: string): Promise<HttpResponse> {
    return deps.http.send({
      method: 'GET',
      url,
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
      allowedHosts: [cloud.graphHost],
      retry: 'read',
      idleTimeoutMs: IDLE_TIMEOUT_MS,
      correlationId,
      signal: call.signal,
    });
  }

  async function get(url: string): Promise<unknown> {
    let response = await send(url, await token({}));
    if (response.status === 401) {
      const claims = claimsOf(response);
      response = await send(url, await token(claims === null ? { forceRefresh: true } : { claims }));
    }
    const body = parse(response);
    if (response.status === 200 && body !== null) return body;
    throw refusal(response, body, cloud, correlationId);
  }

  return {
    async *pages(path, row) {
      let next: string | undefined = `https://${cloud.graphHost}/v1.0${path}`;
      while (next !== undefined) {
        const page = pageSchema.safeParse(await get(next));
        if (!page.success) throw badAnswer(correlationId);
        const rows = z.array(row).safeParse(page.data.value);
        if (!rows.success) throw badAnswer(correlationId, rows.error);
        yield rows.data;
        next = page.data['@odata.nextLink'];
      }
    },
    async one(path, row) {
      const read = row.safeParse(await get(`https://${cloud.graphHost}/v1.0${path}`));
      if (!read.success) throw badAnswer(correlationId, read.error);
      return read.data;
    },
  };
}

/** The claims challenge of a 401, decoded; null where there is none. */
function claimsOf(response: HttpResponse): string | null {
  const encoded = /claims="([^"]+)"/.exec(response.headers['www-authenticate'] ?? '')?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8');
}

function parse(response: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response.body));
  } catch {
    return null;
  }
}

function refusal(response: HttpResponse, body: unknown, cloud: Cloud, correlationId: string): FailureError {
  const error = errorSchema.safeParse(body).data?.error;
  if (response.status === 401) {
    return fail(
      'sign-in-needed',
      'Microsoft Graph did not accept the sign-in.',
      'Sign in again for the customer list.',
      {
        correlationId,
        retryable: true,
      },
    );
  }
  if (response.status === 403) {
    return fail(
      'not-authorized',
      'Microsoft Graph does not let this account read the list of customers.',
      'It needs the permissions DelegatedAdminRelationship.Read.All and Directory.Read.All, and a role in the partner’s own organisation; an administrator can accept them.',
      { correlationId },
    );
  }
  if (response.status >= 500) {
    return fail(
      'service-unavailable',
      `Microsoft Graph had a fault (${response.status}).`,
      'Try again in a minute.',
      {
        correlationId,
        retryable: true,
      },
    );
  }
  if (error === undefined) return badAnswer(correlationId);
  return fail(
    'service-error',
    `Microsoft Graph refused to read from ${cloud.name}: ${error.message.slice(0, 300)}`,
    `Tell support the correlation id and the code ${error.code}.`,
    { correlationId },
  );
}

function badAnswer(correlationId: string, cause?: unknown): FailureError {
  return fail(
    'bad-answer',
    'Microsoft Graph sent something that is not its own kind of answer.',
    'A proxy may be in between. Try again; if it stays so, tell support the correlation id.',
    { correlationId, retryable: true, cause },
  );
}
