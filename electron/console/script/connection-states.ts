import type { ConnectionStatus } from '../../../shared/model/connection.ts';
import type { ExchangeSession } from '../../exchange/types.ts';
import type { ConnectionState } from '../language/host.ts';
import type { OwnPlace } from './places.ts';
import type { TabConnections } from './tab-connections.ts';

/** How long one of them is waited for. */
const LIMIT_MS = 15_000;
/** With as much or less left the module calls a token expired, and asks nothing (real-client.md 2.4). */
const NEARLY_OVER_MS = 10 * 60_000;

interface Asked {
  readonly session: Pick<ExchangeSession, 'apiState' | 'target'>;
  readonly status: ConnectionStatus | undefined;
}

interface TabsOwn {
  readonly own: OwnPlace | null;
  readonly status: () => ConnectionStatus | undefined;
  readonly connections: TabConnections;
}

/**
 * How the tab's connections are now, asked of their services all at once; those that are gone are left out.
 * @param ids null: the tab's own
 * @param limit milliseconds that each has; one that takes longer counts as broken
 */
export async function askStates(
  ids: readonly (string | null)[],
  { own, status, connections }: TabsOwn,
  signal: AbortSignal,
  limit = LIMIT_MS,
): Promise<ConnectionState[]> {
  const find = (id: string | null): Asked | null => {
    if (id === null) return own === null ? null : { session: own.session, status: status() };
    const found = connections.all.find((one) => one.id === id);
    return found === undefined
      ? null
      : { session: found.connection.session, status: found.connection.status() };
  };
  const states = ids.map(async (id): Promise<ConnectionState[]> => {
    const asked = find(id);
    return asked === null ? [] : [{ id, ...(await stateOf(asked, signal, limit)) }];
  });
  return (await Promise.all(states)).flat();
}

async function stateOf(
  { session, status }: Asked,
  signal: AbortSignal,
  limit: number,
): Promise<Omit<ConnectionState, 'id'>> {
  if (status?.state === 'failed') {
    const { message, hint } = status.failure;
    return over(hint === '' ? message : `${message} ${hint}`);
  }
  if (status?.state === 'connected' && !status.token.renewable) {
    const left = Date.parse(status.tokenExpiresAt) - Date.now();
    if (left <= NEARLY_OVER_MS) return over(nearlyOver(left));
  }
  const late = AbortSignal.timeout(limit);
  try {
    const { running, reason } = await session.apiState(AbortSignal.any([signal, late]));
    return { connected: running, expired: false, reason };
  } catch (error) {
    if (signal.aborted || !late.aborted) throw error;
    const seconds = Math.round(limit / 1000);
    return {
      connected: false,
      expired: false,
      reason: `${session.target.host} did not answer within ${String(seconds)} s.`,
    };
  }
}

const over = (reason: string): Omit<ConnectionState, 'id'> => ({ connected: false, expired: true, reason });

function nearlyOver(left: number): string {
  const minutes = Math.ceil(left / 60_000);
  const when =
    minutes <= 0
      ? 'The access token is over.'
      : `The access token is over in ${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}.`;
  return `${when} It can't be renewed here: connect again with a newer one.`;
}
