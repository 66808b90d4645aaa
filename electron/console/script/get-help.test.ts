import { beforeEach, describe, expect, it } from 'vitest';
import { deskOfFile } from '../../testing/file-desk.ts';

/** Get-Help writes objects that scripts read, and the screen shows them as a text. */

const at = deskOfFile();
let tab: string;
beforeEach(async () => {
  tab = await at.desk.openTab();
});
const run = (text: string) => at.desk.run(tab, text);

describe('Get-Help', { timeout: 60_000 }, () => {
  it('tells name, category, module, synopsis, syntax and parameters of a command', async () => {
    const ran = await run(`
      $h = Get-Help Connect-ExchangeOnline
      "$($h.Name) $($h.Category) $($h.ModuleName)"
      $h.Synopsis -like 'Connects:*'
      $h.Syntax.syntaxItem[0].name
      ($h.Syntax | Out-String) -like '*Connect-ExchangeOnline*-ConnectionUri*'
      $h.parameters.parameter | Where-Object name -eq 'CertificateThumbprint' | ForEach-Object { "$($_.name) $($_.type.name) $($_.required) $($_.position)" }
      $h.details.verb
      $h.relatedLinks.navigationLink.uri`);
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(ran.lines).toEqual([
      'Connect-ExchangeOnline Cmdlet ExchangeOnlineManagement',
      'True',
      'Connect-ExchangeOnline',
      'True',
      'CertificateThumbprint String false named',
      'Connect',
      'https://learn.microsoft.com/powershell/module/exchangeonlinemanagement/connect-exchangeonline',
    ]);
  });

  it('shows the same as a text, on the screen and through Out-String', async () => {
    const ran = await run('Get-Help Get-Date\n"---"\nGet-Help Get-Date | Out-String -Stream');
    const [screen, text] = ran.lines.join('\n').split('---\n');
    expect(screen).toContain('NAME\n    Get-Date\n\nSYNOPSIS\n');
    expect(text?.trim()).toBe(screen?.trim());
  });

  it.each([
    [
      'Get-Help Connect-IPPSSession -Parameter Prefix',
      '(Get-Help Connect-IPPSSession -Parameter Prefix).name',
    ],
    ['Get-Help Get-EXOMailbox -Full', '(Get-Help Get-EXOMailbox -Full).Name'],
    ['Get-Help Get-EXOMailbox -Examples', '(Get-Help Get-EXOMailbox -Examples).Name'],
    ['Get-Help Get-EXOMailbox -Detailed', '(Get-Help Get-EXOMailbox -Detailed).Name'],
  ])('%s', async (shown, read) => {
    const name = shown.includes('Prefix') ? 'Prefix' : 'Get-EXOMailbox';
    const ran = await run(`${shown}\n'---'\n${read}`);
    expect(ran.errors).toEqual([]);
    expect(ran.lines.at(-1)).toBe(name);
    expect(ran.lines.slice(0, 6).join('\n')).toContain(name);
  });

  it('names the page of a command with -Online', async () => {
    const ran = await run('Get-Help Get-EXOMailbox -Online');
    expect(ran.lines).toEqual([
      expect.stringMatching(/^https:\/\/learn\.microsoft\.com\/.*get-exomailbox$/u),
    ]);
  });

  it('lists what a pattern finds, with what each is for', async () => {
    const ran = await run(
      "(Get-Help *-Transcript).Name -join ' '; (Get-Help *-Transcript)[0].Synopsis; Get-Help *Nothing*",
    );
    expect(ran.lines.slice(0, 2)).toEqual([
      'Start-Transcript Stop-Transcript',
      expect.stringContaining('working folder'),
    ]);
    expect(ran.errors).toHaveLength(1);
  });

  it('reads what the author of a function wrote into its comment', async () => {
    const ran = await run(`
      function Connect-Customer {
        <#
        .SYNOPSIS
          Connects to a customer.
        .DESCRIPTION
          First part,
          on two lines.

          Second part.
        .PARAMETER Domain
          The customer's initial domain.
        .EXAMPLE
          Connect-Customer -Domain contoso.onmicrosoft.com
          Connects to Contoso.
        #>
        param([Parameter(Mandatory)][string]$Domain)
        $Domain
      }
      $h = Get-Help Connect-Customer
      $h.Synopsis; $h.Category
      ($h.description | ForEach-Object Text) -join '|'
      ($h.parameters.parameter | Where-Object name -eq Domain).description.Text
      $h.examples.example[0].code
      (Get-Help Connect-Customer -Parameter Domain).required`);
    expect(ran).toMatchObject({
      errors: [],
      lines: [
        'Connects to a customer.',
        'Function',
        'First part, on two lines.|Second part.',
        "The customer's initial domain.",
        'Connect-Customer -Domain contoso.onmicrosoft.com',
        'true',
      ],
    });
  });

  it('has the syntax for a synopsis where nobody wrote one', async () => {
    const ran = await run('function Get-It([string]$Name) { }\n(Get-Help Get-It).Synopsis.Trim()');
    expect(ran.lines).toEqual([expect.stringMatching(/^Get-It \[\[-Name\] <string>\]/u)]);
  });
});
