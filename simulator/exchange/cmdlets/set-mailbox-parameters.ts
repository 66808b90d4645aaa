import { define } from './definition.ts';

const AUDIT =
  'None|AddFolderPermissions|ApplyRecord|Copy|Create|FolderBind|HardDelete|MailboxLogin|MessageBind|ModifyFolderPermissions|Move|MoveToDeletedItems|RecordDelete|RemoveFolderPermissions|SendAs|SendOnBehalf|SoftDelete|Update|UpdateFolderPermissions|UpdateCalendarDelegation|UpdateInboxRules';

/** Set-Mailbox has most parameters of all cmdlets here, so it stands alone. */
export const SET_MAILBOX = define(
  'Set-Mailbox',
  { set: 'Identity', impact: 'Medium' },
  `AcceptMessagesOnlyFrom list
   AcceptMessagesOnlyFromDLMembers list
   AcceptMessagesOnlyFromSendersOrMembers list
   AccountDisabled bool
   AddressBookPolicy id
   Alias text length=1..64
   ArchiveName list
   AuditAdmin enums=${AUDIT}
   AuditDelegate enums=${AUDIT}
   AuditEnabled bool
   AuditLogAgeLimit timespan
   AuditOwner enums=${AUDIT}
   BypassModerationFromSendersOrMembers list
   CalendarVersionStoreDisabled bool
   CustomAttribute1..15 text length=0..1024
   DefaultPublicFolderMailbox id
   DeliverToMailboxAndForward bool
   DisplayName text length=1..256
   EmailAddresses list
   EndDateForRetentionHold date
   ExtensionCustomAttribute1..5 list
   ExternalOofOptions enum=External|InternalOnly
   Force switch
   ForwardingAddress id
   ForwardingSmtpAddress text
   GrantSendOnBehalfTo list
   HiddenFromAddressListsEnabled bool
   Identity id ! 0 > notnull
   IsExcludedFromServingHierarchy bool
   IssueWarningQuota size
   JournalArchiveAddress text
   Languages list
   LitigationHoldDate date
   LitigationHoldDuration timespan
   LitigationHoldEnabled bool
   LitigationHoldOwner text
   MailTip text length=0..250
   MaxReceiveSize size
   MaxSendSize size
   MessageCopyForSendOnBehalfEnabled bool
   MessageCopyForSentAsEnabled bool
   MessageTrackingReadStatusEnabled bool
   MicrosoftOnlineServicesID text
   ModeratedBy list
   ModerationEnabled bool
   Name text length=1..64
   Office text
   Password secret
   ProhibitSendQuota size
   ProhibitSendReceiveQuota size
   RecipientLimits size @Identity
   RejectMessagesFrom list
   RejectMessagesFromDLMembers list
   RejectMessagesFromSendersOrMembers list
   RequireSenderAuthenticationEnabled bool
   ResourceCapacity int range=0..100000
   ResourceCustom list
   RetainDeletedItemsFor timespan
   RetentionComment text
   RetentionHoldEnabled bool
   RetentionPolicy id
   RetentionUrl text
   RoleAssignmentPolicy id
   RoomMailboxPassword secret
   RulesQuota size
   SendModerationNotifications enum=Never|Internal|Always
   SharingPolicy id
   SimpleDisplayName text length=0..64
   SingleItemRecoveryEnabled bool
   StartDateForRetentionHold date
   StsRefreshTokensValidFrom date
   Type enum=Regular|Room|Equipment|Shared
   UseDatabaseQuotaDefaults bool
   UseDatabaseRetentionDefaults bool
   WindowsEmailAddress text`,
);
