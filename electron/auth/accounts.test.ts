import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { RobotBrowser } from '../testing/robot-browser.ts';
import { createVault } from '../vault/vault.ts';
import { AccountsDesk, failureOf, HELPDESK, wants } from './accounts.fixture.ts';

const desk = AccountsDesk.use();

describe('sign-out and damage', () => {
  it('takes the account’s tokens out of memory and disk, and only its own', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    desk.robot = new RobotBrowser();
    const helpdesk = await desk.signIn(accounts, HELPDESK);
    await accounts.signOut(admin);
    expect(accounts.list().map((account) => account.username)).toEqual([HELPDESK]);
    expect((await failureOf(accounts.acquireToken(wants(admin.accountId)))).code).toBe('sign-in-needed');
    const vault = createVault({ folder: desk.folder, keychain: desk.keychain, platform: 'linux' });
    await vault.open();
    const kept = new TextDecoder().decode((await vault.read('accounts-Practice')) ?? new Uint8Array());
    expect(kept).not.toContain(admin.accountId);
    expect(kept).toContain(helpdesk.accountId);
    expect((await (await desk.start()).acquireToken(wants(helpdesk.accountId))).username).toBe(HELPDESK);
  });

  it('starts empty from a damaged file and lets people sign in again', async () => {
    const admin = await desk.signIn(await desk.start());
    const path = join(desk.folder, 'accounts-Practice.vault');
    const content = await readFile(path);
    content[40] = (content[40] ?? 0) ^ 255;
    await writeFile(path, content);
    const accounts = await desk.start();
    expect(accounts.list()).toEqual([]);
    expect((await desk.signIn(accounts)).accountId).toBe(admin.accountId);
  });

  it('clears a damaged cache inside a good file and asks to sign in', async () => {
    const admin = await desk.signIn(await desk.start());
    const vault = createVault({ folder: desk.folder, keychain: desk.keychain, platform: 'linux' });
    await vault.open();
    const document = JSON.parse(
      new TextDecoder().decode((await vault.read('accounts-Practice')) ?? new Uint8Array()),
    ) as { clients: Record<string, string> };
    document.clients[EXCHANGE_CLIENT_ID] = '{"RefreshToken": [nonsense';
    await vault.write('accounts-Practice', new TextEncoder().encode(JSON.stringify(document)));
    const accounts = await desk.start();
    expect((await failureOf(accounts.acquireToken(wants(admin.accountId)))).code).toBe('sign-in-needed');
    expect(accounts.list()[0]?.usable).toBe(false);
    await desk.signIn(accounts);
    expect(accounts.list()[0]?.usable).toBe(true);
  });

  it('never writes a token as plain text', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    const { value } = await accounts.acquireToken(wants(admin.accountId));
    for (const file of await readdir(desk.folder)) {
      expect((await readFile(join(desk.folder, file))).includes(value.slice(-40))).toBe(false);
    }
  });

  it('refuses a tenant that is no name, before anything is desk.sent', async () => {
    const accounts = await desk.start();
    const admin = await desk.signIn(accounts);
    const before = desk.sent.length;
    const failure = await failureOf(
      accounts.acquireToken(wants(admin.accountId, { tenant: 'evil.com/x?y' })),
    );
    expect(failure.code).toBe('invalid-input');
    expect(desk.sent.length).toBe(before);
  });
});
