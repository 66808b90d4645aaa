import { endpointOf } from '../../shared/endpoints.ts';
import type { ConnectionProfile, Service } from '../../shared/model/connection.ts';
import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { AccessToken, TokenSource } from '../auth/types.ts';
import type { ExchangeTarget } from '../exchange/types.ts';
import { guardAddresses } from './address-guard.ts';
import { connectFailure } from './connect-failures.ts';
import type { ConnectorDeps, Profiles } from './connector-types.ts';
import { refuseTwin } from './identity.ts';
import { learnedProfile } from './learned-profile.ts';
import { explainedByEnvironment } from './other-environment.ts';
import { sessionTarget } from './session-target.ts';
import { guardTenant } from './tenant-guard.ts';

/** Who hears of the tokens that a connection gets after its first one. */
export interface LaterTokens {
  /** @param claims what a challenge asked for; undefined: it was asked for none */
  got(token: AccessToken, source: TokenSource, claims: string | undefined): void;
  failed(failure: FailureError, claims: string | undefined): void;
}

interface Asked {
  readonly profile: ConnectionProfile;
  readonly service: Service;
  readonly connectionId: string;
  readonly interactive: boolean;
  readonly signal: AbortSignal;
  readonly later: LaterTokens;
}

/** Where a connection leads, with the token that told it. */
export interface Way {
  readonly profile: ConnectionProfile;
  readonly token: AccessToken;
  readonly source: TokenSource;
  /** With the host that the service's probe named. */
  readonly target: ExchangeTarget;
}

type Deps = Pick<ConnectorDeps, 'tokens' | 'exchange' | 'store' | 'homeOrganization' | 'now' | 'lookup'>;

/** Throws FailureError: it was removed. */
export function profileOf(store: Profiles, id: string): ConnectionProfile {
  const profile = store.find(id);
  if (profile === null) throw fail('not-found', 'This connection is no longer there.', 'Choose another one.');
  return profile;
}

/** The first token, checked for where it leads, and the host of the service there. Throws FailureError. */
export async function findWay(deps: Deps, asked: Asked): Promise<Way> {
  const { service, connectionId, interactive, signal, later } = asked;
  const { cloudId, options } = asked.profile;
  guardAddresses(cloudId, options);
  const endpoint = endpointOf(cloudId, options, service);
  const scopes = [`${endpoint.audience}/.default`];
  const source = deps.tokens(asked.profile);
  const token = await source
    .get({ scopes, interactive: interactive ? 'when-needed' : 'never', signal })
    .catch(async (error: unknown) => {
      throw await explainedByEnvironment(error, { ...asked, lookup: deps.lookup });
    });
  signal.throwIfAborted();
  const profile = takeOver(deps, asked.profile, token);
  const target = sessionTarget(profile, token, endpoint, {
    connectionId,
    token: async ({ signal, ...fresh }) => {
      try {
        const next = await source.get({ scopes, interactive: 'never', signal, ...fresh });
        guardTenant(profile, next);
        later.got(next, source, fresh.claims);
        return next;
      } catch (error) {
        const failure = connectFailure(error, signal);
        later.failed(failure, fresh.claims);
        throw failure;
      }
    },
  });
  // The token at hand will do for the probe, unless the service refuses it.
  const probed: ExchangeTarget = {
    ...target,
    token: (wanted) => (isPlain(wanted) ? Promise.resolve(token) : target.token(wanted)),
  };
  const host = await deps.exchange.discoverHost(probed, signal);
  signal.throwIfAborted();
  return { profile, token, source, target: { ...target, host } };
}

/** Checks where the token leads and writes down what it told of the account and the organisation. */
function takeOver(deps: Deps, before: ConnectionProfile, token: AccessToken): ConnectionProfile {
  const tenantId = guardTenant(before, token);
  const profile = profileOf(deps.store, before.id);
  const homeName = deps.homeOrganization(profile, token.accountId);
  const at = new Date(deps.now()).toISOString();
  const known = learnedProfile(profile, token, { tenantId, homeName, at });
  refuseTwin(known, deps.store.list());
  deps.store.put(known);
  return known;
}

/** True: any token that is good will do. */
function isPlain(asked: Parameters<ExchangeTarget['token']>[0]): boolean {
  return asked.claims === undefined && asked.forceRefresh !== true;
}
