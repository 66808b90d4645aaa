import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SEEDED_APPS, type AppRegistration, type Apps } from '../entra/apps.ts';
import type { TokenSigner } from '../entra/access-tokens.ts';
import { appToken } from '../entra/client-credentials.ts';
import { findResource } from '../entra/clients.ts';
import { instanceOf } from '../entra/instances.ts';
import { jsonResponse } from '../http/forms.ts';
import type { PracticeRequest, PracticeResponse, PracticeService } from '../types.ts';

export interface ImdsOptions {
  readonly apps: Apps;
  readonly signer: TokenSigner;
  /** Where Azure Arc's agent would put its keys; null: this is no machine of Arc. */
  readonly arcFolder: string | null;
}

/** What App Service puts into IDENTITY_HEADER; not secret here. */
export const APP_SERVICE_HEADER = 'practice-identity-header';

const IMDS = '/metadata/identity/oauth2/token';
const APP_SERVICE = '/msi/token';
const ARC = '/arc/metadata/identity/oauth2/token';

/**
 * Where an Azure machine gets tokens of its own identity, in its three forms: the metadata service of virtual machines,
 * App Service's endpoint, Azure Arc's with its challenge (real-client.md 3; captures signin-managed-identity*).
 */
export function createImdsService(options: ImdsOptions): PracticeService {
  /** Of challenges that were not answered yet. */
  const keys = new Set<string>();

  return async (request) => {
    const { pathname } = request.url;
    if (pathname !== IMDS && pathname !== APP_SERVICE && pathname !== ARC) return null;
    if (request.method !== 'GET') return { status: 405, headers: { Allow: 'GET' } };
    if (pathname === APP_SERVICE) return appService(options, request);
    if (request.headers.metadata !== 'true') {
      return refusal(400, 'invalid_request', "Required metadata header not specified: 'Metadata: true'.");
    }
    if (request.headers['x-forwarded-for'] !== undefined) {
      return refusal(400, 'invalid_request', 'X-Forwarded-For is not allowed.');
    }
    if (pathname === IMDS) return answer(options, request, '2018-02-01');
    if (options.arcFolder === null) return { status: 404, body: '' };
    return arc(options.arcFolder, request);
  };

  async function arc(folder: string, request: PracticeRequest): Promise<PracticeResponse> {
    const given = /^Basic (?<key>.+)$/u.exec(request.headers.authorization ?? '')?.groups?.key;
    if (given !== undefined && keys.delete(given)) return answer(options, request, '2020-06-01');
    const key = randomBytes(24).toString('base64url');
    const file = path.join(folder, `${randomBytes(8).toString('hex')}.key`);
    await mkdir(folder, { recursive: true });
    await writeFile(file, key, { mode: 0o600 });
    keys.add(await readFile(file, 'utf8'));
    return {
      ...refusal(401, 'unauthorized_client', 'Missing Basic Authorization header'),
      headers: { 'Content-Type': 'application/json', 'WWW-Authenticate': `Basic realm=${file}` },
    };
  }
}

function appService(
  options: ImdsOptions,
  request: PracticeRequest,
): PracticeResponse | Promise<PracticeResponse> {
  if (request.headers['x-identity-header'] !== APP_SERVICE_HEADER) {
    return jsonResponse(401, {
      statusCode: 401,
      message: 'The X-IDENTITY-HEADER header is missing or wrong.',
    });
  }
  return answer(options, request, '2019-08-01');
}

async function answer(
  options: ImdsOptions,
  request: PracticeRequest,
  version: string,
): Promise<PracticeResponse> {
  const query = request.url.searchParams;
  const asked = query.get('api-version') ?? '';
  // Each has a list of its own; this is the one that clients ask for (real-client.md 3).
  if (asked !== version) {
    return refusal(400, 'invalid_request', `The requested api-version '${asked}' is not supported.`);
  }
  const named = query.get('resource') ?? '';
  const resource = findResource(named);
  if (resource === null) {
    return refusal(
      400,
      'invalid_resource',
      `AADSTS500011: The resource principal named ${named} was not found in the tenant.`,
    );
  }
  const identity = identityOf(options.apps, query);
  if (identity === null) return refusal(400, 'invalid_request', 'Identity not found');
  const { token, seconds, expiresOn } = await appToken(options, identity, {
    audience: resource.origin,
    // Of the cloud that the machine is in; this one is in each.
    instance: instanceOf(new URL(resource.origin).hostname),
  });
  return jsonResponse(200, {
    access_token: token,
    client_id: identity.id,
    expires_in: String(seconds),
    expires_on: String(expiresOn),
    resource: named,
    token_type: 'Bearer',
  });
}

/** Where the machine's user-assigned identities are in Azure. */
const RESOURCES =
  '/subscriptions/0d5c7a1e-5555-4d5e-8a00-000000000001/resourcegroups/practice/providers/microsoft.managedidentity/userassignedidentities/';

/**
 * The system-assigned identity, or the user-assigned one that is named: by its client id, its object id (`principal_id`
 * at App Service) or its resource id (`msi_res_id`, `mi_res_id`).
 */
function identityOf(apps: Apps, query: URLSearchParams): AppRegistration | null {
  const named = (...names: string[]): string | null =>
    names.map((name) => query.get(name)?.toLowerCase()).find((value) => value !== undefined) ?? null;
  const client = named('client_id');
  const object = named('object_id', 'principal_id');
  const resource = named('msi_res_id', 'mi_res_id');
  if (client === null && object === null && resource === null) return apps.find(SEEDED_APPS.systemIdentity);
  const assigned = apps
    .list()
    .filter(({ kind, id }) => kind === 'managed' && id !== SEEDED_APPS.systemIdentity);
  return (
    assigned.find(
      ({ id, objectId, displayName }) =>
        id === client || objectId.toLowerCase() === object || `${RESOURCES}${displayName}` === resource,
    ) ?? null
  );
}

const refusal = (status: number, error: string, text: string): PracticeResponse =>
  jsonResponse(status, { error, error_description: text });
