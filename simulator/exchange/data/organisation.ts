import type { PracticeTenant } from '../../types.ts';
import type { Props } from '../model/values.ts';
import { DATA_END, organizationId } from './mailbox-record.ts';
import { guidOf, hash32, momentBefore } from './random.ts';

const when = (tenant: PracticeTenant, n: number): Props => {
  const created = momentBefore(DATA_END, 3000, hash32(tenant.seed, n, 800));
  return { WhenCreated: created, WhenChanged: created };
};

export function acceptedDomainRecords(tenant: PracticeTenant): Props[] {
  const names = [...new Set([...tenant.domains, tenant.initialDomain])];
  return names.map((name, n) => ({
    Identity: name,
    Id: name,
    Name: name,
    DomainName: name,
    DomainType: 'Authoritative',
    Default: n === 0,
    InitialDomain: name === tenant.initialDomain,
    MatchSubDomains: false,
    AuthenticationType: 'Managed',
    Guid: guidOf(tenant.seed, n, 801),
    AddressBookEnabled: true,
    EmailOnly: false,
    ExternallyManaged: false,
    PendingRemoval: false,
    SendingFromDomainDisabled: false,
    ...when(tenant, n),
  }));
}

export function organizationRecord(tenant: PracticeTenant): Props {
  return {
    Identity: tenant.initialDomain,
    Id: tenant.initialDomain,
    Name: tenant.initialDomain,
    DisplayName: tenant.displayName,
    Guid: guidOf(tenant.seed, 0, 810),
    OrganizationId: organizationId(tenant),
    ExchangeVersion: '0.20 (15.0.0.0)',
    AdminDisplayVersion: '0.20 (15.20.9999.10)',
    IsDehydrated: hash32(tenant.seed, 0, 811) % 3 === 0,
    OAuth2ClientProfileEnabled: true,
    AuditDisabled: false,
    MailTipsAllTipsEnabled: true,
    MailTipsExternalRecipientsTipsEnabled: hash32(tenant.seed, 0, 812) % 2 === 0,
    MailTipsLargeAudienceThreshold: 25,
    EwsEnabled: null,
    EwsAllowOutlook: null,
    EwsAllowEntourage: null,
    EwsApplicationAccessPolicy: null,
    DefaultPublicFolderAgeLimit: null,
    DefaultAuthenticationPolicy: null,
    DefaultMailboxRegion: 'EUR',
    FocusedInboxOn: true,
    AutoExpandingArchiveEnabled: false,
    SendFromAliasEnabled: hash32(tenant.seed, 0, 813) % 4 === 0,
    RejectDirectSend: false,
    CustomerLockboxEnabled: false,
    PublicFoldersEnabled: 'Local',
    DistributionGroupNamingPolicy: '',
    DistributionGroupNameBlockedWordsList: [],
    HierarchicalAddressBookRoot: null,
    IPListBlocked: [],
    ...when(tenant, 50),
  };
}

interface RoleSeed {
  readonly name: string;
  readonly entries: readonly string[];
  /** Role groups that hold it. */
  readonly groups: readonly string[];
}

const ORG = 'Organization Management';
const RECIPIENTS = 'Recipient Management';
const VIEW = 'View-Only Organization Management';
const HELP = 'Help Desk';

// prettier-ignore
const ROLES: readonly RoleSeed[] = [
  { name: 'Mail Recipients', entries: ['Get-Mailbox', 'Get-Recipient', 'Get-User', 'Get-CASMailbox', 'Set-Mailbox', 'Get-MailboxStatistics', 'Get-MailboxPermission'], groups: [ORG, RECIPIENTS] },
  { name: 'Mail Recipient Creation', entries: ['New-Mailbox', 'Remove-Mailbox', 'Get-Mailbox'], groups: [ORG, RECIPIENTS] },
  { name: 'Distribution Groups', entries: ['Get-DistributionGroup', 'New-DistributionGroup', 'Set-DistributionGroup', 'Remove-DistributionGroup', 'Get-DistributionGroupMember', 'Add-DistributionGroupMember', 'Remove-DistributionGroupMember'], groups: [ORG, RECIPIENTS] },
  { name: 'Organization Configuration', entries: ['Get-OrganizationConfig'], groups: [ORG] },
  { name: 'Remote and Accepted Domains', entries: ['Get-AcceptedDomain'], groups: [ORG] },
  { name: 'Role Management', entries: ['Get-ManagementRole', 'Get-ManagementRoleAssignment'], groups: [ORG] },
  { name: 'Transport Rules', entries: ['Import-TransportRuleCollection'], groups: [ORG] },
  { name: 'Data Loss Prevention', entries: ['New-DataClassification'], groups: [ORG, 'Compliance Management'] },
  { name: 'Migration', entries: ['Test-MigrationServerAvailability'], groups: [ORG, RECIPIENTS] },
  { name: 'View-Only Recipients', entries: ['Get-Mailbox', 'Get-Recipient', 'Get-User', 'Get-CASMailbox', 'Get-MailboxStatistics', 'Get-DistributionGroup', 'Get-DistributionGroupMember'], groups: [ORG, VIEW, HELP] },
  { name: 'View-Only Configuration', entries: ['Get-OrganizationConfig', 'Get-AcceptedDomain', 'Get-ManagementRole', 'Get-ManagementRoleAssignment'], groups: [ORG, VIEW] },
];

export function roleRecords(tenant: PracticeTenant): Props[] {
  return ROLES.map((role, n) => ({
    Identity: role.name,
    Id: role.name,
    Name: role.name,
    RoleType: role.name.replaceAll(/[ -]/g, ''),
    Description: `Practice cloud: ${role.entries.join(', ')}`,
    IsRootRole: true,
    IsEndUserRole: false,
    IsDeprecated: false,
    Parent: null,
    ImplicitRecipientReadScope: 'Organization',
    ImplicitRecipientWriteScope: role.name.startsWith('View-Only') ? 'None' : 'Organization',
    ImplicitConfigReadScope: 'OrganizationConfig',
    ImplicitConfigWriteScope: role.name.startsWith('View-Only') ? 'None' : 'OrganizationConfig',
    RoleEntries: role.entries,
    Guid: guidOf(tenant.seed, n, 820),
    ...when(tenant, 100 + n),
  }));
}

export function roleAssignmentRecords(tenant: PracticeTenant): Props[] {
  return ROLES.flatMap((role, n) =>
    role.groups.map((group, g): Props => {
      const name = `${role.name}-${group}`;
      const view = role.name.startsWith('View-Only');
      return {
        Identity: name,
        Id: name,
        Name: name,
        Role: role.name,
        RoleAssignee: group,
        RoleAssigneeName: group,
        RoleAssigneeType: 'RoleGroup',
        AssignmentMethod: 'Direct',
        AssignmentChain: '',
        User: group,
        EffectiveUserName: 'All Group Members',
        RoleAssignmentDelegationType: 'Regular',
        RecipientReadScope: 'Organization',
        RecipientWriteScope: view ? 'None' : 'Organization',
        ConfigReadScope: 'OrganizationConfig',
        ConfigWriteScope: view ? 'None' : 'OrganizationConfig',
        CustomRecipientWriteScope: null,
        Enabled: true,
        IsValid: true,
        Guid: guidOf(tenant.seed, n * 8 + g, 830),
        ...when(tenant, 200 + n * 8 + g),
      };
    }),
  );
}
