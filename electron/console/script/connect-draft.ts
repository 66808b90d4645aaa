import { CLOUD_IDS, CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import { readAuthorityUri, readConnectionUri } from '../../../shared/endpoints.ts';
import type { ConnectionDraft, ConnectionProfile, Organization } from '../../../shared/model/connection.ts';
import { connectionOptionsSchema, type ConnectionOptions } from '../../../shared/model/connection-options.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ConnectSecrets, SignInMethod } from '../../../shared/model/sign-in-method.ts';
import type { ConnectRequest, ConnectValue } from '../language/host.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds an organisation's tenant id by one of its domains. Throws FailureError. */
export type TenantLookUp = (
  domain: string,
  where: { readonly cloudId: CloudId; readonly signal: AbortSignal },
) => Promise<string>;

export interface WantedConnection {
  readonly draft: ConnectionDraft;
  readonly secrets: ConnectSecrets | null;
  /** Names that the practice organisation stands in for. */
  readonly replaced: readonly string[];
}

/** What a script's Connect- command asks for, as a connection. Throws FailureError before any request. */
export async function connectDraft(
  request: ConnectRequest,
  own: ConnectionProfile | null,
  lookUp: TenantLookUp,
  signal: AbortSignal,
): Promise<WantedConnection> {
  const { replaced, values } = standIn(new Values(request.values), own);
  const options = optionsOf(values);
  const cloudId = cloudIdOf(values, own);
  const signIn = methodOf(values);
  checkNames(values, signIn);
  const organization = await organizationOf(values, (domain) => lookUp(domain, { cloudId, signal }));
  const { password, accessToken } = request.secrets;
  return {
    draft: {
      name: '',
      folder: '',
      cloudId,
      accountId: null,
      loginHint: values.text('UserPrincipalName'),
      clientId: null,
      organization,
      signIn,
      options,
      services: [request.command === 'Connect-IPPSSession' ? 'compliance' : 'exchange'],
      readOnly: false,
    },
    secrets:
      password === undefined && accessToken === undefined
        ? null
        : {
            ...(password !== undefined && { password }),
            ...(accessToken !== undefined && { accessToken }),
            keep: false,
          },
    replaced,
  };
}

/** Values by parameter, in the types that are wanted. */
class Values {
  readonly given: Readonly<Record<string, ConnectValue>>;

  constructor(given: Readonly<Record<string, ConnectValue>>) {
    this.given = given;
  }

  text(name: string): string | null {
    const value = this.given[name];
    if (value === undefined || typeof value === 'boolean') return null;
    const text = (Array.isArray(value) ? value.join(',') : String(value)).trim();
    return text === '' ? null : text;
  }

  on(name: string): boolean {
    return this.given[name] !== undefined && this.given[name] !== false;
  }

  flag(name: string): boolean | null {
    const value = this.given[name];
    return value === undefined ? null : value === true || value === 'True' || value === 1;
  }

  list(name: string): string[] {
    const value = this.given[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? [...(value as readonly string[])] : String(value).split(','))
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }
}

/** In a practice tab the practice organisation stands in for names of the world outside: nothing leaves this computer. */
function standIn(values: Values, own: ConnectionProfile | null): { values: Values; replaced: string[] } {
  if (own === null || !CLOUDS[own.cloudId].practice) return { values, replaced: [] };
  const suffix = CLOUDS.Practice.initialDomainSuffix;
  const given: Record<string, ConnectValue> = { ...values.given };
  const replaced: string[] = [];
  for (const name of ['UserPrincipalName', 'DelegatedOrganization', 'Organization']) {
    const wanted = values.text(name);
    if (wanted === null) continue;
    const domain = wanted.slice(wanted.indexOf('@') + 1).toLowerCase();
    if (!domain.includes('.') || domain.endsWith(suffix) || values.on('Credential')) continue;
    replaced.push(wanted);
    const ownDomain = own.organization.domain ?? null;
    const instead = name === 'UserPrincipalName' ? own.username : name === 'Organization' ? ownDomain : null;
    if (instead === null) Reflect.deleteProperty(given, name);
    else given[name] = instead;
  }
  for (const name of ['ExchangeEnvironmentName', 'ConnectionUri', 'AzureADAuthorizationEndpointUri']) {
    const wanted = values.text(name);
    if (wanted === null || !isOfSomeCloud(name, wanted)) continue;
    if (wanted !== 'Practice') replaced.push(wanted);
    Reflect.deleteProperty(given, name);
  }
  return { values: new Values(given), replaced };
}

function isOfSomeCloud(name: string, text: string): boolean {
  if (name === 'ExchangeEnvironmentName') return true;
  const read = name === 'ConnectionUri' ? readConnectionUri(text) : readAuthorityUri(text);
  return !('problem' in read) && read.cloudId !== null;
}

function cloudIdOf(values: Values, own: ConnectionProfile | null): CloudId {
  if (own !== null && CLOUDS[own.cloudId].practice) return 'Practice';
  const named = values.text('ExchangeEnvironmentName')?.toLowerCase();
  const environment = CLOUD_IDS.find((id) => id.toLowerCase() === named);
  if (environment !== undefined) return environment;
  for (const [name, read] of [
    ['ConnectionUri', readConnectionUri],
    ['AzureADAuthorizationEndpointUri', readAuthorityUri],
  ] as const) {
    const text = values.text(name);
    const address = text === null ? null : read(text);
    if (address !== null && !('problem' in address) && address.cloudId !== null) return address.cloudId;
  }
  const names = ['UserPrincipalName', 'DelegatedOrganization', 'Organization'].map((name) =>
    values.text(name),
  );
  const isPractice = names.some((name) => name?.toLowerCase().endsWith(CLOUDS.Practice.initialDomainSuffix));
  return isPractice ? 'Practice' : 'O365Default';
}

function methodOf(values: Values): SignInMethod {
  const appId = values.text('AppId');
  const certificate = certificateOf(values);
  if (certificate !== null) {
    if (appId === null || !GUID.test(appId)) {
      throw fail(
        'invalid-input',
        '-AppId must be the id of the app, a GUID.',
        'Copy the application id from its registration.',
      );
    }
    return { kind: 'certificate', appId, certificate };
  }
  if (values.on('ManagedIdentity')) {
    const id = values.text('ManagedIdentityAccountId');
    if (id !== null && !GUID.test(id)) {
      throw fail(
        'invalid-input',
        '-ManagedIdentityAccountId must be a GUID.',
        'Copy the client id of the managed identity.',
      );
    }
    return { kind: 'managed-identity', identityId: id };
  }
  if (values.on('AccessToken')) return { kind: 'token' };
  if (values.on('Credential')) return { kind: 'credential', inline: false };
  return values.on('Device') ? { kind: 'device' } : { kind: 'browser' };
}

function certificateOf(values: Values): (SignInMethod & { kind: 'certificate' })['certificate'] | null {
  const id = values.text('Certificate');
  if (id !== null) return { from: 'kept', certificateId: id };
  const path = values.text('CertificateFilePath');
  if (path !== null) return { from: 'file', path };
  const thumbprint = values.text('CertificateThumbprint');
  if (thumbprint === null) return null;
  if (!/^[0-9a-f]{40}$/i.test(thumbprint)) {
    throw fail(
      'invalid-input',
      '-CertificateThumbprint must be 40 hexadecimal digits.',
      'Copy it from the certificate’s details.',
    );
  }
  return { from: 'store', thumbprint };
}

/** What the module refuses before any request (real-client.md 2.4). */
function checkNames(values: Values, signIn: SignInMethod): void {
  const user = values.text('UserPrincipalName');
  const organization = values.text('Organization');
  const delegated = values.text('DelegatedOrganization');
  if (user !== null && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(user)) {
    throw fail('invalid-input', `“${user}” is not a user principal name.`, 'Write it as name@domain.');
  }
  if (signIn.kind === 'token' && user === null && organization === null && delegated === null) {
    throw fail(
      'invalid-input',
      'Either one of Organization, DelegatedOrganization or UserPrincipalName should be provided with the AccessToken.',
      '',
    );
  }
  if (signIn.kind !== 'certificate' && signIn.kind !== 'managed-identity') return;
  if (organization === null) {
    throw fail(
      'invalid-input',
      'Organization is needed to sign in without a user.',
      'Add -Organization with the primary .onmicrosoft.com domain.',
    );
  }
  if (signIn.kind === 'certificate' && GUID.test(organization)) {
    throw fail(
      'invalid-input',
      'Organization cannot be a Guid, please enter the name of the tenant instead.',
      '',
    );
  }
}

async function organizationOf(
  values: Values,
  lookUp: (domain: string) => Promise<string>,
): Promise<Organization> {
  const delegated = values.text('DelegatedOrganization');
  if (delegated !== null) {
    const domain = GUID.test(delegated) ? null : delegated.toLowerCase();
    const tenantId = domain === null ? delegated.toLowerCase() : await lookUp(domain);
    return { kind: 'customer', tenantId, name: domain ?? delegated, domain };
  }
  const organization = values.text('Organization');
  if (organization === null) return { kind: 'own', tenantId: null, name: null, domain: null };
  const domain = GUID.test(organization) ? null : organization.toLowerCase();
  const tenantId = domain === null ? organization.toLowerCase() : await lookUp(domain);
  return { kind: 'own', tenantId, name: null, domain };
}

const PROXIES: Readonly<Record<string, ConnectionOptions['proxy']>> = {
  ieconfig: 'system',
  winhttpconfig: 'system',
  autodetect: 'auto',
  noproxyserver: 'none',
};

function optionsOf(values: Values): ConnectionOptions {
  const size = values.text('PageSize');
  const inert = ['DisableWAM', 'SigningCertificate', 'EXOModuleBasePath'].filter((name) => values.on(name));
  const logs = ['EnableErrorReporting', 'LogDirectoryPath', 'LogLevel', 'TrackPerformance'];
  const read = connectionOptionsSchema.safeParse({
    connectionUri: values.text('ConnectionUri'),
    authorityUri: values.text('AzureADAuthorizationEndpointUri'),
    prefix: values.text('Prefix') ?? '',
    commandNames: values.list('CommandName'),
    formatTypeNames: values.list('FormatTypeName'),
    pageSize: size === null ? null : Number(size),
    bypassMailboxAnchoring: values.flag('BypassMailboxAnchoring') ?? false,
    showBanner: values.flag('ShowBanner'),
    showProgress: values.flag('ShowProgress'),
    loadCmdletHelp: values.flag('LoadCmdletHelp') ?? false,
    skipLoadingCmdletHelp: values.flag('SkipLoadingCmdletHelp') ?? false,
    skipLoadingFormatData: values.flag('SkipLoadingFormatData') ?? false,
    useMultithreading: values.flag('UseMultithreading'),
    searchOnlySession: values.flag('EnableSearchOnlySession') ?? false,
    proxy: PROXIES[values.text('ProxyAccessType')?.toLowerCase() ?? ''] ?? 'app',
    runLog: logs.some((name) => values.on(name))
      ? {
          errorReporting: values.flag('EnableErrorReporting') ?? false,
          folder: values.text('LogDirectoryPath'),
          level: values.text('LogLevel'),
          performance: values.flag('TrackPerformance'),
        }
      : null,
    inert: Object.fromEntries(inert.map((name) => [name, values.text(name) ?? ''])),
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0] ?? '');
  throw fail(
    'invalid-input',
    name === 'pageSize'
      ? '-PageSize must be a whole number from 1 to 1000.'
      : `A value of the Connect- command can't be used (${name}).`,
    'Correct the command and run it again.',
  );
}
