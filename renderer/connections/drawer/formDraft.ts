import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { newForm, signsInUser } from './form.ts';
import { namesIn } from './names.ts';
import { powerShellFields, powerShellOptions } from './powershellOnly.ts';
import { customerNamed } from './formProblems.ts';
import type { ConnectionForm, Secrets } from './form.ts';
import type { Account } from '../../../shared/model/account.ts';
import type { ConnectionOptions } from '../../../shared/model/connection-options.ts';
import type { ConnectionDraft, Organization, Service } from '../../../shared/model/connection.ts';
import type { ProxySecret } from '../../../shared/model/proxy.ts';
import type { CertificateRef, ConnectSecrets, SignInMethod } from '../../../shared/model/sign-in-method.ts';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function organizationOf(form: ConnectionForm, account: Account | undefined): Organization {
  if (form.organization === 'customer' && form.customer !== null) {
    const { tenantId, name, domain } = form.customer;
    return tenantId === null
      ? { kind: 'own', tenantId: null, name: null, domain: null }
      : { kind: 'customer', tenantId, name, domain };
  }
  if (!signsInUser(form)) {
    return { kind: 'own', tenantId: null, name: null, domain: orNull(form.domain)?.toLowerCase() ?? null };
  }
  return {
    kind: 'own',
    tenantId: account?.homeTenantId ?? null,
    name: account?.homeOrganization ?? null,
    domain: null,
  };
}

/** Main finds the tenant id of a customer that was named by a domain. */
const lookedUpByDomain = ({ customer }: ConnectionForm): string | null =>
  customer?.tenantId === null ? customer.domain : null;

function certificateOf(form: ConnectionForm): CertificateRef {
  switch (form.certificateFrom) {
    case 'kept':
      return { from: 'kept', certificateId: form.certificateId };
    case 'file':
      return { from: 'file', path: form.certificatePath.trim() };
    case 'store':
      return { from: 'store', thumbprint: form.thumbprint.replaceAll(/[^0-9a-f]/gi, '').toUpperCase() };
  }
}

function methodOf(form: ConnectionForm): SignInMethod {
  switch (form.method) {
    case 'credential':
      return { kind: 'credential', inline: form.inline };
    case 'certificate':
      return { kind: 'certificate', appId: form.appId.trim(), certificate: certificateOf(form) };
    case 'managed-identity':
      return { kind: 'managed-identity', identityId: form.assigned ? form.identityId.trim() : null };
    case 'browser':
    case 'device':
    case 'token':
      return { kind: form.method };
  }
}

/** Fields without a place in the form stay as they were said. */
function optionsOf(form: ConnectionForm): ConnectionOptions {
  const said = form.said ?? NO_OPTIONS;
  return {
    ...said,
    connectionUri: orNull(form.connectionUri),
    authorityUri: orNull(form.authorityUri),
    confirmedHosts: [...form.confirmedHosts],
    prefix: form.prefix.trim(),
    commandNames: namesIn(form.commandNames),
    pageSize: form.pageSize.trim() === '' ? null : Number(form.pageSize),
    showBanner: form.showBanner ? said.showBanner === true || null : false,
    bypassMailboxAnchoring: form.bypassMailboxAnchoring,
    loadCmdletHelp: form.loadCmdletHelp,
    ...powerShellOptions(form, said),
    searchOnlySession: form.compliance && form.searchOnlySession,
    proxy: form.proxy,
    proxyLogin: proxyLoginOf(form, said.proxyLogin),
    runLog: runLogOf(form, said.runLog),
  };
}

/** A login of nobody that was said before stays: its name is asked for. */
function proxyLoginOf(
  { proxyUser, proxyAuthentication }: ConnectionForm,
  said: ConnectionOptions['proxyLogin'],
): ConnectionOptions['proxyLogin'] {
  const username = orNull(proxyUser);
  const unsaid = said?.username !== null;
  if (username === null && proxyAuthentication === 'any' && unsaid) return null;
  return { username, authentication: proxyAuthentication };
}

/** What was said of it and means the same as what the form shows stays as it was said. */
function runLogOf(form: ConnectionForm, said: ConnectionOptions['runLog']): ConnectionOptions['runLog'] {
  const log = {
    errorReporting: form.logOn,
    folder: orNull(form.logFolder),
    level: form.logAll ? ('All' as const) : said?.level === 'Default' ? said.level : null,
    performance: form.logPerformance ? true : said?.performance === false ? false : null,
  };
  const nothing = log.folder === null && log.level === null && log.performance === null;
  return nothing && !log.errorReporting ? null : log;
}

/** The form as main takes it. */
export function toDraft(form: ConnectionForm, accounts: readonly Account[]): ConnectionDraft {
  const user = signsInUser(form);
  const account = user
    ? accounts.find(({ cloudId, accountId }) => cloudId === form.cloudId && accountId === form.accountId)
    : undefined;
  const delegatedTo = form.organization === 'customer' ? lookedUpByDomain(form) : null;
  const hint = user || form.method === 'token' ? orNull(form.loginHint) : null;
  const services: Service[] = [];
  if (form.exchange) services.push('exchange');
  if (form.compliance) services.push('compliance');
  return {
    name: form.name.trim(),
    folder: form.folder.trim(),
    cloudId: form.cloudId,
    accountId: account?.accountId ?? null,
    loginHint: account?.username ?? hint,
    organization: organizationOf(form, account),
    ...(delegatedTo !== null && { delegatedTo }),
    clientId: user ? orNull(form.clientId) : null,
    signIn: methodOf(form),
    options: optionsOf(form),
    services,
    readOnly: form.readOnly,
  };
}

/** The login of the connection's own proxy; undefined: none was typed. */
export function toProxySecret(form: ConnectionForm, secrets: Secrets): ProxySecret | undefined {
  const username = form.proxyUser.trim();
  if (form.proxy === 'none' || username === '' || secrets.proxyPassword === '') return undefined;
  return { username, password: secrets.proxyPassword, keep: secrets.proxyKeep };
}

/** What main is handed for this one connect; null: nothing secret belongs to it. */
export function toSecrets(form: ConnectionForm, secrets: Secrets): ConnectSecrets | null {
  const own = signInSecrets(form, secrets);
  const proxy = proxyOnly(form, secrets);
  return proxy === null ? own : { ...proxy, ...own };
}

/** The same where a person signs in in the browser. */
export function proxyOnly(form: ConnectionForm, secrets: Secrets): ConnectSecrets | null {
  const proxy = toProxySecret(form, secrets);
  return proxy === undefined ? null : { keep: false, proxy };
}

function signInSecrets(form: ConnectionForm, secrets: Secrets): ConnectSecrets | null {
  const withPassword =
    form.method === 'credential' || (form.method === 'certificate' && form.certificateFrom === 'file');
  if (form.method === 'token') return { accessToken: secrets.accessToken.trim(), keep: false };
  if (!withPassword || secrets.password === '') return null;
  return { password: secrets.password, keep: secrets.keep };
}

/** The fields that options fill. */
function optionFields(options: ConnectionOptions) {
  return {
    connectionUri: options.connectionUri ?? '',
    authorityUri: options.authorityUri ?? '',
    confirmedHosts: options.confirmedHosts,
    prefix: options.prefix,
    commandNames: options.commandNames.join(', '),
    pageSize: options.pageSize === null ? '' : String(options.pageSize),
    showBanner: options.showBanner !== false,
    bypassMailboxAnchoring: options.bypassMailboxAnchoring,
    loadCmdletHelp: options.loadCmdletHelp,
    ...powerShellFields(options),
    searchOnlySession: options.searchOnlySession,
    proxy: options.proxy,
    proxyUser: options.proxyLogin?.username ?? '',
    proxyAuthentication: options.proxyLogin?.authentication ?? ('any' as const),
    logOn: options.runLog?.errorReporting === true,
    logFolder: options.runLog?.folder ?? '',
    logAll: options.runLog?.level === 'All',
    logPerformance: options.runLog?.performance === true,
    said: options,
    ownHosts: options.connectionUri !== null || options.authorityUri !== null,
  };
}

export function certificateFields(certificate: CertificateRef) {
  return {
    certificateFrom: certificate.from,
    certificateId: certificate.from === 'kept' ? certificate.certificateId : '',
    certificatePath: certificate.from === 'file' ? certificate.path : '',
    thumbprint: certificate.from === 'store' ? certificate.thumbprint : '',
  };
}

function methodFields(signIn: SignInMethod) {
  return {
    method: signIn.kind,
    inline: signIn.kind === 'credential' && signIn.inline,
    ...(signIn.kind === 'certificate' && {
      appId: signIn.appId,
      ...certificateFields(signIn.certificate),
    }),
    ...(signIn.kind === 'managed-identity' && {
      assigned: signIn.identityId !== null,
      identityId: signIn.identityId ?? '',
    }),
  };
}

function customerFields({ organization, delegatedTo }: ConnectionDraft) {
  if (organization.kind === 'customer') {
    return { organization: 'customer' as const, customer: { ...organization, listed: null } };
  }
  return delegatedTo === undefined
    ? { organization: 'own' as const, customer: null }
    : { organization: 'customer' as const, customer: customerNamed(delegatedTo) };
}

/** The form that makes a draft again; a saved connection is one with an account and a client. */
export function formOf(draft: ConnectionDraft, accounts: readonly Account[]): ConnectionForm {
  const { organization, cloudId } = draft;
  const known = accounts.find((one) => one.cloudId === cloudId && one.accountId === draft.accountId);
  return {
    ...newForm(cloudId, [], draft.readOnly),
    ...optionFields(draft.options),
    ...methodFields(draft.signIn),
    accountId: known?.accountId ?? null,
    loginHint: known === undefined ? (draft.loginHint ?? '') : '',
    ...customerFields(draft),
    domain: organization.kind === 'own' ? (organization.domain ?? '') : '',
    clientId: draft.clientId ?? '',
    exchange: draft.services.includes('exchange'),
    compliance: draft.services.includes('compliance'),
    name: draft.name,
    folder: draft.folder,
  };
}
