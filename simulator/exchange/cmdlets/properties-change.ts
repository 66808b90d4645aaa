import { cannotDo } from '../failure.ts';
import type { Recipient } from '../data/recipient.ts';
import type { TenantStore } from '../data/tenant-store.ts';
import type { Bound } from '../invoke/bound.ts';
import type { Delta } from '../invoke/convert.ts';
import type { Props, Value } from '../model/values.ts';
import { theOne } from './select.ts';

const lower = (text: string): string => text.toLowerCase();

function applyDelta(current: readonly string[], delta: Delta): string[] {
  const gone = new Set(delta.remove.map(lower));
  const kept = current.filter((text) => !gone.has(lower(text)));
  const have = new Set(kept.map(lower));
  return [...kept, ...delta.add.filter((text) => !have.has(lower(text)))];
}

const listOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

/** An address must end in one of the organisation's domains and be nobody else's. */
export function checkAddress(store: TenantStore, address: string, owner?: Recipient): void {
  const bare = address.replace(/^smtp:/i, '');
  const match = /^[^\s@"<>]+@([^\s@]+)$/.exec(bare);
  if (!match) {
    throw cannotDo(
      'Microsoft.Exchange.Data.DataValidationException',
      `The address '${bare}' is invalid. The address must be a valid SMTP address.`,
      bare,
    );
  }
  const domain = lower(match[1] ?? '');
  const own = [...store.tenant.domains, store.tenant.initialDomain].map(lower);
  if (!own.includes(domain)) {
    throw cannotDo(
      'Microsoft.Exchange.Management.RecipientTasks.NotAcceptedDomainException',
      `You can't use the domain because it's not an accepted domain for your organization. The domain is '${domain}'.`,
      bare,
    );
  }
  if (store.isAddressTaken(bare, owner)) {
    throw cannotDo(
      'Microsoft.Exchange.Management.RecipientTasks.ProxyAddressExistsException',
      `The proxy address "SMTP:${bare}" is already being used by the proxy addresses or LegacyExchangeDN of another recipient. Please choose another proxy address.`,
      bare,
    );
  }
}

/** The proxy addresses after a change: exactly one of them is primary (`SMTP:`), and there always is one. */
function newAddresses(store: TenantStore, recipient: Recipient, bound: Bound): string[] | null {
  if (!bound.has('EmailAddresses')) return null;
  const current = listOf(recipient.props['EmailAddresses']);
  const delta = bound.delta('EmailAddresses');
  const asked = delta ? applyDelta(current, delta) : (bound.list('EmailAddresses') ?? []);
  const prefixed = asked.map((address) => (/^[a-z0-9]+:/i.test(address) ? address : `smtp:${address}`));
  for (const address of prefixed) {
    if (/^smtp:/i.test(address) && !current.some((known) => lower(known) === lower(address)))
      checkAddress(store, address, recipient);
  }
  const primary =
    prefixed.findLast((address) => address.startsWith('SMTP:')) ??
    (delta || prefixed.length === 0
      ? `SMTP:${recipient.text('PrimarySmtpAddress')}`
      : `SMTP:${(prefixed[0] ?? '').replace(/^smtp:/i, '')}`);
  const others = prefixed
    .filter((address) => lower(address) !== lower(primary))
    .map((address) => address.replace(/^SMTP:/, 'smtp:'));
  return [primary, ...new Set(others)];
}

/** Names of the recipients that a list names, each of which must exist. */
export function resolvedNames(store: TenantStore, identities: readonly string[]): string[] {
  return identities.map((identity) => theOne(store, identity, 'Recipient').text('Name'));
}

interface ChangeRules {
  /** Parameters that stand for a property of the same name. */
  readonly properties: ReadonlySet<string>;
  /** Lists of recipients: stored by name. */
  readonly people: ReadonlySet<string>;
}

/**
 * What a Set- cmdlet changes: every given parameter that is a property, lists with Add and Remove, addresses kept consistent.
 * Throws the service's refusals; changes nothing itself.
 */
export function propertyChange(
  store: TenantStore,
  recipient: Recipient,
  bound: Bound,
  rules: ChangeRules,
): Props {
  const change: Props = {};
  for (const name of rules.properties) {
    if (!bound.has(name) || name === 'EmailAddresses') continue;
    const value = bound.get(name) ?? null;
    const current = recipient.props[name];
    const delta = bound.delta(name);
    if (delta) {
      const resolved = rules.people.has(name)
        ? { add: resolvedNames(store, delta.add), remove: resolvedNames(store, delta.remove) }
        : delta;
      change[name] = applyDelta(listOf(current), resolved);
    } else if (Array.isArray(current)) {
      const list = bound.list(name) ?? [];
      change[name] = rules.people.has(name) ? resolvedNames(store, list) : list;
    } else if (typeof current === 'string' && value === null) change[name] = '';
    else change[name] = value as Value;
  }
  const addresses = newAddresses(store, recipient, bound);
  const windows = bound.text('WindowsEmailAddress') ?? bound.text('PrimarySmtpAddress');
  if (windows !== null) {
    if (lower(windows) !== lower(recipient.text('PrimarySmtpAddress')))
      checkAddress(store, windows, recipient);
    const rest = (addresses ?? listOf(recipient.props['EmailAddresses'])).map((address) =>
      address.replace(/^SMTP:/, 'smtp:'),
    );
    change['EmailAddresses'] = [
      `SMTP:${windows}`,
      ...rest.filter((address) => lower(address) !== `smtp:${lower(windows)}`),
    ];
  } else if (addresses) change['EmailAddresses'] = addresses;
  const primary = listOf(change['EmailAddresses'])[0];
  if (primary !== undefined) {
    change['PrimarySmtpAddress'] = primary.slice(5);
    change['WindowsEmailAddress'] = primary.slice(5);
  }
  if (typeof change['Name'] === 'string') {
    change['Identity'] = change['Name'];
    change['Id'] = change['Name'];
  }
  return change;
}

/** Whether a change would leave everything as it is. */
export function isNoChange(recipient: Recipient, change: Props): boolean {
  return Object.entries(change).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(recipient.props[name]),
  );
}
