import { formatSize, type Props } from '../model/values.ts';
import type { Recipient } from './recipient.ts';
import type { TenantStore } from './tenant-store.ts';
import { DATA_END } from './mailbox-record.ts';
import { guidOf, hash32, isoSeconds, momentBefore, oneIn, pick } from './random.ts';

interface MailboxNumbers {
  readonly items: number;
  readonly deleted: number;
  readonly associated: number;
  readonly bytes: number;
  readonly deletedBytes: number;
  readonly lastLogon: string | null;
}

/** Counts and sizes of one mailbox; a mailbox that a command has just made is empty. */
function numbersOf(store: TenantStore, mailbox: Recipient, archive: boolean): MailboxNumbers {
  const fresh = Date.parse(mailbox.text('WhenCreated')) > DATA_END;
  if (fresh) return { items: 0, deleted: 0, associated: 9, bytes: 0, deletedBytes: 0, lastLogon: null };
  const { seed } = store.tenant;
  const shift = archive ? 40 : 0;
  const at = (salt: number): number => hash32(seed, mailbox.seq, 500 + salt + shift);
  const items = at(0) % 90_000;
  const deleted = at(1) % 4000;
  return {
    items,
    deleted,
    associated: at(2) % 900,
    bytes: items * (6000 + (at(3) % 90_000)),
    deletedBytes: deleted * (4000 + (at(4) % 60_000)),
    lastLogon: oneIn(12, seed, mailbox.seq, 505) ? null : momentBefore(DATA_END, 120, at(5)),
  };
}

/** Values of Get-MailboxStatistics; sizes as bytes for the entity sets, as text for InvokeCommand. */
export function statisticsRecord(
  store: TenantStore,
  mailbox: Recipient,
  archive: boolean,
  asText: boolean,
): Props {
  const n = numbersOf(store, mailbox, archive);
  const size = (bytes: number): string | number => (asText ? formatSize(bytes) : bytes);
  return {
    Identity: mailbox.text('ExchangeGuid'),
    DisplayName: archive ? `In-Place Archive -${mailbox.text('DisplayName')}` : mailbox.text('DisplayName'),
    MailboxGuid: mailbox.text(archive ? 'ArchiveGuid' : 'ExchangeGuid'),
    OwnerADGuid: mailbox.text('Guid'),
    LegacyDN: mailbox.text('LegacyExchangeDN'),
    ItemCount: n.items,
    DeletedItemCount: n.deleted,
    AssociatedItemCount: n.associated,
    TotalItemSize: size(n.bytes),
    TotalDeletedItemSize: size(n.deletedBytes),
    LastLogonTime: n.lastLogon,
    LastLogoffTime: n.lastLogon && isoSeconds(Date.parse(n.lastLogon) + 3_600_000),
    LastUserActionTime: n.lastLogon,
    LastLoggedOnUserAccount: null,
    MailboxType: 'Private',
    MailboxTypeDetail: mailbox.text('RecipientTypeDetails'),
    StorageLimitStatus: null,
    ServerName: mailbox.text('ServerName').toUpperCase(),
    DatabaseName: mailbox.text('Database'),
    DatabaseIssueWarningQuota: 'Unlimited',
    DatabaseProhibitSendQuota: 'Unlimited',
    DatabaseProhibitSendReceiveQuota: 'Unlimited',
    IsQuarantined: false,
    IsArchiveMailbox: archive,
    IsMoveDestination: false,
    SystemMessageCount: n.associated % 400,
    SystemMessageSize: size((n.associated % 400) * 2048),
    MessageTableTotalSize: size(Math.round(n.bytes * 0.2)),
    AttachmentTableTotalSize: size(Math.round(n.bytes * 0.8)),
    OtherTablesTotalSize: size(8_847_360),
    ExternalDirectoryOrganizationId: store.tenant.id,
  };
}

const FOLDERS: readonly (readonly [name: string, type: string, share: number])[] = [
  ['Top of Information Store', 'Root', 0],
  ['Inbox', 'Inbox', 50],
  ['Sent Items', 'SentItems', 25],
  ['Deleted Items', 'DeletedItems', 10],
  ['Drafts', 'Drafts', 1],
  ['Calendar', 'Calendar', 6],
  ['Contacts', 'Contacts', 2],
  ['Junk Email', 'JunkEmail', 3],
  ['Notes', 'Notes', 1],
  ['Tasks', 'Tasks', 1],
  ['Archive', 'Archive', 1],
  ['Recoverable Items', 'RecoverableItemsRoot', 0],
  ['Deletions', 'RecoverableItemsDeletions', 0],
];

/** One record a folder; `scope` is a folder type or `All`. */
export function folderRecords(
  store: TenantStore,
  mailbox: Recipient,
  scope: string,
  archive: boolean,
  dates: boolean,
): Props[] {
  const whole = numbersOf(store, mailbox, archive);
  const wanted = scope.toLowerCase();
  return FOLDERS.filter(([, type]) => {
    if (wanted === 'all') return true;
    if (wanted === 'recoverableitems') return type.startsWith('RecoverableItems');
    return type.toLowerCase() === wanted;
  }).map(([name, type, share], n) => {
    const items = Math.floor((whole.items * share) / 100);
    const bytes = Math.floor((whole.bytes * share) / 100);
    const received = items > 0 && dates;
    return {
      Name: name,
      Identity: `${mailbox.text('Alias')}\\${name}`,
      FolderPath: `/${name}`,
      FolderId: Buffer.from(`${mailbox.text('ExchangeGuid')}${type}`).toString('base64'),
      FolderType: type,
      FolderSize: bytes,
      FolderAndSubfolderSize: type === 'Root' ? whole.bytes : bytes,
      ItemsInFolder: items,
      ItemsInFolderAndSubfolders: type === 'Root' ? whole.items : items,
      DeletedItemsInFolder: 0,
      VisibleItemsInFolder: items,
      HiddenItemsInFolder: n % 3,
      OldestItemReceivedDate: received ? mailbox.text('WhenCreated') : null,
      NewestItemReceivedDate: received ? (whole.lastLogon ?? mailbox.text('WhenCreated')) : null,
      CreationTime: mailbox.text('WhenCreated'),
      LastModifiedTime: mailbox.text('WhenChanged'),
      ContainerClass:
        type === 'Calendar' ? 'IPF.Appointment' : type === 'Contacts' ? 'IPF.Contact' : 'IPF.Note',
    };
  });
}

const PHONES = ['iPhone', 'Android', 'Outlook', 'WindowsOutlook15'] as const;

/** Up to three devices of a mailbox. */
export function deviceRecords(store: TenantStore, mailbox: Recipient): Props[] {
  const { seed } = store.tenant;
  if (mailbox.text('RecipientTypeDetails') !== 'UserMailbox') return [];
  const count = hash32(seed, mailbox.seq, 600) % 4;
  return Array.from({ length: count }, (_, n) => {
    const h = hash32(seed, mailbox.seq * 4 + n, 601);
    const id = h.toString(16).toUpperCase().padStart(8, '0').repeat(2);
    const type = pick(PHONES, h);
    const last = momentBefore(DATA_END, 60, h);
    return {
      Identity: `${mailbox.text('Alias')}\\ExchangeActiveSyncDevices\\${type}§${id}`,
      Guid: guidOf(seed, mailbox.seq * 4 + n, 602),
      DeviceID: id,
      DeviceType: type,
      DeviceModel: type === 'iPhone' ? 'iPhone15C2' : type,
      DeviceOS: type === 'iPhone' ? 'iOS 19.1' : 'Android 16',
      DeviceFriendlyName: '',
      DeviceUserAgent: `${type}/1.0`,
      ClientType: n % 2 === 0 ? 'EAS' : 'REST',
      DeviceAccessState: oneIn(20, seed, h, 603) ? 'Blocked' : 'Allowed',
      FirstSyncTime: mailbox.text('WhenCreated'),
      LastSyncAttemptTime: last,
      LastSuccessSync: last,
      Status: 'DeviceOk',
    };
  });
}
