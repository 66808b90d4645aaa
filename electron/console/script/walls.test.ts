import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from './desk.fixture.ts';

/** What lies outside the folder and must never come in. */
const OUTSIDE = 'what lies outside the folder';

let around: string;
let root: string;
let desk: Desk;

beforeAll(async () => {
  around = await mkdtemp(path.join(tmpdir(), 'tenantdeck-walls-'));
  root = path.join(around, 'folder');
  await mkdir(root);
  await writeFile(path.join(around, 'outside.txt'), OUTSIDE);
  await symlink(around, path.join(root, 'link'));
  await symlink(path.join(around, 'outside.txt'), path.join(root, 'link.txt'));
  await writeFile(path.join(root, 'inside.txt'), 'inside\n');
  desk = new Desk(root);
});

afterAll(async () => {
  await desk.worker.terminate();
  await rm(around, { recursive: true, force: true });
});

beforeEach(() => {
  desk.sent.splice(0);
  desk.questions.splice(0);
  desk.readOnly = false;
  desk.cloud = 'Practice';
  desk.answer = true;
});

async function lines(text: string): Promise<string[]> {
  const ran = await desk.run(text);
  expect(ran.problems.map(({ failure }) => failure.message)).toEqual([]);
  return ran.lines;
}

describe('reaching JavaScript’s prototypes', () => {
  it.each([
    "'text'",
    '5',
    '$true',
    '(1, 2)',
    '@{}',
    '[ordered]@{}',
    '[pscustomobject]@{ A = 1 }',
    '{ 1 }',
    '(Get-Date)',
    '[int]',
    '[math]',
    '$Error',
    '$Host',
    '$ExecutionContext',
    '$PSVersionTable',
    '[regex]"a"',
    '[xml]"<a/>"',
  ])(
    // prettier-ignore
    'finds nothing on %s',
    async (value) => {
      const names = [
        '__proto__',
        'constructor',
        'prototype',
        'hasOwnProperty',
        'charCodeAt',
        '__defineGetter__',
      ];
      const read = names.map((name) => `"$($v.${name})"; "$($v.("${name}"))"`).join('; ');
      expect((await lines(`$v = ${value}; ${read}`)).join('')).toBe('');
    },
  );

  it.each([
    'constructor("return 1")',
    'charCodeAt(0)',
    '__defineGetter__("a", { 1 })',
    'valueOf()',
    'at(0)',
    'big()',
  ])('calls no %s', async (call) => {
    const { problems } = await desk.run(`'text'.${call}`);
    expect(problems[0]?.failure.message).toMatch(/^Method invocation failed because \[System\.String\]/);
  });

  it('finds nothing of a type’s static side', async () => {
    expect(
      (await lines('"$([string]::constructor)$([math]::__proto__)$([datetime]::prototype)"')).join(''),
    ).toBe('');
  });

  it.each([
    [
      'keys of a hashtable',
      '$h = @{}; $h.__proto__ = 1; $h["constructor"] = 2; $h.__proto__, $h.constructor',
    ],
    ['keys written in it', '$h = @{ __proto__ = 1; constructor = 2 }; $h["__proto__"], $h["constructor"]'],
    ['ordered keys', '$h = [ordered]@{ __proto__ = 1; constructor = 2 }; $h.__proto__, $h[1]'],
    ['properties', '$o = [pscustomobject]@{ __proto__ = 1; constructor = 2 }; $o.__proto__, $o.constructor'],
    [
      'Add-Member',
      '$o = [pscustomobject]@{ constructor = 2 }; $o | Add-Member __proto__ 1; $o.__proto__, $o.constructor',
    ],
    ['JSON', '$o = \'{"__proto__":1,"constructor":2}\' | ConvertFrom-Json; $o.__proto__, $o.constructor'],
    [
      'JSON as a hashtable',
      '$o = \'{"__proto__":1,"constructor":2}\' | ConvertFrom-Json -AsHashtable; $o["__proto__"], $o.constructor',
    ],
    ['headers of a CSV', '$o = "__proto__,constructor`n1,2" | ConvertFrom-Csv; $o.__proto__, $o.constructor'],
    [
      'Select-Object',
      '$o = 1 | Select-Object @{ n = "__proto__"; e = { 1 } }, @{ n = "constructor"; e = { 2 } }; $o.__proto__, $o.constructor',
    ],
    [
      'Group-Object',
      '$g = "__proto__", "constructor", "constructor" | Group-Object -AsHashTable; $g["__proto__"].Count, $g.constructor.Count',
    ],
    ['variables', '$__proto__ = 1; $constructor = 2; $__proto__, $constructor'],
    ['functions', 'function __proto__ { 1 }; function constructor { 2 }; __proto__; constructor'],
    [
      'splatting',
      'function f($__proto__, $constructor) { $__proto__, $constructor }; $p = @{ __proto__ = 1; constructor = 2 }; f @p',
    ],
    [
      'string data',
      '$o = "__proto__ = 1`nconstructor = 2" | ConvertFrom-StringData; $o["__proto__"], $o.constructor',
    ],
  ])('takes %s named so as ordinary names', async (_what, text) => {
    expect(await lines(text)).toEqual(['1', '2']);
    // Nothing was left behind for the next one.
    expect(await lines('"$(@{}.__proto__)$([pscustomobject]@{ A = 1 }.constructor)$("a".polluted)"')).toEqual(
      [''],
    );
  });

  it('writes such names as they are', async () => {
    expect(
      await lines('[pscustomobject]@{ __proto__ = 1; toString = 2 } | ConvertTo-Json -Compress'),
    ).toEqual(['{"__proto__":1,"toString":2}']);
    expect(await lines('[pscustomobject]@{ __proto__ = 1; constructor = 2 } | ConvertTo-Csv')).toEqual([
      '"__proto__","constructor"',
      '"1","2"',
    ]);
  });
});

describe('reaching JavaScript’s and Node’s globals', () => {
  it.each(['globalThis', 'require', 'Function', 'eval', 'fetch', 'setTimeout'])(
    '%s is no command',
    async (name) => {
      const { problems, state } = await desk.run(`${name} 'fs'`);
      expect(state).toBe('failed');
      expect(problems[0]?.failure.message).toContain(name);
    },
  );

  it.each([
    'Function',
    'globalThis',
    'System.Diagnostics.Process',
    'System.Net.WebClient',
    'System.Net.Sockets.TcpClient',
    'Reflection.Assembly',
    'Activator',
    'AppDomain',
    'System.Runtime.InteropServices.Marshal',
    'Microsoft.Win32.Registry',
    'System.Management.Automation.PowerShell',
  ])(
    // prettier-ignore
    '[%s] is no type',
    async (type) => {
      const { problems } = await desk.run(`[${type}]`);
      expect(problems[0]?.failure.message).toBe(`Unable to find type [${type}].`);
    },
  );

  it.each([
    'Invoke-WebRequest https://contoso.com',
    'Start-Process notepad',
    'Start-Job { 1 }',
    'Add-Type -TypeDefinition x',
    'Enter-PSSession server',
    'Get-WmiObject Win32_Process',
  ])(
    // prettier-ignore
    '%s is refused before anything runs',
    async (text) => {
      const { state, problems, lines: printed } = await desk.run(`"before"\n${text}`);
      expect(state).toBe('failed');
      expect(printed).toEqual([]);
      expect(problems[0]?.place?.line).toBe(2);
    },
  );

  it('has no variables and no environment of the process’s', async () => {
    expect(
      await lines(
        '"$env:PATH$env:SHELL$env:HOME$env:__proto__$global:process$global:globalThis$global:hasOwnProperty"',
      ),
    ).toEqual(['']);
  });
});

describe('reaching files outside the folder', () => {
  const paths = [
    '../outside.txt', './../outside.txt', '..\\outside.txt', 'folder/../../outside.txt', 'link/outside.txt', 'link.txt',
    '~/outside.txt', '/etc/passwd', 'C:\\Windows\\win.ini', '\\\\?\\C:\\Windows\\win.ini', '\\\\server\\share\\outside.txt',
    'file:///etc/passwd', 'FileSystem::/etc/passwd', 'Microsoft.PowerShell.Core\\FileSystem::/etc/passwd',
  ]; // prettier-ignore

  it.each(paths)('reads nothing at %s', async (file) => {
    for (const text of [
      `Get-Content '${file}'`,
      `Import-Csv '${file}'`,
      `Select-String . '${file}'`,
      `[IO.File]::ReadAllText('${file}')`,
    ]) {
      const { problems, lines: printed } = await desk.run(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(printed.join('\n')).not.toMatch(/what lies outside the folder$|root:/m);
    }
  });

  it.each(paths)('writes nothing at %s', async (file) => {
    const before = await readdir(around);
    for (const text of [
      `'x' | Set-Content '${file}'`,
      `'x' > '${file}'`,
      `'x' | Export-Csv '${file}'`,
      `Copy-Item inside.txt '${file}'`,
      `Move-Item inside.txt '${file}'`,
      `Remove-Item '${file}'`,
    ]) {
      // prettier-ignore
      expect((await desk.run(text)).problems.length).toBeGreaterThan(0);
    }
    expect(await readdir(around)).toEqual(before);
    expect(await readFile(path.join(around, 'outside.txt'), 'utf8')).toBe(OUTSIDE);
    expect(await readFile(path.join(root, 'inside.txt'), 'utf8')).toBe('inside\n');
  });

  it('lists nothing there', async () => {
    for (const text of [
      'Get-ChildItem ..',
      'Get-ChildItem /',
      'Get-ChildItem ../*',
      'Get-ChildItem link',
      'Set-Location ..',
      'Get-Item ..',
    ]) {
      const { problems, lines: printed } = await desk.run(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(printed.join('\n')).not.toContain('outside.txt');
    }
  });

  it('takes no path with a NUL in it', async () => {
    const { problems } = await desk.run('Get-Content "inside.txt`0.csv"; "x" | Set-Content "a`0b"');
    expect(problems).toHaveLength(2);
    expect(await readdir(root)).not.toContain('a');
  });

  it('does not take the folder itself away', async () => {
    const { problems } = await desk.run('Remove-Item . -Recurse -Force');
    expect(problems).toHaveLength(1);
    expect(await readFile(path.join(root, 'inside.txt'), 'utf8')).toBe('inside\n');
  });
});

describe('reaching another connection', () => {
  it('has no cmdlets but those of the tab’s own', async () => {
    const { state, problems } = await desk.run('Get-ComplianceSearch');
    expect(state).toBe('failed');
    expect(problems[0]?.failure.message).toContain('Get-ComplianceSearch');
    expect(desk.sent).toEqual([]);
  });

  it.each([
    '-DelegatedOrganization fabrikam.com',
    '-UserPrincipalName ann@fabrikam.com',
    '-ExchangeEnvironmentName O365China',
  ])(
    'is not had by Connect-ExchangeOnline %s where nobody signs in: the script ends there',
    async (parameters) => {
      desk.cloud = 'O365Default';
      const { problems, state } = await desk.run(
        `Connect-ExchangeOnline ${parameters}\nGet-Mailbox | Out-Null`,
      );
      expect(state).toBe('failed');
      expect(problems[0]?.failure.message).toContain('Nobody can be signed in here.');
      expect(desk.sent).toEqual([]);
    },
  );

  it.each([
    ['a name that is put together', '& ("Set-" + "Mailbox") user1 -CustomAttribute1 x'],
    ['Invoke-Expression', 'Invoke-Expression "Set-Mailbox user1 -CustomAttribute1 x"'],
    ['an alias', 'Set-Alias harmless Set-Mailbox; harmless user1 -CustomAttribute1 x'],
    ['-Confirm:$false', 'Set-Mailbox user1 -CustomAttribute1 x -Confirm:$false'],
    ['$ConfirmPreference', '$ConfirmPreference = "None"; Set-Mailbox user1 -CustomAttribute1 x'],
    ['a function of its name', 'function Get-Nothing { Set-Mailbox user1 -CustomAttribute1 x }; Get-Nothing'],
    ['splatting', '$p = @{ Identity = "user1"; CustomAttribute1 = "x"; Confirm = $false }; Set-Mailbox @p'],
    ['a finally block', 'try { throw "x" } catch { } finally { Set-Mailbox user1 -CustomAttribute1 x }'],
  ])('changes nothing on a read-only connection by %s', async (_what, text) => {
    desk.readOnly = true;
    const { problems } = await desk.run(text);
    expect(problems.map(({ failure }) => failure.message).join()).toContain('read-only');
    expect(desk.sent).toEqual([]);
    expect(desk.questions).toEqual([]);
  });

  it('is not asked for a change twice that was let go for the whole script, -Confirm:$false or not', async () => {
    const { state } = await desk.run(
      '1..3 | % { Set-Mailbox "user$_" -CustomAttribute1 x -Confirm:$false; Set-Mailbox "user$_" -CustomAttribute1 y }',
    );
    expect(state).toBe('done');
    expect(desk.questions).toHaveLength(1);
    expect(desk.sent).toHaveLength(6);
  });

  it('is not let go by -Confirm:$false: the script’s one question still comes first', async () => {
    desk.answer = false;
    const { state } = await desk.run('1..3 | % { Set-Mailbox "user$_" -CustomAttribute1 x -Confirm:$false }');
    expect(state).toBe('declined');
    expect(desk.sent).toEqual([]);
  });
});

describe('reaching tokens', () => {
  it('finds no token in anything a script can list', async () => {
    const printed = await desk.run(
      `Get-Mailbox | Out-Null
       Get-Variable | Out-String -Width 2000
       Get-ConnectionInformation | ConvertTo-Json -Depth 9
       Get-ChildItem env: | Out-String
       Get-Command | Out-String
       $Error | Out-String
       $Host | ConvertTo-Json -Depth 2
       $ExecutionContext | Out-String`,
    );
    expect(printed.lines.join('\n')).not.toMatch(/eyJ[\w-]+\.|bearer|access_?token\s*[:=]\s*\S/i);
    expect(desk.sent).toHaveLength(1);
  });

  it('shows no secure string that was not asked for', async () => {
    const printed = await desk.run(
      `$secret = ConvertTo-SecureString 'Pa55-canary' -AsPlainText -Force
       $credential = [pscredential]::new('ann', $secret)
       $secret; "$secret"; $credential; "$credential"; $secret | ConvertTo-Json; $credential | ConvertTo-Json
       $credential | Format-List *; Get-Variable secret, credential | Format-List *; $secret | Out-String; @{ a = $secret }
       Write-Error $secret; throw $credential`,
    );
    expect(printed.lines.join('\n')).not.toContain('Pa55-canary');
    expect(JSON.stringify(printed.problems)).not.toContain('Pa55-canary');
    const { rows } = await desk.worker.call('rows', {
      resultId: printed.resultId ?? '',
      columns: ['Value', 'Password', 'a'],
      from: 0,
      to: 50,
    });
    expect(JSON.stringify(rows)).not.toContain('Pa55-canary');
  });
});
