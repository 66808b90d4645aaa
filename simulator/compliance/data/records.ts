import { DATA_END } from '../../exchange/data/mailbox-record.ts';
import { guidOf, hash32, momentBefore } from '../../exchange/data/random.ts';
import type { Props } from '../../exchange/model/values.ts';
import type { PracticeTenant } from '../../types.ts';
import { LOCATIONS } from '../model/schemas.ts';

/** Name, id and times of a made-up object; `salt` keeps kinds apart. */
function named(tenant: PracticeTenant, name: string, n: number, salt: number): Props {
  const created = momentBefore(DATA_END, 1500, hash32(tenant.seed, n, salt));
  return {
    Identity: name,
    Name: name,
    Guid: guidOf(tenant.seed, n, salt),
    WhenCreated: created,
    WhenChanged: created,
  };
}

/** Empty lists of every location and its exceptions. */
export function noLocations(): Props {
  return Object.fromEntries(
    LOCATIONS.flatMap((name) => [name, `${name}Exception`]).map((name) => [name, []]),
  );
}

const RETENTION = [
  ['Keep mail for seven years', 'ExchangeLocation', 'Exchange', 2555],
  ['Keep contracts', 'SharePointLocation', 'SharePoint', 3650],
  ['Teams chats, one year', 'TeamsChatLocation', 'Teams', 365],
] as const;

export function retentionPolicies(tenant: PracticeTenant): Props[] {
  return RETENTION.map(([name, location, workload], n) => ({
    ...named(tenant, name, n, 900),
    ...noLocations(),
    Comment: `Practice cloud: ${tenant.displayName}`,
    Enabled: n !== 2 || tenant.seed % 2 === 0,
    Mode: 'Enforce',
    Type: 'Hold',
    Workload: workload,
    RestrictiveRetention: false,
    [location]: ['All'],
    DistributionStatus: 'Success',
    CreatedBy: 'Practice cloud',
    LastModifiedBy: 'Practice cloud',
  }));
}

export function retentionRules(tenant: PracticeTenant): Props[] {
  return RETENTION.map(([policy, , , days], n) => ({
    ...named(tenant, `${policy}, rule`, n, 901),
    Policy: guidOf(tenant.seed, n, 900),
    Comment: '',
    Disabled: false,
    RetentionDuration: String(days),
    RetentionDurationDisplayHint: 'Days',
    RetentionComplianceAction: n === 2 ? 'Delete' : 'KeepAndDelete',
    ExpirationDateOption: 'CreationAgeInDays',
    ContentMatchQuery: null,
  }));
}

export function complianceTags(tenant: PracticeTenant): Props[] {
  return [
    ['Financial record', 'KeepAndDelete', 2555],
    ['Personnel file', 'Keep', 3650],
    ['Draft', 'Delete', 90],
  ].map(([name = '', action = '', days = 0], n) => ({
    ...named(tenant, String(name), n, 902),
    Comment: '',
    RetentionAction: action,
    RetentionDuration: days,
    RetentionType: 'CreationAgeInDays',
    IsRecordLabel: n === 0,
    Regulatory: false,
  }));
}

const LABELS = ['Public', 'General', 'Confidential', 'Highly confidential'] as const;

export function labels(tenant: PracticeTenant): Props[] {
  return LABELS.map((name, n) => ({
    ...named(tenant, name, n, 903),
    DisplayName: name,
    Tooltip: `For content that is ${name.toLowerCase()}`,
    Comment: '',
    Priority: n,
    ParentId: null,
    ContentType: ['File', 'Email'],
    Disabled: false,
    Mode: 'Enforce',
  }));
}

export function labelPolicies(tenant: PracticeTenant): Props[] {
  return [
    {
      ...named(tenant, 'Labels for everybody', 0, 904),
      Comment: '',
      Enabled: true,
      Labels: LABELS,
      ExchangeLocation: ['All'],
      Priority: 0,
      Mode: 'Enforce',
      DistributionStatus: 'Success',
    },
  ];
}

const DLP = ['Card numbers', 'Identity papers'] as const;

export function dlpPolicies(tenant: PracticeTenant): Props[] {
  return DLP.map((name, n) => ({
    ...named(tenant, name, n, 905),
    DisplayName: name,
    Comment: '',
    Enabled: true,
    Mode: n === 0 ? 'Enable' : 'TestWithNotifications',
    Priority: n,
    Workload: 'Exchange, SharePoint, OneDriveForBusiness',
    ExchangeLocation: ['All'],
    SharePointLocation: ['All'],
    OneDriveLocation: ['All'],
    TeamsLocation: [],
    DistributionStatus: 'Success',
  }));
}

export function dlpRules(tenant: PracticeTenant): Props[] {
  return DLP.flatMap((policy, n) =>
    ['few', 'many'].map((amount, m) => ({
      ...named(tenant, `${policy}, ${amount}`, n * 2 + m, 906),
      DisplayName: `${policy}, ${amount}`,
      Policy: guidOf(tenant.seed, n, 905),
      Comment: '',
      Disabled: false,
      Priority: m,
      BlockAccess: m === 1,
      NotifyUser: ['Owner'],
      ReportSeverityLevel: m === 1 ? 'High' : 'Low',
    })),
  );
}

export function searches(tenant: PracticeTenant): Props[] {
  return ['Phishing of last week', 'Contract 4711'].map((name, n) => ({
    ...named(tenant, name, n, 907),
    Description: '',
    Status: n === 0 ? 'Completed' : 'NotStarted',
    ContentMatchQuery: n === 0 ? 'subject:"Your parcel"' : 'contract AND 4711',
    ExchangeLocation: ['All'],
    ExchangeLocationExclusion: [],
    SharePointLocation: [],
    Case: null,
    Items: n === 0 ? found(tenant, name) : 0,
    Size: n === 0 ? found(tenant, name) * 48_213 : 0,
    CreatedBy: 'Practice cloud',
    JobStartTime: n === 0 ? momentBefore(DATA_END, 30, hash32(tenant.seed, n, 908)) : null,
    JobEndTime: n === 0 ? momentBefore(DATA_END, 29, hash32(tenant.seed, n, 909)) : null,
  }));
}

/** How much a search of that name finds: always the same. */
export function found(tenant: PracticeTenant, name: string): number {
  return hash32(tenant.seed, name.length, 910) % 400;
}

export function cases(tenant: PracticeTenant): Props[] {
  return ['Supplier dispute', 'Old matter'].map((name, n) => ({
    ...named(tenant, name, n, 911),
    Description: '',
    Status: n === 0 ? 'Active' : 'Closed',
    CaseType: 'eDiscovery',
    ExternalId: '',
    CreatedBy: 'Practice cloud',
    ClosedBy: n === 0 ? '' : 'Practice cloud',
  }));
}

const ROLE_GROUPS = [
  [
    'OrganizationManagement',
    'Organization Management',
    ['Compliance Search', 'Role Management', 'Retention Management'],
  ],
  [
    'ComplianceAdministrator',
    'Compliance Administrator',
    ['Compliance Search', 'Retention Management', 'DLP Compliance Management'],
  ],
  [
    'eDiscoveryManager',
    'eDiscovery Manager',
    ['Case Management', 'Compliance Search', 'Export', 'Hold', 'Preview'],
  ],
  ['SecurityReader', 'Security Reader', ['Security Reader']],
] as const;

export function roleGroups(tenant: PracticeTenant): Props[] {
  return ROLE_GROUPS.map(([name, displayName, roles], n) => ({
    ...named(tenant, name, n, 912),
    DisplayName: displayName,
    Description: `Practice cloud: ${displayName}`,
    Roles: roles,
    Members: n === 0 ? ['Administrator'] : [],
    RoleGroupType: 'Standard',
    IsReadOnly: false,
  }));
}
