import { placeOf } from './place.ts';
import type { Capture } from './captures.ts';

/** Who and where a capture is about: what its made-up tokens say. */
export interface Scene {
  /** The organisation that the captures' users are at home in. */
  readonly home: string;
  /** The one that they work for as partners. */
  readonly customer: string;
  /** Who signs in. */
  readonly person: string;
  /** For the tokens that a command gives itself. */
  readonly audience: string;
  /** What the command names the customer by, in lower case; null: nothing. */
  readonly delegated: string | null;
}

export const HOME = '11111111-1111-1111-1111-111111111111';
export const CUSTOMER = '22222222-2222-2222-2222-222222222222';
export const USER = 'admin@contoso.com';

const GUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';

export function sceneOf(capture: Capture): Scene {
  const { command, request } = capture;
  const { pathname, hostname } = new URL(request.url);
  const delegated = valueOf(command, 'DelegatedOrganization');
  const tenantId = new RegExp(`^/(?:adminapi/[^/]+/)?(${GUID})/`, 'iu').exec(pathname)?.[1];
  const another = tenantId !== undefined && tenantId !== HOME && tenantId !== CUSTOMER ? tenantId : null;
  const away = delegated !== null || /\$cust\b/u.test(command);
  const place = placeOf(hostname);
  return {
    home: another !== null && !away ? another : HOME,
    customer: another !== null && away ? another : CUSTOMER,
    person: valueOf(command, 'UserPrincipalName') ?? USER,
    audience: place === null ? 'https://outlook.office365.com' : place.audience,
    delegated: delegated?.toLowerCase() ?? null,
  };
}

/** The organisation that an authority of the sign-in service names. */
export function tenantOf(named: string, scene: Scene): string {
  if (new RegExp(`^${GUID}$`, 'iu').test(named)) return named;
  const name = named.toLowerCase();
  return name === scene.delegated || name.startsWith('fabrikam.') ? scene.customer : scene.home;
}

/** A parameter's value as text, as it was typed; null: not there, or no text. */
export function valueOf(command: string, parameter: string): string | null {
  const pattern = `-${parameter}[\\s:]+(?:'((?:[^']|'')*)'|"([^"$]*)"|([^\\s'"$(;|]+))`;
  const found = new RegExp(pattern, 'iu').exec(command);
  if (found === null) return null;
  return found[1]?.replaceAll("''", "'") ?? found[2] ?? found[3] ?? null;
}
