import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { deskOfFile } from '../../testing/file-desk.ts';

/** What published scripts do before, around and after they connect. */

const at = deskOfFile();
let tab: string;
beforeEach(async () => {
  tab = await at.desk.openTab();
  at.desk.asked.length = 0;
  at.desk.answer = (prompt) =>
    prompt.type === 'choice' ? { type: 'choice', index: 0 } : { type: 'text', text: 'y' };
});
const run = (text: string) => at.desk.run(tab, text);

describe('Start-Transcript', { timeout: 60_000 }, () => {
  const read = (name: string) => readFile(join(at.desk.folder, name), 'utf8');

  it('writes what the console shows to its file, objects as their table', async () => {
    const ran = await run(
      "Start-Transcript -Path one.txt\nWrite-Host 'Connecting'\n[pscustomobject]@{ A = 1; B = 2 }\nStop-Transcript\n'after'",
    );
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    const path = join(at.desk.folder, 'one.txt');
    expect(ran.lines).toContain(`Transcript started, output file is ${path}`);
    expect(ran.lines).toContain(`Transcript stopped, output file is ${path}`);
    const text = await read('one.txt');
    expect(text).toMatch(/Connecting\n\nA B\n- -\n1 2\n/u);
    expect(text).not.toContain('after');
  });

  it('goes on into the next run, and ends there', async () => {
    await run("Start-Transcript two.txt | Out-Null; 'first'; throw 'stopped here'");
    const ran = await run("'second'; Stop-Transcript");
    expect(ran.errors).toEqual([]);
    expect(await read('two.txt')).toMatch(/first[^]*stopped here[^]*second[^]*transcript end/u);
  });

  it('appends, keeps a file that is not to be replaced, and can’t be ended twice', async () => {
    await writeFile(join(at.desk.folder, 'three.txt'), 'kept\n');
    const ran = await run(
      "Start-Transcript three.txt -Append | Out-Null\n'x'\nStop-Transcript | Out-Null\nStart-Transcript three.txt -NoClobber\nStop-Transcript",
    );
    expect(await read('three.txt')).toMatch(/^kept\n\*+\n/u);
    expect(ran.errors).toEqual([
      expect.stringContaining('NoClobber was specified'),
      'An error occurred stopping transcription: The host is not currently transcribing.',
    ]);
  });
});

describe('commands that look before they connect', { timeout: 60_000 }, () => {
  it('find no remote sessions, and clear none away', async () => {
    const ran = await run(
      "Get-PSSession | Where-Object Name -like 'ExchangeOnline*' | Remove-PSSession\n@(Get-PSSession).Count\nGet-PSSession -Name Old",
    );
    expect(ran).toMatchObject({
      state: 'done',
      lines: [
        '0',
        expect.anything(),
        expect.anything(),
        expect.anything(),
        expect.anything(),
        expect.anything(),
      ],
    });
    expect(ran.errors).toEqual(['The remote session with the name Old is not available.']);
  });

  it('take what installs modules for done, whichever way it is written', async () => {
    const ran = await run(`
      if ((Get-PSRepository -Name PSGallery).InstallationPolicy -ne 'Trusted') { 'untrusted' }
      Set-PSRepository -Name PSGallery -InstallationPolicy Trusted
      Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Force | Out-Null
      Install-PSResource ExchangeOnlineManagement -Scope CurrentUser -TrustRepository -Quiet
      Uninstall-Module ExchangeOnlineManagement -AllVersions -Force
      Import-Module .\\ExchangeOnlineManagement\\3.4.0\\ExchangeOnlineManagement.psd1 -Force
      (Get-PSResource ExchangeOnlineManagement).Name`);
    expect(ran).toMatchObject({ state: 'done', errors: [], lines: ['ExchangeOnlineManagement'] });
  });

  it('tell where the Connect commands come from, and what they take', async () => {
    const ran = await run(`
      $c = Get-Command Connect-ExchangeOnline
      "$($c.CommandType) $($c.Source) $($c.Module.Name) $($c.Version -eq $c.Module.Version)"
      $c.Parameters.ContainsKey('DelegatedOrganization')
      (Get-Command Get-ConnectionInformation).CommandType
      (Get-Command -Module ExchangeOnlineManagement -Verb *onnect).Name -join ' '`);
    expect(ran.lines).toEqual([
      'Function ExchangeOnlineManagement ExchangeOnlineManagement True',
      'True',
      'Cmdlet',
      'Connect-ExchangeOnline Connect-IPPSSession Disconnect-ExchangeOnline',
    ]);
  });

  it.each([
    ['Get-AutomationPSCredential -Name Mail', 'Azure Automation runs a runbook'],
    ['Get-Secret -Name Mail', 'scripts read no store of secrets'],
    ['Connect-MicrosoftTeams', 'Teams PowerShell'],
  ])('are refused by name before anything is sent: %s', async (command, words) => {
    at.practice.sent.length = 0;
    const ran = await run(`${command}\nConnect-ExchangeOnline`);
    expect(ran.state).toBe('failed');
    expect(ran.errors.join()).toContain(words);
    expect(at.practice.sent).toEqual([]);
  });
});

describe('a Connect command that fails', { timeout: 60_000 }, () => {
  const FAILS = 'Connect-ExchangeOnline -UserPrincipalName nobody';

  it.each(['SilentlyContinue', 'Ignore'])('goes on with -ErrorAction %s', async (action) => {
    const ran = await run(`$Error.Clear(); ${FAILS} -ErrorAction ${action}\n"on $($Error.Count)"`);
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(ran.lines).toEqual([`on ${action === 'Ignore' ? '0' : '1'}`]);
  });

  it.each(['', ' -ErrorAction Continue', ' -ErrorAction Stop'])(
    'ends the script with "%s"',
    async (action) => {
      const ran = await run(`${FAILS}${action}\n'on'`);
      expect(ran.state).toBe('failed');
      expect(ran.lines).not.toContain('on');
    },
  );

  it('reaches the catch of a try whatever -ErrorAction says', async () => {
    const ran = await run(`try { ${FAILS} -ErrorAction SilentlyContinue; 'on' } catch { 'caught' }`);
    expect(ran.lines).toEqual(['caught']);
  });

  it('as throw in a function does', async () => {
    const ran = await run(`
      function Connect-Mail { [CmdletBinding()] param() throw 'no' ; 'went on' }
      Connect-Mail -ErrorAction SilentlyContinue
      try { Connect-Mail -ErrorAction SilentlyContinue } catch { 'caught' }
      Connect-Mail
      'not here'`);
    expect(ran.lines.slice(0, 2)).toEqual(['went on', 'caught']);
    expect(ran).toMatchObject({ state: 'failed', errors: ['no'] });
  });
});

describe('what else they are made of', { timeout: 60_000 }, () => {
  it('a data file of plain values is read, one that runs something is not', async () => {
    await writeFile(
      join(at.desk.folder, 'tenant.psd1'),
      "@{ Domain = 'contoso.com'; Ids = 1, -2; More = @{ On = $true; No = $null } }",
    );
    await writeFile(join(at.desk.folder, 'bad.psd1'), '@{ Now = Get-Date }');
    const ran = await run(
      '$c = Import-PowerShellDataFile .\\tenant.psd1\n"$($c.Domain) $($c.Ids -join \'/\') $($c.More.On)"\nImport-PowerShellDataFile bad.psd1',
    );
    expect(ran.lines[0]).toBe('contoso.com 1/-2 True');
    expect(ran.errors).toEqual([expect.stringContaining("'Get-Date' is no plain value")]);
  });

  it('the folder of the script is the tab’s', async () => {
    const ran = await run(
      "$path = Join-Path $PSScriptRoot 'made.txt'\n'x' | Set-Content \"$PSScriptRoot\\also.txt\"\n'y' | Set-Content $path\n(Get-ChildItem made.txt, also.txt).Count",
    );
    expect(ran).toMatchObject({ state: 'done', errors: [], lines: ['2'] });
  });

  it('the console’s own environment is read and set, nothing of the computer’s', async () => {
    const ran = await run(`
      [Environment]::SetEnvironmentVariable('MSAL_BROKER', '0', 'Process')
      $env:MSAL_BROKER
      $env:OTHER = 'x'
      [Environment]::GetEnvironmentVariable('OTHER')
      $null -eq [Environment]::GetEnvironmentVariable('PATH')
      [Environment]::GetEnvironmentVariable('PATH', 'Machine')`);
    expect(ran.lines.slice(0, 3)).toEqual(['0', 'x', 'True']);
    expect(ran.errors).toEqual([expect.stringContaining('nothing else of this computer')]);
  });

  it('a module is imported by the path that it tells, and a title is taken', async () => {
    const ran = await run(`
      $module = Get-Module -ListAvailable ExchangeOnlineManagement | Where-Object Version -ge ([version]'3.0.0')
      Import-Module -Name $module.Path -Force -ErrorAction Stop
      $Host.UI.RawUI.WindowTitle = 'Mail report'
      $Host.UI.RawUI.WindowTitle`);
    expect(ran).toMatchObject({ state: 'done', errors: [], lines: ['Mail report'] });
  });

  it('a choice and a key are asked for', async () => {
    const ran = await run(`
      $answers = '&Yes', '&No'
      $more = New-Object System.Management.Automation.Host.ChoiceDescription '&Maybe', 'Later'
      $Host.UI.PromptForChoice('Connect', 'Go on?', $answers, 1)
      $Host.UI.PromptForChoice('Connect', 'Go on?', [System.Management.Automation.Host.ChoiceDescription[]]($more, $more), 0)
      "$($more.Label) $($more.HelpMessage)"
      ($Host.UI.RawUI.ReadKey('NoEcho,IncludeKeyDown')).Character`);
    expect(ran).toMatchObject({ state: 'done', errors: [], lines: ['0', '0', '&Maybe Later', 'y'] });
    expect(at.desk.asked).toEqual(['choice', 'choice', 'line']);
  });

  it('a certificate is loaded from its file by the type’s name, and signs in', async () => {
    const ran = await run(`
      $password = ConvertTo-SecureString 'canary-of-the-file' -AsPlainText -Force
      $made = New-SelfSignedCertificate -Subject 'CN=Report' -CertStoreLocation Cert:\\CurrentUser\\My
      $null = Export-PfxCertificate -Cert $made -FilePath report.pfx -Password $password
      $one = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2('report.pfx', $password)
      $two = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new('.\\report.pfx', 'canary-of-the-file', 'Exportable')
      ($one.Thumbprint -eq $made.Thumbprint) -and $two.HasPrivateKey
      $made.Thumbprint`);
    expect(ran.errors).toEqual([]);
    expect(ran.lines[0]).toBe('True');
    const kept = (await at.practice.certificates.list()).find((one) => one.thumbprint === ran.lines[1]);
    const id = '0d5c7a1e-2222-4d5e-8a00-000000000001';
    await at.practice.cloud.control('POST', '/apps', {
      id,
      displayName: 'Report',
      certificate: kept?.publicData,
    });
    const signedIn = await run(
      `Connect-ExchangeOnline -AppId ${id} -Certificate $two -Organization contoso.practice.localhost -ShowBanner:$false\n(Get-ConnectionInformation).CertificateAuthentication\nDisconnect-ExchangeOnline -Confirm:$false`,
    );
    expect(signedIn.errors).toEqual([]);
    expect(signedIn.lines[0]).toBe('True');
    const bytes = await run('[Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]](1, 2))');
    expect(bytes.errors.join()).toContain('not made of bytes here');
  });
});
