import { randomUUID } from 'node:crypto';
import type { PracticeTenant } from '../../types.ts';
import type { Props, Row } from '../model/values.ts';
import { seedGroups, seededGroupRecord } from './group-record.ts';
import { mailboxRecord } from './mailbox-record.ts';
import { nameMailboxes } from './people.ts';
import { identityKeys, Recipient, type RecipientClass } from './recipient.ts';

/** Rows of a collection that other cmdlets keep (data classifications, permissions …): small, plain, in order. */
interface SmallRow extends Row {
  readonly props: Props;
}

interface MailboxGrant {
  readonly user: string;
  readonly rights: readonly string[];
}

const allKeys = (recipient: Recipient): Set<string> =>
  new Set([...identityKeys(recipient), recipient.text('DisplayName').toLowerCase()]);

/** Everything the practice cloud knows of one organisation. Made on first use, changed in memory, gone with the process. */
export class TenantStore {
  readonly tenant: PracticeTenant;
  /** Grows with every change; part of every cached page's key. */
  version = 0;
  readonly recipients: Recipient[] = [];
  /** Full-access grants by mailbox, beside its owner's own. */
  readonly grants = new Map<Recipient, MailboxGrant[]>();
  readonly small = new Map<string, SmallRow[]>();
  #nextSeq = 1;
  #index: Map<string, Recipient[]> | null = null;

  constructor(tenant: PracticeTenant, mailboxCount: number) {
    this.tenant = tenant;
    const cores = nameMailboxes(tenant, mailboxCount);
    const mailboxes = cores.map((core) => {
      const boss = core.index > 0 ? (cores[Math.floor(core.index / 8)]?.name ?? null) : null;
      return this.#append('mailbox', () => mailboxRecord(tenant, core, boss));
    });
    for (const seed of seedGroups(tenant, mailboxCount)) {
      const group = this.#append('group', () => seededGroupRecord(tenant, seed));
      for (const member of seed.members) {
        const mailbox = mailboxes[member];
        if (mailbox) group.members.add(mailbox);
      }
    }
  }

  #append(recipientClass: RecipientClass, make: () => Props): Recipient {
    const recipient = new Recipient(this.#nextSeq++, recipientClass, make);
    this.recipients.push(recipient);
    return recipient;
  }

  #keys(): Map<string, Recipient[]> {
    if (this.#index === null) {
      this.#index = new Map();
      for (const recipient of this.recipients) this.#addKeys(this.#index, recipient);
    }
    return this.#index;
  }

  #dropKeys(index: Map<string, Recipient[]>, recipient: Recipient): void {
    for (const key of allKeys(recipient)) {
      const left = (index.get(key) ?? []).filter((other) => other !== recipient);
      if (left.length > 0) index.set(key, left);
      else index.delete(key);
    }
  }

  #addKeys(index: Map<string, Recipient[]>, recipient: Recipient): void {
    for (const key of allKeys(recipient)) {
      const found = index.get(key);
      if (found) found.push(recipient);
      else index.set(key, [recipient]);
    }
  }

  /**
   * Recipients that a person could mean by `identity`; more than one only when nothing but the display name matches.
   * Soft-deleted ones are found too; the caller says whether it wants them.
   */
  find(identity: string, recipientClass?: RecipientClass): Recipient[] {
    const wanted = identity
      .replace(/^smtp:/i, '')
      .replace(/^\{|\}$/g, '')
      .toLowerCase();
    const found = (this.#keys().get(wanted) ?? []).filter(
      (recipient) => recipientClass === undefined || recipient.class === recipientClass,
    );
    if (found.length < 2) return found;
    const exact = found.filter((recipient) => identityKeys(recipient).includes(wanted));
    return exact.length > 0 ? exact : found;
  }

  /** Whether an address already belongs to somebody. */
  isAddressTaken(address: string, except?: Recipient): boolean {
    return this.find(address).some((recipient) => recipient !== except && !recipient.softDeleted);
  }

  add(recipientClass: RecipientClass, props: Props): Recipient {
    const recipient = this.#append(recipientClass, () => props);
    if (this.#index) this.#addKeys(this.#index, recipient);
    this.changed();
    return recipient;
  }

  /** Applies a change to a recipient's record and to the ways it can be found. */
  update(recipient: Recipient, change: Props): void {
    if (this.#index) this.#dropKeys(this.#index, recipient);
    Object.assign(recipient.props, change);
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    Object.assign(recipient.props, { WhenChanged: now, WhenChangedUTC: now });
    if (this.#index) this.#addKeys(this.#index, recipient);
    this.changed();
  }

  remove(recipient: Recipient): void {
    const at = this.recipients.indexOf(recipient);
    if (at >= 0) this.recipients.splice(at, 1);
    for (const other of this.recipients) other.members.delete(recipient);
    this.grants.delete(recipient);
    if (this.#index) this.#dropKeys(this.#index, recipient);
    this.changed();
  }

  smallRows(name: string, seed: () => Props[] = () => []): SmallRow[] {
    let rows = this.small.get(name);
    if (!rows) {
      rows = seed().map((props, n) => ({ seq: n + 1, props }));
      this.small.set(name, rows);
    }
    return rows;
  }

  /** Ids of things made by a command are random, as the service's are. */
  newGuid(): string {
    return randomUUID();
  }

  changed(): void {
    this.version++;
  }
}
