import { properties, schema, type PropertyDef, type Schema } from './schema.ts';

const NAMES = `Identity Id Name Alias DisplayName DistinguishedName PrimarySmtpAddress EmailAddresses:m
  ExternalDirectoryObjectId Guid:g RecipientType RecipientTypeDetails OrganizationId OrganizationalUnit ExchangeVersion`;

const CUSTOM = `CustomAttribute1 CustomAttribute2 CustomAttribute3 CustomAttribute4 CustomAttribute5 CustomAttribute6
  CustomAttribute7 CustomAttribute8 CustomAttribute9 CustomAttribute10 CustomAttribute11 CustomAttribute12
  CustomAttribute13 CustomAttribute14 CustomAttribute15 ExtensionCustomAttribute1:m ExtensionCustomAttribute2:m
  ExtensionCustomAttribute3:m ExtensionCustomAttribute4:m ExtensionCustomAttribute5:m`;

const DATES = 'WhenCreated:d WhenChanged:d WhenCreatedUTC:d WhenChangedUTC:d';

const DELIVERY = `HiddenFromAddressListsEnabled:b GrantSendOnBehalfTo:m ModerationEnabled:b ModeratedBy:m
  SendModerationNotifications BypassModerationFromSendersOrMembers:m RequireSenderAuthenticationEnabled:b
  AcceptMessagesOnlyFrom:m AcceptMessagesOnlyFromDLMembers:m AcceptMessagesOnlyFromSendersOrMembers:m
  RejectMessagesFrom:m RejectMessagesFromDLMembers:m RejectMessagesFromSendersOrMembers:m MailTip MaxSendSize
  MaxReceiveSize EmailAddressPolicyEnabled:b SimpleDisplayName WindowsEmailAddress LegacyExchangeDN`;

const dedupe = (defs: readonly PropertyDef[]): PropertyDef[] => [
  ...new Map(defs.map((def) => [def.name, def])).values(),
];

const define = (typeName: string, text: string, shownAs?: string): Schema =>
  schema(typeName, dedupe(properties(text)), shownAs);

const DIRECTORY = 'Microsoft.Exchange.Data.Directory.Management';

export const MAILBOX = define(
  `${DIRECTORY}.Mailbox`,
  `${NAMES} UserPrincipalName SamAccountName MicrosoftOnlineServicesID ExchangeGuid:g DatabaseGuid:g Database ServerName
  IsMailboxEnabled:b IsShared:b IsResource:b ResourceType ResourceCapacity:i ResourceCustom:m RoomMailboxAccountEnabled:b
  AccountDisabled:b IsDirSynced:b SKUAssigned:b UsageLocation MailboxPlan MailboxRegion Languages:m Office
  ForwardingAddress ForwardingSmtpAddress DeliverToMailboxAndForward:b MessageCopyForSentAsEnabled:b
  MessageCopyForSendOnBehalfEnabled:b MessageTrackingReadStatusEnabled:b RecipientLimits ${DELIVERY}
  ProhibitSendQuota ProhibitSendReceiveQuota IssueWarningQuota RulesQuota ArchiveQuota ArchiveWarningQuota
  RecoverableItemsQuota RecoverableItemsWarningQuota CalendarLoggingQuota UseDatabaseQuotaDefaults:b
  ArchiveStatus ArchiveState ArchiveGuid:g ArchiveName:m ArchiveDatabase ArchiveDatabaseGuid:g ArchiveDomain ArchiveRelease
  AutoExpandingArchiveEnabled:b DisabledArchiveGuid:g JournalArchiveAddress
  LitigationHoldEnabled:b LitigationHoldDate:d LitigationHoldOwner LitigationHoldDuration InPlaceHolds:m
  ComplianceTagHoldApplied:b DelayHoldApplied:b RetentionHoldEnabled:b StartDateForRetentionHold:d
  EndDateForRetentionHold:d RetentionComment RetentionUrl RetentionPolicy RetainDeletedItemsFor
  SingleItemRecoveryEnabled:b UseDatabaseRetentionDefaults:b AuditEnabled:b AuditLogAgeLimit AuditAdmin:m AuditDelegate:m
  AuditOwner:m DefaultAuditSet:m AddressBookPolicy RoleAssignmentPolicy SharingPolicy DefaultPublicFolderMailbox
  EffectivePublicFolderMailbox IsExcludedFromServingHierarchy:b ExternalOofOptions SCLJunkEnabled:b SCLJunkThreshold:i
  AntispamBypassEnabled:b MailboxMoveStatus MailboxMoveFlags MailboxMoveBatchName
  IsInactiveMailbox:b IsSoftDeletedByRemove:b IsSoftDeletedByDisable:b WhenSoftDeleted:d IncludeInGarbageCollection:b
  WhenMailboxCreated:d StsRefreshTokensValidFrom:d ${CUSTOM} ${DATES}`,
);

export const RECIPIENT = define(
  'Microsoft.Exchange.Data.Directory.Management.ReducedRecipient',
  `${NAMES} ExchangeGuid:g SamAccountName WindowsLiveID FirstName LastName Department Title Company Manager Office City
  CountryOrRegion Phone HiddenFromAddressListsEnabled:b EmailAddressPolicyEnabled:b ManagedBy:m ArchiveStatus ArchiveState
  ArchiveGuid:g ArchiveDatabase ArchiveRelease Database ServerName AddressBookPolicy RetentionPolicy SharingPolicy
  OwaMailboxPolicy ActiveSyncMailboxPolicy ActiveSyncMailboxPolicyIsDefaulted:b ShouldUseDefaultRetentionPolicy:b
  MailboxMoveStatus MailboxMoveFlags MailboxMoveBatchName ExternalEmailAddress SKUAssigned:b UsageLocation
  ${CUSTOM} ${DATES}`,
);

export const USER = define(
  `${DIRECTORY}.User`,
  `Identity Id Name DisplayName DistinguishedName FirstName Initials LastName UserPrincipalName SamAccountName Guid:g
  ExternalDirectoryObjectId WindowsEmailAddress WindowsLiveID MicrosoftOnlineServicesID Department Title Company Manager
  DirectReports:m Office StreetAddress City StateOrProvince PostalCode CountryOrRegion Phone MobilePhone Fax Notes
  AccountDisabled:b IsDirSynced:b SKUAssigned:b UsageLocation RemotePowerShellEnabled:b RecipientType RecipientTypeDetails
  IsSoftDeletedByRemove:b OrganizationId OrganizationalUnit ExchangeVersion ${DATES}`,
);

export const CAS_MAILBOX = define(
  `${DIRECTORY}.CASMailbox`,
  `Identity Id Name DisplayName DistinguishedName Guid:g ExternalDirectoryObjectId PrimarySmtpAddress EmailAddresses:m
  ServerLegacyDN ServerName OrganizationId ExchangeVersion ActiveSyncEnabled:b ActiveSyncMailboxPolicy
  ActiveSyncMailboxPolicyIsDefaulted:b ActiveSyncAllowedDeviceIDs:m ActiveSyncBlockedDeviceIDs:m
  ActiveSyncSuppressReadReceipt:b HasActiveSyncDevicePartnership:b ECPEnabled:b OWAEnabled:b OWAforDevicesEnabled:b
  OwaMailboxPolicy OutlookMobileEnabled:b UniversalOutlookEnabled:b EwsEnabled:b EwsAllowMacOutlook:b EwsAllowOutlook:b
  ImapEnabled:b ImapUseProtocolDefaults:b ImapMessagesRetrievalMimeFormat ImapEnableExactRFC822Size:b
  ImapForceICalForCalendarRetrievalOption:b ImapSuppressReadReceipt:b PopEnabled:b PopUseProtocolDefaults:b
  PopMessagesRetrievalMimeFormat PopEnableExactRFC822Size:b PopSuppressReadReceipt:b MAPIEnabled:b MapiHttpEnabled:b
  MAPIBlockOutlookVersions MAPIBlockOutlookRpcHttp:b MAPIBlockOutlookNonCachedMode:b
  MAPIBlockOutlookExternalConnectivity:b SmtpClientAuthenticationDisabled:b PublicFolderClientAccess:b
  ExternalImapSettings InternalImapSettings ExternalPopSettings InternalPopSettings ExternalSmtpSettings
  InternalSmtpSettings WhenCreated:d WhenChanged:d`,
);

export const GROUP = define(
  `${DIRECTORY}.DistributionGroup`,
  `${NAMES} GroupType SamAccountName ManagedBy:m MemberJoinRestriction MemberDepartRestriction
  ReportToManagerEnabled:b ReportToOriginatorEnabled:b SendOofMessageToOriginatorEnabled:b BypassNestedModerationEnabled:b
  BccBlocked:b HiddenGroupMembershipEnabled:b IsDirSynced:b Description:m Notes ${DELIVERY} ${CUSTOM} ${DATES}`,
);
