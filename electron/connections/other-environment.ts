import { CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { cloudOf } from '../../shared/endpoints.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { fail, FailureError } from '../../shared/model/failure.ts';
import type { FoundTenant, TenantLookup } from '../auth/tenant-lookup.ts';
import { wayOf, withProxyWay } from '../http/proxy-way.ts';

/**
 * Refusals that may be because the organisation is in another environment: account or organisation unknown at this
 * sign-in host (AADSTS numbers of exchange-rest-protocol.md and of Microsoft's list).
 */
const UNKNOWN_HERE: ReadonlySet<number> = new Set([90002, 50128, 50059, 50020, 90072]);

/** An organisation lives elsewhere than the connection says. @param named how it was named */
export function otherEnvironment(named: string, found: FoundTenant, chosen: CloudId): FailureError {
  const { name, closed } = CLOUDS[found.cloudId];
  return fail(
    'invalid-input',
    `${named} is an organisation of ${found.cloudName}, not of ${CLOUDS[chosen].name}.`,
    closed === null ? `Choose ${name} as the environment.` : `${closed}.`,
    { action: 'edit-connection', ...(closed === null && { environment: found.cloudId }) },
  );
}

/**
 * Why a sign-in was refused: where the organisation that was named turns out to be in another environment, that. Anything
 * else stays as it was.
 */
export async function explainedByEnvironment(
  error: unknown,
  { profile, lookup, signal }: { profile: ConnectionProfile; lookup: TenantLookup; signal: AbortSignal },
): Promise<unknown> {
  if (!(error instanceof FailureError)) return error;
  const { code, number, correlationId, requestId } = error.failure;
  if (code !== 'account-unknown' && !UNKNOWN_HERE.has(number ?? 0)) return error;
  const { organization, username, cloudId, options } = profile;
  const domain = organization.domain ?? username?.split('@')[1] ?? null;
  if (domain === null) return error;
  const { loginHost } = cloudOf(cloudId, options);
  const found = await withProxyWay(wayOf(profile), () =>
    lookup({ cloudId, domain, loginHost, signal }),
  ).catch(() => null);
  if (found === null || found.cloudId === cloudId) return error;
  const { failure } = otherEnvironment(domain, found, cloudId);
  return new FailureError({ ...failure, correlationId, number, requestId }, { cause: error });
}
