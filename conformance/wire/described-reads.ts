import type { Capture } from './captures.ts';
import { key, named, read } from './made.ts';
import { HOME } from './scene.ts';

const GUID = '00000000-0000-0000-0001-000000000007';

/** Get-EXO* as real-client.md 6 describes them. */
export const READS: readonly Capture[] = [
  // Identities and paging.
  read(
    'Get-EXOMailbox -UserPrincipalName user3@contoso.com',
    `Mailbox(${key('user3@contoso.com')})?isEncoded=true`,
  ),
  read(
    'Get-EXOMailbox -PrimarySmtpAddress user3@contoso.com',
    `Mailbox(${key('user3@contoso.com')})?isEncoded=true`,
  ),
  read(`Get-EXOMailbox -ExternalDirectoryObjectId ${GUID}`, `Mailbox(${key(GUID)})?isEncoded=true`),
  read("Get-EXOMailbox 'Ünï Cödé'", `Mailbox(${key('Ünï Cödé')})?isEncoded=true`),
  read(
    "Get-EXOMailbox -Identity 'o''brien+x@contoso.com'",
    `Mailbox(${key("o'brien+x@contoso.com")})?isEncoded=true`,
  ),
  read('Get-EXOMailbox -ResultSize 5', 'Mailbox', { size: 5 }),
  read('Get-EXOMailbox -ResultSize Unlimited', 'Mailbox?%24skiptoken=1000'),
  read('Get-EXOMailbox -ResultSize 1500', 'Mailbox?%24skiptoken=1000', { size: 500 }),
  read("'user1', 'user2' | Get-EXOMailbox", `Mailbox(${key('user2')})?isEncoded=true`),
  // Properties and property sets.
  read('Get-EXOMailbox -Properties Alias,displayname', 'Mailbox?$select=Alias,displayname'),
  read('Get-EXOMailbox -PropertySets Minimum,Quota', 'Mailbox?PropertySet=Minimum,Quota'),
  ...['All', 'Audit', 'Delivery', 'Hold', 'SCL', 'StatisticsSeed'].map((set) =>
    read(`Get-EXOMailbox -PropertySets ${set} -ResultSize 7`, `Mailbox?PropertySet=${set}`, { size: 7 }),
  ),
  read(
    'Get-EXOMailbox -Identity user1 -PropertySets Quota -Properties Alias',
    `Mailbox(${key('user1')})?isEncoded=true&$select=Alias&PropertySet=Quota`,
  ),
  // Options.
  read('Get-EXOMailbox -Anr user', 'Mailbox?Anr=user'),
  read(
    "Get-EXOMailbox -OrganizationalUnit 'contoso.com/Users'",
    'Mailbox?OrganizationalUnit=contoso.com/Users',
  ),
  read('Get-EXOMailbox -MailboxPlan ExchangeOnline', 'Mailbox?MailboxPlan=ExchangeOnline'),
  read('Get-EXOMailbox -Archive -ResultSize 2', 'Mailbox?Archive=True', { size: 2 }),
  read('Get-EXOMailbox -InactiveMailboxOnly', 'Mailbox?InactiveMailboxOnly=True'),
  read('Get-EXOMailbox -IncludeInactiveMailbox', 'Mailbox?IncludeInactiveMailbox=True'),
  read(
    'Get-EXOMailbox -Identity user4 -SoftDeletedMailbox',
    `Mailbox(${key('user4')})?isEncoded=true&SoftDeletedMailbox=True`,
  ),
  // Filters (6.3).
  ...(
    [
      ["Name -ne 'x'", "Name ne 'x'"],
      ["Name -gt 'a' -and Name -le 'm'", "Name gt 'a' and Name le 'm'"],
      ["DisplayName -like '*b'", "endswith(DisplayName, 'b')"],
      ["DisplayName -like '*mid*'", "contains(DisplayName, 'mid')"],
      ["DisplayName -like 'whole'", "DisplayName eq 'whole'"],
      ["CustomAttribute1 -notlike 'a*'", "not (startswith(CustomAttribute1, 'a'))"],
      ["(Alias -eq 'a') -or (Alias -eq 'b')", "(Alias eq 'a') or (Alias eq 'b')"],
      ["WhenCreated -gt '01/02/2026'", "WhenCreated gt '01/02/2026'"],
      ["DisplayName -eq 'Größe'", "DisplayName eq 'Größe'"],
    ] as const
  ).map(([typed, sent]) => read(`Get-EXOMailbox -Filter "${typed}"`, `Mailbox?$filter=${encodeURI(sent)}`)),
  read(
    "Get-EXOMailbox -Filter 'HiddenFromAddressListsEnabled -eq $true'",
    'Mailbox?$filter=HiddenFromAddressListsEnabled%20eq%20true',
  ),
  read(
    "Get-EXOMailbox -Filter 'ForwardingAddress -ne $null'",
    'Mailbox?$filter=ForwardingAddress%20ne%20null',
  ),
  // As the module leaves them: & ends the value, + is a blank, # ends the address.
  read(
    'Get-EXOMailbox -Filter "DisplayName -eq \'a & b\'"',
    "Mailbox?$filter=DisplayName%20eq%20'a%20&%20b'",
  ),
  read('Get-EXOMailbox -Filter "DisplayName -eq \'a+b\'"', "Mailbox?$filter=DisplayName%20eq%20'a+b'"),
  read('Get-EXOMailbox -Filter "DisplayName -eq \'a#b\'"', "Mailbox?$filter=DisplayName%20eq%20'a"),
  // Recipients and client access.
  read('Get-EXORecipient -ResultSize 4', 'Recipient', { size: 4 }),
  read('Get-EXORecipient -Identity user8', 'Recipient?ReadIdsAndParamsFromHeaders=True', {
    headers: named('user8'),
  }),
  read(
    'Get-EXORecipient -UserPrincipalName user8@contoso.com',
    `Recipient(${key('user8@contoso.com')})?isEncoded=true`,
  ),
  read(
    'Get-EXORecipient -RecipientType UserMailbox -Anr user',
    'Recipient?Anr=user&RecipientType=UserMailbox',
  ),
  read('Get-EXORecipient -IncludeSoftDeletedRecipients', 'Recipient?IncludeSoftDeletedRecipients=True'),
  read('Get-EXOCasMailbox -Identity user2', `CasMailbox(${key('user2')})?isEncoded=true`),
  read('Get-EXOCasMailbox -PropertySets All -ResultSize 9', 'CasMailbox?PropertySet=All', { size: 9 }),
  // Statistics.
  read('Get-EXOMailboxStatistics -PrimarySmtpAddress user5@contoso.com', statistics('user5@contoso.com'), {
    anchor: 'user5@contoso.com',
  }),
  read(`Get-EXOMailboxStatistics -ExchangeGuid ${GUID}`, statistics(GUID), { anchor: `MBX:${GUID}@${HOME}` }),
  read(
    'Get-EXOMailboxStatistics -Identity user1 -Archive -PropertySets All',
    `${statistics('user1')}&PropertySet=All&Archive=True`,
  ),
  read(
    'Get-EXOMailboxStatistics -Identity user1 -Properties LastLogonTime',
    `${statistics('user1')}&$select=LastLogonTime`,
  ),
  read(
    'Get-EXOMailboxStatistics -Identity user1 -IncludeSoftDeletedRecipients',
    `${statistics('user1')}&IncludeSoftDeletedRecipients=True`,
  ),
  // Folders, devices, permissions.
  read('Get-EXOMailboxFolderStatistics -Identity user6', folders('user6', 'All'), { size: null }),
  read(
    'Get-EXOMailboxFolderStatistics -UserPrincipalName user6@contoso.com -FolderScope Calendar',
    folders('user6@contoso.com', 'Calendar'),
    {
      ...{ size: null, anchor: 'user6@contoso.com' },
    },
  ),
  read('Get-EXOMailboxFolderPermission -Identity user6', permissions('user6', '\\'), { size: null }),
  read(
    "Get-EXOMailboxFolderPermission -Identity 'user6:\\Kalender\\Ünter'",
    permissions('user6', '\\Kalender\\Ünter'),
    {
      size: null,
    },
  ),
  read(
    "Get-EXOMailboxFolderPermission -Identity 'user6:\\Calendar' -GroupMailbox",
    permissions('user6', '\\Calendar').replace('?', '?GroupMailbox=True&'),
    { size: null },
  ),
  read(
    'Get-EXOMailboxPermission -Identity user7',
    `Mailbox(${key('user7')})/MailboxPermission?isEncoded=true`,
  ),
  read(
    'Get-EXOMailboxPermission -UserPrincipalName user7@contoso.com -User user2@contoso.com',
    `Mailbox(${key('user7@contoso.com')})/MailboxPermission(${key('user2@contoso.com')})?isEncoded=true`,
    { anchor: 'user7@contoso.com' },
  ),
  read(
    `Get-EXOMailboxPermission -ExternalDirectoryObjectId ${GUID}`,
    `Mailbox(${key(GUID)})/MailboxPermission?isEncoded=true`,
    { anchor: `${GUID}@${HOME}` },
  ),
  read(
    'Get-EXOMailboxPermission -Identity user7 -SoftDeletedMailbox',
    `Mailbox(${key('user7')})/MailboxPermission?SoftDeletedMailbox=True&isEncoded=true`,
  ),
  read(
    'Get-EXORecipientPermission -ResultSize 3',
    'Recipient?$expand=RecipientPermission&$select=RecipientPermission,%20ExternalDirectoryObjectId',
    { size: 3 },
  ),
  read(
    'Get-EXOMobileDeviceStatistics -UserPrincipalName user9@contoso.com',
    `Mailbox(${key('user9@contoso.com')})/MobileDevice/Exchange.GetMobileDeviceStatistics()?isEncoded=true`,
    { size: null, anchor: 'user9@contoso.com' },
  ),
  read(
    "Get-EXOMobileDeviceStatistics -Identity 'user9\\ExchangeActiveSyncDevices\\Telefon ü'",
    "GetMobileDeviceStatisticsByIdentity(Identity='XParameter-Identity')?ReadIdsAndParamsFromHeaders=True",
    { size: null, headers: named('user9\\ExchangeActiveSyncDevices\\Telefon ü') },
  ),
  // Other connections, other environments.
  read('Get-EXOMailbox -ResultSize 2', 'Mailbox', { who: 'app', size: 2 }),
  read('Get-EXOMailbox -ResultSize 2', 'Mailbox', { who: 'delegated', size: 2 }),
  read('Get-EXORecipient -ResultSize 2', 'Recipient', {
    tenant: '88888888-8888-4888-8888-888888888888',
    size: 2,
  }),
  read('Get-EXOMailbox -ResultSize 2', 'Mailbox', { host: 'outlook.office365.us', size: 2 }),
  read('Get-EXOMailbox -ResultSize 2', 'Mailbox', { host: 'partner.outlook.cn', size: 2 }),
  read('Get-EXOMailbox -ResultSize 2', 'Mailbox', { anchor: 'UPN:o.brien@fabrikam.example', size: 2 }),
];

function statistics(identity: string): string {
  return `Mailbox(${key(identity)})/Exchange.GetMailboxStatistics()?isEncoded=true`;
}

function folders(identity: string, scope: string): string {
  return `Mailbox(${key(identity)})/MailboxFolder/Exchange.GetMailboxFolderStatistics(folderscope=Exchange.ElcFolderType'${scope}')?isEncoded=true`;
}

function permissions(identity: string, folder: string): string {
  return `Mailbox(${key(identity)})/MailboxFolder(${key(folder)})/MailboxFolderPermission?IsUsingMailboxFolderId=True&isEncoded=true`;
}
