import { properties, schema, type Schema } from './schema.ts';

const define = (typeName: string, text: string, shownAs?: string): Schema =>
  schema(typeName, properties(text), shownAs);

const DATES = 'WhenCreated:d WhenChanged:d';

/** InvokeCommand shows sizes as text; the Get-EXO* form of the same numbers is bytes (real-client.md 6.4). */
export const STATISTICS = define(
  'Microsoft.Exchange.Management.MapiTasks.Presentation.MailboxStatistics',
  `Identity DisplayName MailboxGuid:g OwnerADGuid:g LegacyDN ItemCount:i DeletedItemCount:i AssociatedItemCount:i
  TotalItemSize TotalDeletedItemSize LastLogonTime:d LastLogoffTime:d LastUserActionTime:d LastLoggedOnUserAccount
  MailboxType MailboxTypeDetail StorageLimitStatus ServerName DatabaseName DatabaseIssueWarningQuota
  DatabaseProhibitSendQuota DatabaseProhibitSendReceiveQuota IsQuarantined:b IsArchiveMailbox:b IsMoveDestination:b
  SystemMessageCount:i SystemMessageSize MessageTableTotalSize AttachmentTableTotalSize OtherTablesTotalSize
  ExternalDirectoryOrganizationId:g`,
);

export const EXO_STATISTICS = define(
  'Exchange.MailboxStatistics',
  `DisplayName MailboxGuid:g OwnerADGuid:g LegacyDN ItemCount:l DeletedItemCount:l AssociatedItemCount:l
  TotalItemSize:l TotalDeletedItemSize:l LastLogonTime:d LastLogoffTime:d LastLoggedOnUserAccount MailboxType
  MailboxTypeDetail StorageLimitStatus ServerName DatabaseName DatabaseIssueWarningQuota DatabaseProhibitSendQuota
  DatabaseProhibitSendReceiveQuota IsQuarantined:b IsArchiveMailbox:b IsMoveDestination:b SystemMessageCount:l
  SystemMessageSize:l MessageTableTotalSize:l AttachmentTableTotalSize:l OtherTablesTotalSize:l
  ExternalDirectoryOrganizationId:g`,
  'DisplayName',
);

export const FOLDER_STATISTICS = define(
  'Exchange.MailboxFolderStatistics',
  `Name Identity FolderPath FolderId FolderType FolderSize:l FolderAndSubfolderSize:l ItemsInFolder:l
  ItemsInFolderAndSubfolders:l DeletedItemsInFolder:l VisibleItemsInFolder:l HiddenItemsInFolder:l
  OldestItemReceivedDate:d NewestItemReceivedDate:d CreationTime:d LastModifiedTime:d ContainerClass`,
);

export const MOBILE_DEVICE = define(
  'Exchange.MobileDeviceStatistics',
  `Identity Guid:g DeviceID DeviceType DeviceModel DeviceOS DeviceFriendlyName DeviceUserAgent ClientType
  DeviceAccessState FirstSyncTime:d LastSyncAttemptTime:d LastSuccessSync:d Status`,
);

export const MAILBOX_PERMISSION = define(
  'Microsoft.Exchange.Management.RecipientTasks.MailboxAcePresentationObject',
  'Identity User AccessRights:m IsInherited:b Deny:b InheritanceType IsValid:b',
);

export const ACCEPTED_DOMAIN = define(
  'Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain',
  `Identity Id Name DomainName DomainType Default:b InitialDomain:b MatchSubDomains:b AuthenticationType Guid:g
  AddressBookEnabled:b EmailOnly:b ExternallyManaged:b PendingRemoval:b SendingFromDomainDisabled:b ${DATES}`,
);

export const ORGANIZATION = define(
  'Microsoft.Exchange.Data.Directory.Management.OrganizationConfig',
  `Identity Id Name DisplayName Guid:g OrganizationId ExchangeVersion AdminDisplayVersion IsDehydrated:b
  OAuth2ClientProfileEnabled:b AuditDisabled:b MailTipsAllTipsEnabled:b MailTipsExternalRecipientsTipsEnabled:b
  MailTipsLargeAudienceThreshold:i EwsEnabled:b EwsAllowOutlook:b EwsAllowEntourage:b EwsApplicationAccessPolicy
  DefaultPublicFolderAgeLimit DefaultAuthenticationPolicy DefaultMailboxRegion FocusedInboxOn:b
  AutoExpandingArchiveEnabled:b SendFromAliasEnabled:b RejectDirectSend:b CustomerLockboxEnabled:b
  PublicFoldersEnabled DistributionGroupNamingPolicy DistributionGroupNameBlockedWordsList:m
  HierarchicalAddressBookRoot IPListBlocked:m ${DATES}`,
);

export const MANAGEMENT_ROLE = define(
  'Microsoft.Exchange.Data.Directory.Management.ExchangeRole',
  `Identity Id Name RoleType Description IsRootRole:b IsEndUserRole:b IsDeprecated:b Parent ImplicitRecipientReadScope
  ImplicitRecipientWriteScope ImplicitConfigReadScope ImplicitConfigWriteScope RoleEntries:m Guid:g ${DATES}`,
);

export const ROLE_ASSIGNMENT = define(
  'Microsoft.Exchange.Data.Directory.Management.ExchangeRoleAssignmentPresentation',
  `Identity Id Name Role RoleAssignee RoleAssigneeName RoleAssigneeType AssignmentMethod AssignmentChain User
  EffectiveUserName RoleAssignmentDelegationType RecipientReadScope RecipientWriteScope ConfigReadScope
  ConfigWriteScope CustomRecipientWriteScope Enabled:b IsValid:b Guid:g ${DATES}`,
);

export const DATA_CLASSIFICATION = define(
  'Microsoft.Exchange.Data.ClassificationDefinitions.DataClassificationPresentationObject',
  'Identity Name Description Publisher ClassificationType Fingerprints:t Guid:g WhenChanged:d',
);

export const MIGRATION_AVAILABILITY = define(
  'Microsoft.Exchange.Management.Migration.MigrationServerConnectionTestResult',
  'Identity Result Message ConnectionSettings SupportsCutover:b ErrorDetail TestedDatabase',
  'Result',
);
