import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { ApiState, ExchangeSession } from '../../exchange/types.ts';
import { exchangeTarget } from '../../testing/target.ts';
import { askStates } from './connection-states.ts';
import type { OwnPlace } from './places.ts';
import type { TabConnections } from './tab-connections.ts';

const RUNNING: ApiState = { running: true, reason: '' };
const { signal } = new AbortController();

type Ask = ExchangeSession['apiState'];
const sessionOf = (apiState: Ask) => ({ apiState, target: exchangeTarget() }) as ExchangeSession;

/** A tab with connections that scripts opened, by id, and one of its own where that is given. */
function tab(
  asks: Readonly<Record<string, Ask>>,
  { own, status }: { own?: Ask; status?: ConnectionStatus } = {},
) {
  const all = Object.entries(asks).map(([id, ask]) => ({
    id,
    connection: { session: sessionOf(ask), status: () => status },
  }));
  return {
    own: own === undefined ? null : ({ session: sessionOf(own) } as OwnPlace),
    status: () => status,
    connections: { all } as unknown as TabConnections,
  };
}

const connected = (left: number, renewable: boolean) =>
  ({
    state: 'connected',
    tokenExpiresAt: new Date(Date.now() + left).toISOString(),
    token: { renewable },
  }) as ConnectionStatus;

/** Answers when it is asked to leave. */
const hangs: Ask = (own) =>
  new Promise((_resolve, reject) => {
    own.addEventListener('abort', () => reject(fail('cancelled', 'cancelled', '')), { once: true });
  });

describe('the state of a tab’s connections', () => {
  it('is asked of all at once, and of those alone that are wanted', async () => {
    let waiting = 0;
    let release = (): void => undefined;
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    // Each answers only once the other was asked too.
    const ask: Ask = async () => {
      if (++waiting === 2) release();
      await both;
      return RUNNING;
    };
    const never: Ask = () => Promise.reject(new Error('was not to be asked'));
    const states = await askStates([null, 'a', 'gone'], tab({ a: ask, b: never }, { own: ask }), signal);
    expect(states).toEqual([
      { id: null, connected: true, expired: false, reason: '' },
      { id: 'a', connected: true, expired: false, reason: '' },
    ]);
  });

  it('is broken where the service takes too long, and holds up none of the others', async () => {
    const states = await askStates(['a', 'b'], tab({ a: hangs, b: async () => RUNNING }), signal, 30);
    expect(states.map(({ connected }) => connected)).toEqual([false, true]);
    expect(states[0]?.reason).toContain('did not answer within');
  });

  it('ends when the run is stopped', async () => {
    const stop = new AbortController();
    const states = askStates(['a'], tab({ a: hangs }), stop.signal);
    stop.abort();
    await expect(states).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });

  it.each([
    [9, false, 0],
    [10, false, 0],
    [11, false, 1],
    [9, true, 1],
    [-1, false, 0],
  ])('of a token with %i minutes left, renewable %s: %i requests', async (minutes, renewable, requests) => {
    let asked = 0;
    const ask: Ask = async () => {
      asked++;
      return RUNNING;
    };
    const status = connected(minutes * 60_000, renewable);
    const [state] = await askStates(['a'], tab({ a: ask }, { status }), signal);
    expect(asked).toBe(requests);
    expect(state).toMatchObject({ connected: requests === 1, expired: requests === 0 });
    if (requests === 0) expect(state?.reason).toContain('connect again with a newer one');
  });

  it('is not asked of a connection that failed before', async () => {
    const status: ConnectionStatus = {
      state: 'failed',
      at: new Date(0).toISOString(),
      failure: fail('sign-in-needed', 'The sign-in is over.', 'Sign in again.').failure,
    };
    const never: Ask = () => Promise.reject(new Error('was not to be asked'));
    expect(await askStates([null], tab({}, { own: never, status }), signal)).toEqual([
      { id: null, connected: false, expired: true, reason: 'The sign-in is over. Sign in again.' },
    ]);
  });
});
