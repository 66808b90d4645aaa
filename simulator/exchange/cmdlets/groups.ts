import { cannotDo, objectNotFound } from '../failure.ts';
import { groupRecord, type GroupKind } from '../data/group-record.ts';
import { addressPart } from '../data/names.ts';
import type { Recipient } from '../data/recipient.ts';
import { isoSeconds } from '../data/random.ts';
import { GROUP, RECIPIENT } from '../model/recipient-schemas.ts';
import type { Command } from './command.ts';
import { define } from './definition.ts';
import { checkAddress, isNoChange, propertyChange, resolvedNames } from './properties-change.ts';
import { selectRecipients, theOne } from './select.ts';

const KINDS = 'MailNonUniversalGroup|MailUniversalDistributionGroup|MailUniversalSecurityGroup|RoomList';
const PEOPLE = new Set([
  'ManagedBy',
  'GrantSendOnBehalfTo',
  'ModeratedBy',
  'BypassModerationFromSendersOrMembers',
  'AcceptMessagesOnlyFrom',
  'AcceptMessagesOnlyFromDLMembers',
  'AcceptMessagesOnlyFromSendersOrMembers',
  'RejectMessagesFrom',
  'RejectMessagesFromDLMembers',
  'RejectMessagesFromSendersOrMembers',
]);
const PROPERTIES = new Set(GROUP.properties.map((def) => def.name).filter((name) => name !== 'Identity'));

const bySeq = (a: Recipient, b: Recipient): number => a.seq - b.seq;

const getDistributionGroup: Command = {
  access: 'reader',
  info: define(
    'Get-DistributionGroup',
    { set: 'Identity' },
    `Anr text @AnrSet notempty
     Credential credential
     Filter text notempty
     Identity id 0 > @Identity
     IncludeManagedByWithDisplayNames switch
     ManagedBy id @ManagedBySet
     OrganizationalUnit id notnull
     RecipientTypeDetails enums=${KINDS}
     ResultSize size
     SortBy text notempty`,
  ),
  read: ({ store }, bound) => {
    const owner = bound.text('ManagedBy');
    const name = owner === null ? null : theOne(store, owner, 'Recipient').text('Name');
    const rows = selectRecipients({
      store,
      bound,
      schema: GROUP,
      what: 'DistributionGroup',
      recipientClass: 'group',
      test: (group) => {
        const managers = group.props['ManagedBy'];
        return name === null || (Array.isArray(managers) && managers.some((manager) => manager === name));
      },
    });
    return { schema: GROUP, rows };
  },
};

const getDistributionGroupMember: Command = {
  access: 'reader',
  info: define(
    'Get-DistributionGroupMember',
    {},
    `Credential credential
     Identity id ! 0 > notnull
     IncludeSoftDeletedObjects switch
     ResultSize size`,
  ),
  read: ({ store }, bound) => ({
    schema: RECIPIENT,
    rows: [...theOne(store, bound.text('Identity') ?? '', 'DistributionGroup', 'group').members].sort(bySeq),
  }),
};

const newDistributionGroup: Command = {
  access: 'recipientAdmin',
  info: define(
    'New-DistributionGroup',
    { impact: 'Medium' },
    `Alias text length=1..64
     BccBlocked bool
     BypassNestedModerationEnabled bool
     CopyOwnerToMember switch
     Description list
     DisplayName text length=1..256
     HiddenGroupMembershipEnabled switch
     IgnoreNamingPolicy switch
     ManagedBy list
     MemberDepartRestriction enum=Closed|Open|ApprovalRequired
     MemberJoinRestriction enum=Closed|Open|ApprovalRequired
     Members list
     ModeratedBy list
     ModerationEnabled bool
     Name text ! 0 length=1..64
     Notes text
     OrganizationalUnit id
     PrimarySmtpAddress text
     RequireSenderAuthenticationEnabled bool
     RoomList switch
     SendModerationNotifications enum=Never|Internal|Always
     Type enum=Distribution|Security`,
  ),
  plan: ({ store, claims }, bound) => {
    const name = bound.text('Name') ?? '';
    const alias =
      bound.text('Alias') ??
      (name.split(' ').map(addressPart).filter(Boolean).join('-') || `group-${store.version + 1}`);
    const address =
      bound.text('PrimarySmtpAddress') ?? `${alias}@${store.tenant.domains[0] ?? store.tenant.initialDomain}`;
    for (const taken of [name, alias]) {
      if (
        store
          .find(taken)
          .some((found) =>
            [found.text('Name'), found.text('Alias')].some(
              (text) => text.toLowerCase() === taken.toLowerCase(),
            ),
          )
      ) {
        throw cannotDo(
          'Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException',
          `The name "${taken}" is already being used. Please try another name.`,
          taken,
        );
      }
    }
    checkAddress(store, address);
    const members = (bound.list('Members') ?? []).map((member) => theOne(store, member, 'Recipient'));
    const owners = bound.list('ManagedBy');
    const kind: GroupKind = bound.flag('RoomList')
      ? 'RoomList'
      : bound.text('Type') === 'Security'
        ? 'MailUniversalSecurityGroup'
        : 'MailUniversalDistributionGroup';
    const managedBy = owners ? resolvedNames(store, owners) : [claims.upn ?? 'Organization Management'];
    return {
      question: `Creating distribution group "${name}".`,
      apply: () => {
        const group = store.add(
          'group',
          groupRecord(store.tenant, {
            name,
            displayName: bound.text('DisplayName') ?? name,
            alias,
            address,
            kind,
            managedBy,
            guid: store.newGuid(),
            objectId: store.newGuid(),
            created: isoSeconds(Date.now()),
          }),
        );
        for (const member of members) group.members.add(member);
        store.update(
          group,
          propertyChange(store, group, bound, {
            properties: new Set(
              [...PROPERTIES].filter(
                (property) =>
                  !['Name', 'Alias', 'DisplayName', 'ManagedBy', 'PrimarySmtpAddress'].includes(property),
              ),
            ),
            people: PEOPLE,
          }),
        );
        return { schema: GROUP, rows: [group] };
      },
    };
  },
};

const setDistributionGroup: Command = {
  access: 'recipientAdmin',
  info: define(
    'Set-DistributionGroup',
    { set: 'Identity', impact: 'Medium' },
    `AcceptMessagesOnlyFrom list
     AcceptMessagesOnlyFromDLMembers list
     AcceptMessagesOnlyFromSendersOrMembers list
     Alias text length=1..64
     BccBlocked bool
     BypassModerationFromSendersOrMembers list
     BypassNestedModerationEnabled bool
     BypassSecurityGroupManagerCheck switch
     CustomAttribute1..15 text length=0..1024
     Description list
     DisplayName text length=1..256
     EmailAddresses list
     ExtensionCustomAttribute1..5 list
     ForceUpgrade switch
     GrantSendOnBehalfTo list
     HiddenFromAddressListsEnabled bool
     HiddenGroupMembershipEnabled switch
     Identity id ! 0 > notnull
     IgnoreNamingPolicy switch
     MailTip text length=0..250
     ManagedBy list
     MemberDepartRestriction enum=Closed|Open|ApprovalRequired
     MemberJoinRestriction enum=Closed|Open|ApprovalRequired
     ModeratedBy list
     ModerationEnabled bool
     Name text length=1..64
     PrimarySmtpAddress text
     RejectMessagesFrom list
     RejectMessagesFromDLMembers list
     RejectMessagesFromSendersOrMembers list
     ReportToManagerEnabled bool
     ReportToOriginatorEnabled bool
     RequireSenderAuthenticationEnabled bool
     RoomList switch
     SendModerationNotifications enum=Never|Internal|Always
     SendOofMessageToOriginatorEnabled bool
     SimpleDisplayName text length=0..64
     WindowsEmailAddress text`,
  ),
  plan: ({ store, warnings }, bound) => {
    const group = theOne(store, bound.text('Identity') ?? '', 'DistributionGroup', 'group');
    const change = propertyChange(store, group, bound, { properties: PROPERTIES, people: PEOPLE });
    if (bound.flag('RoomList')) change['RecipientTypeDetails'] = 'RoomList';
    return {
      question: `Setting distribution group "${group.text('Name')}".`,
      apply: () => {
        if (isNoChange(group, change)) {
          warnings.push(
            `The command completed successfully but no settings of '${group.text('Name')}' have been modified.`,
          );
        } else store.update(group, change);
        return null;
      },
    };
  },
};

const removeDistributionGroup: Command = {
  access: 'recipientAdmin',
  info: define(
    'Remove-DistributionGroup',
    { set: 'Identity', impact: 'High' },
    `BypassSecurityGroupManagerCheck switch
     Identity id ! 0 > notnull`,
  ),
  plan: ({ store }, bound) => {
    const group = theOne(store, bound.text('Identity') ?? '', 'DistributionGroup', 'group');
    return {
      question: `Removing distribution group Identity:"${group.text('Name')}".`,
      apply: () => {
        store.remove(group);
        return null;
      },
    };
  },
};

const addDistributionGroupMember: Command = {
  access: 'recipientAdmin',
  info: define(
    'Add-DistributionGroupMember',
    { impact: 'Medium' },
    `BypassSecurityGroupManagerCheck switch
     Identity id ! 0 notnull
     Member id > `,
  ),
  plan: ({ store }, bound) => {
    const group = theOne(store, bound.text('Identity') ?? '', 'DistributionGroup', 'group');
    const member = theOne(store, bound.text('Member') ?? '', 'Recipient');
    if (group.members.has(member) || member === group) {
      throw cannotDo(
        'Microsoft.Exchange.Management.RecipientTasks.MemberAlreadyExistsException',
        `The recipient "${member.text('Name')}" is already a member of the group "${group.text('Name')}".`,
        member.text('Name'),
      );
    }
    return {
      question: `Adding distribution group member "${member.text('Name')}" on distribution group "${group.text('Name')}".`,
      apply: () => {
        group.members.add(member);
        store.changed();
        return null;
      },
    };
  },
};

const removeDistributionGroupMember: Command = {
  access: 'recipientAdmin',
  info: define(
    'Remove-DistributionGroupMember',
    { impact: 'High' },
    `BypassSecurityGroupManagerCheck switch
     Identity id ! 0 notnull
     Member id >`,
  ),
  plan: ({ store }, bound) => {
    const group = theOne(store, bound.text('Identity') ?? '', 'DistributionGroup', 'group');
    const member = theOne(store, bound.text('Member') ?? '', 'Recipient');
    if (!group.members.has(member)) throw objectNotFound(member.text('Name'), 'DistributionGroupMember');
    return {
      question: `Removing distribution group member "${member.text('Name')}" on distribution group "${group.text('Name')}".`,
      apply: () => {
        group.members.delete(member);
        store.changed();
        return null;
      },
    };
  },
};

export const GROUPS: readonly Command[] = [
  getDistributionGroup,
  getDistributionGroupMember,
  newDistributionGroup,
  setDistributionGroup,
  removeDistributionGroup,
  addDistributionGroupMember,
  removeDistributionGroupMember,
];
