import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { forget, openSession, page, received, rowsOf } from '../testing/practice-session.ts';
import { draft, failureOf } from '../testing/world.ts';

const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';

let desk: PracticeDesk;
/** Of the partner’s account, for the customer’s organisation and for its own. */
let tokens: { customer: string; home: string };
beforeAll(async () => {
  desk = await openPracticeDesk();
  const tokenOf = async (more: Parameters<typeof draft>[0]) => {
    const { id, session } = await openSession(desk, { loginHint: PARTNER, ...more });
    const { value } = await session.target.token({ signal: new AbortController().signal });
    await desk.connections.handlers.remove({ id });
    return value;
  };
  tokens = { customer: await tokenOf({ delegatedTo: CUSTOMER }), home: await tokenOf({}) };
}, 60_000);
afterAll(() => desk.close());
beforeEach(() => forget(desk));

async function given(accessToken: string, more: Partial<ConnectionDraft> = {}) {
  const { handlers } = desk.connections;
  const { profile } = await handlers.create(
    draft({ accountId: null, signIn: { kind: 'token' }, delegatedTo: CUSTOMER, ...more }),
  );
  try {
    return await handlers.connect({ id: profile.id, secrets: { accessToken, keep: false } });
  } catch (error) {
    await handlers.remove({ id: profile.id });
    throw error;
  }
}

it('a given token works in the delegated organisation, which it is for', { timeout: 60_000 }, async () => {
  const view = await given(tokens.customer);
  expect(view.profile).toMatchObject({ organization: { kind: 'customer', domain: CUSTOMER } });
  const tenantId = view.profile.organization.tenantId ?? '';
  expect(view.status).toMatchObject({ state: 'connected', tenantId, token: { renewable: false } });
  const { signal } = new AbortController();
  const { session } = await desk.connections.registry.session(view.profile.id, 'exchange', signal);
  expect(rowsOf(await session.getPage(page('Get-Mailbox'))).length).toBeGreaterThan(0);
  const calls = await received(desk, /\/InvokeCommand/);
  expect(calls.map(({ token }) => token?.tid)).toEqual([tenantId]);
  expect(calls.every(({ url }) => url.includes(`/${tenantId}/`))).toBe(true);
  await desk.connections.handlers.remove({ id: view.profile.id });
});

it('a given token of the partner’s own organisation is refused, and nothing is sent', async () => {
  expect(await failureOf(given(tokens.home))).toMatchObject({ code: 'wrong-tenant', action: 'enter-secret' });
  expect(desk.sent.filter((one) => /adminapi/i.test(one))).toEqual([]);
});
