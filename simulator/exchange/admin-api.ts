import type { CommandTable } from './cmdlets/table.ts';
import type {
  AccessClaims,
  ExchangeAccess,
  PracticeDirectory,
  PracticeRequest,
  PracticeResponse,
  PracticeService,
  PracticeTenant,
  TokenVerifier,
} from '../types.ts';
import { parseAddress, type AdminAddress } from './address.ts';
import type { AnchorQuestion, AnchorUse } from './anchors.ts';
import type { Call } from './call.ts';
import { badRequest, methodNotAllowed, NotPermitted, notFoundAddress, ServiceFailure } from './failure.ts';
import { batch } from './invoke/batch.ts';
import { invokeCommand } from './invoke/invoke-command.ts';
import { helpFiles } from './help/help-files.ts';
import { apiState, banner, moduleFile } from './module/module-file.ts';
import { SecretKey } from './module/secret-key.ts';
import { failureReply } from './replies.ts';
import { Tenants } from './tenants.ts';

export interface AdminApiOptions {
  readonly directory: PracticeDirectory;
  readonly tokens: TokenVerifier;
  /** Seed of the world; tenants carry their own for their data. */
  readonly seed: number;
  /** Mailboxes of a tenant that doesn't say how many it has. */
  readonly defaultMailboxes?: number;
}

/** What tells one service of the admin API from another. */
export interface AdminApiKind {
  serves(hostname: string): boolean;
  readonly commands: CommandTable;
  access(claims: AccessClaims): ExchangeAccess;
  /** Throws the 400 of a wrong or missing anchor. */
  checkAnchor(question: AnchorQuestion): void;
  /** Endpoints beside those that every service has. */
  readonly endpoints: readonly (readonly [RegExp, Endpoint])[];
  /** Another answer than the endpoint's, to a request whose token, tenant and anchor are good. */
  readonly instead?: (request: PracticeRequest, tenant: PracticeTenant) => PracticeResponse | null;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** Null: asked without an anchor, as the real client does (real-client.md 2.1, 2.4). */
  readonly anchor: AnchorUse | null;
  /** `beta` only, `v1.0` only, or both (real-client.md 1). */
  readonly version: AdminAddress['version'] | null;
  readonly answer: (call: Call) => PracticeResponse | Promise<PracticeResponse>;
}

const COMMON_ENDPOINTS: readonly (readonly [RegExp, Endpoint])[] = [
  [/^InvokeCommand$/i, { method: 'POST', anchor: 'script', version: 'beta', answer: invokeCommand }],
  [/^EXOModuleFile$/i, { method: 'GET', anchor: 'script', version: 'v1.0', answer: moduleFile }],
  [/^EXOHelpFile$/i, { method: 'GET', anchor: 'script', version: 'v1.0', answer: helpFiles }],
  [/^EXOBanner\('AutogenSession'\)$/i, { method: 'GET', anchor: null, version: null, answer: banner }],
  [/^basicinfo\('AdminApiState'\)$/i, { method: 'GET', anchor: null, version: 'beta', answer: apiState }],
  [
    /^\$batch$/i,
    {
      method: 'POST',
      anchor: 'script',
      version: 'beta',
      answer: () => Promise.reject(new Error('answered before')),
    },
  ],
];

function wrongTenant(tenant: string): ServiceFailure {
  return new ServiceFailure({
    status: 401,
    code: 'Unauthorized',
    message: `The token is for another organization than '${tenant}'.`,
    headers: {
      'WWW-Authenticate': 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", error="invalid_token"',
      'x-ms-diagnostics':
        '2000008;reason="The tenant in the request does not match the tenant of the token.";error_category="invalid_tenant"',
    },
  });
}

/** An account without any Exchange role (exchange-rest-protocol.md 5, 1.8). */
function noRoles(call: Pick<Call, 'claims'>): ServiceFailure {
  const { upn, appid } = call.claims;
  const text =
    upn === undefined
      ? `The role assigned to application ${appid} isn't supported in this scenario. Please check online documentation for assigning correct Directory Roles to Azure AD Application for EXO App-Only Authentication.`
      : `The user "${upn}" isn't assigned to any management roles.`;
  const exception = 'Microsoft.Exchange.Configuration.Authorization.CmdletAccessDeniedException';
  return new ServiceFailure({
    status: 403,
    code: 'Forbidden',
    message: text,
    detail: { category: 'PermissionDenied', target: '', message: `|${exception}|${text}` },
    exceptionType: 'CmdletAccessDeniedException',
  });
}

/** A service of the practice cloud under `/adminapi/`. Answers null for what isn't its own. */
export function createAdminApi(options: AdminApiOptions, kind: AdminApiKind): PracticeService {
  const { directory, tokens } = options;
  const { commands } = kind;
  const tenants = new Tenants(options.seed, options.defaultMailboxes ?? 200);
  let secretKey: Promise<SecretKey> | null = null;
  const key = (): Promise<SecretKey> => (secretKey ??= SecretKey.make());

  async function serve(request: PracticeRequest, address: AdminAddress): Promise<PracticeResponse> {
    const verified = await tokens.verify(request);
    if ('refused' in verified) return verified.refused;
    const { claims } = verified;
    const tenant: PracticeTenant | null = directory.findTenant(address.tenant);
    if (tenant?.id.toLowerCase() !== claims.tid.toLowerCase()) throw wrongTenant(address.tenant);
    const endpoint = [...COMMON_ENDPOINTS, ...kind.endpoints].find(([path]) => path.test(address.rest))?.[1];
    if (!endpoint) throw notFoundAddress(request.url.pathname);
    if (
      request.method !== endpoint.method ||
      (endpoint.version !== null && endpoint.version !== address.version)
    ) {
      throw methodNotAllowed(request.method, endpoint.method);
    }
    const state = tenants.of(tenant);
    if (endpoint.anchor !== null) {
      const isKnown = (identity: string): boolean => state.store.find(identity).length > 0;
      kind.checkAnchor({ request, claims, tenant, directory, use: endpoint.anchor, isKnown });
    }
    const instead = kind.instead?.(request, tenant) ?? null;
    if (instead !== null) return instead;
    const access = kind.access(claims);
    const call: Call = { request, address, claims, access, tenant, state, tenants, commands, key };
    if (access === 'none') throw noRoles(call);
    if (/^\$batch$/i.test(address.rest)) {
      return batch(
        request,
        async (part) =>
          (await answer(part)) ?? failureReply(badRequest('The URL is not part of this service.')),
      );
    }
    return endpoint.answer(call);
  }

  async function answer(request: PracticeRequest): Promise<PracticeResponse | null> {
    const address = parseAddress(request.url);
    if (!address || !kind.serves(request.url.hostname)) return null;
    try {
      return await serve(request, address);
    } catch (problem) {
      if (problem instanceof ServiceFailure || problem instanceof NotPermitted) return failureReply(problem);
      throw problem;
    }
  }

  return answer;
}
