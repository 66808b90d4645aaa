import type { AccessClaims, ExchangeAccess, PracticeRequest, PracticeTenant } from '../types.ts';
import type { AdminAddress } from './address.ts';
import type { CommandTable } from './cmdlets/table.ts';
import type { SecretKey } from './module/secret-key.ts';
import type { Tenants, TenantState } from './tenants.ts';

/** One request whose token, tenant and anchor are good. */
export interface Call {
  readonly request: PracticeRequest;
  readonly address: AdminAddress;
  readonly claims: AccessClaims;
  readonly access: ExchangeAccess;
  readonly tenant: PracticeTenant;
  readonly state: TenantState;
  readonly tenants: Tenants;
  readonly commands: CommandTable;
  readonly key: () => Promise<SecretKey>;
}

export function header(request: PracticeRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

/** The address of the next page: this one, with another `$skiptoken`. */
export function nextLink(call: Call, token: string): string {
  const { url } = call.request;
  const options = url.search
    .replace(/^\?/, '')
    .split('&')
    .filter((option) => option !== '' && !/^(\$|%24)skiptoken=/i.test(option));
  return `${url.origin}${url.pathname}?${[...options, `$skiptoken=${token}`].join('&')}`;
}
