import type { Props, Row } from '../model/values.ts';

export type RecipientClass = 'mailbox' | 'group';

/** A mailbox or group of one tenant. Its record is made when somebody asks for it. */
export class Recipient implements Row {
  readonly seq: number;
  readonly class: RecipientClass;
  /** Of a group: its members in the order they were added. */
  readonly members = new Set<Recipient>();
  softDeleted = false;
  #props: Props | null = null;
  readonly #make: () => Props;

  constructor(seq: number, recipientClass: RecipientClass, make: () => Props) {
    this.seq = seq;
    this.class = recipientClass;
    this.#make = make;
  }

  get props(): Props {
    this.#props ??= this.#make();
    return this.#props;
  }

  text(name: string): string {
    const value = this.props[name];
    return typeof value === 'string' ? value : '';
  }
}

/** Everything an -Identity may be: name, alias, addresses, ids, DN, legacy DN; lower case. Display names come second. */
export function identityKeys(recipient: Recipient): string[] {
  const keys = new Set<string>();
  for (const name of [
    'Name',
    'Alias',
    'DistinguishedName',
    'Guid',
    'ExternalDirectoryObjectId',
    'ExchangeGuid',
    'UserPrincipalName',
    'PrimarySmtpAddress',
    'LegacyExchangeDN',
    'SamAccountName',
  ]) {
    const text = recipient.text(name);
    if (text !== '') keys.add(text.toLowerCase());
  }
  const addresses = recipient.props['EmailAddresses'];
  if (Array.isArray(addresses)) {
    for (const address of addresses) {
      if (typeof address === 'string') keys.add(address.slice(address.indexOf(':') + 1).toLowerCase());
    }
  }
  return [...keys];
}
