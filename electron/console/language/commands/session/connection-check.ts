import { CLOUD_IDS, CLOUDS, type CloudId } from '../../../../../shared/clouds.ts';
import { toText } from '../../convert/text.ts';
import type { ConnectionFacts } from '../../host.ts';
import { truth } from '../../convert/truth.ts';
import type { Bound } from '../builtin.ts';
import { commandFailure, PS_INVALID_OPERATION } from '../data/failures.ts';

const SERVICE_NAMES = { exchange: 'Exchange Online', compliance: 'Security & Compliance' } as const;

/** Parameters that name a way of signing in, and the way. */
const METHODS: readonly (readonly [parameter: string, method: ConnectionFacts['method'], words: string])[] = [
  ['CertificateThumbprint', 'app', 'as an app with a certificate'],
  ['CertificateFilePath', 'app', 'as an app with a certificate file'],
  ['Certificate', 'app', 'as an app with a certificate'],
  ['AppId', 'app', 'as an app'],
  ['ManagedIdentity', 'managedIdentity', 'with a managed identity'],
  ['ManagedIdentityAccountId', 'managedIdentity', 'with a managed identity'],
  ['Credential', 'credential', 'with a user name and password'],
  ['InlineCredential', 'credential', 'with a user name and password'],
  ['Device', 'device', 'with a device code'],
  ['AccessToken', 'app', 'with an access token'],
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

/**
 * Refuses a Connect- command that does not mean the tab's own connection: another service, organisation, account,
 * environment or way of signing in.
 * @param command as typed, for the message.
 * @returns names in the command that the practice organisation stands in for, to be told; none elsewhere.
 */
export function checkConnect(
  command: string,
  service: ConnectionFacts['service'],
  bound: Bound,
  facts: ConnectionFacts | undefined,
): readonly string[] {
  if (facts === undefined) {
    throw refusal(
      'NotConnected',
      `${command} cannot connect by itself: scripts run on their tab's own connection, and this tab has none. Connect the tab first, then run the script again.`,
    );
  }
  if (facts.service !== service) {
    const instead =
      service === 'compliance'
        ? `Connections to ${SERVICE_NAMES.compliance} are not on offer yet; run this part in PowerShell.`
        : `Open a tab for ${SERVICE_NAMES[service]} of ${facts.organisation} and run the script there.`;
    throw refusal(
      'OtherService',
      `${command} asks for ${SERVICE_NAMES[service]}, but this tab is connected to ${SERVICE_NAMES[facts.service]} of ${facts.organisation}. ${instead}`,
    );
  }
  if (bound.on('UseRPSSession')) {
    throw refusal(
      'RemotePowerShell',
      `${command} -UseRPSSession asks for remote PowerShell, which the service has shut down. Leave -UseRPSSession out.`,
    );
  }
  checkMethod(command, bound, facts);
  return [...checkOrganisation(command, bound, facts), ...checkEnvironment(command, bound, facts)];
}

function checkMethod(command: string, bound: Bound, facts: ConnectionFacts): void {
  const others = METHODS.filter(([name, method]) => asked(bound, name) && method !== facts.method);
  const [first] = others;
  if (first === undefined) return;
  const [name, , words] = first;
  const all = others.map(([other]) => `-${other}`);
  if (asked(bound, 'CertificatePassword')) all.push('-CertificatePassword');
  const last = all.pop() ?? '';
  const named = all.length === 0 ? last : `${all.join(', ')} and ${last}`;
  throw refusal(
    'OtherSignInMethod',
    `${command} -${name} asks to sign in ${words}, but this tab is signed in to ${facts.organisation} in the browser. Take ${named} out so that the script uses the tab's connection; signing in ${words} is not on offer yet.`,
  );
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

/** @returns the names that the practice organisation stands in for. */
function checkOrganisation(command: string, bound: Bound, facts: ConnectionFacts): string[] {
  const replaced: string[] = [];
  for (const name of ['DelegatedOrganization', 'Organization']) {
    const wanted = given(bound, name);
    if (wanted === undefined || isOf(facts, wanted)) continue;
    if (standsIn(facts, wanted)) {
      replaced.push(wanted);
      continue;
    }
    throw refusal(
      'OtherOrganisation',
      `${command} -${name} names ${wanted}, but this tab is connected to ${facts.organisation}. Open a connection for ${wanted} and run the script in its tab.`,
    );
  }
  const user = given(bound, 'UserPrincipalName');
  const own = facts.userPrincipalName;
  if (user !== undefined && own !== null && user.toLowerCase() !== own.toLowerCase()) {
    if (!standsIn(facts, user)) {
      throw refusal(
        'OtherAccount',
        `${command} -UserPrincipalName names ${user}, but this tab is signed in as ${own}. To run it as ${user}, add a connection with that account and run the script in its tab; to run it here, write ${own}.`,
      );
    }
    replaced.unshift(user);
  }
  if (facts.delegated && user !== undefined && given(bound, 'DelegatedOrganization') === undefined) {
    const domain = user.slice(user.indexOf('@') + 1);
    if (isOf(facts, domain)) return replaced;
    throw refusal(
      'OtherOrganisation',
      `${command} names no -DelegatedOrganization, so it means the organisation of ${user}, but this tab is connected to the customer ${facts.organisation}. Add -DelegatedOrganization ${facts.domains[0] ?? facts.organisation}, or run the script in a tab of that organisation.`,
    );
  }
  return replaced;
}

/** Clouds that an address belongs to. */
function cloudsOf(address: string): readonly CloudId[] {
  let host = '';
  try {
    host = new URL(address).host.toLowerCase();
  } catch {
    return [];
  }
  const known = Object.values(CLOUDS)
    .filter((cloud) =>
      [cloud.loginHost, cloud.exchangeHost, cloud.complianceHost].some(
        (own) => host === own || host.endsWith(`.${own}`),
      ),
    )
    .map((cloud) => cloud.id);
  if (host.endsWith('.protection.outlook.com')) known.push('O365Default');
  if (host === 'webmail.apps.mil') known.push('O365USGovDoD');
  return known;
}

/** @returns names of environments that the practice organisation stands in for. */
function checkEnvironment(command: string, bound: Bound, facts: ConnectionFacts): string[] {
  const practice = facts.environment === 'Practice';
  const replaced: string[] = [];
  const check = (name: string, wanted: string, clouds: readonly CloudId[]): void => {
    if (clouds.some((id) => id === facts.environment || (practice && id === 'O365Default'))) return;
    const closed = clouds.map((id) => CLOUDS[id].closed).find((text) => text !== null);
    if (practice && closed === undefined && clouds.length > 0) {
      replaced.push(wanted);
      return;
    }
    const instead =
      closed === undefined
        ? 'Open a tab for an organisation in that environment and run the script there.'
        : `${closed}: organisations that were there are in the usual environment now, so leave -${name} out.`;
    throw refusal(
      'OtherEnvironment',
      `${command} -${name} ${wanted} is not the environment of this tab's connection, which is ${practice ? 'O365Default' : facts.environment}. ${instead}`,
    );
  };
  const environment = given(bound, 'ExchangeEnvironmentName');
  if (environment !== undefined) {
    const lower = environment.toLowerCase();
    check(
      'ExchangeEnvironmentName',
      environment,
      CLOUD_IDS.filter((id) => id.toLowerCase() === lower),
    );
  }
  for (const name of ['ConnectionUri', 'AzureADAuthorizationEndpointUri']) {
    const address = given(bound, name);
    if (address !== undefined) check(name, address, cloudsOf(address));
  }
  return replaced;
}
