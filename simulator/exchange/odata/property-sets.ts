import { badRequest } from '../failure.ts';
import { project, type Schema } from '../model/schema.ts';

type Sets = Readonly<Record<string, string>>;

const CUSTOM =
  Array.from({ length: 15 }, (_, n) => `CustomAttribute${n + 1}`).join(' ') +
  ' ExtensionCustomAttribute1 ExtensionCustomAttribute2 ExtensionCustomAttribute3 ExtensionCustomAttribute4 ExtensionCustomAttribute5';

/** Properties of each set (exchange-rest-protocol.md 2); what the practice cloud has no data for is left out. */
export const MAILBOX_SETS: Sets = {
  Minimum:
    'Alias DisplayName DistinguishedName EmailAddresses ExchangeVersion ExternalDirectoryObjectId Guid Id Identity Name OrganizationId PrimarySmtpAddress RecipientType RecipientTypeDetails UserPrincipalName',
  AddressList: 'AddressBookPolicy ExternalDirectoryObjectId HiddenFromAddressListsEnabled',
  Archive:
    'ArchiveDatabase ArchiveDomain ArchiveGuid ArchiveName ArchiveQuota ArchiveRelease ArchiveState ArchiveStatus ArchiveWarningQuota AutoExpandingArchiveEnabled DisabledArchiveGuid ExternalDirectoryObjectId JournalArchiveAddress',
  Audit:
    'AuditAdmin AuditDelegate AuditEnabled AuditLogAgeLimit AuditOwner DefaultAuditSet ExternalDirectoryObjectId',
  Custom: `${CUSTOM} ExternalDirectoryObjectId`,
  Delivery:
    'AcceptMessagesOnlyFrom AcceptMessagesOnlyFromDLMembers AcceptMessagesOnlyFromSendersOrMembers DeliverToMailboxAndForward ExternalDirectoryObjectId ForwardingAddress ForwardingSmtpAddress GrantSendOnBehalfTo MaxReceiveSize MaxSendSize MessageCopyForSendOnBehalfEnabled MessageCopyForSentAsEnabled MessageTrackingReadStatusEnabled RecipientLimits RejectMessagesFrom RejectMessagesFromDLMembers RejectMessagesFromSendersOrMembers RulesQuota',
  Hold: 'ComplianceTagHoldApplied DelayHoldApplied ExternalDirectoryObjectId InPlaceHolds LitigationHoldDate LitigationHoldDuration LitigationHoldEnabled LitigationHoldOwner',
  Moderation:
    'BypassModerationFromSendersOrMembers ExternalDirectoryObjectId ModeratedBy ModerationEnabled SendModerationNotifications',
  Move: 'ExternalDirectoryObjectId MailboxMoveBatchName MailboxMoveFlags MailboxMoveStatus',
  Policy:
    'AddressBookPolicy EmailAddressPolicyEnabled ExternalDirectoryObjectId RetentionPolicy RetentionUrl RoleAssignmentPolicy SharingPolicy',
  PublicFolder:
    'DefaultPublicFolderMailbox EffectivePublicFolderMailbox ExternalDirectoryObjectId IsExcludedFromServingHierarchy',
  Quota:
    'ArchiveQuota ArchiveWarningQuota CalendarLoggingQuota ExternalDirectoryObjectId IssueWarningQuota ProhibitSendQuota ProhibitSendReceiveQuota RecoverableItemsQuota RecoverableItemsWarningQuota RulesQuota UseDatabaseQuotaDefaults',
  Resource:
    'ExternalDirectoryObjectId IsResource ResourceCapacity ResourceCustom ResourceType RoomMailboxAccountEnabled',
  Retention:
    'EndDateForRetentionHold ExternalDirectoryObjectId RetainDeletedItemsFor RetentionComment RetentionHoldEnabled RetentionPolicy RetentionUrl SingleItemRecoveryEnabled StartDateForRetentionHold UseDatabaseRetentionDefaults',
  SCL: 'AntispamBypassEnabled ExternalDirectoryObjectId SCLJunkEnabled SCLJunkThreshold',
  SoftDelete:
    'ExternalDirectoryObjectId IncludeInGarbageCollection IsInactiveMailbox IsSoftDeletedByDisable IsSoftDeletedByRemove WhenSoftDeleted',
  StatisticsSeed: 'ArchiveDatabaseGuid DatabaseGuid ExchangeGuid ExternalDirectoryObjectId',
};

export const RECIPIENT_SETS: Sets = {
  Minimum:
    'ExchangeVersion ExternalDirectoryObjectId Identity Alias DisplayName EmailAddresses Guid Name OrganizationId PrimarySmtpAddress RecipientType RecipientTypeDetails',
  Archive: 'ArchiveDatabase ArchiveGuid ArchiveRelease ArchiveState ArchiveStatus',
  Custom: CUSTOM,
  MailboxMove: 'MailboxMoveBatchName MailboxMoveFlags MailboxMoveStatus',
  Policy:
    'ActiveSyncMailboxPolicy ActiveSyncMailboxPolicyIsDefaulted AddressBookPolicy EmailAddressPolicyEnabled OwaMailboxPolicy RetentionPolicy SharingPolicy ShouldUseDefaultRetentionPolicy',
};

const CAS_ALWAYS = 'ExternalDirectoryObjectId Guid Identity Name OrganizationId';

export const CAS_SETS: Sets = {
  Minimum:
    'ActiveSyncEnabled DisplayName ECPEnabled EmailAddresses EwsEnabled ExchangeVersion Guid Identity ImapEnabled MAPIEnabled Name OWAEnabled OrganizationId PopEnabled PrimarySmtpAddress ServerLegacyDN',
  ActiveSync: `ActiveSyncAllowedDeviceIDs ActiveSyncBlockedDeviceIDs ActiveSyncEnabled ActiveSyncMailboxPolicy ActiveSyncMailboxPolicyIsDefaulted ActiveSyncSuppressReadReceipt HasActiveSyncDevicePartnership ${CAS_ALWAYS}`,
  Ews: `EwsAllowMacOutlook EwsAllowOutlook EwsEnabled ${CAS_ALWAYS}`,
  Imap: `ImapEnableExactRFC822Size ImapEnabled ImapForceICalForCalendarRetrievalOption ImapMessagesRetrievalMimeFormat ImapSuppressReadReceipt ImapUseProtocolDefaults ${CAS_ALWAYS}`,
  Mapi: `MAPIBlockOutlookExternalConnectivity MAPIBlockOutlookNonCachedMode MAPIBlockOutlookRpcHttp MAPIBlockOutlookVersions MAPIEnabled MapiHttpEnabled ${CAS_ALWAYS}`,
  Pop: `PopEnableExactRFC822Size PopEnabled PopMessagesRetrievalMimeFormat PopSuppressReadReceipt PopUseProtocolDefaults ${CAS_ALWAYS}`,
  ProtocolSettings: `ExternalImapSettings ExternalPopSettings ExternalSmtpSettings InternalImapSettings InternalPopSettings InternalSmtpSettings ${CAS_ALWAYS}`,
};

export const STATISTICS_SETS: Sets = {
  Minimum: 'DeletedItemCount DisplayName ItemCount MailboxGuid TotalDeletedItemSize TotalItemSize',
};

const words = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/**
 * The properties that an address asks for: named sets and names; nothing named means Minimum, and names alone come on top of
 * Minimum. Throws 400 for a set or property that isn't there.
 */
export function askedProperties(
  whole: Schema,
  sets: Sets,
  select: string | undefined,
  propertySet: string | undefined,
  also: readonly string[] = [],
): Schema {
  const names = words(select).filter((name) => !also.includes(name));
  const setNames = words(propertySet);
  const wanted = new Set<string>();
  for (const name of names) {
    if (!whole.byName.has(name.toLowerCase())) {
      throw badRequest(
        `The query specified in the URI is not valid. Could not find a property named '${name}' on type '${whole.typeName}'.`,
      );
    }
    wanted.add(name);
  }
  for (const asked of setNames.length > 0 ? setNames : ['Minimum']) {
    if (asked.toLowerCase() === 'all') return whole;
    const found = Object.entries(sets).find(([name]) => name.toLowerCase() === asked.toLowerCase());
    if (!found) throw badRequest(`The property set '${asked}' is not valid.`);
    for (const name of found[1].split(' ')) wanted.add(name);
  }
  return project(whole, wanted);
}
