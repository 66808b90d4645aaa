import { watchBlocks, type Blocks } from './blocks.ts';
import { openDesk, type Desk } from './desk.ts';
import { startPractice, type Practice } from './practice.ts';

export const OBJECTS = 100_000;
const PAGE = 1000;

export interface Bare {
  readonly milliseconds: number;
  readonly objects: number;
}

/** What nothing can beat for long: a loop of fetch and JSON.parse over the same pages, keeping the objects. */
export async function bareLoop(practice: Practice): Promise<Bare> {
  const { value: token } = await practice.token({});
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json;odata.metadata=minimal',
    prefer: `odata.maxpagesize=${PAGE};`,
    'x-anchormailbox': `UPN:${practice.username}`,
    'x-forwarded-host': 'outlook.practice.localhost',
    'x-forwarded-proto': 'https',
  };
  const began = performance.now();
  const objects: unknown[] = [];
  let address: string | undefined = `/adminapi/beta/${practice.tenantId}/Mailbox`;
  while (address !== undefined) {
    const answer = await fetch(`http://127.0.0.1:${practice.port}${address}`, { headers });
    const page = JSON.parse(await answer.text()) as { value: unknown[]; '@odata.nextLink'?: string };
    objects.push(...page.value);
    const next = page['@odata.nextLink'];
    const url = next === undefined ? null : new URL(next);
    address = url === null ? undefined : url.pathname + url.search;
  }
  return { milliseconds: performance.now() - began, objects: objects.length };
}

export interface Paged {
  readonly milliseconds: number;
  readonly firstRows: number;
  readonly rows: number;
  /** Of the thread that stands for main; null where it was not watched. */
  readonly blocks: Blocks | null;
}

/** The same objects through HTTP client, session and worker into the result store. */
export async function pagedRun(desk: Desk, watchLoop: boolean): Promise<Paged> {
  const tabId = await desk.openTab();
  // The thread is there before the clock runs, as it is in the app after the first key stroke in a tab.
  await desk.service.handlers.check({ tabId, text: 'Get-EXOMailbox' });
  const watched = watchLoop ? watchBlocks() : null;
  const began = performance.now();
  let firstRows = NaN;
  const first = desk
    .heard('run', (state) => state.tabId === tabId && state.rows > 0)
    .then(() => {
      firstRows = performance.now() - began;
    });
  const state = await desk.run(tabId, 'Get-EXOMailbox -ResultSize Unlimited');
  const milliseconds = performance.now() - began;
  await first;
  const blocks = watched?.() ?? null;
  await desk.service.handlers.closeTab({ tabId });
  if (state.state !== 'done')
    throw new Error(`the run ended as ${state.state}: ${JSON.stringify(state.problems)}`);
  return { milliseconds, firstRows, rows: state.rows, blocks };
}

/** Runs both in turn so that whatever else the machine does meets both; the first of each is not counted. */
export function measurePaging(runs: number): Promise<{ bare: Bare[]; paged: Paged[] }> {
  return withDesk(async (practice, desk) => {
    const bare: Bare[] = [];
    const paged: Paged[] = [];
    for (let run = 0; run <= runs; run++) {
      const loop = await bareLoop(practice);
      const own = await pagedRun(desk, false);
      if (loop.objects !== own.rows) throw new Error(`${loop.objects} objects, but ${own.rows} rows`);
      if (run === 0) continue;
      bare.push(loop);
      paged.push(own);
    }
    return { bare, paged };
  });
}

/** Only our own runs: what a bare loop leaves to be collected would count as ours. The first is not counted. */
export function measureLoop(runs: number): Promise<Paged[]> {
  return withDesk(async (_practice, desk) => {
    const paged: Paged[] = [];
    for (let run = 0; run <= runs; run++) paged.push(await pagedRun(desk, true));
    return paged.slice(1);
  });
}

async function withDesk<T>(work: (practice: Practice, desk: Desk) => Promise<T>): Promise<T> {
  const practice = await startPractice({ mailboxes: OBJECTS });
  const desk = await openDesk(practice);
  try {
    return await work(practice, desk);
  } finally {
    await desk.close();
    await practice.stop();
  }
}
