import { describe, expect, it } from 'vitest';
import { parseScript } from '../parser/index.ts';
import { fillPlaceholders } from './fill.ts';
import { findPlaceholders } from './find.ts';

const found = (text: string) =>
  findPlaceholders(text)?.fields.map(({ label, parameter, places }) => [
    label,
    parameter,
    ...places.map(({ where }) => where),
  ]);

describe('what is left to be filled in', () => {
  it.each([
    ['Get-Mailbox -Identity <UPN>', [['UPN', 'Identity', 'argument']]],
    ['Get-Mailbox <Mailbox name>', [['Mailbox name', null, 'argument']]],
    ['Get-Mailbox -Identity:<UPN>', [['UPN', 'Identity', 'argument']]],
    ['Get-Mailbox `\n  -Identity <UPN>', [['UPN', 'Identity', 'argument']]],
    [
      'Get-X -Id <%App_id%> -C <%a string of it%>',
      [
        ['App_id', 'Id', 'argument'],
        ['a string of it', 'C', 'argument'],
      ],
    ],
    ["$p = ConvertTo-SecureString '<Password>' -AsPlainText", [['Password', null, 'single']]],
    ['Get-X -Name "Room <Floor>"', [['Floor', 'Name', 'double']]],
    ['Get-X -Url https://<tenant>-admin.sharepoint.com', [['tenant', 'Url', 'argument']]],
    ['$user = <UPN>', [['UPN', null, 'expression']]],
    ['if ($x -eq <UPN>) { 1 }', [['UPN', null, 'expression']]],
    ['$id = "YOUR-APP-ID"', [['YOUR-APP-ID', null, 'double']]],
    ["Get-X -Name 'YourVMName'", [['YourVMName', 'Name', 'single']]],
  ])('%s', (text, fields) => {
    expect(found(text)).toEqual(fields);
  });

  it('is asked for once, however often it stands there', () => {
    expect(found("Get-A <UPN>; Get-B -User '<UPN>'")).toEqual([['UPN', null, 'argument', 'single']]);
  });

  it('is two values where the name only says the kind, under two parameters', () => {
    expect(found('Get-A -From <Date> -To <Date>')?.map(([label]) => label)).toEqual(['From', 'To']);
  });

  it.each([
    'Get-Content <in.txt >out.txt',
    'sort < in >out',
    'if ($a <$b) { $c > $d }',
    '$a -lt $b -and $c -gt $d',
    '1..3 | ? { $_ -lt 2 }; 2>&1',
    '# Replace <UPN> with yours\nGet-Mailbox ann',
    '<#\n .SYNOPSIS <UPN>\n#> Get-Mailbox',
    "'<b>bold</b>' + '<table>'",
    "$x -match '(?<Name>\\w+) \\k<Name>'",
    '[Collections.Generic.List<string>]::new()',
    '"$(Get-X \'<Name>\')"',
    "@'\nDear <Name>,\n'@",
    "'Your mailbox is full'",
    '$line -replace \'<tab>\', "`t"',
    'Set-OrganizationConfig -DistributionGroupNamingPolicy "DL_<Department>_<GroupName>"',
    '[int]$x = $list[-1]',
  ])('is nothing in %s', (text) => {
    expect(findPlaceholders(text)).toBeNull();
  });
});

describe('filling in', () => {
  const fill = (text: string, value: string, taken: readonly string[] = []): string => {
    const fields = findPlaceholders(text)?.fields ?? [];
    return fillPlaceholders(text, {
      values: Object.fromEntries(fields.map(({ key }) => [key, value])),
      taken,
    });
  };

  it.each([
    ['Get-Mailbox <UPN>', 'ann@contoso.com', 'Get-Mailbox ann@contoso.com'],
    ['Get-Mailbox <UPN>', 'Ann Lee', "Get-Mailbox 'Ann Lee'"],
    ['Get-Mailbox <UPN>', "O'Brien; Remove-Mailbox x", "Get-Mailbox 'O''Brien; Remove-Mailbox x'"],
    ['Get-Mailbox -Identity <UPN>', '-Archive', "Get-Mailbox -Identity '-Archive'"],
    ['New-PSSessionOption <Settings>', '-NoCompression', 'New-PSSessionOption -NoCompression'],
    ['Get-X -Certificate <Object>', '$certificate', 'Get-X -Certificate $certificate'],
    ['Get-X -Url https://<tenant>.example/a', 'contoso', 'Get-X -Url https://contoso.example/a'],
    ['Get-X -Url https://<tenant>.example/a', 'a b', "Get-X -Url 'https://a b.example/a'"],
    ['$user = <UPN>', 'ann@contoso.com', "$user = 'ann@contoso.com'"],
    ['$count = <Number>', '12', '$count = 12'],
    ["Get-X '<Password>'", "it's $5 ‘now’", "Get-X 'it''s $5 ‘‘now’’'"],
    ['Get-X "<Password>"', 'a"b`c$d', 'Get-X "a`"b``c`$d"'],
    ['$a = "YOUR-APP-ID"', '1234', '$a = "1234"'],
  ])('%s with %s', (text, value, filled) => {
    expect(fill(text, value)).toBe(filled);
    expect(parseScript(filled).errors).toEqual([]);
  });

  const syntax = 'Connect-X -User <UPN> [-Url <URL>] [-Quiet] [-Other $options]';

  it('leaves parts in brackets out that got no value and were not taken', () => {
    const values = { upn: 'ann' };
    expect(fillPlaceholders(syntax, { values, taken: [] })).toBe('Connect-X -User ann');
    expect(fillPlaceholders(syntax, { values, taken: ['-Quiet'] })).toBe('Connect-X -User ann -Quiet');
  });

  it('takes the brackets off those that got one', () => {
    expect(fill(syntax, 'x', ['-Other $options'])).toBe('Connect-X -User x -Url x -Other $options');
  });

  it('leaves a placeholder without a value as it is', () => {
    expect(fillPlaceholders('Get-A <B> <C>', { values: { c: '1' }, taken: [] })).toBe('Get-A <B> 1');
  });
});
