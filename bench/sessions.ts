import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createGraphReader } from '../electron/partner/graph.ts';
import { relationshipSchema } from '../electron/partner/relationships.ts';
import { openPracticeDesk, type PracticeDesk } from '../electron/testing/practice-desk.ts';
import { draft } from '../electron/testing/world.ts';
import { watchBlocks } from './paging/blocks.ts';
import { machine, type Metric, type Report } from './report.ts';

const CONNECTIONS = 200;
const PARTNER = 'admin@partner.practice.localhost';
/** Seconds; of tokens that live so short, all come to their renewal while they are watched. */
const LIFETIME = 150;
/** Milliseconds that the idle connections are watched. */
const WATCHED = 100_000;
/** Renewals in one second of the 200, at most. */
const BURST = 20;

/** 200 connections of one partner, open and idle: what they weigh, what ticks, and how their renewals come. */
export async function run(): Promise<Report> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const desk = await openPracticeDesk([
    ...['--customers', String(CONNECTIONS * 2), '--token-lifetime', String(LIFETIME)],
  ]);
  try {
    const ids = await newConnections(desk);
    // The first one brings what all of them share.
    await connectSome(desk, ids, 1);
    const before = await settled(gc);
    const timersBefore = timers();
    const open = 1 + (await connectSome(desk, ids, CONNECTIONS - 1));
    const after = await settled(gc);
    const timersAfter = timers();
    const watched = await watchRenewals(desk);
    if (open !== CONNECTIONS || watched.renewals < CONNECTIONS / 2) {
      throw new Error(
        `Nothing was measured: ${String(open)} connections were open, and ${String(watched.renewals)} tokens were renewed.`,
      );
    }
    return {
      name: 'sessions',
      machine: machine(),
      metrics: [
        metric('connections open', open, 'connections', null, false),
        metric('memory of one connection', (after - before) / (open - 1) / 1024, 'KB', 512, true),
        metric('timers that they add', timersAfter - timersBefore, 'timers', 10, true),
        metric('renewals while idle', watched.renewals, 'renewals', null, false),
        metric('most renewals in one second', watched.burst, 'renewals', BURST, true),
        metric('longest block of main while idle', watched.blocked, 'ms', 50, true),
      ],
    };
  } finally {
    await desk.close();
  }
}

function metric(name: string, value: number, unit: string, budget: number | null, primary: boolean): Metric {
  return { name, primary, value, unit, baseline: null, ratio: null, budget, runs: 1 };
}

/** A connection for each of 200 customers; none of them connected. */
async function newConnections(desk: PracticeDesk): Promise<string[]> {
  const { signal } = new AbortController();
  const partner = await desk.accounts.signIn({ cloudId: 'Practice', loginHint: PARTNER, signal });
  const graph = createGraphReader(desk, { key: partner, interactive: 'when-needed', signal });
  const path = `/tenantRelationships/delegatedAdminRelationships?$filter=${encodeURIComponent("status eq 'active'")}`;
  const customers = new Map<string, string>();
  for await (const page of graph.pages(path, relationshipSchema)) {
    for (const { customer } of page)
      if (customer != null) customers.set(customer.tenantId, customer.displayName ?? '');
  }
  const ids: string[] = [];
  for (const [tenantId, name] of customers) {
    const { profile } = await desk.connections.handlers.create(
      draft({
        accountId: partner.accountId,
        organization: { kind: 'customer', tenantId, name, domain: null },
      }),
    );
    ids.push(profile.id);
  }
  return ids;
}

/** Connects that many more; some customers let nobody in, and are passed over. @returns how many are open then */
async function connectSome(desk: PracticeDesk, ids: string[], count: number): Promise<number> {
  let open = 0;
  while (open < count) {
    const id = ids.shift();
    if (id === undefined) break;
    const view = await desk.connections.handlers.connect({ id }).catch(() => null);
    if (view?.status.state === 'connected') open++;
  }
  return open;
}

/** Bytes in use once nothing is left to collect. */
async function settled(gc: () => void): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

/** Token requests by the second that they went out in. */
async function watchRenewals(desk: PracticeDesk) {
  desk.sent.length = 0;
  const perSecond = new Map<number, number>();
  const blocks = watchBlocks();
  const until = performance.now() + WATCHED;
  let seen = 0;
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = desk.sent.filter((line) => line.endsWith('/oauth2/v2.0/token')).length;
    const second = Math.floor(performance.now() / 1000);
    if (now > seen) perSecond.set(second, (perSecond.get(second) ?? 0) + now - seen);
    seen = now;
  }
  const { worked: blocked } = blocks();
  return { renewals: seen, burst: Math.max(0, ...perSecond.values()), blocked };
}
