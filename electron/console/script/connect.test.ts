import { beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { deskOfFile } from '../../testing/file-desk.ts';
import { draft } from '../../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const OTHER = 'alex@practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';

const at = deskOfFile();
beforeEach(() => {
  at.desk.questions.length = 0;
  at.desk.asked.length = 0;
  at.desk.proceed = true;
});

const text = (lines: readonly string[]): string => lines.join('\n');

describe('a tab without a connection', { timeout: 60_000 }, () => {
  it('asks for Connect-ExchangeOnline first, and then goes on with what it connected from run to run', async () => {
    const tab = await at.desk.openTab();
    const before = await at.desk.run(tab, 'Get-EXOMailbox -ResultSize 1');
    expect(before.state).toBe('done');
    expect(before.errors[0]).toBe('You must call Connect-ExchangeOnline before calling any other cmdlet.');
    const unknown = await at.desk.run(tab, '$all = Get-Mailbox');
    expect(unknown.errors[0]).toContain('You must call Connect-ExchangeOnline');

    const connected = await at.desk.run(tab, `Connect-ExchangeOnline -UserPrincipalName ${ADMIN}`);
    expect(connected).toMatchObject({ state: 'done', errors: [] });
    const shown = async () => text(await at.desk.newestText(tab));
    await expect.poll(shown, { message: "the service's own welcome" }).toContain('Practice cloud: Contoso');
    const after = await at.desk.run(tab, '(Get-AcceptedDomain).DomainName');
    expect(after.errors).toEqual([]);
    expect(text(after.lines)).toContain('contoso.practice.localhost');
    const { connections } = await at.desk.service.handlers.connections({ tabId: tab });
    expect(connections).toMatchObject([{ account: ADMIN, prefix: '', practice: true, service: 'exchange' }]);

    const gone = await at.desk.run(
      tab,
      'Disconnect-ExchangeOnline -Confirm:$false; Get-EXOMailbox -ResultSize 1',
    );
    expect(text(gone.lines)).toContain('Disconnected successfully !');
    expect(gone.errors).toEqual(['You must call Connect-ExchangeOnline before calling any other cmdlet.']);
    expect((await at.desk.service.handlers.connections({ tabId: tab })).connections).toEqual([]);
  });

  it('is read in pages of the size that the connection was given', async () => {
    const tab = await at.desk.openTab();
    await at.desk.run(tab, `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -PageSize 2`);
    at.practice.sent.length = 0;
    const read = await at.desk.run(tab, '@(Get-Mailbox -ResultSize Unlimited).Count');
    expect(read.errors).toEqual([]);
    const count = Number(read.lines.find((line) => /^\d+$/.test(line)));
    expect(count).toBeGreaterThanOrEqual(3);
    const pages = at.practice.sent.filter((line) => line.endsWith('/InvokeCommand'));
    expect(pages).toHaveLength(Math.ceil(count / 2));
    await at.desk.run(tab, 'Disconnect-ExchangeOnline -Confirm:$false');
  });

  it('holds two organisations by their prefixes, and asks about a change in the one that it goes to', async () => {
    const tab = await at.desk.openTab();
    const connected = await at.desk.run(
      tab,
      [
        `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -ShowBanner:$false -Prefix Contoso`,
        `Connect-ExchangeOnline -UserPrincipalName ${OTHER} -ShowBanner:$false -Prefix Alex`,
        'Get-ConnectionInformation | Select-Object Name, ModulePrefix, UserPrincipalName, ConnectionUsedForInbuiltCmdlets | ForEach-Object { "$($_.ModulePrefix) $($_.UserPrincipalName) $($_.ConnectionUsedForInbuiltCmdlets)" }',
      ].join('\n'),
    );
    expect(connected.errors).toEqual([]);
    expect(connected.lines.filter((line) => line.trim() !== '')).toEqual([
      `Contoso ${ADMIN} False`,
      `Alex ${OTHER} True`,
    ]);
    const both = await at.desk.run(
      tab,
      '(Get-ContosoAcceptedDomain | Where-Object Default).DomainName; (Get-AlexAcceptedDomain | Where-Object Default).DomainName',
    );
    expect(both.errors).toEqual([]);
    expect(text(both.lines)).toBe('contoso.com\npractice.localhost');

    const first = '(Get-AlexMailbox -ResultSize 1).PrimarySmtpAddress';
    const change = await at.desk.run(tab, `$who = ${first}; Set-AlexMailbox $who -CustomAttribute1 two`);
    expect(change.errors).toEqual([]);
    expect(at.desk.questions).toHaveLength(1);
    expect(at.desk.questions[0]?.domain).toBe('practice.localhost');
    expect(at.desk.questions[0]?.script?.map(({ cmdlet }) => cmdlet)).toEqual(['Set-Mailbox']);

    const taken = await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -Prefix contoso`,
    );
    expect(taken.errors[0]).toContain('-Prefix contoso is in use');
    const one = await at.desk.run(
      tab,
      'Disconnect-ExchangeOnline -ModulePrefix Contoso -Confirm:$false; (Get-ConnectionInformation).ModulePrefix',
    );
    expect(one.lines.filter((line) => line.trim() !== '')).toEqual(['Disconnected successfully !', 'Alex']);
  });

  it('refuses before any request what the module refuses', async () => {
    const tab = await at.desk.openTab();
    at.practice.sent.length = 0;
    for (const [command, words] of [
      ['Connect-ExchangeOnline -Prefix EXO', 'EXO'],
      ['Connect-ExchangeOnline -Prefix "a b"', 'letters and digits only'],
      ['Connect-ExchangeOnline -AccessToken abc -Organization contoso.com', 'not a well formed JWT token'],
      ['Connect-ExchangeOnline -AccessToken a.b.c', '-AccessToken alone does not say'],
      ['Connect-ExchangeOnline -UserPrincipalName nobody', 'not an account’s name'],
      ['Connect-ExchangeOnline -ConnectionUri http://outlook.office365.com', 'https://'],
      ['Connect-ExchangeOnline -PageSize 2000', 'PageSize must be'],
      ['Connect-ExchangeOnline -UseRPSSession', 'shut down'],
      ['Connect-ExchangeOnline -ExchangeEnvironmentName O365GermanyCloud', 'closed this cloud'],
    ] as const) {
      const { errors, state } = await at.desk.run(tab, command);
      expect(`${state}: ${errors[0] ?? ''}`).toContain(words);
      expect(state).toBe('failed');
    }
    expect(at.practice.sent).toEqual([]);
  });
});

describe('a tab with a connection of its own', { timeout: 60_000 }, () => {
  it("answers its own Connect- without a new connection, and opens a customer's beside it", async () => {
    const { profile } = await at.practice.connections.handlers.create(
      draft({ accountId: null, loginHint: PARTNER }),
    );
    await at.practice.connections.handlers.connect({ id: profile.id });
    const tab = await at.desk.openTab(profile.id);
    const own = await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${PARTNER}; (Get-ConnectionInformation).Count`,
    );
    expect(own.errors).toEqual([]);
    expect((await at.desk.service.handlers.connections({ tabId: tab })).connections).toEqual([]);

    const customer = await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${PARTNER} -DelegatedOrganization adventureworks.practice.localhost -Prefix Customer
(Get-CustomerAcceptedDomain | Where-Object Default).DomainName
(Get-ConnectionInformation | Where-Object ModulePrefix).DelegatedOrganization`,
    );
    expect(customer.errors).toEqual([]);
    expect(text(customer.lines)).toContain('adventureworks.practice.localhost');
    await at.desk.service.handlers.closeTab({ tabId: tab });
    expect(at.practice.activity.records.at(-1)).toMatchObject({ what: 'Disconnect' });
  });

  it('keeps its prefix for itself: another organisation can not be given it', async () => {
    const { profile } = await at.practice.connections.handlers.create(
      draft({ accountId: null, loginHint: ADMIN, options: { ...NO_OPTIONS, prefix: 'Con' } }),
    );
    await at.practice.connections.handlers.connect({ id: profile.id });
    const tab = await at.desk.openTab(profile.id);
    for (const before of ['', 'Disconnect-ExchangeOnline -Confirm:$false; ']) {
      const other = await at.desk.run(
        tab,
        `${before}Connect-ExchangeOnline -UserPrincipalName ${OTHER} -Prefix con
Set-ConMailbox a -CustomAttribute1 b`,
      );
      expect(other.state).toBe('failed');
      expect(other.errors[0]).toContain('-Prefix con is in use by the tab');
      expect(at.desk.questions).toEqual([]);
    }
    const again = await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -Prefix Con; (Get-ConAcceptedDomain | Where-Object Default).DomainName`,
    );
    expect(again.errors).toEqual([]);
    expect(text(again.lines)).toContain('contoso.com');
    await at.desk.service.handlers.closeTab({ tabId: tab });
    await at.practice.connections.handlers.disconnect({ id: profile.id });
    await at.practice.connections.handlers.remove({ id: profile.id });
  });

  it('looks at all that its own Connect- says, and opens one more for other options', async () => {
    const { profile } = await at.practice.connections.handlers.create(
      draft({ accountId: null, loginHint: ADMIN }),
    );
    await at.practice.connections.handlers.connect({ id: profile.id });
    const tab = await at.desk.openTab(profile.id);
    for (const [wrong, words] of [
      ['-PageSize 2000', '-PageSize must be'],
      ['-LogLevel nonsense', '-LogLevel is Default or All'],
      ['-UserPrincipalName ""', '-UserPrincipalName is empty'],
    ] as const) {
      const refused = await at.desk.run(tab, `Connect-ExchangeOnline ${wrong}; Get-AcceptedDomain`);
      expect(refused.state).toBe('failed');
      expect(refused.errors[0]).toContain(words);
    }
    const one = await at.desk.run(
      tab,
      `Connect-ExchangeOnline -CommandName Get-AcceptedDomain -Prefix Few -PageSize 2 -ShowBanner:$false 3>$null
(Get-Command Get-Few*).Count
Get-ConnectionInformation | Where-Object ModulePrefix | ForEach-Object { "$($_.UserPrincipalName) $($_.PageSize)" }
(Get-FewAcceptedDomain | Where-Object Default).DomainName`,
    );
    expect(one.errors).toEqual([]);
    expect(one.lines.filter((line) => line.trim() !== '')).toEqual(['1', `${ADMIN} 2`, 'contoso.com']);
    const told = await at.desk.run(tab, 'Connect-ExchangeOnline -PageSize 3 -ShowBanner:$false');
    expect(text(told.lines)).toContain('made without -PageSize as written here: one more was opened');
    await at.desk.service.handlers.closeTab({ tabId: tab });
    await at.practice.connections.handlers.disconnect({ id: profile.id });
    await at.practice.connections.handlers.remove({ id: profile.id });
  });
});
