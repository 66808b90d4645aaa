import type { PracticeTenant } from '../../types.ts';
import type { Props } from '../model/values.ts';
import {
  DATA_END,
  defaultDomain,
  emptyAttributes,
  organizationDn,
  organizationId,
} from './mailbox-record.ts';
import { GROUP_NAMES, addressPart } from './names.ts';
import { guidOf, hash32, momentBefore, oneIn, pick } from './random.ts';

export type GroupKind = 'MailUniversalDistributionGroup' | 'MailUniversalSecurityGroup' | 'RoomList';

interface GroupSeed {
  readonly index: number;
  readonly name: string;
  readonly alias: string;
  readonly kind: GroupKind;
  /** Indexes of seeded mailboxes. */
  readonly members: readonly number[];
}

/** About one group for thirty mailboxes, each with up to forty members; the first holds a quarter of everybody. */
export function seedGroups(tenant: PracticeTenant, mailboxes: number): GroupSeed[] {
  if (mailboxes === 0) return [];
  const count = Math.min(400, Math.max(4, Math.round(mailboxes / 30)));
  const groups: GroupSeed[] = [];
  for (let index = 0; index < count; index++) {
    const base = pick(GROUP_NAMES, index);
    const round = Math.floor(index / GROUP_NAMES.length);
    const name = round === 0 ? base : `${base} ${round + 1}`;
    const folded = name.split(' ').map(addressPart).filter(Boolean).join('-');
    const members = new Set<number>();
    if (index === 0) {
      for (let i = 0; i < mailboxes; i += 4) members.add(i);
    } else {
      const wanted = hash32(tenant.seed, index, 400) % 40;
      for (let i = 0; i < wanted; i++) members.add(hash32(tenant.seed, index * 64 + i, 401) % mailboxes);
    }
    groups.push({
      index,
      name,
      alias: /[a-z]/.test(folded) ? folded : `group-${index + 1}`,
      kind: oneIn(5, tenant.seed, index, 402)
        ? 'MailUniversalSecurityGroup'
        : 'MailUniversalDistributionGroup',
      members: [...members].sort((a, b) => a - b),
    });
  }
  return groups;
}

interface NewGroup {
  readonly name: string;
  readonly displayName: string;
  readonly alias: string;
  readonly address: string;
  readonly kind: GroupKind;
  readonly managedBy: readonly string[];
  readonly guid: string;
  readonly objectId: string;
  readonly created: string;
}

/** Every property of a distribution group. */
export function groupRecord(tenant: PracticeTenant, group: NewGroup): Props {
  const domain = defaultDomain(tenant);
  const addresses = [`SMTP:${group.address}`];
  if (domain !== tenant.initialDomain) addresses.push(`smtp:${group.alias}@${tenant.initialDomain}`);
  const security = group.kind === 'MailUniversalSecurityGroup';
  return {
    ...emptyAttributes(),
    Identity: group.name,
    Id: group.name,
    Name: group.name,
    Alias: group.alias,
    DisplayName: group.displayName,
    DistinguishedName: `CN=${group.name},${organizationDn(tenant)}`,
    PrimarySmtpAddress: group.address,
    WindowsEmailAddress: group.address,
    EmailAddresses: addresses,
    ExternalDirectoryObjectId: group.objectId,
    Guid: group.guid,
    RecipientType: group.kind === 'RoomList' ? 'MailUniversalDistributionGroup' : group.kind,
    RecipientTypeDetails: group.kind,
    GroupType: security ? 'Universal, SecurityEnabled' : 'Universal',
    SamAccountName: `${group.alias.slice(0, 12)}-${group.guid.slice(0, 6)}`,
    OrganizationId: organizationId(tenant),
    OrganizationalUnit: `eurpr01a001.prod.outlook.com/Microsoft Exchange Hosted Organizations/${tenant.initialDomain}`,
    ExchangeVersion: '0.10 (14.0.100.0)',
    LegacyExchangeDN: `/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=${group.guid.replaceAll('-', '')}-${group.alias}`,
    ManagedBy: group.managedBy,
    MemberJoinRestriction: security ? 'Closed' : 'Open',
    MemberDepartRestriction: security ? 'Closed' : 'Open',
    ReportToManagerEnabled: false,
    ReportToOriginatorEnabled: true,
    SendOofMessageToOriginatorEnabled: false,
    BypassNestedModerationEnabled: false,
    BccBlocked: false,
    HiddenGroupMembershipEnabled: false,
    HiddenFromAddressListsEnabled: false,
    RequireSenderAuthenticationEnabled: true,
    IsDirSynced: false,
    Description: [],
    Notes: '',
    MaxSendSize: 'Unlimited',
    MaxReceiveSize: 'Unlimited',
    WhenCreated: group.created,
    WhenCreatedUTC: group.created,
    WhenChanged: group.created,
    WhenChangedUTC: group.created,
  };
}

export function seededGroupRecord(tenant: PracticeTenant, seed: GroupSeed): Props {
  return groupRecord(tenant, {
    name: seed.name,
    displayName: seed.name,
    alias: seed.alias,
    address: `${seed.alias}@${defaultDomain(tenant)}`,
    kind: seed.kind,
    managedBy: ['Organization Management'],
    guid: guidOf(tenant.seed, seed.index, 410),
    objectId: guidOf(tenant.seed, seed.index, 411),
    created: momentBefore(DATA_END, 2000, hash32(tenant.seed, seed.index, 412)),
  });
}
