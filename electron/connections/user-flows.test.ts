import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import type { SignInMethod } from '../../shared/model/sign-in-method.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { RobotBrowser } from '../testing/robot-browser.ts';
import { draft, failureOf } from '../testing/world.ts';

const DEVICE: SignInMethod = { kind: 'device' };
const CREDENTIAL: SignInMethod = { kind: 'credential', inline: false };
const READER = 'reader@contoso.practice.localhost';
const ADMIN = 'admin@contoso.practice.localhost';

let desk: PracticeDesk;
beforeAll(async () => {
  desk = await openPracticeDesk([], { hosts: 'all' });
}, 60_000);
afterAll(() => desk.close());
beforeEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
  for (const account of desk.accounts.list()) await desk.accounts.signOut(account);
  desk.sent.length = 0;
});

const create = async (more: Parameters<typeof draft>[0]) =>
  (await desk.connections.handlers.create(draft({ accountId: null, ...more }))).profile;
const tokenRequests = () => desk.sent.filter((line) => line.endsWith('/oauth2/v2.0/token'));

describe(
  'a connection that a person signs in to without this computer’s browser',
  { timeout: 60_000 },
  () => {
    it('by device code: waits on its card, connects, and asks for no second code for the second service', async () => {
      const profile = await create({ signIn: DEVICE, services: ['exchange', 'compliance'] });
      const connecting = desk.connections.handlers.connect({ id: profile.id });
      const code = () =>
        desk.accounts.signIns().find(({ connectionId }) => connectionId === profile.id)?.device;
      await expect.poll(code, { timeout: 10_000 }).toBeTruthy();
      expect(desk.connections.registry.view(profile.id)?.status.state).toBe('signing-in');
      await new RobotBrowser().signIn(`http://localhost:${desk.cloud.port}/devicelogin`, {
        username: READER,
        code: code()!.code,
      });
      const view = await connecting;
      expect(view.services.map(({ status }) => status.state)).toEqual(['connected', 'connected']);
      expect(view.profile).toMatchObject({ username: READER, signIn: DEVICE });
      expect(desk.sent.filter((line) => line.endsWith('/devicecode'))).toHaveLength(1);
    });

    it('by password: one password for both services, and none in the profile or the activity', async () => {
      const password = 'practice';
      const profile = await create({
        signIn: CREDENTIAL,
        services: ['exchange', 'compliance'],
        loginHint: 'any.password@contoso.practice.localhost',
      });
      const view = await desk.connections.handlers.connect({
        id: profile.id,
        secrets: { password, keep: false },
      });
      expect(view.services.map(({ status }) => status.state)).toEqual(['connected', 'connected']);
      expect(tokenRequests().map((line) => line.split(' ')[0])).toHaveLength(2);
      await desk.connections.handlers.disconnect({ id: profile.id });
      const again = await desk.connections.handlers.connect({ id: profile.id });
      expect(again.status.state).toBe('connected');
    });

    it('by a password that is wrong: says so; without one: asks for it; with a second factor: the browser', async () => {
      const profile = await create({ signIn: CREDENTIAL, loginHint: ADMIN });
      const connect = (password?: string) =>
        desk.connections.handlers.connect({
          id: profile.id,
          ...(password === undefined ? {} : { secrets: { password, keep: false } }),
        });
      expect(await failureOf(connect())).toMatchObject({ code: 'secret-needed', action: 'enter-secret' });
      expect(await failureOf(connect('Not-This-One'))).toMatchObject({
        number: 50126,
        action: 'enter-secret',
      });
      expect(desk.connections.registry.view(profile.id)?.status).toMatchObject({
        state: 'failed',
        failure: { number: 50126, action: 'enter-secret' },
      });
      const view = await connect('practice');
      expect(view.status).toMatchObject({ state: 'connected', roles: ['Global Administrator'] });
      expect(
        desk.accounts.signIns().some(({ kind, loginHint }) => kind === 'browser' && loginHint === ADMIN),
      ).toBe(true);
    });

    it('by password, but in the browser this time: one page for both services, and the way to sign in stays', async () => {
      const { id } = await create({
        signIn: CREDENTIAL,
        services: ['exchange', 'compliance'],
        loginHint: READER,
      });
      const pages = () =>
        desk.accounts.signIns().filter(({ connectionId, kind }) => connectionId === id && kind === 'browser');
      const view = await desk.connections.handlers.connect({ id, inBrowser: true });
      expect(view.services.map(({ status }) => status.state)).toEqual(['connected', 'connected']);
      expect(view.profile).toMatchObject({ signIn: CREDENTIAL, username: READER });
      expect(pages()).toHaveLength(1);
      // The sign-in that is kept would do; who asks for the browser gets it all the same.
      await desk.connections.handlers.disconnect({ id, services: ['exchange'] });
      await desk.connections.handlers.connect({ id, services: ['exchange'], inBrowser: true });
      expect(pages()).toHaveLength(2);
      await desk.connections.handlers.disconnect({ id });
      for (const account of desk.accounts.list()) await desk.accounts.signOut(account);
      expect(await failureOf(desk.connections.handlers.connect({ id }))).toMatchObject({
        code: 'secret-needed',
      });
      expect(pages()).toHaveLength(2);
    });

    it('by a password that the person had kept: asked for once, told to nobody else, and gone with the account', async () => {
      const password = 'practice';
      const { id } = await create({ signIn: CREDENTIAL, loginHint: READER });
      const connect = async (secrets?: { password: string; keep: boolean }) =>
        (await desk.connections.handlers.connect({ id, ...(secrets && { secrets }) })).status.state;
      /** As after a time in which the sign-in came to its end. */
      const endSignIn = async () => {
        await desk.connections.handlers.disconnect({ id });
        const [account] = desk.accounts.list().filter(({ username }) => username === READER);
        await desk.accounts.signOut(account!);
      };
      expect(await connect({ password, keep: true })).toBe('connected');
      await endSignIn();
      expect(await connect()).toBe('connected');
      expect(desk.accounts.signIns().filter(({ connectionId }) => connectionId === id)).toEqual([]);
      expect(JSON.stringify(await desk.connections.handlers.list())).not.toContain(`"${password}"`);
      await endSignIn();
      await desk.connections.handlers.update({ id, patch: { accountId: null, loginHint: ADMIN } });
      expect(await failureOf(connect())).toMatchObject({ code: 'secret-needed' });
      await desk.connections.handlers.update({ id, patch: { accountId: null, loginHint: READER } });
      expect(await failureOf(connect())).toMatchObject({ code: 'secret-needed' });
    });

    it('by a kept password that was changed meanwhile: refused once, then asked for', async () => {
      const { id } = await create({ signIn: CREDENTIAL, loginHint: READER });
      const connect = () => failureOf(desk.connections.handlers.connect({ id }));
      const owner = { connectionId: id, cloudId: 'Practice', loginHost: 'login.practice.localhost' } as const;
      await desk.passwords.keep({ ...owner, username: READER }, 'The-One-Before');
      expect(await connect()).toMatchObject({ number: 50126, action: 'enter-secret' });
      expect(await connect()).toMatchObject({ code: 'secret-needed' });
    });

    it('signing the account out takes its kept password along', async () => {
      const { id } = await create({ signIn: CREDENTIAL, loginHint: READER });
      const secrets = { password: 'practice', keep: true };
      const { profile } = await desk.connections.handlers.connect({ id, secrets });
      const key = { cloudId: profile.cloudId, accountId: profile.accountId ?? '' };
      await desk.connections.disconnectAccount(key);
      await desk.accounts.signOut(key);
      expect(await failureOf(desk.connections.handlers.connect({ id }))).toMatchObject({
        code: 'secret-needed',
      });
    });

    it('the same person in three environments is three accounts, which renew and sign out apart', async () => {
      const clouds = ['O365Default', 'O365USGovGCCHigh', 'O365USGovDoD'] as const;
      const profiles = [];
      for (const cloudId of clouds) {
        const profile = await create({ cloudId, signIn: CREDENTIAL, loginHint: READER });
        await desk.connections.handlers.connect({
          id: profile.id,
          secrets: { password: 'practice', keep: false },
        });
        profiles.push(profile);
      }
      const mine = () =>
        desk.accounts
          .list()
          .filter(({ username, cloudId }) => username === READER && cloudId !== 'Practice')
          .map(({ cloudId }) => cloudId);
      expect(mine()).toEqual([...clouds]);
      const [first] = desk.accounts.list().filter(({ cloudId }) => cloudId === 'O365Default');
      await desk.accounts.signOut(first!);
      expect(mine()).toEqual(['O365USGovGCCHigh', 'O365USGovDoD']);
      const before = desk.sent.length;
      const token = await desk.accounts.acquireToken({
        cloudId: 'O365USGovDoD',
        clientId: EXCHANGE_CLIENT_ID,
        accountId: first!.accountId,
        loginHint: null,
        tenant: 'organizations',
        scopes: ['https://outlook-dod.office365.us/.default'],
        interactive: 'never',
        forceRefresh: true,
        purpose: '',
        connectionId: null,
        signal: new AbortController().signal,
      });
      expect(token.audience).toBe('https://outlook-dod.office365.us');
      // The connections read their lists of cmdlets meanwhile.
      const signIns = desk.sent.slice(before).filter((line) => line.startsWith('login.'));
      expect(signIns.length).toBeGreaterThan(0);
      expect(signIns.every((line) => line.startsWith('login.microsoftonline.us '))).toBe(true);
    });

    it('cancelling the connect takes the code off the screen', async () => {
      const profile = await create({ signIn: DEVICE, cloudId: 'O365China' });
      const connecting = failureOf(desk.connections.handlers.connect({ id: profile.id }));
      const mine = () => desk.accounts.signIns().find(({ connectionId }) => connectionId === profile.id);
      await expect.poll(() => mine()?.device, { timeout: 10_000 }).toBeTruthy();
      await desk.connections.handlers.cancelConnect({ id: profile.id });
      expect((await connecting).code).toMatch(/cancelled/);
      expect(mine()).toMatchObject({ state: 'cancelled', device: null });
      expect(desk.connections.registry.view(profile.id)?.status.state).toBe('signed-out');
    });
  },
);
