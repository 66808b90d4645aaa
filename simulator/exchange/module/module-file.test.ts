import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../cmdlets/table.ts';
import { adminClient, rowsOf, type Client } from '../testing/fakes.ts';

async function file(
  client: Client,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ script: string; exported: string[]; names: unknown[] }> {
  const answer = await client.get(
    `${client.base.replace('/beta/', '/v1.0/')}/EXOModuleFile?Version=3.7.2`,
    headers,
  );
  const rows = rowsOf(answer);
  return {
    script: String(rows[0]?.['fileContent']),
    exported: String(rows[0]?.['exportedCmdlets']).split(','),
    names: rows.map((row) => row['fileName']),
  };
}

describe('the module file', () => {
  it('has a function for every cmdlet and exports the same', async () => {
    const { script, exported } = await file(adminClient(), { CommandName: '*' });
    const functions = [...script.matchAll(/^function script:([\w-]+)$/gm)].map((match) => match[1]);
    expect(functions).toEqual(COMMANDS.map((command) => command.info.name));
    expect(exported).toEqual(functions);
    expect(script).toContain(
      `Export-ModuleMember -Function @(${exported.map((name) => `"${name}"`).join(', ')})`,
    );
    expect(script).toMatch(/\$PublicKey = '<RSAKeyValue>/);
    expect(script).toMatch(/\$HelpFileNames = @\('Microsoft/);
  });

  it('holds only what the account may run, and what was asked for', async () => {
    const reader = await file(adminClient('reader'));
    expect(reader.exported.every((name) => name.startsWith('Get-'))).toBe(true);
    const some = await file(adminClient(), {
      CommandName: 'Get-Mailbox,Set-Mail*',
      SkipLoadingFormatData: 'true',
    });
    expect(some.exported).toEqual(['Get-Mailbox', 'Set-Mailbox']);
    expect(some.names).toEqual(['ExchangeOnline.psm1']);
  });

  it('writes headers as the service does', async () => {
    const { script } = await file(adminClient(), {
      CommandName: 'Remove-Mailbox,New-Mailbox,Get-MailboxStatistics',
    });
    expect(script).toContain(
      "[CmdletBinding(DefaultParameterSetName='Identity', SupportsShouldProcess=$true, ConfirmImpact='High')]",
    );
    expect(script).toContain(
      "[Parameter(ParameterSetName='Identity', Mandatory=$true, Position=0, ValueFromPipeline=$true, ValueFromPipelineByPropertyName=$true)]",
    );
    expect(script).toContain('    [ValidateLength(1, 64)]\n    [string]\n    ${Alias},\n\n');
    expect(script).toContain("BoundParameters['Password'] = Encrypt-Value");
    expect(script).toContain('$cmdletConfirmImpactValue = 3');
    expect(script).toContain('-EnableBatchingStatus:$false');
  });

  it('is balanced PowerShell as far as brackets can tell', async () => {
    const { script } = await file(adminClient());
    const bare = script
      .replace(/'(?:[^']|'')*'/g, '')
      .replace(/"[^"]*"/g, '')
      .replace(/^#.*$/gm, '');
    for (const [open, close] of ['{}', '()', '[]'].map((pair) => [...pair])) {
      expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length);
    }
  });
});
