import { randomUUID } from 'node:crypto';
import type { WorldAccount } from '../world/accounts.ts';
import type { WorldTenant } from '../world/world.ts';
import { homeTenant, requireMember, requirePolicies } from './access.ts';
import type { PublicClient } from './clients.ts';
import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import type { Redeemed } from './redeemed.ts';
import { readScopes } from './scopes.ts';

/** AADSTS50034. */
export function unknownUser(upn: string): EntraError {
  return new EntraError('invalid_grant', 50034, `The user account ${upn} does not exist in the directory.`);
}

/** The identity provider of the account's organisation cannot be asked. */
export function providerOffline(account: WorldAccount): EntraError | null {
  if (account.hurdle !== 'providerOffline') return null;
  return new EntraError(
    'invalid_grant',
    5000819,
    'SAML Assertion is invalid. The identity provider of the domain could not be used.',
  );
}

/** Why this password does not let the account in; null: it does. */
export function passwordProblem(account: WorldAccount, given: string): EntraError | null {
  if (account.hurdle === 'lockedOut') {
    return new EntraError(
      'invalid_grant',
      50053,
      'The account is locked, you tried to sign in too many times with an incorrect user ID or password.',
    );
  }
  if (account.hurdle === 'anyPassword') return null;
  if (account.password === null || given !== account.password) {
    return new EntraError(
      'invalid_grant',
      50126,
      'Error validating credentials due to invalid username or password.',
    );
  }
  if (account.status === 'disabled')
    return new EntraError('invalid_grant', 50057, 'The user account is disabled.');
  if (account.status === 'passwordExpired')
    return new EntraError('invalid_grant', 50055, 'The password is expired.');
  return null;
}

/** grant_type=password: who asks has the password and nobody in front (real-client.md 3, credential). */
export function byPassword(
  entra: EntraContext,
  form: URLSearchParams,
  client: PublicClient,
  target: WorldTenant | null,
  graphOrigin: string,
): Redeemed {
  const upn = form.get('username') ?? '';
  const scope = readScopes(form.get('scope'), client, graphOrigin);
  const account = entra.directory.findAccountByUpn(upn);
  if (account === null) throw unknownUser(upn);
  // The cloud has no password of a federated account.
  const problem =
    providerOffline(account) ??
    passwordProblem(account, account.hurdle === 'federated' ? '' : (form.get('password') ?? ''));
  if (problem !== null) throw problem;
  const tenant = target ?? homeTenant(entra.directory, account);
  requireMember(entra.directory, tenant, account, client);
  requirePolicies(tenant, account, [], scope.resource.origin);
  entra.consents.require(client, scope, tenant.id, account.oid);
  return {
    account,
    tenant,
    scope,
    mfaTenants: [],
    family: randomUUID(),
    signedInAt: entra.clock.now(),
    nonce: null,
  };
}
