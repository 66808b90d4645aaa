import { CLOUDS, EXCHANGE_APP_ID, type CloudId } from '../../shared/clouds.ts';
import { readConnectionUri } from '../../shared/endpoints.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import { appUsername } from './app-only/organization.ts';
import { claimFacts, isTime, readClaims, type TokenClaims } from './token-claims.ts';
import type { AccessToken, TokenSource } from './types.ts';

export interface GivenTokenDeps {
  readonly tenantOf: (profile: ConnectionProfile) => string | null;
  readonly now: () => number;
}

/**
 * A ready access token that the person gave: looked at, never renewed, in memory until the connection is closed. The
 * module looks at none of this (real-client.md 2.4).
 */
export function givenToken(
  deps: GivenTokenDeps,
  profile: ConnectionProfile,
  secrets: ConnectSecrets | null,
): TokenSource {
  let value = secrets?.accessToken?.trim().replace(/^Bearer\s+/i, '') ?? null;
  return {
    renewable: false,
    get({ scopes, claims, forceRefresh }) {
      return new Promise((resolve) => {
        if (value === null || value === '') throw tokenNeeded();
        if (claims !== undefined || forceRefresh === true) throw refusedByService();
        resolve(inspect(deps, profile, value, scopes));
      });
    },
    // It is one token for all that the connection has open.
    release: () => undefined,
    close() {
      value = null;
    },
  };
}

function inspect(
  deps: GivenTokenDeps,
  profile: ConnectionProfile,
  value: string,
  scopes: readonly string[],
): AccessToken {
  const parts = value.split('.');
  const claims = readClaims(value);
  if (parts.length !== 3 || parts.some((part) => part === '') || claims === null) {
    throw again(
      'invalid-input',
      'What was given is not an access token in the form of a JWT.',
      'Copy the whole token: three parts with dots between them.',
    );
  }
  const who = whoOf(profile);
  refuseExpired(claims, deps.now());
  refuseAudience(claims, scopes, profile.cloudId);
  refuseTenant(claims, deps.tenantOf(profile), who.name);
  return {
    value,
    expiresAt: new Date((claims.exp ?? 0) * 1000),
    tenantId: claims.tid ?? '',
    accountId: `token:${claims.oid ?? claims.appid ?? 'unknown'}`,
    username: who.name,
    displayName: claims.name ?? who.name,
    actor: who.actor,
    ...claimFacts(claims, deps.now()),
    correlationId: '',
  };
}

/** How requests are routed follows what was typed, not the token (real-client.md 2.3). */
function whoOf({ username, organization }: ConnectionProfile): Pick<AccessToken, 'actor'> & { name: string } {
  if (username !== null && username !== '') return { actor: 'user', name: username };
  const domain =
    organization.kind === 'customer' ? (organization.domain ?? organization.tenantId) : organization.domain;
  if (domain !== null && domain !== '') return { actor: 'app', name: appUsername(domain) };
  throw fail(
    'invalid-input',
    'A given access token needs the organisation, the delegated organisation or the user name that it is for.',
    'Type one of the three.',
    { action: 'edit-connection' },
  );
}

function refuseExpired(claims: TokenClaims, now: number): void {
  if (!isTime(claims.exp)) {
    throw again('invalid-input', 'The access token does not say how long it is valid.', 'Get another one.');
  }
  if (claims.exp * 1000 > now) return;
  const at = new Date(claims.exp * 1000).toISOString().slice(0, 16).replace('T', ' ');
  throw again('sign-in-needed', `The access token expired on ${at} UTC.`, 'Get a new one and connect again.');
}

function refuseAudience(claims: TokenClaims, scopes: readonly string[], cloudId: CloudId): void {
  const wanted = (scopes[0] ?? '').replace(/\/\.default$/, '');
  const got = (claims.aud ?? '').replace(/\/$/, '');
  const exchange = Object.values(CLOUDS).some((cloud) => wanted === `https://${cloud.exchangeHost}`);
  if (got.toLowerCase() === wanted.toLowerCase() || (exchange && got === EXCHANGE_APP_ID)) return;
  const environment = environmentOf(got, cloudId);
  const meant = environment === null ? '' : `Choose ${CLOUDS[environment].name} as the environment, or get`;
  throw fail(
    'invalid-input',
    `The access token is for ${got === '' ? 'no service' : got}, not for ${wanted}.`,
    `${meant === '' ? 'Get' : meant} one whose scope is ${wanted}/.default.`,
    environment === null ? { action: 'enter-secret' } : { action: 'edit-connection', environment },
  );
}

/** Another open environment whose own host a token's audience names; null: it names this one's, or none. */
function environmentOf(audience: string, own: CloudId): CloudId | null {
  const named = readConnectionUri(audience);
  if ('problem' in named || named.cloudId === null) return null;
  const { complianceHost, exchangeHost, eopHost, closed } = CLOUDS[named.cloudId];
  const { host } = named;
  if (closed !== null || ![complianceHost, exchangeHost, eopHost].includes(host)) return null;
  const mine = [CLOUDS[own].complianceHost, CLOUDS[own].exchangeHost, CLOUDS[own].eopHost];
  return mine.includes(host) ? null : named.cloudId;
}

function refuseTenant(claims: TokenClaims, wanted: string | null, who: string): void {
  if (claims.tid === undefined) {
    throw again(
      'invalid-input',
      'The access token does not say which organisation it is for.',
      'Get another one.',
    );
  }
  if (wanted === null || wanted.toLowerCase() === claims.tid.toLowerCase()) return;
  throw again(
    'wrong-tenant',
    `The access token is for another organisation (${claims.tid}) than ${who}.`,
    'Get one from the organisation that this connection is for. Nothing was sent.',
  );
}

const again = (code: FailureError['failure']['code'], message: string, hint: string): FailureError =>
  fail(code, message, hint, { action: 'enter-secret' });

const tokenNeeded = (): FailureError =>
  again('secret-needed', 'This connection needs an access token.', 'Paste one and connect.');

const refusedByService = (): FailureError =>
  again(
    'sign-in-needed',
    'The service no longer takes the given access token, and only you can get another one.',
    'Get a new one and connect again.',
  );
