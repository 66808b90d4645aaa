import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskOfFile } from '../../testing/file-desk.ts';
import { forget, received } from '../../testing/practice-session.ts';
import { draft } from '../../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const OTHER = 'alex@practice.localhost';
const DONE = 'Disconnected successfully !';

const at = deskOfFile();
beforeEach(async () => {
  at.desk.asked.length = 0;
  at.desk.answer = () => ({ type: 'choice', index: 0 });
  await forget(at.practice);
});
afterEach(async () => {
  for (const { profile } of (await at.practice.connections.handlers.list()).connections)
    await at.practice.connections.handlers.remove({ id: profile.id });
});

/** A tab with a connection of its own. */
async function ownTab(): Promise<{ readonly tab: string; readonly id: string }> {
  const { profile } = await at.practice.connections.handlers.create(
    draft({ accountId: null, loginHint: ADMIN }),
  );
  await at.practice.connections.handlers.connect({ id: profile.id });
  return { tab: await at.desk.openTab(profile.id), id: profile.id };
}

const stateOf = (id: string) => at.practice.connections.registry.view(id)?.status.state;
const said = (lines: readonly string[]) => lines.filter((line) => line.trim() !== '');
const connect = (who: string, prefix: string) =>
  `Connect-ExchangeOnline -UserPrincipalName ${who} -ShowBanner:$false -Prefix ${prefix}`;

describe('Disconnect-ExchangeOnline in a tab', { timeout: 60_000 }, () => {
  it('asks and says that it is done with nothing open, as the module does', async () => {
    const tab = await at.desk.openTab();
    const ran = await at.desk.run(tab, 'Disconnect-ExchangeOnline');
    expect(at.desk.asked).toEqual(['choice']);
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(said(ran.lines)).toContain(DONE);
    expect(at.practice.sent).toEqual([]);
  });

  it('asks nothing with -Confirm:$false, and leaves all open where the answer is no', async () => {
    const { tab, id } = await ownTab();
    at.desk.answer = () => ({ type: 'choice', index: 2 });
    const no = await at.desk.run(tab, 'Disconnect-ExchangeOnline; (Get-AcceptedDomain).Count -gt 0');
    expect(at.desk.asked).toEqual(['choice']);
    expect(said(no.lines)).not.toContain(DONE);
    expect(said(no.lines).at(-1)).toBe('True');
    expect(stateOf(id)).toBe('connected');
    at.desk.asked.length = 0;
    const yes = await at.desk.run(tab, 'Disconnect-ExchangeOnline -Confirm:$false');
    expect(at.desk.asked).toEqual([]);
    expect(said(yes.lines)).toEqual([DONE]);
    expect(stateOf(id)).toBe('signed-out');
  });

  it('only tells with -WhatIf', async () => {
    const { tab, id } = await ownTab();
    const ran = await at.desk.run(tab, 'Disconnect-ExchangeOnline -WhatIf');
    expect(at.desk.asked).toEqual([]);
    expect(said(ran.lines).join('\n')).toContain('What if: ');
    expect(said(ran.lines)).not.toContain(DONE);
    expect(stateOf(id)).toBe('connected');
  });

  it('disconnects the tab’s own connection in truth: its token is gone, and nothing follows it', async () => {
    const { tab, id } = await ownTab();
    const ran = await at.desk.run(
      tab,
      'Disconnect-ExchangeOnline -Confirm:$false; @(Get-ConnectionInformation).Count; Get-EXOMailbox -ResultSize 1',
    );
    expect(said(ran.lines).slice(0, 2)).toEqual([DONE, '0']);
    expect(ran.errors[0]).toContain('the script had disconnected before');
    expect(stateOf(id)).toBe('signed-out');
    expect(at.practice.activity.records.at(-1)).toMatchObject({
      what: 'Disconnect',
      outcome: 'disconnected',
    });
    await forget(at.practice);
    const next = await at.desk.run(tab, '(Get-AcceptedDomain | Where-Object Default).DomainName');
    expect(said(next.lines)).toEqual(['contoso.com']);
    expect(stateOf(id), 'a command of the tab connects it again, without a person').toBe('connected');
    expect(await received(at.practice, /oauth2\/v2\.0\/token/)).toHaveLength(1);
  });

  it('is followed by the own connection again where the same script connects it', async () => {
    const { tab, id } = await ownTab();
    const ran = await at.desk.run(
      tab,
      `Disconnect-ExchangeOnline -Confirm:$false
Connect-ExchangeOnline -UserPrincipalName ${ADMIN}
(Get-AcceptedDomain | Where-Object Default).DomainName`,
    );
    expect(ran.errors).toEqual([]);
    expect(said(ran.lines)).toEqual([DONE, 'contoso.com']);
    expect(stateOf(id)).toBe('connected');
    expect(await received(at.practice, /oauth2\/v2\.0\/token/)).toHaveLength(2);
  });

  it('takes those that -ModulePrefix or -ConnectionId names, and the own one stays', async () => {
    const { tab, id } = await ownTab();
    const opened = await at.desk.run(tab, `${connect(OTHER, 'One')}\n${connect(OTHER, 'Two')}`);
    expect(opened.errors).toEqual([]);
    const names = '(Get-ConnectionInformation).ModulePrefix -join ","';
    const byPrefix = await at.desk.run(
      tab,
      `Disconnect-ExchangeOnline -ModulePrefix one -Confirm:$false; ${names}`,
    );
    expect(said(byPrefix.lines)).toEqual([DONE, ',Two']);
    const byId = await at.desk.run(
      tab,
      `$id = (Get-ConnectionInformation | Where-Object ModulePrefix -eq 'Two').ConnectionId
Disconnect-ExchangeOnline -ConnectionId $id -Confirm:$false; @(Get-ConnectionInformation).Count`,
    );
    expect(said(byId.lines)).toEqual([DONE, '1']);
    expect(stateOf(id)).toBe('connected');
    const unknown = await at.desk.run(
      tab,
      'Disconnect-ExchangeOnline -ConnectionId 11111111-2222-3333-4444-555555555555 -Confirm:$false',
    );
    expect(unknown.errors[0]).toContain('There is no connection with the id 11111111');
  });
});
