import { randomUUID } from 'node:crypto';
import type { Runtime } from '../../interpreter/runtime.ts';
import { failure, type Terminating } from '../../values/errors.ts';

/** A use of the tab's connection that the script sees as a connection of its own. */
export interface OpenConnection {
  /** Of Get-ConnectionInformation, lower case; null: the tab's own. */
  readonly id: string | null;
  /** What Connect- -Prefix puts before the nouns of its cmdlets; empty: nothing. */
  readonly prefix: string;
}

/**
 * What a script's own Connect- and Disconnect- commands did to its use of the tab's connection. `refused`: it asked for
 * another organisation, account or way of signing in, so nothing that follows may reach the one of the tab.
 */
interface Use {
  readonly refused: boolean;
  /** None: it said Disconnect-. */
  readonly open: readonly OpenConnection[];
}

const TAB: OpenConnection = { id: null, prefix: '' };
const AT_FIRST: Use = { refused: false, open: [TAB] };
const uses = new WeakMap<Runtime, Use>();

function useOf(rt: Runtime): Use {
  return uses.get(rt) ?? AT_FIRST;
}

/** A run begins: it has the tab's connection. */
export function forgetConnections(rt: Runtime): void {
  uses.delete(rt);
}

/** Connect- was answered. With a prefix, the tab's connection takes it, or one more stands beside those with another. */
export function markConnected(rt: Runtime, prefix = ''): void {
  const { open } = useOf(rt);
  const same = (one: OpenConnection): boolean => one.prefix.toLowerCase() === prefix.toLowerCase();
  if (open.some(same)) {
    uses.set(rt, { refused: false, open });
    return;
  }
  const others = open.filter((one) => one.prefix !== '');
  const id = others.some((one) => one.id === null) ? randomUUID() : null;
  uses.set(rt, { refused: false, open: [...others, { id, prefix }] });
}

/** @param which absent: all of them */
export function markDisconnected(rt: Runtime, which?: readonly OpenConnection[]): void {
  const { refused, open } = useOf(rt);
  uses.set(rt, { refused, open: which === undefined ? [] : open.filter((one) => !which.includes(one)) });
}

export function markRefused(rt: Runtime): void {
  uses.set(rt, { refused: true, open: [] });
}

/** What the script may use, in the order in which it connected. */
export function openConnections(rt: Runtime): readonly OpenConnection[] {
  return useOf(rt).open;
}

/** The cmdlet behind a name with the prefix of an open connection (Get-PrimaryMailbox); null: it has none. */
export function withoutPrefix(rt: Runtime, name: string): string | null {
  const dash = name.indexOf('-');
  if (dash < 0) return null;
  const noun = name.slice(dash + 1).toLowerCase();
  const found = useOf(rt).open.find(({ prefix }) => prefix !== '' && noun.startsWith(prefix.toLowerCase()));
  return found === undefined
    ? null
    : `${name.slice(0, dash + 1)}${name.slice(dash + 1 + found.prefix.length)}`;
}

/** Why a cmdlet of the service must not be sent now; null: it may. */
export function serviceRefusal(rt: Runtime, cmdlet: string): Terminating | null {
  const { refused, open } = useOf(rt);
  if (!refused && open.length > 0) return null;
  const thrown = failure(
    refused ? 'ConnectionRefused' : 'Disconnected',
    refused
      ? `${cmdlet} was not sent: the script asked for another connection than the one of this tab and was refused, so what follows is not meant for this tab's organisation. Correct the Connect- command first.`
      : `${cmdlet} was not sent: the script had disconnected before. Take the Disconnect- command out or put it at the end.`,
    { type: 'System.Management.Automation.PSInvalidOperationException', category: 'ConnectionError' },
  );
  thrown.ends = refused ? 'script' : 'statement';
  return thrown;
}
