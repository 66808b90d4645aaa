import { CLOUDS, OTHER_NAMES, type Cloud, type CloudId } from './clouds.ts';
import type { ConnectionOptions } from './model/connection-options.ts';
import type { Service } from './model/connection.ts';

/** What a typed -ConnectionUri names. Path and query of it mean nothing over REST (real-client.md 2.4). */
export interface ServiceAddress {
  /** Lower case, without a regional label (real-client.md 7). */
  readonly host: string;
  readonly service: Service;
  /** The environment that has this host; null: none of the table. */
  readonly cloudId: CloudId | null;
  /** Standalone Exchange Online Protection: asked for by Connect-IPPSSession, needs no probe. */
  readonly eop: boolean;
}

export interface AuthorityAddress {
  readonly host: string;
  readonly cloudId: CloudId | null;
  /** Tenant id or domain of its path; null: none, or one that stands for any. */
  readonly tenant: string | null;
}

/** Why an address can't be used. */
export interface AddressProblem {
  readonly problem: string;
}

const ANY_TENANT = new Set(['', 'common', 'organizations', 'consumers']);
const clouds = Object.values(CLOUDS);

/** What was typed, unless it may be a secret at the wrong place or hold one (user:password@host). */
function quotable(text: string): string {
  return /^https?:\/\/[^@]*$/i.test(text) ? `“${text.slice(0, 80)}”` : 'What was typed';
}

/** Without the URL class, which pure code does not have; stricter, since nothing but a plain host is ever wanted. */
function parsed(text: string): { host: string; path: string } | AddressProblem {
  const trimmed = text.trim();
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^?#]*)/i.exec(trimmed);
  if (parts === null) return { problem: `${quotable(trimmed)} is not an address like https://host/` };
  const [, scheme = '', authority = '', path = ''] = parts;
  if (scheme.toLowerCase() !== 'https') return { problem: 'The address must begin with https://' };
  if (authority.includes('@')) return { problem: 'The address must not hold a user name or password' };
  const host = authority.toLowerCase().replace(/:443$/, '');
  if (host.includes(':')) return { problem: 'The address must not name a port' };
  if (
    !/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(host)
  ) {
    return { problem: `“${host.slice(0, 80)}” is not the name of a host` };
  }
  // Numbers are read as addresses in ways that people don't expect: 0x7f.1 is this computer.
  if (!/\.[a-z][a-z0-9-]*$/.test(host)) return { problem: 'The address must name a host, not a number' };
  return { host, path };
}

/** Reads a -ConnectionUri, old remote-PowerShell addresses among them. */
export function readConnectionUri(text: string): ServiceAddress | AddressProblem {
  const url = parsed(text);
  if ('problem' in url) return url;
  const { host } = url;
  const alias = OTHER_NAMES.exchange[host];
  if (alias !== undefined) {
    return { host: CLOUDS[alias].exchangeHost, service: 'exchange', cloudId: alias, eop: false };
  }
  for (const cloud of clouds) {
    if (labelBefore(host, cloud.exchangeHost) !== null) {
      return { host: cloud.exchangeHost, service: 'exchange', cloudId: cloud.id, eop: false };
    }
    if (host === cloud.eopHost) return { host, service: 'compliance', cloudId: cloud.id, eop: true };
  }
  for (const cloud of clouds) {
    const { complianceHost } = cloud;
    const label = labelBefore(host, complianceHost);
    if (label === null) continue;
    // GCC High and DoD share a host; DoD's addresses carry this label (connect.md, Environments).
    const cloudId = cloud.id === 'O365USGovGCCHigh' && label === 'l5' ? 'O365USGovDoD' : cloud.id;
    return { host: complianceHost, service: 'compliance', cloudId, eop: false };
  }
  const compliance = /(^|\.)ps\.compliance\.protection\./.test(host);
  return { host, service: compliance ? 'compliance' : 'exchange', cloudId: null, eop: false };
}

/** The regional label that a host has before its environment's own; empty: none; null: another host. */
function labelBefore(host: string, own: string): string | null {
  if (host === own) return '';
  if (!host.endsWith(`.${own}`)) return null;
  const label = host.slice(0, -own.length - 1);
  return label.includes('.') ? null : label;
}

/** Reads an -AzureADAuthorizationEndpointUri. */
export function readAuthorityUri(text: string): AuthorityAddress | AddressProblem {
  const url = parsed(text);
  if ('problem' in url) return url;
  const { host, path } = url;
  const tenant = path.split('/')[1]?.toLowerCase() ?? '';
  const alias = OTHER_NAMES.login[host];
  const cloud = alias === undefined ? clouds.find((one) => one.loginHost === host) : CLOUDS[alias];
  return {
    host: cloud?.loginHost ?? host,
    cloudId: cloud?.id ?? null,
    tenant: ANY_TENANT.has(tenant) ? null : tenant,
  };
}

/** Where one service of a connection is. */
export interface Endpoint {
  readonly service: Service;
  readonly host: string;
  readonly eop: boolean;
  /** For `/.default`: the service's own origin, without a regional label. */
  readonly audience: string;
}

/** The service's host: the cloud's, unless a ConnectionUri for this service names another. */
export function endpointOf(
  cloudId: CloudId,
  options: Pick<ConnectionOptions, 'connectionUri'>,
  service: Service,
): Endpoint {
  const cloud = CLOUDS[cloudId];
  const typed = options.connectionUri === null ? null : readConnectionUri(options.connectionUri);
  const own = typed !== null && !('problem' in typed) && typed.service === service ? typed : null;
  const host = own?.host ?? (service === 'exchange' ? cloud.exchangeHost : cloud.complianceHost);
  return { service, host, eop: own?.eop ?? false, audience: `https://${host}` };
}

/** The environment as this connection uses it: with its own sign-in host where it names one. */
export function cloudOf(cloudId: CloudId, options: Pick<ConnectionOptions, 'authorityUri'>): Cloud {
  const cloud = CLOUDS[cloudId];
  const authority = options.authorityUri === null ? null : readAuthorityUri(options.authorityUri);
  if (authority === null || 'problem' in authority || authority.host === cloud.loginHost) return cloud;
  return { ...cloud, loginHost: authority.host };
}

/** Hosts of a connection that no environment has and that the person has not agreed to yet. */
export function unconfirmedHosts(
  options: Pick<ConnectionOptions, 'connectionUri' | 'authorityUri' | 'confirmedHosts'>,
): string[] {
  const addresses = [
    options.connectionUri === null ? null : readConnectionUri(options.connectionUri),
    options.authorityUri === null ? null : readAuthorityUri(options.authorityUri),
  ];
  return addresses.flatMap((one) =>
    one === null || 'problem' in one || one.cloudId !== null || options.confirmedHosts.includes(one.host)
      ? []
      : [one.host],
  );
}
