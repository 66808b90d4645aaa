import { CLOUDS, type Cloud, type CloudId } from '../../shared/clouds.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { AccessToken, TokenRequest } from './types.ts';

/** Tenants that stand for the account's own one. */
export const ANY_TENANT: ReadonlySet<string> = new Set(['organizations', 'common']);

export const memoryKey = (parts: readonly (string | null)[]) => parts.join('\n');

export const accountKey = (cloudId: CloudId, accountId: string) => memoryKey([cloudId, accountId]);

/** What a token is kept and shared under. */
export function tokenKey(request: TokenRequest, accountId: string): string {
  const scopes = [...request.scopes].sort().join(' ');
  return memoryKey([
    request.cloudId,
    loginHostOf(request),
    request.clientId,
    accountId,
    request.tenant.toLowerCase(),
    scopes,
  ]);
}

const loginHostOf = (request: TokenRequest): string => request.loginHost ?? CLOUDS[request.cloudId].loginHost;

/** The request's environment, with the connection's own sign-in host where it has one. */
export const cloudFor = (request: TokenRequest): Cloud => ({
  ...CLOUDS[request.cloudId],
  loginHost: loginHostOf(request),
});

/** A token for another organisation than asked is refused by whoever asked; it must not be what the next one gets too. */
export function leadsWhereAsked(request: TokenRequest, token: AccessToken): boolean {
  const isId = /^[0-9a-f-]{36}$/i.test(request.tenant);
  return !isId || request.tenant.toLowerCase() === token.tenantId.toLowerCase();
}

/** The address that issues tokens for a tenant. Throws FailureError for what is no tenant id or domain. */
export function authorityOf(cloud: Cloud, tenant: string): string {
  if (!/^[\w.-]{1,255}$/.test(tenant)) {
    throw fail(
      'invalid-input',
      `“${tenant.slice(0, 80)}” is not a tenant id or domain.`,
      'Check it for typing errors.',
    );
  }
  return `https://${cloud.loginHost}/${tenant}`;
}

/** The failure of a request that was given up; null while it goes on. */
export function aborted(request: TokenRequest): FailureError | null {
  return request.signal.aborted ? fail('cancelled', 'The request was cancelled.', '') : null;
}

/** Somebody else signed in on the page than was asked for. */
export function otherAccount(came: string, wanted: string | null): FailureError {
  return fail(
    'sign-in-failed',
    `${came} signed in, but this is for ${wanted ?? 'another account'}.`,
    'Sign in again and choose the right account; “Use another account” on the page leads there.',
    { retryable: true },
  );
}
