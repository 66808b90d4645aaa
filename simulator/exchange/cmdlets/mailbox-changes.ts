import { cannotDo } from '../failure.ts';
import { emptyAttributes, mailboxRecord, NO_GUID } from '../data/mailbox-record.ts';
import { addressPart } from '../data/names.ts';
import type { MailboxKind } from '../data/people.ts';
import { isoSeconds } from '../data/random.ts';
import type { TenantStore } from '../data/tenant-store.ts';
import type { Bound } from '../invoke/bound.ts';
import { MAILBOX } from '../model/recipient-schemas.ts';
import type { Props } from '../model/values.ts';
import type { Command } from './command.ts';
import { define } from './definition.ts';
import { checkAddress, isNoChange, propertyChange, resolvedNames } from './properties-change.ts';
import { theOne } from './select.ts';
import { SET_MAILBOX } from './set-mailbox-parameters.ts';

const PEOPLE = new Set([
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
const PROPERTIES = new Set(MAILBOX.properties.map((def) => def.name).filter((name) => name !== 'Identity'));

const KINDS: Readonly<Record<string, MailboxKind>> = {
  Regular: 'UserMailbox',
  Shared: 'SharedMailbox',
  Room: 'RoomMailbox',
  Equipment: 'EquipmentMailbox',
};

function kindProperties(kind: MailboxKind): Props {
  const resource = kind === 'RoomMailbox' || kind === 'EquipmentMailbox';
  return {
    RecipientTypeDetails: kind,
    IsShared: kind === 'SharedMailbox',
    IsResource: resource,
    ResourceType: kind === 'RoomMailbox' ? 'Room' : resource ? 'Equipment' : null,
    AccountDisabled: kind !== 'UserMailbox',
  };
}

function setMailboxChange(
  store: TenantStore,
  bound: Bound,
  by: string,
): { name: string; change: Props; target: ReturnType<typeof theOne> } {
  const target = theOne(store, bound.text('Identity') ?? '', 'Mailbox', 'mailbox');
  const change = propertyChange(store, target, bound, { properties: PROPERTIES, people: PEOPLE });
  const forward = bound.text('ForwardingAddress');
  if (forward !== null && forward !== '')
    change['ForwardingAddress'] = resolvedNames(store, [forward])[0] ?? null;
  const smtp = bound.text('ForwardingSmtpAddress');
  if (smtp !== null && smtp !== '')
    change['ForwardingSmtpAddress'] = /^smtp:/i.test(smtp) ? smtp : `smtp:${smtp}`;
  const type = bound.text('Type');
  if (type !== null) Object.assign(change, kindProperties(KINDS[type] ?? 'UserMailbox'));
  if (change['LitigationHoldEnabled'] === true && target.props['LitigationHoldEnabled'] !== true) {
    change['LitigationHoldDate'] ??= isoSeconds(Date.now());
    change['LitigationHoldOwner'] ??= by;
  } else if (change['LitigationHoldEnabled'] === false) {
    Object.assign(change, { LitigationHoldDate: null, LitigationHoldOwner: '' });
  }
  return { name: target.text('Name'), change, target };
}

const setMailbox: Command = {
  access: 'recipientAdmin',
  info: SET_MAILBOX,
  plan: ({ store, claims, warnings }, bound) => {
    const { name, change, target } = setMailboxChange(store, bound, claims.upn ?? claims.appid);
    return {
      question: `Setting mailbox "${name}".`,
      apply: () => {
        const secrets = bound.has('Password') || bound.has('RoomMailboxPassword');
        if (isNoChange(target, change) && !secrets) {
          warnings.push(
            `The command completed successfully but no settings of '${name}' have been modified.`,
          );
        } else store.update(target, change);
        return null;
      },
    };
  },
};

const MAKERS: readonly (readonly [parameter: string, kind: MailboxKind])[] = [
  ['Shared', 'SharedMailbox'],
  ['Room', 'RoomMailbox'],
  ['Equipment', 'EquipmentMailbox'],
];

function newMailboxRecord(store: TenantStore, bound: Bound): Props {
  const { tenant } = store;
  const name = bound.text('Name') ?? '';
  const kind = MAKERS.find(([parameter]) => bound.flag(parameter))?.[1] ?? 'UserMailbox';
  const alias =
    bound.text('Alias') ??
    (name.split(' ').map(addressPart).filter(Boolean).join('.') || `mailbox-${store.version + 1}`);
  const signIn = bound.text('MicrosoftOnlineServicesID');
  const address =
    bound.text('PrimarySmtpAddress') ?? signIn ?? `${alias}@${tenant.domains[0] ?? tenant.initialDomain}`;
  for (const taken of [name, alias]) {
    if (
      store
        .find(taken)
        .some(
          (recipient) =>
            !recipient.softDeleted &&
            [recipient.text('Name'), recipient.text('Alias')].some(
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
  const created = isoSeconds(Date.now());
  const display = bound.text('DisplayName') ?? name;
  const seeded = mailboxRecord(
    tenant,
    { index: 1_000_000 + store.version, kind, first: '', last: '', displayName: display, name, alias },
    null,
  );
  return Object.assign(seeded, {
    ...emptyAttributes(),
    ...kindProperties(kind),
    FirstName: bound.text('FirstName') ?? '',
    LastName: bound.text('LastName') ?? '',
    Department: '',
    Title: '',
    Notes: '',
    Phone: bound.text('Phone') ?? '',
    Office: bound.text('Office') ?? '',
    ResourceCapacity: (bound.get('ResourceCapacity') as number | undefined) ?? null,
    EmailAddresses: [`SMTP:${address}`],
    PrimarySmtpAddress: address,
    WindowsEmailAddress: address,
    UserPrincipalName: signIn ?? address,
    MicrosoftOnlineServicesID: signIn ?? address,
    Guid: store.newGuid(),
    ExchangeGuid: store.newGuid(),
    ExternalDirectoryObjectId: store.newGuid(),
    ArchiveStatus: bound.flag('Archive') ? 'Active' : 'None',
    ArchiveState: bound.flag('Archive') ? 'Local' : 'None',
    ArchiveGuid: bound.flag('Archive') ? store.newGuid() : NO_GUID,
    ArchiveName: bound.flag('Archive') ? [`In-Place Archive -${display}`] : [],
    ForwardingSmtpAddress: null,
    DeliverToMailboxAndForward: false,
    HiddenFromAddressListsEnabled: false,
    LitigationHoldEnabled: false,
    LitigationHoldDate: null,
    LitigationHoldOwner: '',
    LitigationHoldDuration: 'Unlimited',
    InPlaceHolds: [],
    ComplianceTagHoldApplied: false,
    IsDirSynced: false,
    WhenCreated: created,
    WhenCreatedUTC: created,
    WhenChanged: created,
    WhenChangedUTC: created,
    WhenMailboxCreated: created,
  });
}

const newMailbox: Command = {
  access: 'recipientAdmin',
  info: define(
    'New-Mailbox',
    { set: 'User', impact: 'Medium' },
    `Alias text length=1..64
     Archive switch
     DisplayName text length=1..256
     Equipment switch ! @Equipment
     FirstName text length=1..64
     Force switch
     Initials text length=1..6
     LastName text length=1..64
     MailboxPlan id @User
     MicrosoftOnlineServicesID text ! @User
     Name text ! 0 length=1..64
     Office text @Room
     Password secret ! @User
     Phone text @Room
     PrimarySmtpAddress text
     ResetPasswordOnNextLogon bool
     ResourceCapacity int @Room range=0..100000
     RoleAssignmentPolicy id
     Room switch ! @Room
     Shared switch ! @Shared`,
  ),
  plan: ({ store }, bound) => {
    const record = newMailboxRecord(store, bound);
    return {
      question: `Creating mailbox "${bound.text('Name') ?? ''}".`,
      apply: () => ({ schema: MAILBOX, rows: [store.add('mailbox', record)] }),
    };
  },
};

const removeMailbox: Command = {
  access: 'recipientAdmin',
  info: define(
    'Remove-Mailbox',
    { set: 'Identity', impact: 'High' },
    `Force switch
     Identity id ! 0 > @Identity notnull
     Migration switch
     PermanentlyDelete switch @Identity
     PublicFolder switch`,
  ),
  plan: ({ store }, bound) => {
    const target = theOne(store, bound.text('Identity') ?? '', 'Mailbox', 'mailbox');
    if (target.props['LitigationHoldEnabled'] === true && bound.flag('PermanentlyDelete')) {
      throw cannotDo(
        'Microsoft.Exchange.Management.RecipientTasks.RecipientTaskException',
        `The mailbox '${target.text('Name')}' is on hold and can't be permanently deleted.`,
        target.text('Name'),
      );
    }
    return {
      question: `Removing mailbox Identity:"${target.text('Name')}" will remove the Microsoft account that's associated with it and put the mailbox where it can be recovered for 30 days.`,
      apply: () => {
        if (bound.flag('PermanentlyDelete')) store.remove(target);
        else {
          target.softDeleted = true;
          store.update(target, { IsSoftDeletedByRemove: true, WhenSoftDeleted: isoSeconds(Date.now()) });
          for (const other of store.recipients) other.members.delete(target);
        }
        return null;
      },
    };
  },
};

export const MAILBOX_CHANGES: readonly Command[] = [setMailbox, newMailbox, removeMailbox];
