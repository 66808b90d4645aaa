import { beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { deskOfFile } from '../../testing/file-desk.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';
import { fault, forget, openSession, page, rowsOf } from '../../testing/practice-session.ts';

const ADMIN = 'admin@contoso.practice.localhost';
/** Accounts whose help is in no cache yet. */
const OTHERS = ['alex@practice.localhost', 'admin@partner.practice.localhost'] as const;
const WITH_HELP = { options: { ...NO_OPTIONS, loadCmdletHelp: true } };
const HELP = { service: 'exchange', path: 'EXOHelpFile' };

const at = deskOfFile();
beforeEach(async () => {
  for (const { profile } of (await at.practice.connections.handlers.list()).connections) {
    await at.practice.connections.handlers.disconnect({ id: profile.id });
    await at.practice.connections.handlers.remove({ id: profile.id });
  }
  await forget(at.practice);
  at.practice.requests.length = 0;
});

const asked = () => at.practice.requests.filter(({ url }) => url.includes('EXOHelpFile'));
const connect = (more: string, who = ADMIN): string =>
  `Connect-ExchangeOnline -UserPrincipalName ${who} -ShowBanner:$false ${more}`;

describe('the service’s help', { timeout: 60_000 }, () => {
  it('is asked for once, with the names that the module file exports', async () => {
    const { session } = await openSession(at.practice, { loginHint: ADMIN, ...WITH_HELP });
    const { help, problem } = await session.help('get-mailbox');
    expect(problem).toBeNull();
    expect(help).toMatchObject({ name: 'Get-Mailbox', synopsis: 'Lists mailboxes with their settings.' });
    expect(asked()).toHaveLength(1);
    const [{ url, headers }] = asked() as [PracticeDesk['requests'][number]];
    expect(url).toMatch(/\/AdminApi\/v1\.0\/[0-9a-f-]{36}\/EXOHelpFile\?Version=\d+\.\d+\.\d+$/);
    expect(JSON.parse(headers.helpfilenames ?? '')).toContain('Microsoft.Exchange.Management-Help.xml');
    expect(headers.helpfilenames).not.toContain(', ');
    expect(headers['x-anchormailbox']).toBe(`UPN:${ADMIN}`);
    expect(headers['connection-id']).toBe(session.target.connectionId);
  });

  it('is not asked for where nobody wants it, nor of Security & Compliance', async () => {
    const { session } = await openSession(at.practice, { loginHint: ADMIN });
    expect(await session.help('Get-Mailbox')).toEqual({ help: null, problem: null });
    const compliance = await openSession(at.practice, {
      loginHint: ADMIN,
      services: ['compliance'],
      ...WITH_HELP,
    });
    expect((await compliance.session.help('Get-Label')).help).toBeNull();
    expect(asked()).toEqual([]);
  });

  it('holds nothing up: neither connecting nor the first cmdlet, and comes from the cache meanwhile', async () => {
    const first = await openSession(at.practice, { loginHint: ADMIN, ...WITH_HELP });
    expect((await first.session.help('Get-Mailbox')).help).not.toBeNull();
    await at.practice.connections.handlers.disconnect({ id: first.id });
    await fault(at.practice, HELP, { kind: 'hang' }, 9);
    at.practice.sent.length = 0;
    await at.practice.connections.handlers.connect({ id: first.id });
    const { signal } = new AbortController();
    const { session } = await at.practice.connections.registry.session(first.id, 'exchange', signal);
    expect(rowsOf(await session.getPage(page('Get-Mailbox'))).length).toBeGreaterThan(0);
    const { help } = await session.help('Get-Mailbox');
    expect(help?.examples.length).toBeGreaterThan(0);
  });

  it.each([
    [{ kind: 'status', status: 404, body: '' }, "The service's help could not be loaded: "],
    [{ kind: 'html', status: 200 }, 'a web page'],
    [
      {
        kind: 'status',
        status: 200,
        body: '{"value":[{"fileName":"A-Help.xml","helpFileContent":"<helpItems><command"}]}',
      },
      'A-Help.xml: Unexpected end of file',
    ],
    [
      {
        kind: 'status',
        status: 200,
        body: JSON.stringify({
          value: [{ fileName: 'A-Help.xml', helpFileContent: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }],
        }),
      },
      'document type',
    ],
  ])('that fails with %j is said, and help is made of the cmdlet’s own facts', async (effect, words) => {
    await fault(at.practice, HELP, effect, 9);
    const tab = await at.desk.openTab();
    const connected = await at.desk.run(tab, connect('-LoadCmdletHelp', OTHERS[0]));
    expect(connected).toMatchObject({ errors: [], warnings: [] });
    const told = await at.desk.run(tab, 'Get-Help Get-Mailbox -Detailed');
    expect(told.errors).toEqual([]);
    expect(told.warnings).toHaveLength(1);
    expect(told.warnings[0]).toContain(words);
    expect(told.warnings[0]).toContain("What is shown is made of the cmdlet's own facts.");
    expect(told.lines.join('\n')).toContain('-Identity <Object>');
    await at.desk.run(tab, 'Disconnect-ExchangeOnline -Confirm:$false');
  });
});

describe('Get-Help with the service’s help', { timeout: 60_000 }, () => {
  it('shows what PowerShell shows of it, with the syntax that this account may type', async () => {
    const tab = await at.desk.openTab();
    await at.desk.run(tab, connect('-LoadCmdletHelp -Prefix One'));
    const text = async (command: string): Promise<string> => {
      const { lines, errors, warnings } = await at.desk.run(tab, command);
      expect([...errors, ...warnings]).toEqual([]);
      return lines.map((line) => line.trimEnd()).join('\n');
    };
    const titles = (shown: string): string[] => shown.match(/^[A-Z][A-Z ]+$/gm) ?? [];

    const plain = await text('Get-Help Get-OneMailbox');
    expect(titles(plain)).toEqual(['NAME', 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'RELATED LINKS', 'REMARKS']);
    expect(plain).toContain('SYNOPSIS\n    Lists mailboxes with their settings.\n');
    const detailed = await text('Get-Help Get-OneMailbox -Detailed');
    expect(titles(detailed)).toEqual(['NAME', 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'REMARKS']);
    expect(detailed).toContain(
      '    -Identity <IdentityParameter>\n        Which one is meant: by name, alias, address, GUID or distinguished name.\n',
    );
    expect(detailed).toContain(`${'-'.repeat(26)} Example 2 ${'-'.repeat(26)}`);
    const full = await text('Get-Help Get-OneMailbox -Full');
    expect(titles(full)).toEqual([
      'NAME',
      'SYNOPSIS',
      'SYNTAX',
      'DESCRIPTION',
      'PARAMETERS',
      'INPUTS',
      'OUTPUTS',
      'NOTES',
      'RELATED LINKS',
    ]);
    expect(full).toMatch(/Accept wildcard characters\? +true/);
    const examples = await text('Get-Help Get-OneMailbox -Examples');
    expect(titles(examples)).toEqual(['NAME', 'SYNOPSIS']);
    expect(examples).toContain(
      '    Get-Mailbox -RecipientTypeDetails SharedMailbox -ResultSize Unlimited |\n      Select-Object DisplayName, PrimarySmtpAddress\n',
    );
    const parameter = await text('Get-Help Get-OneMailbox -Parameter ResultSize');
    expect(parameter).toContain('How many come at most; 1000 unless told, Unlimited for all.');
    expect(await text('Get-Help Get-EXOMailbox')).toContain('learn.microsoft.com');
  });

  it('is loaded for the tab’s own connection too, where a script asks for it', async () => {
    const { id } = await openSession(at.practice, { loginHint: OTHERS[1] });
    const tab = await at.desk.openTab(id);
    const before = await at.desk.run(tab, 'Get-Help Get-Mailbox');
    expect(before.lines.join('\n')).not.toContain('Lists mailboxes with their settings.');
    const loaded = await at.desk.run(tab, `${connect('-LoadCmdletHelp', OTHERS[1])}; Get-Help Get-Mailbox`);
    expect(loaded.errors).toEqual([]);
    expect(loaded.lines.join('\n')).toContain('Lists mailboxes with their settings.');
    expect(asked()).toHaveLength(1);
    const card = await at.desk.service.handlers.help({
      tabId: tab,
      text: 'Get-Mailbox -ResultSize 5',
      offset: 3,
    });
    expect(card?.description).toBe('Lists mailboxes with their settings.');
    const parameter = await at.desk.service.handlers.help({
      tabId: tab,
      text: 'Get-Mailbox -ResultSize 5',
      offset: 16,
    });
    expect(parameter?.description).toBe('How many come at most; 1000 unless told, Unlimited for all.');
  });
});
