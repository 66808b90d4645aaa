import { CLOUDS, type Cloud } from '../../shared/clouds.ts';
import { generalHost, OWN_HOSTS, type Resource } from './clients.ts';
import { EntraError } from './errors.ts';

/**
 * Hosts that one sign-in service is for, by its own host: GCC High and DoD share one, and commercial organisations and
 * those of GCC. A token of one counts at no other's hosts, and none knows another's services.
 */
const INSTANCES: ReadonlyMap<string, string> = new Map([
  ...Object.values(OWN_HOSTS).map((host) => [host, OWN_HOSTS.login] as const),
  ...Object.values(CLOUDS).flatMap((cloud) => hostsOf(cloud).map((host) => [host, cloud.loginHost] as const)),
]);

function hostsOf(cloud: Cloud): string[] {
  const { loginHost, exchangeHost, complianceHost, eopHost, graphHost } = cloud;
  return [loginHost, exchangeHost, complianceHost, graphHost, ...(eopHost === null ? [] : [eopHost])];
}

/** The sign-in service that a host belongs to; null: any, as for this computer's own names. */
export function instanceOf(hostname: string): string | null {
  return INSTANCES.get(generalHost(hostname)) ?? null;
}

/** False where both are known and differ. */
export const sameInstance = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one === other;

/** Refuses a service of another cloud as that sign-in service would: it has none of that name. Throws EntraError. */
export function requireOwnResource(loginHost: string, { origin }: Resource): void {
  if (sameInstance(instanceOf(loginHost), instanceOf(new URL(origin).hostname))) return;
  throw new EntraError(
    'invalid_resource',
    500011,
    `The resource principal named ${origin} was not found in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}

/** `iss` of an access token: each national cloud's sign-in service has a name of its own for it. */
export function issuerOf(instance: string | null, tenantId: string): string {
  const host = instance === null ? null : ISSUERS[instance];
  return `https://${host ?? 'sts.windows.net'}/${tenantId}/`;
}

const ISSUERS: Readonly<Record<string, string>> = {
  [CLOUDS.O365China.loginHost]: 'sts.chinacloudapi.cn',
  [CLOUDS.O365GermanyCloud.loginHost]: 'sts.microsoftonline.de',
};
