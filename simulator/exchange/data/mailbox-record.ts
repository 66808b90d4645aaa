import type { PracticeTenant } from '../../types.ts';
import { formatSize, type Props } from '../model/values.ts';
import { DEPARTMENTS, OFFICES, TITLES } from './names.ts';
import type { MailboxCore } from './people.ts';
import { guidOf, hash32, isoSeconds, momentBefore, oneIn, pick } from './random.ts';

/** "Now" of the seeded data: fixed, so that the same seed gives the same data on any day. */
export const DATA_END = Date.UTC(2026, 8, 30, 6, 0, 0);

const GB = 1024 ** 3;
const EMPTY: readonly string[] = Object.freeze([]);
// prettier-ignore
const AUDIT_OWNER: readonly string[] = ['Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'UpdateFolderPermissions', 'UpdateInboxRules', 'UpdateCalendarDelegation', 'ApplyRecord', 'MailItemsAccessed', 'Send'];
// prettier-ignore
const AUDIT_DELEGATE: readonly string[] = ['Update', 'SoftDelete', 'HardDelete', 'SendAs', 'SendOnBehalf', 'Create', 'UpdateFolderPermissions', 'UpdateInboxRules'];

/** 49.5 GB for the smaller plan, 99 GB for the bigger: warning, send, send and receive. */
const SMALL_PLAN = [49, 49.5, 50].map((n) => formatSize(n * GB));
const LARGE_PLAN = [98, 99, 100].map((n) => formatSize(n * GB));
const SIZE_36MB = formatSize(36 * 1024 ** 2);
const SIZE_35MB = formatSize(35 * 1024 ** 2);
const SIZE_256KB = formatSize(256 * 1024);
const SIZE_6GB = formatSize(6 * GB);
const SIZE_20GB = formatSize(20 * GB);
const SIZE_30GB = formatSize(30 * GB);
const SIZE_90GB = formatSize(90 * GB);
const SIZE_100GB = formatSize(100 * GB);
export const NO_GUID = '00000000-0000-0000-0000-000000000000';

export function organizationDn(tenant: PracticeTenant): string {
  return `OU=${tenant.initialDomain},OU=Microsoft Exchange Hosted Organizations,DC=EURPR01A001,DC=prod,DC=outlook,DC=com`;
}

/** Where an organisation's objects hang; the text that `OrganizationId` shows. */
export function organizationId(tenant: PracticeTenant): string {
  return `EURPR01A001.prod.outlook.com/Microsoft Exchange Hosted Organizations/${tenant.initialDomain} - EURPR01A001.prod.outlook.com/ConfigurationUnits/${tenant.initialDomain}/Configuration`;
}

export function defaultDomain(tenant: PracticeTenant): string {
  return tenant.domains[0] ?? tenant.initialDomain;
}

function addresses(tenant: PracticeTenant, core: MailboxCore): string[] {
  const domain = defaultDomain(tenant);
  const list = [`SMTP:${core.alias}@${domain}`];
  if (domain !== tenant.initialDomain) list.push(`smtp:${core.alias}@${tenant.initialDomain}`);
  const second = tenant.domains[1];
  if (second && oneIn(5, tenant.seed, core.index, 20)) list.push(`smtp:${core.alias}@${second}`);
  if (core.index === 2 || oneIn(97, tenant.seed, core.index, 21)) {
    for (let n = list.length; n < 100; n++) list.push(`smtp:${core.alias}.alias${n}@${domain}`);
  }
  return list;
}

function placeAndWork(props: Props, tenant: PracticeTenant, core: MailboxCore, manager: string | null): void {
  const at = (salt: number): number => hash32(tenant.seed, core.index, salt);
  const user = core.kind === 'UserMailbox';
  const [office, city, country] = pick(OFFICES, at(30));
  props.FirstName = core.first;
  props.LastName = core.last;
  props.Initials = '';
  props.Department = user ? pick(DEPARTMENTS, at(31)) : '';
  props.Title = user ? pick(TITLES, at(32)) : '';
  props.Company = oneIn(6, tenant.seed, core.index, 33) ? '' : tenant.displayName;
  props.Manager = user ? manager : null;
  props.DirectReports = EMPTY;
  props.Office = office;
  props.StreetAddress = '';
  props.City = city;
  props.StateOrProvince = '';
  props.PostalCode = user ? String(10_000 + (at(34) % 89_999)) : '';
  props.CountryOrRegion = country;
  props.UsageLocation = country;
  props.Phone = user
    ? `+34 91 ${String(at(35) % 1000).padStart(3, '0')} ${String(at(36) % 10_000).padStart(4, '0')}`
    : '';
  props.MobilePhone = oneIn(3, tenant.seed, core.index, 37)
    ? `+34 6${String(at(38) % 100_000_000).padStart(8, '0')}`
    : '';
  props.Fax = '';
  props.Notes = oneIn(40, tenant.seed, core.index, 39)
    ? 'Line one\nLine two, with "quotes" and <angles>'
    : '';
}

function holdsAndRetention(props: Props, tenant: PracticeTenant, core: MailboxCore, owner: string): void {
  const at = (salt: number): number => hash32(tenant.seed, core.index, salt);
  const held = oneIn(14, tenant.seed, core.index, 40);
  props.LitigationHoldEnabled = held;
  props.LitigationHoldDate = held ? momentBefore(DATA_END, 700, at(41)) : null;
  props.LitigationHoldOwner = held ? owner : '';
  props.LitigationHoldDuration =
    held && oneIn(3, tenant.seed, core.index, 42) ? '2555.00:00:00' : 'Unlimited';
  props.InPlaceHolds = oneIn(30, tenant.seed, core.index, 43)
    ? [`mbx${guidOf(tenant.seed, 7, 44).replaceAll('-', '')}:1`]
    : EMPTY;
  props.ComplianceTagHoldApplied = oneIn(50, tenant.seed, core.index, 45);
  props.DelayHoldApplied = false;
  props.RetentionHoldEnabled = false;
  props.StartDateForRetentionHold = null;
  props.EndDateForRetentionHold = null;
  props.RetentionComment = '';
  props.RetentionUrl = '';
  props.RetentionPolicy = 'Default MRM Policy';
  props.ShouldUseDefaultRetentionPolicy = true;
  props.RetainDeletedItemsFor = oneIn(4, tenant.seed, core.index, 46) ? '30.00:00:00' : '14.00:00:00';
  props.SingleItemRecoveryEnabled = true;
  props.UseDatabaseRetentionDefaults = false;
}

function limits(props: Props, tenant: PracticeTenant, core: MailboxCore): void {
  const [warn = '', send = '', stop = ''] = oneIn(3, tenant.seed, core.index, 50) ? SMALL_PLAN : LARGE_PLAN;
  const archive = core.kind === 'UserMailbox' && oneIn(4, tenant.seed, core.index, 51);
  props.IssueWarningQuota = warn;
  props.ProhibitSendQuota = send;
  props.ProhibitSendReceiveQuota = stop;
  props.RulesQuota = SIZE_256KB;
  props.ArchiveQuota = SIZE_100GB;
  props.ArchiveWarningQuota = SIZE_90GB;
  props.RecoverableItemsQuota = SIZE_30GB;
  props.RecoverableItemsWarningQuota = SIZE_20GB;
  props.CalendarLoggingQuota = SIZE_6GB;
  props.UseDatabaseQuotaDefaults = false;
  props.MaxSendSize = SIZE_35MB;
  props.MaxReceiveSize = SIZE_36MB;
  props.RecipientLimits = '500';
  props.ArchiveStatus = archive ? 'Active' : 'None';
  props.ArchiveState = archive ? 'Local' : 'None';
  props.ArchiveGuid = archive ? guidOf(tenant.seed, core.index, 52) : NO_GUID;
  props.ArchiveName = archive ? [`In-Place Archive -${core.displayName}`] : EMPTY;
  props.ArchiveDatabase = archive ? 'EURPR01DG005-db042' : null;
  props.ArchiveDatabaseGuid = archive ? guidOf(tenant.seed, 5, 53) : NO_GUID;
  props.ArchiveDomain = null;
  props.ArchiveRelease = 'None';
  props.AutoExpandingArchiveEnabled = false;
  props.DisabledArchiveGuid = NO_GUID;
  props.JournalArchiveAddress = '';
}

/** Attributes that are empty on most objects, of mailboxes and groups alike. */
export function emptyAttributes(): Props {
  const props: Props = {};
  for (let n = 1; n <= 15; n++) props[`CustomAttribute${n}`] = '';
  for (let n = 1; n <= 5; n++) props[`ExtensionCustomAttribute${n}`] = EMPTY;
  // prettier-ignore
  for (const list of ['GrantSendOnBehalfTo', 'ModeratedBy', 'BypassModerationFromSendersOrMembers', 'AcceptMessagesOnlyFrom', 'AcceptMessagesOnlyFromDLMembers', 'AcceptMessagesOnlyFromSendersOrMembers', 'RejectMessagesFrom', 'RejectMessagesFromDLMembers', 'RejectMessagesFromSendersOrMembers']) props[list] = EMPTY;
  return Object.assign(props, {
    ModerationEnabled: false,
    SendModerationNotifications: 'Always',
    MailTip: '',
    SimpleDisplayName: '',
    EmailAddressPolicyEnabled: false,
  });
}

/** What every seeded mailbox starts with: the prototype of each record, so that 100,000 of them stay small and quick to make. */
// prettier-ignore
const SAME_FOR_ALL: Props = {
    ...emptyAttributes(),
    ActiveSyncEnabled: true, ActiveSyncMailboxPolicy: 'Default', ActiveSyncMailboxPolicyIsDefaulted: true,
    ActiveSyncAllowedDeviceIDs: EMPTY, ActiveSyncBlockedDeviceIDs: EMPTY, ActiveSyncSuppressReadReceipt: false,
    ECPEnabled: true, OWAEnabled: true,
    OWAforDevicesEnabled: true, OwaMailboxPolicy: 'OwaMailboxPolicy-Default', OutlookMobileEnabled: true,
    UniversalOutlookEnabled: true, EwsEnabled: true, EwsAllowMacOutlook: null, EwsAllowOutlook: null,
    ImapUseProtocolDefaults: true, ImapMessagesRetrievalMimeFormat: 'BestBodyFormat',
    ImapEnableExactRFC822Size: false, ImapForceICalForCalendarRetrievalOption: false, ImapSuppressReadReceipt: false,
    PopUseProtocolDefaults: true, PopMessagesRetrievalMimeFormat: 'BestBodyFormat',
    PopEnableExactRFC822Size: false, PopSuppressReadReceipt: false, MAPIEnabled: true, MapiHttpEnabled: null,
    MAPIBlockOutlookVersions: '', MAPIBlockOutlookRpcHttp: false, MAPIBlockOutlookNonCachedMode: false,
    MAPIBlockOutlookExternalConnectivity: false, SmtpClientAuthenticationDisabled: null,
    PublicFolderClientAccess: false, ExternalImapSettings: '', InternalImapSettings: '', ExternalPopSettings: '',
    InternalPopSettings: '', ExternalSmtpSettings: '', InternalSmtpSettings: '',
    ResourceCustom: EMPTY, ExternalEmailAddress: null, RecipientType: 'UserMailbox', ExchangeVersion: '0.20 (15.0.0.0)',
    IsMailboxEnabled: true, MailboxRegion: 'EUR', ForwardingAddress: null, MessageTrackingReadStatusEnabled: true,
    RequireSenderAuthenticationEnabled: false, AuditEnabled: true, AuditLogAgeLimit: '90.00:00:00',
    AuditAdmin: AUDIT_DELEGATE, AuditDelegate: AUDIT_DELEGATE, AuditOwner: AUDIT_OWNER,
    DefaultAuditSet: ['Admin', 'Delegate', 'Owner'], AddressBookPolicy: null,
    RoleAssignmentPolicy: 'Default Role Assignment Policy', SharingPolicy: 'Default Sharing Policy',
    DefaultPublicFolderMailbox: null, EffectivePublicFolderMailbox: null, IsExcludedFromServingHierarchy: false,
    ExternalOofOptions: 'External', SCLJunkEnabled: null, SCLJunkThreshold: 4, AntispamBypassEnabled: false,
    MailboxMoveStatus: 'None', MailboxMoveFlags: 'None', MailboxMoveBatchName: '', IsInactiveMailbox: false,
    IsSoftDeletedByRemove: false, IsSoftDeletedByDisable: false, WhenSoftDeleted: null,
    IncludeInGarbageCollection: false, StsRefreshTokensValidFrom: null, ManagedBy: EMPTY,
};

/** Every property of one seeded mailbox, its user and its client access, in one record. `manager` is a Name. */
export function mailboxRecord(tenant: PracticeTenant, core: MailboxCore, manager: string | null): Props {
  const { seed } = tenant;
  const at = (salt: number): number => hash32(seed, core.index, salt);
  const domain = defaultDomain(tenant);
  const address = `${core.alias}@${domain}`;
  const created = momentBefore(DATA_END, 2500, at(10));
  const changed = isoSeconds(Date.parse(created) + (at(11) % 86_400_000));
  const user = core.kind === 'UserMailbox';
  const room = core.kind === 'RoomMailbox';
  const resource = room || core.kind === 'EquipmentMailbox';
  const legacyOn = !oneIn(3, seed, core.index, 60);
  // prettier-ignore
  const props: Props = {
    ImapEnabled: legacyOn, PopEnabled: legacyOn, HasActiveSyncDevicePartnership: oneIn(2, seed, core.index, 61),
    Identity: core.name, Id: core.name, Name: core.name, Alias: core.alias, DisplayName: core.displayName,
    DistinguishedName: `CN=${core.name},${organizationDn(tenant)}`,
    PrimarySmtpAddress: address, WindowsEmailAddress: address, UserPrincipalName: address,
    MicrosoftOnlineServicesID: address, WindowsLiveID: address, SamAccountName: `$${at(12).toString(36).toUpperCase()}`,
    EmailAddresses: addresses(tenant, core), 
    ExternalDirectoryObjectId: guidOf(seed, core.index, 13), Guid: guidOf(seed, core.index, 14),
    ExchangeGuid: guidOf(seed, core.index, 15), DatabaseGuid: guidOf(seed, at(16) % 12, 17),
    Database: `EURPR01DG0${10 + (at(16) % 12)}-db0${10 + (at(18) % 80)}`, ServerName: `pr01mb${1000 + (at(16) % 12)}`,
    ServerLegacyDN: `/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Servers/cn=PR01MB${1000 + (at(16) % 12)}`,
    LegacyExchangeDN: `/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=${guidOf(seed, core.index, 19).replaceAll('-', '')}-${core.alias}`,
    RecipientTypeDetails: core.kind, OrganizationId: organizationId(tenant),
    OrganizationalUnit: `eurpr01a001.prod.outlook.com/Microsoft Exchange Hosted Organizations/${tenant.initialDomain}`,
    IsShared: core.kind === 'SharedMailbox',
    IsResource: resource, ResourceType: room ? 'Room' : resource ? 'Equipment' : null,
    ResourceCapacity: room ? 4 + (at(22) % 30) : null, 
    RoomMailboxAccountEnabled: room ? false : null, AccountDisabled: !user, IsDirSynced: oneIn(3, seed, core.index, 23),
    SKUAssigned: user, MailboxPlan: user ? `ExchangeOnlineEnterprise-${guidOf(seed, 1, 24)}` : null,
    Languages: user ? ['es-ES'] : EMPTY,
    ForwardingSmtpAddress: oneIn(45, seed, core.index, 25) ? `smtp:${core.alias}@partner.example` : null,
    DeliverToMailboxAndForward: oneIn(45, seed, core.index, 25), MessageCopyForSentAsEnabled: !user,
    MessageCopyForSendOnBehalfEnabled: !user, 
    HiddenFromAddressListsEnabled: oneIn(17, seed, core.index, 26),
    CustomAttribute1: oneIn(2, seed, core.index, 27) ? pick(['Contractor', 'Employee', 'Übernahme 2024', 'VIP'], at(28)) : '',
    CustomAttribute2: oneIn(5, seed, core.index, 29) ? `CC-${1000 + (at(29) % 9000)}` : '',
    WhenMailboxCreated: created,
    RemotePowerShellEnabled: user, WhenCreated: created, WhenCreatedUTC: created,
    WhenChanged: changed, WhenChangedUTC: changed,
  };
  placeAndWork(props, tenant, core, manager);
  limits(props, tenant, core);
  holdsAndRetention(props, tenant, core, `admin@${tenant.initialDomain}`);
  return Object.setPrototypeOf(props, SAME_FOR_ALL) as Props;
}
