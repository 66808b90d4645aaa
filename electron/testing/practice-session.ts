import { randomUUID } from 'node:crypto';
import type { ExchangeSession, PageRequest } from '../exchange/types.ts';
import type { PracticeDesk } from './practice-desk.ts';
import { draft } from './world.ts';

/** For tests: what the practice cloud received, as its control port tells it. */
export interface Received {
  readonly service: string;
  readonly url: string;
  readonly status: number;
  readonly token: Readonly<Record<string, unknown>> | null;
  readonly body: string;
}

/** Requests since the log was cleared whose address or body has `part`; that of a cmdlet by its name. */
export async function received(desk: PracticeDesk, part: RegExp): Promise<Received[]> {
  const log = (await desk.cloud.control('GET', '/log')) as Received[];
  return log.filter(({ url, body }) => part.test(url) || part.test(body));
}

/** The next fitting request meets a fault (simulator/control/types.ts). */
export async function fault(desk: PracticeDesk, match: object, effect: object, times = 1): Promise<void> {
  await desk.cloud.control('POST', '/faults', { match, effect, times });
}

export async function forget(desk: PracticeDesk): Promise<void> {
  await desk.cloud.control('DELETE', '/faults');
  await desk.cloud.control('DELETE', '/log');
  desk.sent.length = 0;
}

/** Connects and waits until the list of cmdlets has come, so that later requests are the test's own. */
export async function openSession(
  desk: PracticeDesk,
  more: Parameters<typeof draft>[0] = {},
): Promise<{ readonly id: string; readonly session: ExchangeSession }> {
  const [service = 'exchange'] = more.services ?? [];
  const { profile } = await desk.connections.handlers.create(draft({ accountId: null, ...more }));
  await desk.connections.handlers.connect({ id: profile.id });
  const { signal } = new AbortController();
  const { session } = await desk.connections.registry.session(profile.id, service, signal);
  await session.cmdlets();
  return { id: profile.id, session };
}

export const page = (
  cmdlet: string,
  parameters: Readonly<Record<string, unknown>> = {},
  more: Partial<PageRequest> = {},
): PageRequest => ({
  cmdlet,
  parameters,
  pageSize: 1000,
  nextLink: null,
  correlationId: randomUUID(),
  changes: !cmdlet.startsWith('Get-'),
  signal: new AbortController().signal,
  ...more,
});

/** The objects of an answer. */
export const rowsOf = ({ body }: { readonly body: Uint8Array }) =>
  (JSON.parse(new TextDecoder().decode(body)) as { value: Record<string, unknown>[] }).value;
