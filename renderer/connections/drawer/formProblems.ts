import { whyNotOpen } from '../../customers/access.ts';
import { CLOUDS } from '../../../shared/clouds.ts';
import { initialDomainProblem } from '../../../shared/initial-domain.ts';
import { readAuthorityUri, readConnectionUri } from '../../../shared/endpoints.ts';
import { IDENTITY_RESOURCE } from '../../../shared/model/sign-in-method.ts';
import { signsInUser } from './form.ts';
import { namesIn } from './names.ts';
import { commonProblem } from './powershellOnly.ts';
import type { ChosenCustomer, ConnectionForm, Secrets } from './form.ts';

const FIELDS = [
  'connectionUri',
  'authorityUri',
  'confirmedHosts',
  'loginHint',
  'customer',
  'domain',
  'appId',
  'certificateId',
  'certificatePath',
  'thumbprint',
  'identityId',
  'services',
  'name',
  'folder',
  'clientId',
  'prefix',
  'commandNames',
  'pageSize',
  'formatTypeNames',
  'signingCertificate',
  'moduleBasePath',
  'commonParameters',
  'proxyUser',
  'logFolder',
] as const;

export type FormField = (typeof FIELDS)[number] | 'password' | 'accessToken' | 'proxyPassword';
export type FormProblems = Partial<Record<FormField, string>>;

const UPN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;

/** Null: fine. An empty one is chosen in the browser. */
export function loginHintProblem(loginHint: string): string | null {
  const text = loginHint.trim();
  if (text === '') return null;
  if (text.length > 320) return 'An account name has at most 320 characters';
  return UPN.test(text)
    ? null
    : 'An account looks like name@organisation.com. Leave it empty to choose in the browser';
}

export const nameProblem = (name: string): string | null =>
  name.trim().length > 120 ? 'A name has at most 120 characters' : null;

export const folderProblem = (folder: string): string | null =>
  folder.trim().length > 60 ? 'A folder’s name has at most 60 characters' : null;

/** Main says what else is wrong with it, when it is written to. */
function logFolderProblem(folder: string): string | null {
  const path = folder.trim();
  if (path.length > 1024) return 'A folder’s path has at most 1024 characters';
  return path === '' || /^([a-z]:[\\/]|[\\/])/i.test(path)
    ? null
    : 'Type its whole path, choose it, or leave it empty';
}

function accountProblem(form: ConnectionForm): string | null {
  if (form.method === 'token') return tokenAccountProblem(form.loginHint.trim());
  if (!signsInUser(form) || form.accountId !== null) return null;
  if (form.method !== 'credential') return loginHintProblem(form.loginHint);
  return UPN.test(form.loginHint.trim())
    ? null
    : 'Type the account’s name, like name@organisation.com. It signs in with the password';
}

const tokenAccountProblem = (name: string): string | null =>
  name === '' || (UPN.test(name) && name.length <= 320)
    ? null
    : 'An account looks like name@organisation.com. Leave it empty for an app’s token';

/** The domain in what was typed, of an account's name too; empty: there is none that could be looked up. */
export function domainOf(text: string): string {
  const domain = text.trim().toLowerCase().split('@').at(-1) ?? '';
  return DOMAIN.test(domain) && domain.length <= 253 ? domain : '';
}

/** Of a customer that is typed. */
export function customerNameProblem(text: string): string | null {
  const name = text.trim();
  return GUID.test(name) || (DOMAIN.test(name) && name.length <= 253)
    ? null
    : 'A domain looks like contoso.onmicrosoft.com; a tenant id has 32 digits in five groups';
}

/** A customer by its tenant id, or by a domain that main looks up. */
export function customerNamed(text: string): ChosenCustomer {
  const name = text.trim().toLowerCase();
  return GUID.test(name)
    ? { tenantId: name, name, domain: null, listed: null }
    : { tenantId: null, name, domain: name, listed: null };
}

function customerProblem({ organization, customer, ...form }: ConnectionForm): string | null {
  if (organization === 'own') return null;
  if (form.method === 'managed-identity') {
    return 'A machine has tokens of its own organisation only. Choose that, or an app with a certificate';
  }
  if (customer === null) return 'Choose a customer, or your own organisation';
  // connect.md, Parameters: a tenant id is for Exchange only.
  if (form.compliance && customer.listed === null && customer.domain === null && GUID.test(customer.name)) {
    return 'Security & Compliance needs the customer’s domain, like contoso.onmicrosoft.com, not its tenant id';
  }
  // What the relationship lets a person do says nothing of an app that the customer accepted.
  const ofPerson = form.method === 'certificate' ? null : customer.listed;
  const refusal = ofPerson === null ? null : whyNotOpen(ofPerson);
  return refusal === null ? null : `${refusal.sentence} ${refusal.next}`;
}

/** Organization of an app: the first domain, since only that one is the same everywhere (connect.md, Parameters). */
function domainProblem(form: ConnectionForm): string | null {
  if (signsInUser(form) || form.organization === 'customer') return null;
  const domain = form.domain.trim().toLowerCase();
  const { initialDomainSuffix: suffix } = CLOUDS[form.cloudId];
  const example = `contoso.${suffix}`;
  const token = form.method === 'token';
  if (domain === '') {
    if (!token) return `Type the organisation’s first domain, like ${example}`;
    // A token alone does not say whose mailbox or organisation it is for (real-client.md 2.3).
    return form.loginHint.trim() === ''
      ? 'Type the organisation’s first domain, or below the account that the token is for'
      : null;
  }
  if (token && GUID.test(domain)) return null;
  if (GUID.test(domain)) return `A tenant id won’t do here. Type the first domain, like ${example}`;
  if (!DOMAIN.test(domain) || domain.length > 253) return `A domain looks like ${example}`;
  if (token) return null;
  const problem = initialDomainProblem(domain, form.cloudId, {
    connectionUri: form.ownHosts ? form.connectionUri : null,
    authorityUri: form.ownHosts ? form.authorityUri : null,
  });
  if (problem === null) return null;
  const names = problem.instead.map((id) => CLOUDS[id].name).join(' or ');
  return names === '' ? problem.message : `${problem.message} Choose ${names} as the environment`;
}

function guidProblem(text: string, what: string): string | null {
  if (text.trim() === '') return `Type the ${what}`;
  return guidShape(text, what);
}

const guidShape = (text: string, what: string): string | null =>
  GUID.test(text.trim())
    ? null
    : `The ${what} looks like 00000000-0000-0000-0000-000000000000. Copy it from the Entra admin centre`;

const identityProblem = (text: string): string | null =>
  IDENTITY_RESOURCE.test(text.trim()) ? null : guidProblem(text, 'client id');

function thumbprintProblem(text: string): string | null {
  const digits = text.replaceAll(/[\s\u200e\u200f:]/g, '');
  return /^[0-9a-f]{40}$/i.test(digits) ? null : 'A thumbprint has 40 digits, 0 to 9 and A to F';
}

function addressProblem(
  text: string,
  read: typeof readConnectionUri | typeof readAuthorityUri,
): string | null {
  if (text.trim() === '') return null;
  const address = read(text);
  return 'problem' in address ? address.problem : null;
}

/** Hosts that are typed and stand in no environment's table. */
export function unknownHosts(form: Pick<ConnectionForm, 'connectionUri' | 'authorityUri'>): string[] {
  const addresses = [
    form.connectionUri.trim() === '' ? null : readConnectionUri(form.connectionUri),
    form.authorityUri.trim() === '' ? null : readAuthorityUri(form.authorityUri),
  ];
  const hosts = addresses.flatMap((one) =>
    one === null || 'problem' in one || one.cloudId !== null ? [] : [one.host],
  );
  return [...new Set(hosts)];
}

function hostsProblem(form: ConnectionForm): string | null {
  const open = unknownHosts(form).filter((host) => !form.confirmedHosts.includes(host));
  return open.length === 0 ? null : `Confirm ${open.join(' and ')}, or correct the address`;
}

/** Of Prefix: real-client.md 2.4, and connect.md, Parameters. */
function prefixProblem(text: string): string | null {
  const prefix = text.trim();
  if (prefix === '') return null;
  if (!/^[\p{L}\p{Nd}]+$/u.test(prefix)) return 'A prefix has letters and digits only';
  if (prefix.length > 40) return 'A prefix has at most 40 characters';
  return prefix.toUpperCase() === 'EXO' ? 'EXO is taken: the Get-EXO cmdlets begin with it' : null;
}

function pageSizeProblem(text: string): string | null {
  if (text.trim() === '') return null;
  const size = Number(text);
  return Number.isInteger(size) && size >= 1 && size <= 1000
    ? null
    : 'A page has 1 to 1000 objects. Leave it empty for 1000';
}

function commandNamesProblem(text: string): string | null {
  const bad = namesIn(text).find((name) => !/^[\w*?[\]-]{1,200}$/.test(name));
  return bad === undefined ? null : `“${bad.slice(0, 60)}” is not the name of a cmdlet`;
}

function servicesProblem(form: ConnectionForm): string | null {
  if (form.method === 'token' && form.exchange && form.compliance) {
    return 'A token is good for one service only. Choose the one that it is for';
  }
  return form.exchange || form.compliance
    ? null
    : 'A connection needs a service: Exchange Online, Security & Compliance, or both';
}

/** What is wrong with one field; null: nothing, or the field is not asked for. */
export function fieldProblem(form: ConnectionForm, field: FormField): string | null {
  const certificate = form.method === 'certificate' ? form.certificateFrom : null;
  switch (field) {
    case 'connectionUri':
      return addressProblem(form.connectionUri, readConnectionUri) ?? missingAddress(form);
    case 'authorityUri':
      return addressProblem(form.authorityUri, readAuthorityUri);
    case 'confirmedHosts':
      return hostsProblem(form);
    case 'loginHint':
      return accountProblem(form);
    case 'customer':
      return customerProblem(form);
    case 'domain':
      return domainProblem(form);
    case 'appId':
      return certificate === null ? null : guidProblem(form.appId, 'app id');
    case 'certificateId':
      return certificate === 'kept' && form.certificateId === '' ? 'Choose a certificate' : null;
    case 'certificatePath':
      return certificate === 'file' && form.certificatePath.trim() === ''
        ? 'Choose the certificate’s file'
        : null;
    case 'thumbprint':
      return certificate === 'store' ? thumbprintProblem(form.thumbprint) : null;
    case 'identityId':
      return form.method === 'managed-identity' && form.assigned ? identityProblem(form.identityId) : null;
    case 'services':
      return servicesProblem(form);
    case 'name':
      return nameProblem(form.name);
    case 'folder':
      return folderProblem(form.folder);
    case 'clientId':
      return form.clientId.trim() === '' || !signsInUser(form) ? null : guidShape(form.clientId, 'client id');
    case 'prefix':
      return prefixProblem(form.prefix);
    case 'commandNames':
      return commandNamesProblem(form.commandNames);
    case 'pageSize':
      return pageSizeProblem(form.pageSize);
    case 'formatTypeNames':
      return namesIn(form.formatTypeNames).some((name) => name.length > 200)
        ? 'A type’s name has at most 200 characters'
        : null;
    case 'signingCertificate':
    case 'moduleBasePath':
      return form[field].length > 1024 ? 'It has at most 1024 characters' : null;
    case 'commonParameters':
      return commonProblem(form.commonParameters);
    case 'logFolder':
      return form.logOn ? logFolderProblem(form.logFolder) : null;
    case 'proxyUser':
      return form.proxyUser.trim().length > 256 ? 'A user name has at most 256 characters' : null;
    case 'password':
    case 'proxyPassword':
    case 'accessToken':
      return null;
  }
}

const missingAddress = (form: ConnectionForm): string | null =>
  form.ownHosts && form.connectionUri.trim() === '' && form.authorityUri.trim() === ''
    ? 'Type an address, or choose an environment'
    : null;

/** Everything that is wrong with the form; empty: it can be sent. */
export function formProblems(form: ConnectionForm): FormProblems {
  const problems: FormProblems = {};
  for (const field of FIELDS) {
    const problem = fieldProblem(form, field);
    if (problem !== null) problems[field] = problem;
  }
  return problems;
}

/** What has to be typed before it can connect. `saved`: the connection exists, so the vault may hold it. */
export function secretProblems(form: ConnectionForm, secrets: Secrets, saved: boolean): FormProblems {
  if (form.method === 'token') return tokenProblem(secrets.accessToken);
  return form.method === 'credential' && secrets.password === '' && !saved
    ? { password: 'Type the password' }
    : {};
}

function tokenProblem(text: string): FormProblems {
  const token = text.trim();
  if (token === '') return { accessToken: 'Paste the token' };
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)
    ? {}
    : { accessToken: 'A token has three parts with dots between them, and begins with eyJ' };
}
