import { fail } from '../../../shared/model/failure.ts';
import { toODataFilter } from './filter.ts';
import { ExoOptions, Query, base64, key } from './options.ts';

export interface ExoRequest {
  /** After `/adminapi/beta/{tenant}/`, query included. */
  readonly path: string;
  /** XParameter-Identity where the identity travels beside the address. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null: the connection's. */
  readonly anchor: string | null;
  /** False: `Prefer` is left out (folder and device cmdlets; real-client.md 6.1). */
  readonly paged: boolean;
}

type Build = (options: ExoOptions, tenantId: string) => ExoRequest;

const BY_ADDRESS = ['UserPrincipalName', 'PrimarySmtpAddress', 'ExternalDirectoryObjectId'] as const;

/** The address of a Get-EXO* read (real-client.md 6.2). Throws invalid-input or language. */
export function buildExoRequest(
  cmdlet: string,
  parameters: Readonly<Record<string, unknown>>,
  tenantId: string,
): ExoRequest {
  const build = BUILDERS.get(cmdlet.toLowerCase());
  if (build === undefined) throw fail('cmdlet-unknown', `${cmdlet} is not known.`, 'Check its name.');
  return build(new ExoOptions(cmdlet, parameters), tenantId);
}

export function isExoCmdlet(cmdlet: string): boolean {
  return BUILDERS.has(cmdlet.toLowerCase());
}

function request(path: string, query: Query, more: Partial<Omit<ExoRequest, 'path'>> = {}): ExoRequest {
  return { path: `${path}${query.toString()}`, headers: {}, anchor: null, paged: true, ...more };
}

/** $select and PropertySet, in this order (real-client.md 6.2). */
function addProperties(query: Query, options: ExoOptions): Query {
  const properties = options.list('Properties');
  if (properties.includes('*')) {
    throw fail(
      'invalid-input',
      '-Properties does not take *.',
      'Name the properties, or use -PropertySets All.',
    );
  }
  if (properties.length > 0) query.add('$select', properties.join(','));
  const sets = options.list('PropertySets');
  if (sets.length > 0) query.add('PropertySet', sets.join(','));
  return query;
}

function addSearch(query: Query, options: ExoOptions): Query {
  const anr = options.text('Anr');
  if (anr !== null) {
    if (anr.length < 3) {
      throw fail('invalid-input', '-Anr needs at least three characters.', 'Type more of the name.');
    }
    query.add('Anr', anr);
  }
  const filter = options.text('Filter');
  if (filter !== null) query.add('$filter', toODataFilter(filter));
  for (const name of ['RecipientType', 'RecipientTypeDetails']) {
    const list = options.list(name);
    if (list.length > 0) query.add(name, list.join(','));
  }
  for (const name of ['MailboxPlan', 'OrganizationalUnit']) {
    const text = options.text(name);
    if (text !== null) query.add(name, text);
  }
  return query;
}

function addSwitches(query: Query, options: ExoOptions, names: readonly string[]): Query {
  for (const name of names) if (options.on(name)) query.add(name, 'True');
  return query;
}

const MAILBOX_SWITCHES = ['Archive', 'IncludeInactiveMailbox', 'InactiveMailboxOnly', 'SoftDeletedMailbox'];

const mailbox: Build = (options) => {
  options.refuse('PublicFolder', 'GroupMailbox', 'Migration', 'Async');
  const identity = options.first(...BY_ADDRESS, 'Identity');
  const query = new Query();
  if (identity !== null && options.on('Archive') && options.on('IncludeInactiveMailbox')) {
    addProperties(addSwitches(query, options, MAILBOX_SWITCHES), options);
    query.add('ReadIdsAndParamsFromHeaders', 'True');
    return request('Mailbox', query, { headers: { 'xparameter-identity': base64(identity.value) } });
  }
  if (identity !== null) query.add('isEncoded', 'true');
  addSearch(addProperties(query, options), options);
  addSwitches(query, options, MAILBOX_SWITCHES);
  return request(`Mailbox${identity === null ? '' : key(identity.value)}`, query);
};

const recipient: Build = (options) => {
  options.refuse('RecipientPreviewFilter');
  const address = options.first(...BY_ADDRESS);
  const identity = options.text('Identity');
  const query = new Query();
  if (address !== null) query.add('isEncoded', 'true');
  addSearch(addProperties(query, options), options);
  if (options.on('IncludeSoftDeletedRecipients')) query.add('IncludeSoftDeletedRecipients', 'True');
  if (address !== null) return request(`Recipient${key(address.value)}`, query);
  if (identity === null) return request('Recipient', query);
  query.add('ReadIdsAndParamsFromHeaders', 'True');
  return request('Recipient', query, { headers: { 'xparameter-identity': base64(identity) } });
};

const casMailbox: Build = (options) => {
  options.refuse(
    'ActiveSyncDebugLogging',
    'GetImapProtocolLog',
    'GetPopProtocolLog',
    'IgnoreDefaultScope',
    'ReadIsOptimizedForAccessibility',
    'SendLogsTo',
  );
  const identity = options.first(...BY_ADDRESS, 'Identity');
  const query = new Query();
  if (identity !== null) query.add('isEncoded', 'true');
  addSearch(addProperties(query, options), options);
  if (options.on('ProtocolSettings')) query.add('ProtocolSettings', 'True');
  return request(`CasMailbox${identity === null ? '' : key(identity.value)}`, query);
};

/** The identity a mailbox-bound read needs, and the anchor it is routed by (real-client.md 6.2, "Anchor on statistics…"). */
function bound(
  cmdlet: string,
  options: ExoOptions,
  tenantId: string,
  names: readonly string[],
): { value: string; anchor: string | null } {
  const identity = options.first(...names);
  if (identity === null) {
    throw fail('invalid-input', `${cmdlet} needs -Identity.`, `Add -Identity with a name or an address.`);
  }
  const mailboxPart = identity.value.split(/:?\\/)[0] ?? '';
  if (identity.name === 'ExchangeGuid')
    return { value: identity.value, anchor: `MBX:${identity.value}@${tenantId}` };
  if (identity.name === 'ExternalDirectoryObjectId') {
    return { value: identity.value, anchor: `${identity.value}@${tenantId}` };
  }
  return { value: identity.value, anchor: /^[^\s@]+@[^\s@]+$/.test(mailboxPart) ? mailboxPart : null };
}

const statistics: Build = (options, tenantId) => {
  options.refuse('IncludeMoveHistory', 'IncludeMoveReport');
  const guid = options.text('ExchangeGuid');
  const database = options.text('DatabaseGuid');
  if (guid !== null && database !== null) {
    const path = `Mailbox/Exchange.GetMailboxStatisticsV2(mailboxGuid=${plainGuid(guid)},databaseGuid=${plainGuid(database)})`;
    return request(path, new Query().add('UseCopyOnLocalServer', 'True'), {
      anchor: `MBX:${guid}@${tenantId}`,
    });
  }
  const identity = bound('Get-EXOMailboxStatistics', options, tenantId, [
    'UserPrincipalName',
    'PrimarySmtpAddress',
    'ExchangeGuid',
    'Identity',
  ]);
  const query = addProperties(new Query().add('isEncoded', 'true'), options);
  addSwitches(query, options, ['Archive', 'IncludeSoftDeletedRecipients']);
  return request(`Mailbox${key(identity.value)}/Exchange.GetMailboxStatistics()`, query, {
    anchor: identity.anchor,
  });
};

function plainGuid(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
  throw fail('invalid-input', `"${text.slice(0, 60)}" is not a GUID.`, 'Copy it from the mailbox.');
}

const folderStatistics: Build = (options, tenantId) => {
  options.refuse('DiagnosticInfo');
  const identity = bound('Get-EXOMailboxFolderStatistics', options, tenantId, [...BY_ADDRESS, 'Identity']);
  const scope = options.text('Folderscope') ?? 'All';
  if (!/^[A-Za-z]+$/.test(scope)) {
    throw fail(
      'invalid-input',
      `"${scope.slice(0, 60)}" is not a folder scope.`,
      'Use All, Inbox, Calendar or another.',
    );
  }
  const query = addSwitches(new Query().add('isEncoded', 'true'), options, [
    'Archive',
    'IncludeOldestAndNewestItems',
    'IncludeSoftDeletedRecipients',
  ]);
  const path = `Mailbox${key(identity.value)}/MailboxFolder/Exchange.GetMailboxFolderStatistics(folderscope=Exchange.ElcFolderType'${scope}')`;
  return request(path, query, { anchor: identity.anchor, paged: false });
};

const folderPermission: Build = (options, tenantId) => {
  const identity = bound('Get-EXOMailboxFolderPermission', options, tenantId, [...BY_ADDRESS, 'Identity']);
  const split = identity.value.indexOf(':\\');
  const owner = split < 0 ? identity.value : identity.value.slice(0, split);
  const folder = split < 0 ? '\\' : identity.value.slice(split + 1);
  const user = options.text('User');
  const query = addSwitches(new Query(), options, ['GroupMailbox']);
  query.add('IsUsingMailboxFolderId', 'True').add('isEncoded', 'true');
  const path = `Mailbox${key(owner)}/MailboxFolder${key(folder)}/MailboxFolderPermission${user === null ? '' : key(user)}`;
  return request(path, query, { anchor: identity.anchor, paged: false });
};

const mailboxPermission: Build = (options, tenantId) => {
  const identity = bound('Get-EXOMailboxPermission', options, tenantId, [
    'ExternalDirectoryObjectId',
    'UserPrincipalName',
    'PrimarySmtpAddress',
    'Identity',
  ]);
  const user = options.text('User');
  const query = new Query();
  if (options.on('Owner')) query.add('$filter', 'IsOwner eq true');
  query.add('isEncoded', 'true');
  addSwitches(query, options, ['SoftDeletedMailbox']);
  return request(`Mailbox${key(identity.value)}/MailboxPermission${user === null ? '' : key(user)}`, query, {
    anchor: identity.anchor,
  });
};

const SELECT_PERMISSION = 'RecipientPermission, ExternalDirectoryObjectId';

const recipientPermission: Build = (options) => {
  const identity = options.first(...BY_ADDRESS, 'Identity');
  const trustee = options.text('Trustee');
  const query = new Query().add('$expand', 'RecipientPermission');
  if (trustee !== null) {
    const text = (value: string) => `'${encodeURIComponent(base64(value))}'`;
    const path = `Recipient/Exchange.GetRecipientPermissionByFilters(identity=${text(identity?.value ?? '')},trustee=${text(trustee)},accessRights=[])`;
    return request(path, query.add('isEncoded', 'true').add('$select', SELECT_PERMISSION));
  }
  if (identity !== null) query.add('isEncoded', 'true');
  query.add('$select', SELECT_PERMISSION);
  return request(`Recipient${identity === null ? '' : key(identity.value)}`, query);
};

const mobileDevice: Build = (options, tenantId) => {
  options.refuse('ShowRecoveryPassword', 'GetMailboxLog', 'NotificationEmailAddresses');
  const device = options.text('Identity');
  const owner = options.first('Mailbox', ...BY_ADDRESS);
  if (owner === null && device !== null) {
    const path = `GetMobileDeviceStatisticsByIdentity(Identity='XParameter-Identity')`;
    return request(path, new Query().add('ReadIdsAndParamsFromHeaders', 'True'), {
      headers: { 'xparameter-identity': base64(device) },
      paged: false,
    });
  }
  const identity = bound('Get-EXOMobileDeviceStatistics', options, tenantId, ['Mailbox', ...BY_ADDRESS]);
  const query = addSwitches(new Query().add('isEncoded', 'true'), options, [
    'ActiveSync',
    'OWAforDevices',
    'RestApi',
    'UniversalOutlook',
  ]);
  return request(`Mailbox${key(identity.value)}/MobileDevice/Exchange.GetMobileDeviceStatistics()`, query, {
    anchor: identity.anchor,
    paged: false,
  });
};

const BUILDERS: ReadonlyMap<string, Build> = new Map([
  ['get-exomailbox', mailbox],
  ['get-exorecipient', recipient],
  ['get-exocasmailbox', casMailbox],
  ['get-exomailboxstatistics', statistics],
  ['get-exomailboxfolderstatistics', folderStatistics],
  ['get-exomailboxfolderpermission', folderPermission],
  ['get-exomailboxpermission', mailboxPermission],
  ['get-exorecipientpermission', recipientPermission],
  ['get-exomobiledevicestatistics', mobileDevice],
]);
