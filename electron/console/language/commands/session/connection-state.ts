import { randomUUID } from 'node:crypto';
import type { CmdletInfo } from '../../../../../shared/model/cmdlet.ts';
import type { ConnectionFacts } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { failure, type Terminating } from '../../values/errors.ts';

/** A connection that the script may use. */
export interface OpenConnection {
  /** Of Get-ConnectionInformation, lower case; null: the id of the tab's own. */
  readonly id: string | null;
  /** What Connect- -Prefix puts before the nouns of its cmdlets; empty: nothing. */
  readonly prefix: string;
  /** `tab`: a use of the tab's own connection; `script`: opened by a script of the tab. */
  readonly of: 'tab' | 'script';
  readonly service: ConnectionFacts['service'];
  /** Later ones have greater numbers. */
  readonly order: number;
}

/**
 * What a script's own Connect- and Disconnect- commands did to its use of the tab's own connection. `refused`: it asked
 * for another one and did not get it, so nothing that follows may reach the one of the tab.
 */
interface Use {
  readonly refused: boolean;
  /** None: it said Disconnect-. */
  readonly open: readonly OpenConnection[];
  /** True: the tab's own connection itself was closed with the last use of it. */
  readonly closed?: boolean;
}

const uses = new WeakMap<Runtime, Use>();

function useOf(rt: Runtime): Use {
  const known = uses.get(rt);
  if (known !== undefined) return known;
  const { connection, connections } = rt.host;
  // A host that knows nothing of connections has its service at any rate.
  if (connection === undefined && connections !== undefined) return { refused: false, open: [] };
  const { prefix = '', service = 'exchange' } = connection ?? {};
  return { refused: false, open: [{ id: null, prefix, of: 'tab', service, order: 0 }] };
}

function opened(rt: Runtime): readonly OpenConnection[] {
  return (rt.host.connections?.opened ?? []).map(({ facts }) => ({
    id: facts.id.toLowerCase(),
    prefix: facts.prefix,
    of: 'script',
    service: facts.service,
    order: facts.number,
  }));
}

/** A run begins: it has the tab's connection. */
export function forgetConnections(rt: Runtime): void {
  uses.delete(rt);
}

/** Connect- was answered. With a prefix, the tab's connection takes it, or one more stands beside those with another. */
export function markConnected(rt: Runtime, prefix = ''): void {
  const { open } = useOf(rt);
  const order = Math.max(0, ...openConnections(rt).map((one) => one.order)) + 0.5;
  const service = rt.host.connection?.service ?? 'exchange';
  const same = (one: OpenConnection): boolean => one.prefix.toLowerCase() === prefix.toLowerCase();
  const again = open.find(same);
  const others = open.filter((one) => !same(one) && (again !== undefined || one.prefix !== ''));
  const id =
    again === undefined && others.some((one) => one.id === null) ? randomUUID() : (again?.id ?? null);
  uses.set(rt, { refused: false, open: [...others, { id, prefix, of: 'tab', service, order }] });
}

/** A connection was opened: what was refused before is past. */
export function markOpened(rt: Runtime): void {
  const { open } = useOf(rt);
  uses.set(rt, { refused: false, open });
}

/** @param which absent: all uses of the tab's own connection */
export function markDisconnected(rt: Runtime, which?: readonly OpenConnection[]): void {
  const { refused, open } = useOf(rt);
  const gone = (one: OpenConnection): boolean =>
    which === undefined ||
    which.some(({ id, of, prefix }) => of === 'tab' && id === one.id && prefix === one.prefix);
  const left = open.filter((one) => !gone(one));
  uses.set(rt, { refused, open: left, closed: open.length > 0 && left.length === 0 });
}

/** True: the script disconnected the tab's own connection, and did not connect it again. */
export const isOwnClosed = (rt: Runtime): boolean => useOf(rt).closed === true;

export function markRefused(rt: Runtime): void {
  uses.set(rt, { refused: true, open: [] });
}

/** What the script may use, in the order in which it connected. */
export function openConnections(rt: Runtime): readonly OpenConnection[] {
  return [...useOf(rt).open, ...opened(rt)].sort((a, b) => a.order - b.order);
}

/** A name without a connection's prefix (Get-PrimaryMailbox); null: it has another one. */
function withoutPrefix(prefix: string, name: string): string | null {
  if (prefix === '') return name;
  const dash = name.indexOf('-') + 1;
  return dash > 0 && name.slice(dash).toLowerCase().startsWith(prefix.toLowerCase())
    ? name.slice(0, dash) + name.slice(dash + prefix.length)
    : null;
}

/** A cmdlet of a connection, and which one a call goes to. */
export interface ServiceCmdlet {
  readonly cmdlet: CmdletInfo;
  /** null: the tab's own. */
  readonly connection: string | null;
}

/**
 * The cmdlet that a name stands for now: that of the connection with its prefix, and of those without one the newest
 * that has it; Get-EXO* take no prefix and go to the newest connection to Exchange (connect.md, Parameters).
 * @param lower in lower case
 */
export function serviceCmdlet(rt: Runtime, lower: string): ServiceCmdlet | undefined {
  const own = rt.host.service.cmdlets;
  const every = openConnections(rt).toReversed();
  if (lower.startsWith('get-exo')) {
    const newest = every.find(({ service }) => service === 'exchange');
    const found = newest === undefined ? undefined : cmdletsOf(rt, newest)?.get(lower);
    if (newest !== undefined && found !== undefined) return { cmdlet: found, connection: target(newest) };
  }
  for (const open of every) {
    const name = withoutPrefix(open.prefix, lower);
    const found = name === null ? undefined : cmdletsOf(rt, open)?.get(name);
    if (found !== undefined) return { cmdlet: found, connection: target(open) };
  }
  // Known by name although it can't be used now, so that it can be said why.
  const known = own.get(lower);
  return known === undefined ? undefined : { cmdlet: known, connection: null };
}

const target = (open: OpenConnection): string | null => (open.of === 'tab' ? null : open.id);

function cmdletsOf(rt: Runtime, open: OpenConnection): ReadonlyMap<string, CmdletInfo> | undefined {
  if (open.of === 'tab') return rt.host.service.cmdlets;
  return rt.host.connections?.opened.find(({ facts }) => facts.id.toLowerCase() === open.id)?.cmdlets;
}

/** Cmdlets of all connections by the names that they have here. */
export function* serviceCmdlets(rt: Runtime): Iterable<readonly [name: string, cmdlet: CmdletInfo]> {
  for (const cmdlet of rt.host.service.cmdlets.values()) yield [cmdlet.name, cmdlet];
  for (const open of openConnections(rt)) {
    if (open.of === 'tab' && open.prefix === '') continue;
    for (const cmdlet of cmdletsOf(rt, open)?.values() ?? []) {
      const isExo = /^get-exo/i.test(cmdlet.name);
      yield [isExo ? cmdlet.name : cmdlet.name.replace('-', `-${open.prefix}`), cmdlet];
    }
  }
}

/** Why a cmdlet of the service must not be sent now; null: it may. */
export function serviceRefusal(rt: Runtime, cmdlet: string, connection: string | null): Terminating | null {
  if (connection !== null) return null;
  const { refused, open } = useOf(rt);
  if (!refused && open.length > 0) return null;
  const never = !refused && rt.host.connection === undefined;
  const thrown = failure(
    refused ? 'ConnectionRefused' : never ? 'NotConnected' : 'Disconnected',
    refused
      ? `${cmdlet} was not sent: the script asked for another connection and did not get it, so what follows is not meant for this tab's organisation. Correct the Connect- command first.`
      : never
        ? 'You must call Connect-ExchangeOnline before calling any other cmdlet.'
        : `${cmdlet} was not sent: the script had disconnected before. Take the Disconnect- command out or put it at the end.`,
    { type: 'System.Management.Automation.PSInvalidOperationException', category: 'ConnectionError' },
  );
  thrown.ends = refused ? 'script' : 'statement';
  return thrown;
}
