import { CLOUDS } from '../../../shared/clouds.ts';
import { draftFromParameters } from '../../../shared/connect/parameters.ts';
import type { ConnectValue } from '../../../shared/connect/values.ts';
import { readAuthorityUri, readConnectionUri } from '../../../shared/endpoints.ts';
import type { ConnectionDraft, ConnectionProfile } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ConnectSecrets } from '../../../shared/model/sign-in-method.ts';
import { withCommand } from './other-command.ts';
import type { ConnectRequest } from '../language/host.ts';

export interface WantedConnection {
  readonly draft: ConnectionDraft;
  /** Those of no known environment: nothing is sent there before the person agrees. */
  readonly hosts: readonly string[];
  readonly secrets: ConnectSecrets | null;
  /** What is to be said about the command: names that are stood in for, parameters without effect. */
  readonly notes: readonly string[];
}

type Values = Readonly<Record<string, ConnectValue>>;

/** What a script's Connect- command asks for, as a connection. Throws FailureError before any request. */
export function connectDraft(request: ConnectRequest, own: ConnectionProfile | null): WantedConnection {
  const inPractice = own !== null && CLOUDS[own.cloudId].practice;
  const { values, replaced } = inPractice
    ? standIn(request.values, own)
    : { values: request.values, replaced: [] };
  const reading = draftFromParameters(request.command, values);
  const [problem] = reading.problems;
  if (problem !== undefined) {
    const { message, hint, environment } = problem;
    throw withCommand(fail('invalid-input', message, hint, { environment }), reading.draft);
  }
  const { password, accessToken, proxy } = request.secrets;
  const typed = password !== undefined || accessToken !== undefined || proxy !== undefined;
  return {
    draft:
      inPractice || namesOnlyPractice(values) ? { ...reading.draft, cloudId: 'Practice' } : reading.draft,
    hosts: [...new Set(reading.hostsToConfirm)],
    secrets: typed
      ? {
          ...(password !== undefined && { password }),
          ...(accessToken !== undefined && { accessToken }),
          ...(proxy !== undefined && { proxy: { ...proxy, keep: false } }),
          keep: false,
        }
      : null,
    notes: [
      ...(replaced.length === 0
        ? []
        : [`The practice cloud stands in for ${replaced.join(' and ')}: nothing leaves this computer.`]),
      ...reading.ignored.map(({ message }) => message),
    ],
  };
}

const ORGANISATIONS = ['UserPrincipalName', 'DelegatedOrganization', 'Organization'] as const;
const ADDRESSES = ['ExchangeEnvironmentName', 'ConnectionUri', 'AzureADAuthorizationEndpointUri'] as const;

const isPracticeName = (name: string): boolean =>
  name.toLowerCase().endsWith(CLOUDS.Practice.initialDomainSuffix);

function namesOnlyPractice(values: Values): boolean {
  if (ADDRESSES.some((name) => values[name] !== undefined)) return false;
  return ORGANISATIONS.some((name) => {
    const value = values[name];
    return typeof value === 'string' && isPracticeName(value);
  });
}

/** In a practice tab the practice cloud stands in for names of the world outside: nothing leaves this computer. */
function standIn(given: Values, own: ConnectionProfile): { values: Values; replaced: string[] } {
  const values = new Map(Object.entries(given));
  const replaced: string[] = [];
  for (const name of ORGANISATIONS) {
    const wanted = values.get(name);
    if (typeof wanted !== 'string' || !wanted.includes('.') || isPracticeName(wanted)) continue;
    const instead = practiceNameFor(name, wanted, own);
    if (instead === null) values.delete(name);
    else values.set(name, instead);
    replaced.push(wanted);
  }
  for (const name of ADDRESSES) {
    const wanted = values.get(name);
    if (typeof wanted !== 'string' || !leadsOutside(name, wanted)) continue;
    values.delete(name);
    replaced.push(wanted);
  }
  return { values: Object.fromEntries(values), replaced };
}

/** NAME.onmicrosoft.com is NAME.practice.localhost there, as its sign-in page has it; an account is the tab's own. */
function practiceNameFor(
  name: (typeof ORGANISATIONS)[number],
  wanted: string,
  own: ConnectionProfile,
): string | null {
  if (name === 'UserPrincipalName') return own.username;
  if (name === 'Organization') {
    const domain = own.organization.domain ?? own.username?.split('@')[1] ?? null;
    return domain !== null && isPracticeName(domain) ? domain : CLOUDS.Practice.initialDomainSuffix;
  }
  return wanted.toLowerCase().replace(/\.onmicrosoft\.com$/, `.${CLOUDS.Practice.initialDomainSuffix}`);
}

/** False also for what is no address or environment, which is refused by its own words. */
function leadsOutside(name: (typeof ADDRESSES)[number], text: string): boolean {
  if (name === 'ExchangeEnvironmentName') return text.toLowerCase() !== 'practice';
  const read = name === 'ConnectionUri' ? readConnectionUri(text) : readAuthorityUri(text);
  return !('problem' in read) && !isPracticeName(read.host);
}
