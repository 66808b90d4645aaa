import { CLOUDS } from '../../shared/clouds.ts';
import type { TransportRequest } from '../../electron/http/types.ts';
import { headerOf, type Capture } from './captures.ts';
import { grantOf, organizationAt, segmentsOf } from './requests.ts';
import { placeOf } from './place.ts';
import { sceneOf, valueOf } from './scene.ts';

/**
 * Which organisation in an address of ours stands for which of the module's. Null: none of these; then an address that
 * differs leads somewhere else.
 */
export function organizationReason(capture: Capture, ours: TransportRequest): string | null {
  const [theirs, own] = [nameIn(capture.request.url), nameIn(ours.url)];
  const scene = sceneOf(capture);
  const signsIn = /\/oauth2\/v2\.0\/\w+$/u.test(new URL(ours.url).pathname);
  if (signsIn && own === 'organizations' && isRenewedAtHome(capture, ours, theirs))
    return 'a token of the account’s own organisation is renewed where the account signed in; the organisation is the same';
  if (own !== scene.customer || scene.delegated === null) return null;
  if (signsIn && theirs === scene.delegated)
    return 'a customer’s domain is looked up before anybody signs in, and the organisation named by its id';
  return isLeftAtHome(capture) && theirs === (signsIn ? 'organizations' : scene.home)
    ? 'a partner signs in to the customer’s organisation, where the module signs in to the partner’s own'
    : null;
}

/**
 * Why nothing was sent for a command that names an organisation by its initial domain: that is of another environment
 * than the one the command is for. Null: it is not so.
 */
export function elsewhereReason({ command, request }: Capture): string | null {
  const { hostname } = new URL(request.url);
  const cloud = placeOf(hostname)?.cloud ?? clouds.find(({ loginHost }) => loginHost === hostname);
  const names = ['Organization', 'DelegatedOrganization'].flatMap((name) => valueOf(command, name) ?? []);
  const isOf = (suffix: string) => names.some((name) => name.toLowerCase().endsWith(`.${suffix}`));
  if (cloud === undefined || isOf(cloud.initialDomainSuffix)) return null;
  return clouds.some(({ initialDomainSuffix }) => isOf(initialDomainSuffix))
    ? 'an initial domain of another environment is refused before anything is sent, and the right environment named'
    : null;
}

const clouds = Object.values(CLOUDS);

const nameIn = (url: string): string => (segmentsOf(url)[organizationAt(url)] ?? '').toLowerCase();

/** `/{its tenant}/…/token` of the module is `/organizations/…/token` of ours. */
function isRenewedAtHome(capture: Capture, ours: TransportRequest, theirs: string): boolean {
  const anchor = headerOf(capture, 'x-anchormailbox') ?? '';
  const home = /^oid:[^@]+@(.+)$/iu.exec(anchor)?.[1]?.toLowerCase();
  return grantOf(capture.request) === 'refresh_token' && grantOf(ours) === 'refresh_token' && theirs === home;
}

/** Connect-IPPSSession for a customer, with nothing said of where to sign in (real-client.md 1, 7). */
function isLeftAtHome({ command }: Capture): boolean {
  const authority = valueOf(command, 'AzureADAuthorizationEndpointUri');
  const tenant = authority?.split('/')[3] ?? '';
  return /\bconnect-ippssession\b/iu.test(command) && /^(|common|organizations)$/iu.test(tenant);
}
