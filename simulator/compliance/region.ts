import { generalHost } from '../entra/clients.ts';
import type { PracticeRequest, PracticeResponse, PracticeTenant } from '../types.ts';

/** First labels of regional hosts, as the service's own internal hosts have them (real-client.md 9). */
const REGIONS = ['eur02b', 'nam12b', 'apc01b'] as const;

/** Where an organisation is served; the same one always. */
export function regionOf(tenant: PracticeTenant): string {
  return REGIONS[tenant.seed % REGIONS.length] ?? REGIONS[0];
}

/**
 * What the general host answers to a request for the module file: 302 to an internal host, of which clients take the
 * first label only (real-client.md 7). Null on a regional host, and for every other request.
 */
export function regionRedirect(request: PracticeRequest, tenant: PracticeTenant): PracticeResponse | null {
  const { hostname, pathname, search } = request.url;
  if (hostname.toLowerCase() !== generalHost(hostname) || !/\/EXOModuleFile$/i.test(pathname)) return null;
  const location = `https://${regionOf(tenant)}.admin.protection.outlook.com:446${pathname.toLowerCase().replace(/exomodulefile$/, 'EXOModuleFile')}${search}`;
  return { status: 302, headers: { Location: location }, body: '' };
}
