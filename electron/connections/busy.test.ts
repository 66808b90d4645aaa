import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { fault, forget } from '../testing/practice-session.ts';
import { draft } from '../testing/world.ts';

const READER = 'reader@contoso.practice.localhost';

let desk: PracticeDesk;
beforeAll(async () => {
  desk = await openPracticeDesk();
}, 60_000);
afterAll(() => desk.close());
beforeEach(() => forget(desk));

async function connectToBusy(times: number) {
  await fault(desk, { path: 'EXOModuleFile' }, { kind: 'status', status: 503, body: '' }, times);
  const { profile } = await desk.connections.handlers.create(draft({ accountId: null, loginHint: READER }));
  const { id } = profile;
  await desk.connections.handlers.connect({ id });
  const status = () => desk.connections.registry.view(id)?.status;
  const waiting = () => ({ waiting: undefined, ...status() }).waiting;
  await expect.poll(waiting, { timeout: 20_000 }).toHaveProperty('reason', expect.stringContaining('503'));
  return { id, status, waiting };
}

// The first one has no list of an earlier time either.
it('says that a connection waits for a busy service, and ends it at once when it is given up', async () => {
  const { id, status } = await connectToBusy(20);
  await desk.connections.handlers.disconnect({ id });
  expect(status()).toEqual({ state: 'signed-out' });
  await desk.connections.handlers.remove({ id });
}, 60_000);

it('says it no longer once the service has answered', async () => {
  const { status, waiting } = await connectToBusy(1);
  await expect.poll(waiting, { timeout: 20_000 }).toBeUndefined();
  expect({ cmdletCount: null, ...status() }.cmdletCount).toBeGreaterThan(5);
}, 60_000);
