import { objectNotFound } from '../failure.ts';
import { ACCEPTED_DOMAIN, STATISTICS } from '../model/other-schemas.ts';
import { CAS_MAILBOX, MAILBOX, RECIPIENT, USER } from '../model/recipient-schemas.ts';
import { statisticsRecord } from '../data/statistics.ts';
import { numbered, type Command } from './command.ts';
import { define } from './definition.ts';
import { selectRecipients, theOne } from './select.ts';
import { acceptedDomainRecords } from '../data/organisation.ts';

const MAILBOX_KINDS =
  'DiscoveryMailbox|EquipmentMailbox|GroupMailbox|LegacyMailbox|LinkedMailbox|LinkedRoomMailbox|RoomMailbox|SchedulingMailbox|SharedMailbox|TeamMailbox|UserMailbox';
const RECIPIENT_KINDS = `${MAILBOX_KINDS}|DynamicDistributionGroup|GuestMailUser|MailContact|MailForestContact|MailNonUniversalGroup|MailUniversalDistributionGroup|MailUniversalSecurityGroup|MailUser|PublicFolder|PublicFolderMailbox|RoomList`;
const RECIPIENT_TYPES =
  'DynamicDistributionGroup|MailContact|MailNonUniversalGroup|MailUniversalDistributionGroup|MailUniversalSecurityGroup|MailUser|PublicFolder|UserMailbox';

const getMailbox: Command = {
  access: 'reader',
  info: define(
    'Get-Mailbox',
    { set: 'Identity' },
    `Anr text @AnrSet notempty
     Archive switch
     Filter text notempty
     GroupMailbox switch
     Identity id 0 > @Identity
     InactiveMailboxOnly switch @AnrSet,Identity,MailboxPlanSet
     IncludeInactiveMailbox switch @AnrSet,Identity,MailboxPlanSet
     IncludeEmailAddressDisplayNames switch @AnrSet,Identity,MailboxPlanSet
     MailboxPlan id @MailboxPlanSet notnull
     Migration switch
     OrganizationalUnit id notnull
     PublicFolder switch
     RecipientTypeDetails enums=${MAILBOX_KINDS}
     ResultSize size
     SoftDeletedMailbox switch @AnrSet,Identity,MailboxPlanSet
     SortBy text notempty`,
  ),
  read: ({ store }, bound) => {
    const elsewhere = ['GroupMailbox', 'PublicFolder', 'Migration', 'InactiveMailboxOnly'].some((name) =>
      bound.flag(name),
    );
    const plan = bound.text('MailboxPlan');
    const rows = selectRecipients({
      store,
      bound,
      schema: MAILBOX,
      what: 'Mailbox',
      recipientClass: 'mailbox',
      softDeleted: bound.flag('SoftDeletedMailbox'),
      test: (recipient) =>
        !elsewhere &&
        (!bound.flag('Archive') || recipient.text('ArchiveStatus') === 'Active') &&
        (plan === null || recipient.text('MailboxPlan').startsWith(plan)),
    });
    return { schema: MAILBOX, rows };
  },
};

const getRecipient: Command = {
  access: 'reader',
  info: define(
    'Get-Recipient',
    { set: 'Identity' },
    `Anr text @AnrSet notempty
     Filter text notempty
     Identity id 0 > @Identity
     IncludeSoftDeletedRecipients switch
     OrganizationalUnit id notnull
     Properties texts
     RecipientPreviewFilter text @RecipientPreviewFilterSet notempty
     RecipientType enums=${RECIPIENT_TYPES}
     RecipientTypeDetails enums=${RECIPIENT_KINDS}
     ResultSize size
     SortBy text notempty`,
  ),
  read: ({ store }, bound) => ({
    schema: RECIPIENT,
    rows: selectRecipients({ store, bound, schema: RECIPIENT, what: 'Recipient' }),
  }),
};

const getUser: Command = {
  access: 'reader',
  info: define(
    'Get-User',
    { set: 'Identity' },
    `Anr text @AnrSet notempty
     Filter text notempty
     Identity id 0 > @Identity
     IsVIP switch
     OrganizationalUnit id notnull
     PublicFolder switch
     RecipientTypeDetails enums=${RECIPIENT_KINDS}|DisabledUser|User
     ResultSize size
     SortBy text notempty`,
  ),
  read: ({ store }, bound) => ({
    schema: USER,
    rows: selectRecipients({
      store,
      bound,
      schema: USER,
      what: 'User',
      recipientClass: 'mailbox',
      test: () => !bound.flag('IsVIP') && !bound.flag('PublicFolder'),
    }),
  }),
};

const getCasMailbox: Command = {
  access: 'reader',
  info: define(
    'Get-CASMailbox',
    { set: 'Identity' },
    `ActiveSyncDebugLogging switch
     Anr text @AnrSet notempty
     Credential credential
     Filter text notempty
     Identity id 0 > @Identity
     IgnoreDefaultScope switch
     OrganizationalUnit id notnull
     ProtocolSettings switch
     RecalculateHasActiveSyncDevicePartnership switch
     RecipientTypeDetails enums=${MAILBOX_KINDS}|MailUser
     ResultSize size
     SortBy text notempty`,
  ),
  read: ({ store }, bound) => ({
    schema: CAS_MAILBOX,
    rows: selectRecipients({
      store,
      bound,
      schema: CAS_MAILBOX,
      what: 'CASMailbox',
      recipientClass: 'mailbox',
    }),
  }),
};

const getMailboxStatistics: Command = {
  access: 'reader',
  info: define(
    'Get-MailboxStatistics',
    { set: 'Identity', batching: false },
    `Archive switch @Identity
     Identity id ! 0 > @Identity notnull
     IncludeMoveHistory switch
     IncludeMoveReport switch
     IncludeSoftDeletedRecipients switch @Identity
     UseCustomRouting switch @Identity`,
  ),
  read: ({ store }, bound) => {
    const mailbox = theOne(store, bound.text('Identity') ?? '', 'Mailbox', 'mailbox');
    const archive = bound.flag('Archive');
    if (archive && mailbox.text('ArchiveStatus') !== 'Active') {
      throw objectNotFound(`${mailbox.text('Name')} (archive)`, 'Mailbox');
    }
    return { schema: STATISTICS, rows: numbered([statisticsRecord(store, mailbox, archive, true)]) };
  },
};

const getAcceptedDomain: Command = {
  access: 'reader',
  info: define(
    'Get-AcceptedDomain',
    { set: 'Identity' },
    `Identity id 0 > @Identity
     ResultSize size`,
  ),
  read: ({ store }, bound) => {
    const identity = bound.text('Identity')?.toLowerCase();
    const all = store.smallRows('domains', () => acceptedDomainRecords(store.tenant));
    const rows = all.filter(
      ({ props }) =>
        identity === undefined ||
        [props['Name'], props['Guid']].some(
          (text) => typeof text === 'string' && text.toLowerCase() === identity,
        ),
    );
    if (identity !== undefined && rows.length === 0) throw objectNotFound(identity, 'AcceptedDomain');
    return { schema: ACCEPTED_DOMAIN, rows };
  },
};

export const RECIPIENT_READS: readonly Command[] = [
  getMailbox,
  getRecipient,
  getUser,
  getCasMailbox,
  getMailboxStatistics,
  getAcceptedDomain,
];
