import type { Recipient } from './recipient.ts';
import type { TenantStore } from './tenant-store.ts';
import { hash32, oneIn } from './random.ts';

interface PermissionRecord {
  readonly User: string;
  readonly AccessRights: readonly string[];
  readonly IsInherited: boolean;
}

/** Somebody else of the tenant, always the same for the same mailbox. */
function neighbour(store: TenantStore, mailbox: Recipient, salt: number): string | null {
  const other =
    store.recipients[hash32(store.tenant.seed, mailbox.seq, salt) % Math.max(1, store.recipients.length)];
  return other && other !== mailbox && other.class === 'mailbox' ? other.text('UserPrincipalName') : null;
}

/** Who may open a mailbox: itself, seeded delegates of shared and some personal ones, and what Add-MailboxPermission gave. */
export function permissionRecords(store: TenantStore, mailbox: Recipient): PermissionRecord[] {
  const records: PermissionRecord[] = [
    { User: 'NT AUTHORITY\\SELF', AccessRights: ['FullAccess', 'ReadPermission'], IsInherited: false },
  ];
  const granted = store.grants.get(mailbox) ?? [];
  const open = mailbox.props['IsShared'] === true || oneIn(10, store.tenant.seed, mailbox.seq, 700);
  const delegate = open ? neighbour(store, mailbox, 701) : null;
  if (delegate !== null && !granted.some((grant) => grant.user === delegate)) {
    records.push({ User: delegate, AccessRights: ['FullAccess'], IsInherited: false });
  }
  for (const grant of granted)
    records.push({ User: grant.user, AccessRights: grant.rights, IsInherited: false });
  return records;
}

/** Who may send as a recipient. */
export function sendAsTrustees(store: TenantStore, recipient: Recipient): string[] {
  const trustee = recipient.props['IsShared'] === true ? neighbour(store, recipient, 702) : null;
  return ['NT AUTHORITY\\SELF', ...(trustee === null ? [] : [trustee])];
}
