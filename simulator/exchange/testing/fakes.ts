import type { IncomingHttpHeaders } from 'node:http';
import type {
  AccessClaims,
  ExchangeAccess,
  PracticeDirectory,
  PracticeRequest,
  PracticeService,
  PracticeTenant,
  TokenVerifier,
} from '../../types.ts';
import { createExchangeService } from '../service.ts';

export const HOME: PracticeTenant = {
  id: '11111111-1111-1111-1111-111111111111',
  displayName: 'Contoso',
  initialDomain: 'contoso.onmicrosoft.com',
  domains: ['contoso.com', 'contoso.eu'],
  mailboxCount: 2500,
  seed: 7,
};
export const CUSTOMER: PracticeTenant = {
  id: '22222222-2222-2222-2222-222222222222',
  displayName: 'Fabrikam',
  initialDomain: 'fabrikam.onmicrosoft.com',
  domains: ['fabrikam.com'],
  mailboxCount: 40,
  seed: 8,
};

const OID = '33333333-3333-3333-3333-333333333333';
export const SYSTEM_MAILBOX = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}';

/** A token of these tests: the claims themselves, in base64. */
function tokenOf(claims: Partial<AccessClaims>): string {
  const whole: AccessClaims = {
    tid: HOME.id,
    oid: OID,
    appid: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
    aud: 'https://outlook.practice.localhost',
    exp: 9_999_999_999,
    ...claims,
  };
  return `Bearer ${Buffer.from(JSON.stringify(whole)).toString('base64')}`;
}

export const USER_TOKEN = tokenOf({ upn: 'admin@contoso.com' });
export const APP_TOKEN = tokenOf({ roles: ['Exchange.ManageAsApp'] });
export const PARTNER_TOKEN = tokenOf({ tid: CUSTOMER.id, upn: 'admin@contoso.com' });

export function fakeDirectory(tenants: readonly PracticeTenant[], access: ExchangeAccess): PracticeDirectory {
  return {
    tenants,
    findTenant: (name) =>
      tenants.find((tenant) =>
        [tenant.id, tenant.initialDomain, ...tenant.domains].some(
          (text) => text.toLowerCase() === name.toLowerCase(),
        ),
      ) ?? null,
    findAccount: (oid) =>
      oid === OID ? { oid, upn: 'admin@contoso.com', displayName: 'Admin', homeTenantId: HOME.id } : null,
    exchangeAccess: () => access,
    complianceAccess: () => access,
  };
}

export const fakeTokens: TokenVerifier = {
  verify: (request) => {
    const [, text] = (request.headers.authorization ?? '').split(' ');
    if (!text)
      return Promise.resolve({ refused: { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } } });
    return Promise.resolve({ claims: JSON.parse(Buffer.from(text, 'base64').toString()) as AccessClaims });
  },
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Parsed text; throws when it isn't JSON. */
  readonly json: Record<string, unknown>;
}

export function rowsOf(answer: Answer): Record<string, unknown>[] {
  return answer.json['value'] as Record<string, unknown>[];
}

/** Speaks to one service as a client would, without a socket. */
export class Client {
  readonly service: PracticeService;
  readonly headers: Readonly<Record<string, string>>;
  readonly base: string;

  constructor(service: PracticeService, headers: Readonly<Record<string, string>>, tenant: string = HOME.id) {
    this.service = service;
    this.headers = headers;
    this.base = `https://outlook.practice.localhost/adminapi/beta/${tenant}`;
  }

  async send(
    method: string,
    url: string,
    body = '',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const all: IncomingHttpHeaders = {};
    for (const [name, value] of Object.entries({ ...this.headers, ...headers }))
      all[name.toLowerCase()] = value;
    const address = url.startsWith('http') ? url : `${this.base}/${url}`;
    const request: PracticeRequest = {
      method,
      url: new URL(address),
      headers: all,
      body: new TextEncoder().encode(body),
    };
    const response = await this.service(request);
    if (!response) throw new Error(`Nobody answered ${address}`);
    const { body: sent = '' } = response;
    if (typeof sent !== 'string' && !(sent instanceof Uint8Array))
      throw new Error('A streamed body was not expected');
    const bytes = typeof sent === 'string' ? new TextEncoder().encode(sent) : sent;
    const text = new TextDecoder().decode(bytes);
    return {
      status: response.status,
      headers: response.headers ?? {},
      text,
      bytes,
      get json() {
        return JSON.parse(text) as Record<string, unknown>;
      },
    };
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', url, '', headers);
  }

  invoke(
    cmdlet: string,
    parameters: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
    url = 'InvokeCommand',
  ): Promise<Answer> {
    const body = JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: parameters } });
    return this.send('POST', url, body, { 'Content-Type': 'application/json', ...headers });
  }
}

export function serviceFor(
  access: ExchangeAccess = 'admin',
  tenants: readonly PracticeTenant[] = [HOME, CUSTOMER],
): PracticeService {
  return createExchangeService({ directory: fakeDirectory(tenants, access), tokens: fakeTokens, seed: 7 });
}

export function adminClient(access: ExchangeAccess = 'admin'): Client {
  return new Client(serviceFor(access), {
    Authorization: USER_TOKEN,
    'X-AnchorMailbox': 'UPN:admin@contoso.com',
  });
}
