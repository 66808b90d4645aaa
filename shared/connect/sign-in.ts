import { CLOUDS } from '../clouds.ts';
import { initialDomainProblem, type InitialDomainProblem } from '../initial-domain.ts';
import type { Organization } from '../model/connection.ts';
import {
  BROWSER,
  IDENTITY_RESOURCE,
  type CertificateRef,
  type SignInKind,
  type SignInMethod,
} from '../model/sign-in-method.ts';
import type { ReadEnvironment } from './environment.ts';
import type { Given } from './given.ts';
import { isCertificate, isSecret, isUnknown, type ConnectReading } from './values.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;
const ACCOUNT =
  /^[^\s@`"<>()[\]{},;:\\\u00ab\u00bb\u2018-\u201f\u2032\u2033\u2039\u203a]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;
/** What Windows' own dialogs put around a copied thumbprint. */
const AROUND_THUMBPRINT = /[\s\u200e\u200f:]/g;
const IDENTITY_ID = new RegExp(`${GUID.source}|${IDENTITY_RESOURCE.source}`, 'i');
const CERTIFICATES = ['Certificate', 'CertificateFilePath', 'CertificateThumbprint'] as const;

export interface ReadSignIn {
  readonly signIn: SignInMethod;
  readonly kind: SignInKind;
  readonly loginHint: string | null;
  readonly app: ConnectReading['app'];
}

interface Way {
  readonly kind: SignInKind;
  /** The parameters that say so. */
  readonly by: readonly string[];
}

/** How a command signs in, and as whom. */
export function readSignIn(given: Given): ReadSignIn {
  const ways = waysOf(given);
  const [way = { kind: 'browser', by: [] } satisfies Way, second] = ways;
  if (second !== undefined) {
    const names = ways.map(({ by }) => `-${by[0] ?? ''}`).join(' and ');
    given.problem(second.by[0] ?? null, `${names} are different ways to sign in.`, 'Keep one of them.');
  }
  const loginHint = accountName(given);
  const app = way.kind === 'certificate' ? readCertificate(given) : null;
  const signIn = app === null ? methodOf(given, way.kind, loginHint) : certificateMethod(app);
  if (!CERTIFICATES.some((name) => given.has(name))) {
    for (const name of ['AppId', 'CertificatePassword']) {
      if (given.has(name))
        given.problem(
          name,
          `-${name} needs a certificate.`,
          'Add -CertificateThumbprint or -CertificateFilePath.',
        );
    }
  }
  if (given.has('ManagedIdentityAccountId') && way.kind !== 'managed-identity') {
    given.problem('ManagedIdentityAccountId', '-ManagedIdentityAccountId needs -ManagedIdentity.', '');
  }
  return { signIn, kind: way.kind, loginHint: loginHint ?? credentialName(given), app };
}

function waysOf(given: Given): Way[] {
  const certificates = CERTIFICATES.filter((name) => given.has(name));
  const all: readonly Way[] = [
    { kind: 'token', by: given.has('AccessToken') ? ['AccessToken'] : [] },
    { kind: 'certificate', by: certificates },
    { kind: 'managed-identity', by: given.on('ManagedIdentity') ? ['ManagedIdentity'] : [] },
    {
      kind: 'credential',
      by: [
        ...(given.has('Credential') ? ['Credential'] : []),
        ...(given.on('InlineCredential') ? ['InlineCredential'] : []),
      ],
    },
    { kind: 'device', by: given.on('Device') ? ['Device'] : [] },
  ];
  return all.filter(({ by }) => by.length > 0);
}

function accountName(given: Given): string | null {
  return given.matching(
    'UserPrincipalName',
    ACCOUNT,
    '-UserPrincipalName is not an account’s name.',
    'Write it as name@domain, for example admin@contoso.onmicrosoft.com.',
  );
}

function credentialName(given: Given): string | null {
  const value = given.value('Credential');
  const name = isSecret(value) ? (value.username?.trim() ?? '') : '';
  return ACCOUNT.test(name) ? name : null;
}

function methodOf(given: Given, kind: SignInKind, loginHint: string | null): SignInMethod {
  switch (kind) {
    case 'browser':
    case 'device':
      return { kind };
    case 'credential': {
      const value = given.value('Credential');
      if (value !== undefined && !isSecret(value) && !isUnknown(value)) {
        given.problem(
          'Credential',
          '-Credential takes a user name and password together.',
          'Write -Credential (Get-Credential).',
        );
      }
      if (loginHint === null && credentialName(given) === null) given.needs.add('user-name');
      given.needs.add('password');
      return { kind, inline: given.on('InlineCredential') };
    }
    case 'token':
      return readToken(given);
    case 'certificate':
      return BROWSER;
    case 'managed-identity':
      return readIdentity(given);
  }
}

function readToken(given: Given): SignInMethod {
  const value = given.value('AccessToken');
  if (typeof value === 'string' && !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(value.trim())) {
    given.problem(
      'AccessToken',
      '-AccessToken is not an access token.',
      'A token has three parts with dots.',
    );
  } else if (typeof value !== 'string' && !isSecret(value) && !isUnknown(value)) {
    given.problem('AccessToken', '-AccessToken takes a text.', '');
  }
  if (!['Organization', 'DelegatedOrganization', 'UserPrincipalName'].some((name) => given.has(name))) {
    given.problem(
      'AccessToken',
      '-AccessToken alone does not say whose mailbox or organisation it is for.',
      'Add -Organization, -DelegatedOrganization or -UserPrincipalName.',
    );
  }
  given.needs.add('access-token');
  return { kind: 'token' };
}

function readCertificate(given: Given): NonNullable<ConnectReading['app']> {
  const sources = CERTIFICATES.filter((name) => given.has(name));
  if (sources.length > 1) {
    const names = sources.map((name) => `-${name}`).join(' and ');
    given.problem(sources[1] ?? null, `${names} both name a certificate.`, 'Keep one of them.');
  }
  const appId = given.matching(
    'AppId',
    GUID,
    '-AppId is not an id.',
    'It has 32 hex digits and four dashes.',
  );
  if (!given.has('AppId')) {
    given.problem('AppId', 'A certificate signs in as an app, and -AppId is missing.', 'Add -AppId.');
  }
  if (!given.has('Organization') && !given.has('DelegatedOrganization')) {
    given.problem(
      'Organization',
      'A certificate signs in to one organisation, and -Organization is missing.',
      'Add -Organization with its initial domain, for example contoso.onmicrosoft.com.',
    );
  }
  const certificate = certificateOf(given, sources[0] ?? 'Certificate');
  return { appId: appId?.toLowerCase() ?? null, certificate };
}

function certificateMethod({ appId, certificate }: NonNullable<ConnectReading['app']>): SignInMethod {
  return appId === null || certificate === null ? BROWSER : { kind: 'certificate', appId, certificate };
}

function certificateOf(given: Given, source: (typeof CERTIFICATES)[number]): CertificateRef | null {
  if (source !== 'CertificateFilePath' && given.has('CertificatePassword')) {
    given.problem(
      'CertificatePassword',
      '-CertificatePassword opens a file, and -CertificateFilePath is missing.',
      '',
    );
  }
  if (source === 'CertificateFilePath') {
    const path = given.text(source);
    if (given.has('CertificatePassword')) given.needs.add('certificate-password');
    return path === null ? null : { from: 'file', path };
  }
  if (source === 'CertificateThumbprint') {
    const typed = given.text(source);
    const thumbprint = typed?.replace(AROUND_THUMBPRINT, '').toUpperCase() ?? null;
    if (thumbprint === null) return null;
    if (/^[0-9A-F]{40}$/.test(thumbprint)) return { from: 'store', thumbprint };
    given.problem(source, '-CertificateThumbprint is not a thumbprint.', 'It has 40 hex digits.');
    return null;
  }
  const value = given.value(source);
  if (isCertificate(value) && value.certificate !== null) return value.certificate;
  given.needs.add('certificate');
  if (!isCertificate(value) && !isSecret(value) && !isUnknown(value)) {
    given.problem(
      source,
      '-Certificate takes a certificate, not a text.',
      'Use -CertificateFilePath for a file.',
    );
  }
  return null;
}

function readIdentity(given: Given): SignInMethod {
  if (!given.has('Organization')) {
    given.problem(
      'Organization',
      'A managed identity signs in to one organisation, and -Organization is missing.',
      'Add -Organization with its initial domain, for example contoso.onmicrosoft.com.',
    );
  }
  const id = given.matching(
    'ManagedIdentityAccountId',
    IDENTITY_ID,
    '-ManagedIdentityAccountId is not an id.',
    'It has 32 hex digits and four dashes, or is the identity’s resource id in Azure (/subscriptions/…).',
  );
  return { kind: 'managed-identity', identityId: id !== null && GUID.test(id) ? id.toLowerCase() : id };
}

/** Which organisation. `delegatedTo`: a customer whose tenant id has to be looked up. */
export function readOrganization(
  given: Given,
  kind: SignInKind,
  environment: ReadEnvironment,
): { organization: Organization; delegatedTo?: string } {
  const domain = ownDomain(given, kind, environment);
  const customer = given.text('DelegatedOrganization');
  const own: Organization = { kind: 'own', tenantId: null, name: null, domain };
  if (customer === null) return { organization: own };
  if (domain !== null) {
    given.inert.Organization = domain;
    given.note('Organization', '-DelegatedOrganization names the organisation; -Organization is not used.');
  }
  if (GUID.test(customer)) {
    if (environment.service === 'compliance') {
      given.problem(
        'DelegatedOrganization',
        '-DelegatedOrganization is a tenant id; Security & Compliance routes a partner’s requests by the customer’s domain.',
        'Write the customer’s initial domain, for example adatum.onmicrosoft.com.',
      );
    }
    const tenantId = customer.toLowerCase();
    return { organization: { kind: 'customer', tenantId, name: tenantId, domain: null } };
  }
  if (DOMAIN.test(customer)) {
    return { organization: { ...own, domain: null }, delegatedTo: customer.toLowerCase() };
  }
  given.problem(
    'DelegatedOrganization',
    '-DelegatedOrganization is neither a domain nor a tenant id.',
    'Write the customer’s initial domain, for example adatum.onmicrosoft.com.',
  );
  return { organization: own };
}

function ownDomain(given: Given, kind: SignInKind, environment: ReadEnvironment): string | null {
  const text = given.text('Organization');
  if (text === null) return null;
  const appOnly = kind === 'certificate' || kind === 'managed-identity';
  if (!appOnly && kind !== 'token') {
    given.inert.Organization = text;
    given.note('Organization', '-Organization is used where an app signs in; a person’s sign-in tells it.');
    return null;
  }
  if (appOnly && GUID.test(text)) {
    given.problem(
      'Organization',
      '-Organization is a tenant id; an app’s sign-in needs the organisation’s name.',
      'Write its initial domain, for example contoso.onmicrosoft.com.',
    );
    return null;
  }
  const lower = text.toLowerCase();
  if (!DOMAIN.test(text) && !GUID.test(text)) {
    given.problem('Organization', '-Organization is not a domain.', 'Write its initial domain.');
    return null;
  }
  const problem = appOnly ? initialDomainProblem(lower, environment.cloudId, environment) : null;
  if (problem !== null) {
    given.problem(
      'Organization',
      problem.message,
      insteadHint(given, environment, problem),
      problem.instead[0],
    );
    return lower;
  }
  return lower;
}

/** How the command names the environment that the organisation lives in. */
function insteadHint(
  given: Given,
  { cloudId }: ReadEnvironment,
  { instead: [home] }: InitialDomainProblem,
): string {
  if (home === undefined) return `Write the domain that ends in .${CLOUDS[cloudId].initialDomainSuffix}.`;
  if (given.command === 'Connect-ExchangeOnline') {
    return `Add -ExchangeEnvironmentName ${home}, or correct the domain.`;
  }
  return `Add -ConnectionUri https://${CLOUDS[home].complianceHost}/powershell-liveid/, or correct the domain.`;
}
