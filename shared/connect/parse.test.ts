import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionDraftSchema } from '../model/connection.ts';
import { parseConnectText, type PastedConnection } from './parse.ts';

const APP = '36ee4c6c-0812-40a2-b820-b22ebd02bce3';

function only(text: string): PastedConnection {
  const { connections, problems } = parseConnectText(text);
  expect(problems).toEqual([]);
  expect(connections).toHaveLength(1);
  const [first] = connections;
  if (first === undefined) throw new Error('no connection');
  expect(connectionDraftSchema.safeParse(first.draft).error?.issues ?? []).toEqual([]);
  return first;
}

describe('published forms', () => {
  it('reads continued lines, comments and prompts', () => {
    const read = only(`PS C:\\Users\\me> Connect-ExchangeOnline \`
>>   -UserPrincipalName admin@contoso.onmicrosoft.com \`
>>   -ShowBanner:$false  # no banner`);
    expect(read.draft).toMatchObject({
      loginHint: 'admin@contoso.onmicrosoft.com',
      options: { showBanner: false },
    });
  });

  it('goes on after a backtick that a page put blanks behind', () => {
    expect(only('Connect-ExchangeOnline ` \n  -Device').method).toBe('device');
  });

  it('reads shortened names, aliases, positions and typographic signs', () => {
    expect(
      only('connect-exchangeonline -userpr “a@contoso.com” –dele adatum.onmicrosoft.com').draft,
    ).toMatchObject({
      loginHint: 'a@contoso.com',
      delegatedTo: 'adatum.onmicrosoft.com',
    });
    expect(only('ExchangeOnlineManagement\\Connect-ExchangeOnline -ea Stop').draft.options.inert).toEqual({
      ErrorAction: 'Stop',
    });
    const { draft } = only(
      'Connect-IPPSSession https://ps.compliance.protection.office365.us/powershell-liveid/ https://login.microsoftonline.us/common',
    );
    expect(draft).toMatchObject({ cloudId: 'O365USGovGCCHigh', services: ['compliance'] });
  });

  it('reads splatting with the hashtable above, changed afterwards', () => {
    const read = only(`$params = @{
  AppId = "${APP}"
  CertificateThumbprint = '83213AEAC56D61C97AEE5C1528F4AC5EBA7321C1'
}
$params.Organization = "contoso.onmicrosoft.com"
$params['ShowBanner'] = $false
Connect-ExchangeOnline @params -PageSize 500`);
    expect(read).toMatchObject({
      problems: [],
      draft: {
        signIn: { kind: 'certificate', appId: APP },
        organization: { domain: 'contoso.onmicrosoft.com' },
        options: { showBanner: false, pageSize: 500 },
      },
    });
  });

  it('reads a command in a loop once for each connection that the rounds make', () => {
    const all = (text: string) => parseConnectText(text).connections.map(({ command }) => command);
    expect(
      all(`foreach ($service in 'Mail', 'Rules') {
  if ($service -eq 'Mail') { Connect-ExchangeOnline -Prefix M } else { Connect-IPPSSession -Prefix R }
}`),
    ).toEqual(['Connect-ExchangeOnline', 'Connect-IPPSSession']);
    expect(
      all(
        "foreach ($name in 'A', 'B') { Connect-ExchangeOnline -Prefix $name }\nConnect-ExchangeOnline -Prefix A",
      ),
    ).toHaveLength(3);
  });

  it('reads a domain that is taken out of an account, and put together anew', () => {
    const read = only(`$upn = 'Admin@Contoso.onmicrosoft.com'
$name = $upn.Split('@')[1].ToLower().Replace('.onmicrosoft.com', '')
$domain = ($upn -split '@')[-1]
Connect-ExchangeOnline -AppId ${APP} -CertificateThumbprint 83213AEAC56D61C97AEE5C1528F4AC5EBA7321C1 -Organization $domain -Prefix $name`);
    expect(read.draft).toMatchObject({
      organization: { domain: 'contoso.onmicrosoft.com' },
      options: { prefix: 'contoso' },
    });
    expect(read.blanks).toEqual([]);
  });

  it('reads splatting with a hashtable that conditions fill', () => {
    const read = only(`$splat = @{ ShowBanner = $false; ErrorAction = 'Stop' }
$command = Get-Command Connect-ExchangeOnline
if ($command.Parameters.ContainsKey('DisableWAM')) { $splat['DisableWAM'] = $true }
if ($Customer) { $splat.DelegatedOrganization = $Customer }
else { $splat.UserPrincipalName = 'admin@contoso.com' }
if ($few) { $splat.PageSize = 10 } else { $splat.PageSize = 20 }
Connect-ExchangeOnline @splat`);
    expect(read.draft).toMatchObject({
      loginHint: 'admin@contoso.com',
      options: { showBanner: false, inert: { ErrorAction: 'Stop', DisableWAM: '' } },
    });
    expect(read.blanks.map(({ parameter }) => parameter).sort()).toEqual([
      'DelegatedOrganization',
      'PageSize',
    ]);
  });

  it('reads variables set above, joined and inserted', () => {
    const read = only(`$tenant = 'contoso'
[string]$domain = "$tenant.onmicrosoft.com"
$user = 'admin@' + $domain
Connect-ExchangeOnline -UserPrincipalName $user -Prefix $($tenant)`);
    expect(read.draft).toMatchObject({
      loginHint: 'admin@contoso.onmicrosoft.com',
      options: { prefix: 'contoso' },
    });
  });

  it.each([
    ['Connect-IPPSSession -Credential (Get-Credential)', null],
    [
      '$UserCredential = Get-Credential admin@contoso.com\nConnect-IPPSSession -Credential $UserCredential',
      'admin@contoso.com',
    ],
    [
      `$u = "admin@contoso.com"
$p = ConvertTo-SecureString "canary-1" -AsPlainText -Force
$c = New-Object System.Management.Automation.PSCredential ($u, $p)
Connect-ExchangeOnline -Credential $c`,
      'admin@contoso.com',
    ],
    [
      `Connect-ExchangeOnline -Credential ([pscredential]::new('admin@contoso.com', ('canary-2' | ConvertTo-SecureString -AsPlainText -Force)))`,
      'admin@contoso.com',
    ],
    ['Connect-ExchangeOnline -Credential $cred', null],
  ])('takes the name of a credential, never its password: %s', (text, name) => {
    const read = only(text);
    expect(read.draft).toMatchObject({ loginHint: name, signIn: { kind: 'credential' } });
    expect(read.needs).toEqual(name === null ? ['user-name', 'password'] : ['password']);
    expect(JSON.stringify(parseConnectText(text))).not.toContain('canary');
  });

  it('reads certificates in each form', () => {
    const rest = `-AppId ${APP} -Organization contoso.onmicrosoft.com`;
    const forms: [string, unknown, string[]][] = [
      [
        `-CertificateFilePath 'C:\\a.pfx' -CertificatePassword (ConvertTo-SecureString -String 'canary' -AsPlainText -Force)`,
        { from: 'file', path: 'C:\\a.pfx' },
        ['certificate-password'],
      ],
      [
        `-CertificateFilePath a.pfx -CertificatePassword (Get-Credential).Password`,
        { from: 'file', path: 'a.pfx' },
        ['certificate-password'],
      ],
      [`-Certificate (Get-PfxCertificate a.pfx)`, { from: 'file', path: 'a.pfx' }, []],
      [
        `-Certificate (Get-Item Cert:\\CurrentUser\\My\\83213AEAC56D61C97AEE5C1528F4AC5EBA7321C1)`,
        { from: 'store', thumbprint: '83213AEAC56D61C97AEE5C1528F4AC5EBA7321C1' },
        [],
      ],
    ];
    for (const [form, certificate, needs] of forms) {
      const read = only(`Connect-ExchangeOnline ${form} ${rest}`);
      expect([read.app, read.needs, read.problems]).toEqual([{ appId: APP, certificate }, needs, []]);
    }
    expect(
      only(`Connect-ExchangeOnline -Certificate (gci Cert:\\CurrentUser\\My | ? Subject -eq 'CN=x') ${rest}`)
        .needs,
    ).toEqual(['certificate']);
  });

  it('reads session options inline and in a variable', () => {
    for (const text of [
      'Connect-IPPSSession -PSSessionOption (New-PSSessionOption -ProxyAccessType AutoDetect)',
      '$o = New-PSSessionOption -ProxyAccessType AutoDetect\nConnect-IPPSSession -PSSessionOption $o',
    ]) {
      expect(only(text).draft.options.proxy).toBe('auto');
    }
  });

  it('leaves placeholders to be filled in, and optional parts out', () => {
    const read = only(
      'Connect-ExchangeOnline -UserPrincipalName <UPN> [-ExchangeEnvironmentName <Value>] [-ShowBanner:$false]',
    );
    expect(read.blanks).toMatchObject([{ parameter: 'UserPrincipalName', place: { line: 1, column: 24 } }]);
    expect(read.problems).toEqual([]);
    const app = only(
      'Connect-IPPSSession -AppId <%App_id%> -CertificateThumbprint <%Thumbprint string of certificate%> -Organization "contoso.onmicrosoft.com"',
    );
    expect(app).toMatchObject({ method: 'certificate', problems: [] });
    expect(app.blanks.map(({ parameter }) => parameter)).toEqual(['AppId', 'CertificateThumbprint']);
  });

  it('says what only the script knows', () => {
    const read = only('param([string]$Org)\nConnect-ExchangeOnline -ManagedIdentity -Organization $Org');
    expect(read.blanks).toMatchObject([{ parameter: 'Organization', label: '$Org', place: { line: 2 } }]);
    expect(read.problems).toEqual([]);
  });

  it('makes one connection of two commands that say the same', () => {
    const { connections } = parseConnectText(
      'Connect-ExchangeOnline -UserPrincipalName a@b.co\nConnect-IPPSSession -UserPrincipalName a@b.co',
    );
    expect(connections.map(({ draft }) => draft.services)).toEqual([['exchange', 'compliance']]);
    const two = parseConnectText(
      'Connect-ExchangeOnline -UserPrincipalName a@b.co -Prefix A\nConnect-IPPSSession -UserPrincipalName c@b.co',
    );
    expect(two.connections.map(({ draft }) => draft.services)).toEqual([['exchange'], ['compliance']]);
  });
});

describe('values that a script changes on its way', () => {
  const prefixOf = (text: string) => {
    const [first] = parseConnectText(text).connections;
    const prefix = first?.draft.options.prefix ?? '';
    return prefix === '' ? first?.blanks.map(({ parameter, label }) => `${parameter} ${label}`) : prefix;
  };

  it.each([
    ["$p = @{ Prefix = 'A' }; $p.Add('PageSize', 5); $p.Remove('Prefix')\nConnect-ExchangeOnline @p", []],
    ["$p = @{}; $p.Add('Prefix', 'Con')\nConnect-ExchangeOnline @p", 'Con'],
    ["$p = @{}; $p += @{ Prefix = 'Con' }\nConnect-ExchangeOnline @p", 'Con'],
    ["$p = @{ PageSize = 5 } + @{ pre = 'Con' }\nConnect-ExchangeOnline @p", 'Con'],
    ["$x = 'C'; $x += 'on'\nConnect-ExchangeOnline -Prefix $x", 'Con'],
    ["$x = '{0}{1}' -f 'Co', 'n'\nConnect-ExchangeOnline -Prefix $x", 'Con'],
    ["Connect-ExchangeOnline -Prefix ('Co', 'n' -join '')", 'Con'],
    ["if ($gov) { $x = 'Gov' } else { $x = 'Con' }\nConnect-ExchangeOnline -Prefix $x", ['Prefix $x']],
    ["if ($gov) { $x = 'Con' } else { $x = 'Con' }\nConnect-ExchangeOnline -Prefix $x", 'Con'],
    ["$x = 'Con'; while ($more) { $x = 'Next' }\nConnect-ExchangeOnline -Prefix $x", ['Prefix $x']],
    ["if (-not $x) { $x = 'Con' }\nConnect-ExchangeOnline -Prefix $x", 'Con'],
    ["$x = 'Con'; function f { $x = 'Other' }\nConnect-ExchangeOnline -Prefix $x", 'Con'],
    ["$x = 'Con'\nInvoke-Command { Connect-ExchangeOnline -Prefix $using:x }", 'Con'],
    ["$p = @{ Prefix = 'Con' }\nInvoke-Command { Connect-ExchangeOnline @using:p }", 'Con'],
  ])('%s', (text, prefix) => {
    expect(prefixOf(text)).toEqual(prefix);
  });

  it('takes a list apart that a loop goes through, and each branch by itself', () => {
    const prefixes = (text: string) =>
      parseConnectText(text).connections.map(({ draft }) => draft.options.prefix);
    expect(prefixes("foreach ($c in 'A', 'B') { Connect-ExchangeOnline -Prefix $c }")).toEqual(['A', 'B']);
    expect(
      prefixes(
        "if ($g) { $c = 'A'; Connect-ExchangeOnline -Prefix $c } else { $c = 'B'; Connect-ExchangeOnline -Prefix $c }",
      ),
    ).toEqual(['A', 'B']);
    const nested = 'foreach ($a in 1..9) { foreach ($b in @(1,2,3,4,5,6,7,8,9)) {'.repeat(12);
    // Nine page sizes, and the one that is not told once the loops are no longer taken apart.
    expect(parseConnectText(`${nested} Connect-ExchangeOnline -PageSize $b`).connections).toHaveLength(10);
    const items = Array.from({ length: 40 }, (_, at) => at).join(',');
    const pairs = `foreach ($a in @(${items})) { foreach ($b in @(${items})) {`;
    expect(parseConnectText(`${pairs} Connect-ExchangeOnline -Prefix "$a$b" }}`).connections).toHaveLength(
      200,
    );
  });

  it('reads an array that is splatted by position', () => {
    const [first] = parseConnectText(
      "$a = 'https://outlook.office365.us', $null, 'O365USGovGCCHigh'\nConnect-ExchangeOnline @a",
    ).connections;
    expect(first?.draft.cloudId).toBe('O365USGovGCCHigh');
  });
});

describe('as it comes from web pages and other shells', () => {
  const command = 'Connect-ExchangeOnline -UserPrincipalName a@b.co';

  it.each([
    `C:\\> ${command}`,
    `[PS] C:\\Windows\\system32>${command}`,
    `(base) PS C:\\Users\\a> ${command}`,
    `> ${command}`,
    `$ ${command}`,
    `1. ${command}`,
    `2) ${command}`,
    `\`${command}\``,
    `\`\`\`powershell\n${command}\n\`\`\``,
    `\ufeff${command}`,
    command.replace('-E', '\u2013E'),
    command.replaceAll('-', '\u2011'),
    command.replaceAll('-', '\u2212'),
    command.replace('-E', '-\u200bE'),
    command.replace('a@b.co', '&quot;a@b.co&quot;'),
    command.replace('a@b.co', '&#39;a@b.co&#39;'),
  ])('%j', (text) => {
    expect(only(text).draft.loginHint).toBe('a@b.co');
  });

  it('takes no signs of a page for a part of the account', () => {
    for (const account of ['«a@b.co»', '″a@b.co″', 'a@b.co`', 'a@b,co']) {
      const [first] = parseConnectText(`Connect-ExchangeOnline -UserPrincipalName '${account}'`).connections;
      expect(first?.problems).toMatchObject([{ parameter: 'UserPrincipalName' }]);
    }
    expect(
      only("Connect-ExchangeOnline -UserPrincipalName 'o’b@b.co'".replace('’', "''")).draft.loginHint,
    ).toBe("o'b@b.co");
  });

  it('keeps the name that is given for a credential', () => {
    expect(only('Connect-ExchangeOnline -Credential a@b.co').draft.loginHint).toBe('a@b.co');
  });
});

describe('what is not understood, with its place', () => {
  it('a value apart from its switch, which is taken, and a line that is not continued', () => {
    const apart = parseConnectText('Connect-ExchangeOnline -ShowBanner $false');
    expect(apart.problems).toMatchObject([{ id: 'SwitchWithBlank', line: 1, column: 36 }]);
    expect(apart.connections[0]).toMatchObject({ problems: [], draft: { options: { showBanner: false } } });
    for (const between of ['', '# mine\n  ']) {
      const cut = parseConnectText(
        `Connect-ExchangeOnline -ShowBanner:$false\n${between}-UserPrincipalName a@b.co`,
      );
      expect(cut.problems).toContainEqual(expect.objectContaining({ id: 'LineNotContinued' }));
    }
    expect(parseConnectText('Connect-ExchangeOnline -Device\n\nGet-Mailbox -Identity a').problems).toEqual(
      [],
    );
  });

  it('without a secret that stands at the wrong place', () => {
    const token = `eyJ0eXAi.${'x'.repeat(40)}canary.sig`;
    for (const text of [
      "Connect-ExchangeOnline -Credential a@b.co 'canary2secret'",
      `Connect-ExchangeOnline ${token}`,
      `Connect-ExchangeOnline -ExchangeEnvironmentName canary`,
      "Connect-ExchangeOnline -Credential New-Object PSCredential('a@b.co', (ConvertTo-SecureString 'canary' -AsPlainText))",
      "Connect-ExchangeOnline -Credential a@b.co) 'canary' )",
    ]) {
      const { connections, problems } = parseConnectText(text);
      expect(problems.length + connections.flatMap((one) => one.problems).length).toBeGreaterThan(0);
      const told = [problems, connections.map((one) => [one.problems, one.ignored, one.blanks])];
      expect(JSON.stringify(told)).not.toContain('canary');
    }
  });

  it('unknown parameters', () => {
    const { connections, problems } = parseConnectText(
      'Connect-ExchangeOnline -Device\nConnect-IPPSSession -Devise',
    );
    expect(connections).toHaveLength(2);
    expect(problems).toMatchObject([{ id: 'NamedParameterNotFound', line: 2, column: 21 }]);
  });

  it('a splat that is not there, a syntax error, remote PowerShell', () => {
    expect(parseConnectText('Connect-ExchangeOnline @p').problems).toMatchObject([{ id: 'UnknownSplat' }]);
    expect(parseConnectText("Connect-ExchangeOnline -Prefix 'a").problems[0]?.id).toBe(
      'TerminatorExpectedAtEndOfString',
    );
    expect(
      parseConnectText('$s = New-PSSession -ConfigurationName Microsoft.Exchange').problems,
    ).toMatchObject([{ id: 'New-PSSession' }]);
  });

  it('nothing to connect with', () => {
    expect(parseConnectText('Get-Mailbox')).toEqual({ connections: [], problems: [] });
    expect(parseConnectText('x'.repeat(200_001)).problems).toMatchObject([{ id: 'TooLong' }]);
  });
});

describe('whatever is pasted', () => {
  const whole = `$p = @{ AppId = '${APP}'; Organization = "$o.onmicrosoft.com" }
try { Connect-ExchangeOnline @p -CertificatePassword (ConvertTo-SecureString 'x' -AsPlainText -Force) \`
  -PSSessionOption (New-PSSessionOption -ProxyAccessType IEConfig) } catch { "$_" }
foreach ($c in 'a','b') { Connect-IPPSSession -DelegatedOrganization $c <UPN> [-Prefix <P>] }`;
  const cut = fc.tuple(fc.nat(whole.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 12 }));

  it('is read without an end of its own', () => {
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 6 }), fc.string({ maxLength: 30 }), (cuts, tail) => {
        const text = cuts.reduce(
          (now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length),
          whole + tail,
        );
        for (const { draft, place } of parseConnectText(text).connections) {
          expect(connectionDraftSchema.safeParse(draft).success).toBe(true);
          expect(text.slice(place.start, place.end)).toMatch(/Connect-/i);
        }
      }),
      { numRuns: 3000, seed: 5 },
    );
  });

  it('fills no memory with a text or list that doubles itself', () => {
    const double = (line: string) =>
      `$a = 'xxxxxxxxxx'\n${`${line}\n`.repeat(80)}Connect-ExchangeOnline -CommandName $a`;
    for (const line of ['$a = "$a$a"', '$a = $a + $a', '$a = @($a; $a)', '$a = $a, $a']) {
      const { connections } = parseConnectText(double(line));
      expect(connections[0]?.blanks).toMatchObject([{ parameter: 'CommandName' }]);
    }
  });
});

const seeds = new URL('../../../shared/seed-scripts/', import.meta.url);
const absent = !existsSync(seeds);
/** What of a seed's Connect- commands is refused or retired; all others must be read whole. */
const SEED_PROBLEMS: Readonly<Record<string, readonly string[]>> = {
  '02': ['UseRPSSession'],
  '51': ['CertificateThumbprint'],
  '75': ['Organization'],
};
/** Connections that a loop over a list makes of one command. */
const SEED_LOOPS: Readonly<Record<string, number>> = { '88': 3 };
it.skipIf(absent)(
  `reads every Connect- command of the seed scripts${absent ? ' (skipped: ../shared/seed-scripts is not here)' : ''}`,
  () => {
    let read = 0;
    for (const file of readdirSync(seeds).filter((name) => name.endsWith('.ps1'))) {
      const text = readFileSync(new URL(file, seeds), 'utf8');
      const wanted = [...text.matchAll(/^[^#\n]*\bConnect-(ExchangeOnline|IPPSSession)\b/gm)].length;
      const { connections, problems } = parseConnectText(text);
      expect([file, connections.length]).toEqual([file, SEED_LOOPS[file.slice(0, 2)] ?? wanted]);
      if (wanted > 0) expect([file, problems]).toEqual([file, []]);
      for (const { draft, problems: refused } of connections) {
        expect(connectionDraftSchema.safeParse(draft).success).toBe(true);
        expect([file, refused.map(({ parameter }) => parameter)]).toEqual([
          file,
          SEED_PROBLEMS[file.slice(0, 2)] ?? [],
        ]);
      }
      read += connections.length;
    }
    expect(read).toBeGreaterThan(40);
  },
);

const examples = new URL('../../../shared/corpus/examples.train.jsonl', import.meta.url);
const noExamples = !existsSync(examples);
it.skipIf(noExamples)(
  `reads every published Connect- example${noExamples ? ' (skipped: ../shared/corpus is not here)' : ''}`,
  () => {
    const lines = readFileSync(examples, 'utf8')
      .split('\n')
      .filter((line) => line.includes('Connect-'));
    const texts = lines
      .map((line) => (JSON.parse(line) as { code: string }).code)
      .filter((code) => /Connect-(ExchangeOnline|IPPSSession)/.test(code));
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      const { connections, problems } = parseConnectText(text);
      expect([text, connections.length, problems]).toEqual([text, 1, []]);
      expect(connections[0]?.problems).toEqual([]);
    }
  },
);

describe('an app registration of one’s own', () => {
  const ID = '0d5c7a1e-1111-4d5e-8a00-000000000009';
  const comment = (command: string) =>
    `# ${command} signs in through the app registration ${ID}, for which it has no parameter.`;

  it('is read from the comment of a copied command, for the next command of that name alone', () => {
    const text = `${comment('Connect-ExchangeOnline')}
Connect-IPPSSession -UserPrincipalName a@contoso.com
Connect-ExchangeOnline -UserPrincipalName b@contoso.com
Connect-ExchangeOnline -UserPrincipalName c@contoso.com`;
    expect(parseConnectText(text).connections.map(({ draft }) => draft.clientId)).toEqual([null, ID, null]);
  });

  it('is not what an app with a certificate signs in as', () => {
    const text = `${comment('Connect-ExchangeOnline')}
Connect-ExchangeOnline -AppId ${ID} -CertificateFilePath a.pfx -Organization contoso.onmicrosoft.com`;
    expect(parseConnectText(text).connections[0]?.draft.clientId).toBeNull();
  });

  it('stays with both services of one connection', () => {
    const text = `${comment('Connect-ExchangeOnline')}
Connect-ExchangeOnline -UserPrincipalName a@contoso.com
${comment('Connect-IPPSSession')}
Connect-IPPSSession -UserPrincipalName a@contoso.com`;
    const { connections } = parseConnectText(text);
    expect(connections).toHaveLength(1);
    expect(connections[0]?.draft).toMatchObject({ clientId: ID, services: ['exchange', 'compliance'] });
  });
});
