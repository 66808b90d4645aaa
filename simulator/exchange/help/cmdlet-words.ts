/** What the practice cloud's help says of a cmdlet; examples are a command and what it does. */
export interface CmdletWords {
  readonly synopsis: string;
  readonly description: readonly string[];
  readonly examples: readonly (readonly [code: string, remark: string])[];
}

function words(synopsis: string, description: string, ...examples: [string, string][]): CmdletWords {
  return { synopsis, description: description.split('\n').filter((text) => text !== ''), examples };
}

/** In our own words, for the cmdlets that the practice cloud runs. */
export const CMDLET_WORDS: Readonly<Record<string, CmdletWords>> = {
  'Add-DistributionGroupMember': words(
    'Puts one more member into a distribution group.',
    'The member can be a mailbox, a mail user, a contact or another group. Who is in the group already is refused.',
    [
      'Add-DistributionGroupMember -Identity Sales -Member ana@contoso.com',
      'Ana gets what is sent to Sales.',
    ],
  ),
  'Add-MailboxPermission': words(
    'Lets somebody use another one’s mailbox.',
    'The right counts from the next time that the person opens the mailbox. Outlook shows it by itself unless AutoMapping is off.',
    [
      'Add-MailboxPermission -Identity reception@contoso.com -User ana@contoso.com -AccessRights FullAccess -AutoMapping $false',
      'Ana may open the mailbox of the reception, which she adds to Outlook herself.',
    ],
  ),
  'Get-AcceptedDomain': words(
    'Lists the domains that the organisation takes mail for.',
    'Asking for them is also a quick way to see that a connection works.',
    ['Get-AcceptedDomain | Where-Object Default', 'Shows the domain that new addresses get.'],
  ),
  'Get-CASMailbox': words(
    'Shows by which ways a mailbox can be reached.',
    'Among them are Outlook on the web, IMAP, POP and mobile devices.',
    ['Get-CASMailbox -Identity ana@contoso.com', 'Shows the ways to one mailbox.'],
  ),
  'Get-DistributionGroup': words(
    'Lists distribution groups and security groups with an address.',
    'Microsoft 365 groups are not among them.',
    ['Get-DistributionGroup -ResultSize Unlimited', 'Lists every group, not the first thousand alone.'],
  ),
  'Get-DistributionGroupMember': words(
    'Lists the members of a distribution group.',
    'Groups inside the group come as one member each; their own members are not listed.',
    ['Get-DistributionGroupMember -Identity Sales', 'Lists who gets what is sent to Sales.'],
  ),
  'Get-Mailbox': words(
    'Lists mailboxes with their settings.',
    'Without an identity the first thousand come. Each carries more than two hundred properties.\nIn Exchange Online, Get-EXOMailbox asks for the properties that are wanted and is the quicker way through many mailboxes.',
    ['Get-Mailbox -Identity ana@contoso.com', 'Shows the mailbox of one person.'],
    [
      'Get-Mailbox -RecipientTypeDetails SharedMailbox -ResultSize Unlimited |\n  Select-Object DisplayName, PrimarySmtpAddress',
      'Lists all shared mailboxes with their addresses.',
    ],
  ),
  'Get-MailboxPermission': words(
    'Lists who may use a mailbox, and how.',
    'Send as is not among these rights: it belongs to the recipient.',
    ['Get-MailboxPermission -Identity reception@contoso.com', 'Lists who may open the mailbox.'],
  ),
  'Get-MailboxStatistics': words(
    'Shows how full a mailbox is and when it was used last.',
    'Each mailbox is asked for by itself, so many of them take long.',
    ['Get-MailboxStatistics -Identity ana@contoso.com', 'Shows number and size of what is in the mailbox.'],
  ),
  'Get-ManagementRole': words(
    'Lists management roles.',
    'A role is a set of cmdlets and parameters that somebody can be allowed to use.',
    ['Get-ManagementRole -Cmdlet Set-Mailbox', 'Lists the roles by which Set-Mailbox can be used.'],
  ),
  'Get-ManagementRoleAssignment': words(
    'Lists to whom management roles are given.',
    'A role can be given to a person, a role group or a policy.',
    ['Get-ManagementRoleAssignment -RoleAssignee ana@contoso.com', 'Lists the roles of one person.'],
  ),
  'Get-OrganizationConfig': words(
    'Shows the settings of the whole organisation.',
    'There is one object, with a property for each setting.',
    ['Get-OrganizationConfig | Select-Object DisplayName, IsDehydrated', 'Shows two of the settings.'],
  ),
  'Get-Recipient': words(
    'Lists everything that has an address.',
    'Mailboxes, groups, contacts and mail users come in one list, with what they have in common.',
    ['Get-Recipient -Anr ana', 'Lists those whose name or address begins with ana.'],
  ),
  'Get-User': words('Lists the people of the organisation.', 'Those without a mailbox are among them.', [
    'Get-User -ResultSize 10',
    'Lists ten of them.',
  ]),
  'Import-TransportRuleCollection': words(
    'Puts back mail flow rules that were saved in a file.',
    'All rules that there are now are removed first.',
    [
      'Import-TransportRuleCollection -FileData ([IO.File]::ReadAllBytes("rules.xml"))',
      'Replaces the rules by those of the file.',
    ],
  ),
  'New-DataClassification': words(
    'Makes a classification from fingerprints of documents.',
    'Rules can then find mail that holds such a document.',
    [
      'New-DataClassification -Name Forms -Fingerprints $prints -Description "Our forms"',
      'Makes a classification of the fingerprints in the variable.',
    ],
  ),
  'New-DistributionGroup': words(
    'Makes a distribution group or a security group with an address.',
    'Without an address one is made of the alias and the default domain.',
    ['New-DistributionGroup -Name Sales -Members ana@contoso.com', 'Makes a group with one member.'],
  ),
  'New-Mailbox': words(
    'Makes a mailbox, and the account that it belongs to.',
    'A shared, room or equipment mailbox has an account that nobody signs in with.',
    ['New-Mailbox -Shared -Name Reception', 'Makes a shared mailbox.'],
  ),
  'Remove-DistributionGroup': words(
    'Removes a distribution group.',
    'Its members stay; what is sent to its address comes back.',
    ['Remove-DistributionGroup -Identity Sales', 'Removes the group once the question is answered with yes.'],
  ),
  'Remove-DistributionGroupMember': words(
    'Takes a member out of a distribution group.',
    'Who is no member is refused.',
    [
      'Remove-DistributionGroupMember -Identity Sales -Member ana@contoso.com',
      'Ana no longer gets its mail.',
    ],
  ),
  'Remove-Mailbox': words(
    'Removes a mailbox together with its account.',
    'For thirty days it can be brought back.',
    ['Remove-Mailbox -Identity old@contoso.com -WhatIf', 'Says what would be removed, and removes nothing.'],
  ),
  'Set-DistributionGroup': words(
    'Changes settings of a distribution group.',
    'What is not named stays as it is.',
    ['Set-DistributionGroup -Identity Sales -ManagedBy ana@contoso.com', 'Ana becomes the owner.'],
  ),
  'Set-Mailbox': words(
    'Changes settings of a mailbox.',
    'What is not named stays as it is. Of lists, members can be added and removed one by one.',
    [
      'Set-Mailbox -Identity ana@contoso.com -CustomAttribute1 Berlin',
      'Notes a word of your own at a mailbox.',
    ],
    [
      "Set-Mailbox ana@contoso.com -EmailAddresses @{ Add = 'smtp:a@contoso.com' }",
      'Adds an address and leaves the others.',
    ],
  ),
  'Test-MigrationServerAvailability': words(
    'Tries whether a server can be reached that mailboxes shall come from.',
    'Nothing is moved.',
    [
      'Test-MigrationServerAvailability -Imap -RemoteServer imap.contoso.com -Port 993',
      'Tries an IMAP server.',
    ],
  ),
};
