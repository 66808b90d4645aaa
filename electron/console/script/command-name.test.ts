import { expect, it } from 'vitest';
import { deskOfFile } from '../../testing/file-desk.ts';
import { fault, forget } from '../../testing/practice-session.ts';

const ADMIN = 'admin@contoso.practice.localhost';

const at = deskOfFile();

const cmdlet = (name: string): string => `function script:${name}
{
    [CmdletBinding(SupportsShouldProcess=$true, ConfirmImpact='High')]
    param(

    [Parameter(Position=0)]
    \${Identity}
    )
    Process { Execute-Command -CmdletName '${name}' }
}`;

/** A module file with more than was asked for. */
const LIE = JSON.stringify({
  value: [
    {
      fileName: 'a.psm1',
      fileContent: ['Get-Mailbox', 'Get-MailboxStatistics', 'Remove-Mailbox'].map(cmdlet).join('\n'),
      exportedCmdlets: 'Get-Mailbox,Get-MailboxStatistics,Remove-Mailbox',
    },
  ],
});

it(
  'puts on offer what -CommandName named, whatever else the service answers with',
  { timeout: 60_000 },
  async () => {
    await forget(at.practice);
    await fault(
      at.practice,
      { service: 'exchange', path: 'EXOModuleFile' },
      { kind: 'status', status: 200, body: LIE },
    );
    const tab = await at.desk.openTab();
    const connected = await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -ShowBanner:$false -CommandName get-mailbo?, Set-*`,
    );
    expect(connected.errors).toEqual([]);
    const asked = at.practice.requests.find(({ url }) => url.includes('EXOModuleFile'));
    expect(asked?.headers.commandname).toBe('get-mailbo?,Set-*');

    const offer = await at.desk.run(
      tab,
      "(Get-Command -Name '*-Mailbox*' | Where-Object Source -eq ExchangeOnlineManagement).Name",
    );
    expect(offer.lines.filter((line) => line !== '')).toEqual(['Get-Mailbox']);
    at.practice.sent.length = 0;
    const refused = await at.desk.run(tab, 'Remove-Mailbox somebody -Confirm:$false');
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toContain('Remove-Mailbox');
    expect(at.practice.sent).toEqual([]);
  },
);
