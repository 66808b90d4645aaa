import { CLOUD_IDS, CLOUDS, type CloudId } from '../../../../../shared/clouds.ts';
import {
  readAuthorityUri,
  readConnectionUri,
  type AddressProblem,
  type AuthorityAddress,
  type ServiceAddress,
} from '../../../../../shared/endpoints.ts';
import { toText } from '../../convert/text.ts';
import type { ConnectionFacts } from '../../host.ts';
import { truth } from '../../convert/truth.ts';
import type { Bound } from '../builtin.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';

/** Parameters that name a way of signing in, and the way. */
const METHODS: readonly (readonly [parameter: string, method: ConnectionFacts['method']])[] = [
  ['CertificateThumbprint', 'app'],
  ['CertificateFilePath', 'app'],
  ['Certificate', 'app'],
  ['AppId', 'app'],
  ['ManagedIdentity', 'managedIdentity'],
  ['ManagedIdentityAccountId', 'managedIdentity'],
  ['Credential', 'credential'],
  ['InlineCredential', 'credential'],
  ['Device', 'device'],
  ['AccessToken', 'token'],
];

function refusal(id: string, message: string): Error {
  return commandFailure(PS_INVALID_OPERATION, id, message, 'NotImplemented');
}

function given(bound: Bound, name: string): string | undefined {
  const value = bound.get(name);
  if (value === undefined || value === null) return undefined;
  const text = toText(value).trim();
  return text === '' ? undefined : text;
}

/** A switch that is on, or any value that isn't null. */
function asked(bound: Bound, name: string): boolean {
  const value = bound.get(name);
  return value !== undefined && value !== null && (typeof value !== 'boolean' || truth(value));
}

/** Refuses what no connection can be made with. */
export function checkConnect(command: string, bound: Bound): void {
  if (bound.on('UseRPSSession')) {
    throw refusal(
      'RemotePowerShell',
      `${command} -UseRPSSession asks for remote PowerShell, which the service has shut down. Leave -UseRPSSession out: the same cmdlets come over REST.`,
    );
  }
  const environment = given(bound, 'ExchangeEnvironmentName');
  if (environment === undefined) return;
  const id = CLOUD_IDS.find((one) => one.toLowerCase() === environment.toLowerCase());
  if (id === undefined) {
    throw refusal(
      'UnknownEnvironment',
      `${environment} is not an environment that -ExchangeEnvironmentName takes: ${CLOUD_IDS.filter((one) => CLOUDS[one].closed === null).join(', ')}.`,
    );
  }
  const { closed } = CLOUDS[id];
  if (closed !== null) {
    throw refusal(
      'ClosedEnvironment',
      `${command} -ExchangeEnvironmentName ${environment} can't be connected to. ${closed}: organisations that were there are in the usual environment now, so leave -ExchangeEnvironmentName out.`,
    );
  }
}

/**
 * Whether a Connect- command means the tab's own connection: its service, organisation, account, environment and way
 * of signing in.
 * @returns names in the command that the practice organisation stands in for, to be told, none elsewhere; null: it means
 *   another connection.
 */
export function meansOwn(
  service: ConnectionFacts['service'],
  bound: Bound,
  facts: ConnectionFacts | undefined,
): readonly string[] | null {
  if (facts?.service !== service || !facts.usable) return null;
  if (METHODS.some(([name, method]) => asked(bound, name) && method !== facts.method)) return null;
  const app = given(bound, 'AppId');
  if (app !== undefined && app.toLowerCase() !== facts.given.appId.toLowerCase()) return null;
  // Who else it may be is in the secret.
  if (asked(bound, 'Credential') || asked(bound, 'InlineCredential') || asked(bound, 'AccessToken'))
    return null;
  const names = organisationNames(bound, facts);
  const places = environmentNames(bound, facts);
  return names === null || places === null ? null : [...names, ...places];
}

/** NAME.onmicrosoft.com of a script is NAME.practice.localhost in the practice cloud, as its sign-in page has it. */
function isOf(facts: ConnectionFacts, organisation: string): boolean {
  const name = organisation.toLowerCase();
  const own = [facts.organisation, facts.tenantId, ...facts.domains].map((known) => known.toLowerCase());
  if (own.includes(name)) return true;
  const practice = name.replace(/\.onmicrosoft\.com$/, `.${CLOUDS.Practice.initialDomainSuffix}`);
  return facts.environment === 'Practice' && own.includes(practice);
}

/**
 * The practice organisation stands in for accounts and organisations of the world outside, so that a script of a
 * manual can be tried there as it is. It does not stand in for another practice organisation: that is a tab of its own.
 * @param name a UPN, a domain or a tenant id.
 */
function standsIn(facts: ConnectionFacts, name: string): boolean {
  const domain = name.slice(name.indexOf('@') + 1).toLowerCase();
  const { initialDomainSuffix } = CLOUDS.Practice;
  return facts.environment === 'Practice' && domain.includes('.') && !domain.endsWith(initialDomainSuffix);
}

/** The organisation that an authority names: the sign-in leads there, whatever else the command says. */
function authorityTenant(bound: Bound): string | null {
  const address = given(bound, 'AzureADAuthorizationEndpointUri');
  const read = address === undefined ? null : readAuthorityUri(address);
  return read === null || 'problem' in read ? null : read.tenant;
}

/** @returns the names that the practice organisation stands in for; null: another organisation or account is meant. */
function organisationNames(bound: Bound, facts: ConnectionFacts): string[] | null {
  const replaced: string[] = [];
  for (const name of ['DelegatedOrganization', 'Organization']) {
    const wanted = given(bound, name);
    if (wanted === undefined || isOf(facts, wanted)) continue;
    if (!standsIn(facts, wanted)) return null;
    replaced.push(wanted);
  }
  const tenant = authorityTenant(bound);
  if (tenant !== null && !isOf(facts, tenant)) {
    if (!standsIn(facts, tenant)) return null;
    replaced.push(tenant);
  }
  const user = given(bound, 'UserPrincipalName');
  const own = facts.userPrincipalName;
  if (user !== undefined && user.toLowerCase() !== own?.toLowerCase()) {
    if (!standsIn(facts, user)) return null;
    replaced.unshift(user);
  }
  if (facts.delegated && user !== undefined && given(bound, 'DelegatedOrganization') === undefined) {
    return isOf(facts, user.slice(user.indexOf('@') + 1)) ? replaced : null;
  }
  return replaced;
}

/** Clouds that an address belongs to, by whichever name it has there. */
function cloudsOf(read: ServiceAddress | AuthorityAddress | AddressProblem): readonly CloudId[] {
  if ('problem' in read || read.cloudId === null) return [];
  // GCC High and DoD share their sign-in and compliance hosts.
  return Object.values(CLOUDS)
    .filter((cloud) =>
      [cloud.loginHost, cloud.exchangeHost, cloud.complianceHost, cloud.eopHost].includes(read.host),
    )
    .map((cloud) => cloud.id);
}

/** @returns names of environments that the practice organisation stands in for; null: another one is meant. */
function environmentNames(bound: Bound, facts: ConnectionFacts): string[] | null {
  const practice = facts.environment === 'Practice';
  const replaced: string[] = [];
  const isOwn = (wanted: string, clouds: readonly CloudId[]): boolean => {
    if (clouds.some((id) => id === facts.environment || (practice && id === 'O365Default'))) return true;
    const standing = practice && clouds.length > 0 && clouds.every((id) => CLOUDS[id].closed === null);
    if (standing) replaced.push(wanted);
    return standing;
  };
  const environment = given(bound, 'ExchangeEnvironmentName');
  if (environment !== undefined) {
    const lower = environment.toLowerCase();
    if (
      !isOwn(
        environment,
        CLOUD_IDS.filter((id) => id.toLowerCase() === lower),
      )
    )
      return null;
  }
  for (const [name, read] of [
    ['ConnectionUri', readConnectionUri],
    ['AzureADAuthorizationEndpointUri', readAuthorityUri],
  ] as const) {
    const address = given(bound, name);
    if (address !== undefined && !isOwn(address, cloudsOf(read(address)))) return null;
  }
  return replaced;
}
