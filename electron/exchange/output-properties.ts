/**
 * Names of the properties that cmdlets answer with, for offering them before a cmdlet was run. What a service really
 * answers wins wherever it is known. Sets of the Get-EXO* cmdlets: exchange-rest-protocol.md 2.
 */

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const numbered = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => name + String(at + 1)).join(' ');

const WHEN = 'WhenCreated WhenCreatedUTC WhenChanged WhenChangedUTC';
const CUSTOM = `${numbered('CustomAttribute', 15)} ${numbered('ExtensionCustomAttribute', 5)}`;
const LIMITS = `AcceptMessagesOnlyFrom AcceptMessagesOnlyFromDLMembers AcceptMessagesOnlyFromSendersOrMembers
  RejectMessagesFrom RejectMessagesFromDLMembers RejectMessagesFromSendersOrMembers`;
const MODERATION =
  'ModerationEnabled ModeratedBy SendModerationNotifications BypassModerationFromSendersOrMembers';
const ADDRESSED = `Alias DisplayName Name Identity PrimarySmtpAddress EmailAddresses RecipientType RecipientTypeDetails
  ExternalDirectoryObjectId DistinguishedName Guid Id OrganizationId OrganizationalUnit ExchangeVersion`;

const MAILBOX = `${ADDRESSED} UserPrincipalName
  AddressBookPolicy HiddenFromAddressListsEnabled
  ArchiveDatabase ArchiveDomain ArchiveGuid ArchiveName ArchiveQuota ArchiveRelease ArchiveState ArchiveStatus
  ArchiveWarningQuota AutoExpandingArchiveEnabled DisabledArchiveGuid JournalArchiveAddress
  AuditAdmin AuditDelegate AuditEnabled AuditLogAgeLimit AuditOwner DefaultAuditSet
  ${CUSTOM}
  ${LIMITS} DeliverToMailboxAndForward ForwardingAddress ForwardingSmtpAddress GrantSendOnBehalfTo MaxReceiveSize
  MaxSendSize MessageCopyForSendOnBehalfEnabled MessageCopyForSentAsEnabled RecipientLimits RulesQuota
  RequireSenderAuthenticationEnabled
  ComplianceTagHoldApplied DelayHoldApplied InPlaceHolds LitigationHoldDate LitigationHoldDuration
  LitigationHoldEnabled LitigationHoldOwner
  ${MODERATION}
  MailboxMoveBatchName MailboxMoveFlags MailboxMoveStatus
  EmailAddressPolicyEnabled RetentionPolicy RoleAssignmentPolicy SharingPolicy
  DefaultPublicFolderMailbox EffectivePublicFolderMailbox IsExcludedFromServingHierarchy
  CalendarLoggingQuota IssueWarningQuota ProhibitSendQuota ProhibitSendReceiveQuota RecoverableItemsQuota
  RecoverableItemsWarningQuota UseDatabaseQuotaDefaults
  IsResource ResourceCapacity ResourceCustom ResourceType RoomMailboxAccountEnabled
  EndDateForRetentionHold RetainDeletedItemsFor RetentionComment RetentionHoldEnabled RetentionUrl
  SingleItemRecoveryEnabled StartDateForRetentionHold UseDatabaseRetentionDefaults
  AntispamBypassEnabled SCLJunkEnabled SCLJunkThreshold
  IncludeInGarbageCollection IsInactiveMailbox IsSoftDeletedByDisable IsSoftDeletedByRemove WhenSoftDeleted
  ArchiveDatabaseGuid DatabaseGuid ExchangeGuid
  AccountDisabled Database ExternalOofOptions IsDirSynced IsMailboxEnabled IsShared Languages LegacyExchangeDN MailTip
  MailboxPlan MailboxRegion MicrosoftOnlineServicesID Office SamAccountName ServerName SimpleDisplayName SKUAssigned
  StsRefreshTokensValidFrom UsageLocation WhenMailboxCreated WindowsEmailAddress ${WHEN}`;

const RECIPIENT = `${ADDRESSED} ExchangeGuid SamAccountName WindowsLiveID FirstName LastName Department Title Company
  Manager Office City StateOrProvince PostalCode CountryOrRegion Phone HiddenFromAddressListsEnabled
  EmailAddressPolicyEnabled ManagedBy ArchiveStatus ArchiveState ArchiveGuid ArchiveDatabase Database
  AddressBookPolicy RetentionPolicy SharingPolicy OwaMailboxPolicy ActiveSyncMailboxPolicy MailboxMoveStatus
  MailboxMoveFlags MailboxMoveBatchName ExternalEmailAddress SKUAssigned UsageLocation ${CUSTOM} ${WHEN}`;

const CAS_MAILBOX = `Name DisplayName Identity Id PrimarySmtpAddress EmailAddresses Guid ExternalDirectoryObjectId
  DistinguishedName ActiveSyncEnabled ActiveSyncMailboxPolicy ActiveSyncAllowedDeviceIDs ActiveSyncBlockedDeviceIDs
  HasActiveSyncDevicePartnership ECPEnabled OWAEnabled OWAforDevicesEnabled OwaMailboxPolicy OutlookMobileEnabled
  UniversalOutlookEnabled EwsEnabled EwsAllowList EwsBlockList EwsAllowMacOutlook EwsAllowOutlook
  EwsApplicationAccessPolicy ImapEnabled ImapUseProtocolDefaults ImapMessagesRetrievalMimeFormat PopEnabled
  PopUseProtocolDefaults PopMessagesRetrievalMimeFormat MAPIEnabled MapiHttpEnabled MAPIBlockOutlookVersions
  SmtpClientAuthenticationDisabled PublicFolderClientAccess ServerLegacyDN ServerName OrganizationId ExchangeVersion`;

const STATISTICS = `DisplayName ItemCount TotalItemSize DeletedItemCount TotalDeletedItemSize AssociatedItemCount
  AttachmentTableTotalSize MessageTableTotalSize OtherTablesTotalSize LastLogonTime LastLogoffTime
  LastInteractionTime LastUserActionTime MailboxGuid MailboxType MailboxTypeDetail OwnerADGuid DatabaseName ServerName
  IsArchiveMailbox IsValid IsQuarantined QuarantineDescription StorageLimitStatus DisconnectDate DisconnectReason
  SystemMessageCount SystemMessageSize Identity MapiIdentity LegacyDN`;

const FOLDER_STATISTICS = `Name FolderPath FolderType Identity FolderId ItemsInFolder ItemsInFolderAndSubfolders
  DeletedItemsInFolder DeletedItemsInFolderAndSubfolders FolderSize FolderAndSubfolderSize VisibleItemsInFolder
  HiddenItemsInFolder OldestItemReceivedDate NewestItemReceivedDate OldestItemLastModifiedDate
  NewestItemLastModifiedDate CreationTime LastModifiedTime ArchivePolicy DeletePolicy ContainerClass ContentFolder
  Movable RecoverableItemsFolder TargetQuota`;

const MOBILE_DEVICE = `FriendlyName DeviceId DeviceImei DeviceMobileOperator DeviceOS DeviceOSLanguage DeviceType
  DeviceModel DeviceUserAgent DeviceAccessState DeviceAccessStateReason DeviceAccessControlRule DeviceActiveSyncVersion
  ClientType ClientVersion FirstSyncTime UserDisplayName IsManaged IsCompliant IsDisabled Name Identity Guid`;

const DEVICE_STATISTICS = `DeviceId DeviceType DeviceModel DeviceOS DeviceUserAgent DeviceFriendlyName DeviceAccessState
  DeviceAccessStateReason FirstSyncTime LastSyncAttemptTime LastSuccessSync LastPolicyUpdateTime LastPingHeartbeat
  DeviceWipeSentTime DeviceWipeRequestTime DeviceWipeAckTime ClientType Status StatusNote NumberOfFoldersSynced
  DevicePolicyApplied DevicePolicyApplicationStatus Guid Identity`;

const GROUP = `${ADDRESSED} GroupType SamAccountName ManagedBy MemberJoinRestriction MemberDepartRestriction
  ReportToManagerEnabled ReportToOriginatorEnabled SendOofMessageToOriginatorEnabled BypassNestedModerationEnabled
  HiddenFromAddressListsEnabled HiddenGroupMembershipEnabled IsDirSynced Description RequireSenderAuthenticationEnabled
  GrantSendOnBehalfTo MailTip MaxReceiveSize MaxSendSize ${LIMITS} ${MODERATION} ${CUSTOM} ${WHEN}`;

const UNIFIED_GROUP = `${GROUP} AccessType AllowAddGuests AlwaysSubscribeMembersToCalendarEvents AutoSubscribeNewMembers
  Classification ConnectorsEnabled ExpirationTime GroupExternalMemberCount GroupMemberCount GroupSKU
  HiddenFromExchangeClientsEnabled InboxUrl CalendarUrl Language Notes ResourceProvisioningOptions SharePointSiteUrl
  SharePointDocumentsUrl SubscriptionEnabled WelcomeMessageEnabled WhenSoftDeleted`;

const USER = `Name DisplayName FirstName Initials LastName UserPrincipalName Identity Id Guid ExternalDirectoryObjectId
  DistinguishedName WindowsEmailAddress WindowsLiveID MicrosoftOnlineServicesID Department Title Company Manager
  DirectReports Office StreetAddress City StateOrProvince PostalCode CountryOrRegion Phone MobilePhone Fax Notes
  AccountDisabled IsDirSynced SKUAssigned UsageLocation RecipientType RecipientTypeDetails AuthenticationPolicy
  OrganizationId OrganizationalUnit SamAccountName StsRefreshTokensValidFrom ${WHEN}`;

const TRACE = `Received SenderAddress RecipientAddress Subject Status ToIP FromIP Size MessageId MessageTraceId
  Organization StartDate EndDate`;

const TABLE: Readonly<Record<string, string>> = {
  'Mailbox EXOMailbox': MAILBOX,
  'Recipient EXORecipient': RECIPIENT,
  'CASMailbox EXOCASMailbox': CAS_MAILBOX,
  'MailboxStatistics EXOMailboxStatistics': STATISTICS,
  'MailboxFolderStatistics EXOMailboxFolderStatistics': FOLDER_STATISTICS,
  'MobileDevice ActiveSyncDevice': MOBILE_DEVICE,
  'MobileDeviceStatistics EXOMobileDeviceStatistics': DEVICE_STATISTICS,
  'MailboxPermission EXOMailboxPermission':
    'Identity User AccessRights IsInherited Deny InheritanceType IsValid',
  'RecipientPermission EXORecipientPermission':
    'Identity Trustee AccessControlType AccessRights IsInherited InheritanceType TrusteeSidString',
  'MailboxFolderPermission EXOMailboxFolderPermission':
    'FolderName User AccessRights SharingPermissionFlags Identity IsValid',
  'DistributionGroup DynamicDistributionGroup': GROUP,
  UnifiedGroup: UNIFIED_GROUP,
  'DistributionGroupMember UnifiedGroupLinks': RECIPIENT,
  User: USER,
  MessageTrace: TRACE,
  MessageTraceV2: TRACE,
  AcceptedDomain: `Name DomainName DomainType Default MatchSubDomains AuthenticationType InitialDomain
    IsCoexistenceDomain OutboundOnly PendingRemoval Identity Guid ${WHEN}`,
  InboxRule: `Name Enabled Priority Description RuleIdentity RuleErrorType InError MailboxOwnerId Identity From SentTo
    SubjectContainsWords BodyContainsWords ForwardTo ForwardAsAttachmentTo RedirectTo MoveToFolder CopyToFolder
    DeleteMessage SoftDeleteMessage MarkAsRead StopProcessingRules`,
  MailboxAutoReplyConfiguration: `AutoReplyState StartTime EndTime InternalMessage ExternalMessage ExternalAudience
    AutoDeclineFutureRequestsWhenOOF DeclineAllEventsForScheduledOOF CreateOOFEvent MailboxOwnerId Identity`,
};

const byNoun: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(TABLE).flatMap(([nouns, names]) => {
    const unique = [...new Set(words(names))];
    return words(nouns).map((noun): [string, readonly string[]] => [noun.toLowerCase(), unique]);
  }),
);

/** Properties of what a Get- cmdlet answers with; empty: none are known here. Names of cmdlets are found in any case. */
export function outputProperties(cmdlet: string): readonly string[] {
  return /^get-/i.test(cmdlet) ? (byNoun.get(cmdlet.slice(4).toLowerCase()) ?? []) : [];
}

/** What the Get-EXO* cmdlets answer with where nothing else is asked for (the set Minimum). */
const MINIMUM: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'get-exomailbox': `Alias DisplayName DistinguishedName EmailAddresses ExchangeVersion ExternalDirectoryObjectId Guid
      Id Identity Name OrganizationId PrimarySmtpAddress RecipientType RecipientTypeDetails UserPrincipalName`,
    'get-exorecipient': `ExchangeVersion ExternalDirectoryObjectId Identity Name OrganizationId RecipientType
      RecipientTypeDetails`,
    'get-exomailboxstatistics': `DeletedItemCount DisplayName ItemCount MailboxGuid TotalDeletedItemSize
      TotalItemSize`,
    'get-exocasmailbox': `ActiveSyncEnabled DisplayName ECPEnabled EmailAddresses EwsEnabled ExchangeVersion Guid
      Identity ImapEnabled MAPIEnabled Name OWAEnabled OrganizationId PopEnabled PrimarySmtpAddress ServerLegacyDN`,
  }).map(([name, text]) => [name, words(text)]),
);

/** The few properties that a cmdlet answers with unless more are asked for; empty: it answers with all it has. */
export function minimumProperties(cmdlet: string): readonly string[] {
  return MINIMUM.get(cmdlet.toLowerCase()) ?? [];
}
