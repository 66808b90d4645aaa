import { describe, expect, it } from 'vitest';
import { testCmdlet, testParameter } from '../cmdlet.fixture.ts';
import { complete } from './complete.ts';
import { worldOf, type CompletionWorld } from './world.ts';

const at = (position: number) => ({ sets: [{ position }] });
const property = testParameter('Property', 'Object[]', at(0));
const cmdlets = [
  testCmdlet('Get-Mailbox', [
    testParameter('Identity', 'String', at(0)),
    testParameter('Type', 'String', { values: ['Regular mailbox', 'Shared'] }),
    testParameter('Archive', 'SwitchParameter'),
    testParameter('Enabled', 'Boolean'),
    testParameter('Filter', 'String', { aliases: ['OnlyThose'] }),
  ]),
  testCmdlet('Get-MailboxStatistics', []),
  testCmdlet('Get-EXOBox', [
    testParameter('Properties', 'String[]'),
    testParameter('PropertySets', 'String[]'),
  ]),
  testCmdlet('Set-User', [
    testParameter('Identity', 'String', { sets: [{ position: 0, mandatory: true }] }),
    testParameter('Manager', 'String'),
    testParameter('Notes', 'MultiValuedProperty'),
  ]),
  testCmdlet('Where-Object', [
    property,
    testParameter('FilterScript', 'ScriptBlock', at(0)),
    testParameter('EQ', 'SwitchParameter'),
    testParameter('Value', 'Object', at(1)),
  ]),
  testCmdlet('Select-Object', [property, testParameter('ExpandProperty', 'String')]),
  testCmdlet('Sort-Object', [property, testParameter('Descending', 'SwitchParameter')]),
  testCmdlet('ForEach-Object', [
    testParameter('Process', 'ScriptBlock[]', at(0)),
    testParameter('MemberName', 'String', at(0)),
  ]),
  testCmdlet('Group-Object', [property]),
  testCmdlet('Import-Csv', [testParameter('Path', 'String[]', at(0))]),
];
const aliases: Readonly<Record<string, string>> = {
  '?': 'Where-Object',
  '%': 'ForEach-Object',
  select: 'Select-Object',
  sort: 'Sort-Object',
};

const plain = worldOf(cmdlets);
const world: CompletionWorld = {
  ...plain,
  find: (name) => plain.find(aliases[name.toLowerCase()] ?? name),
  *commands() {
    yield* plain.commands();
    for (const [name, detail] of Object.entries(aliases)) yield { name, kind: 'alias', detail };
  },
  variables: () => [
    { name: 'mailboxes', detail: 'Object[]' },
    { name: 'true', detail: 'Boolean' },
  ],
  propertiesOfVariable: (name) => (name === 'mailboxes' ? ['Alias', 'DisplayName'] : []),
  propertiesOfCommand: (name) =>
    /^get-(mailbox|exobox)$/i.test(name) ? ['Alias', 'Database', 'Display name'] : [],
  minimumOfCommand: (name) => (name.toLowerCase() === 'get-exobox' ? ['Alias'] : []),
  propertiesOfLastResult: () => ['FromLast'],
  identities: () => [
    { name: 'anna@example.com', detail: 'Anna' },
    { name: "o'hara", detail: '' },
    { name: 'bs@example.com', detail: 'Bo Smith' },
  ],
  files: [
    { path: 'users.csv', folder: false },
    { path: 'more users.csv', folder: false },
    { path: 'in', folder: true },
    { path: 'in/rooms.csv', folder: false },
  ],
};

/** The cursor is at the last bar that has a ^ in front, which is taken away. */
function completion(text: string) {
  const offset = text.indexOf('^|');
  return complete(text.replace('^|', ''), offset, world);
}

const inserts = (text: string): string[] => completion(text).items.map((item) => item.insert);

describe('completion', () => {
  it.each([
    // commands
    ['get-m^|', ['Get-Mailbox', 'Get-MailboxStatistics']],
    ['Set-User\nGet-Mailboxs^|', ['Get-MailboxStatistics']],
    ['if ($a -eq 1) { set-u^|', ['Set-User']],
    ['$x = (set-u^|', ['Set-User']],
    ['$x = set-u^|', ['Set-User']],
    ['foreach ($m in set-u^|', ['Set-User']],
    ['Get-Mailbox | sor^|', ['Sort-Object', 'sort']],
    ['"there are $((set-u^|', ['Set-User']],
    ['set-u^| -Manager $x } )', ['Set-User']],
    ['function Get-Mine { } get-mi^|', ['Get-Mine']],
    ['get-mi^|\nfunction Get-Mine { }', ['Get-Mine']],
    ['[set-u^|', []],
    ['mailboxs^|', ['Get-MailboxStatistics']],
    ['m^|', []],
    // parameters
    ['Get-Mailbox -A^|', ['-Archive']],
    ['Get-Mailbox -Identity x -Ident^|', []],
    ['foreach ($m in $x) { Set-User -Ma^| }', ['-Manager']],
    ['Get-Mailbox `\n  -A^|', ['-Archive']],
    ['Nothing-Known -A^|', []],
    ['Get-Mailbox -only^|', ['-Filter']],
    ["function f { param([ValidateSet('a b','c')][string]$Kind) } f -K^|", ['-Kind']],
    // values
    ['Get-Mailbox -Type ^|', ["'Regular mailbox'", 'Shared']],
    ['Get-Mailbox -Type sh^|', ['Shared']],
    ["Get-Mailbox -Type 're^|", ["Regular mailbox'"]],
    ['Get-Mailbox -Enabled $t^|', ['$true']],
    ['Get-Mailbox -Archive:^|', ['$true', '$false']],
    ["function f { param([ValidateSet('a b','c')][string]$Kind) } f ^|", ["'a b'", 'c']],
    ['Get-Mailbox # -A^|', []],
    ['Get-Mailbox -Filter "Al^|', ['Alias']],
    ["Get-Mailbox -Filter \"Alias -like 'x*' -and Da^|", ['Database']],
    ['Get-Mailbox -Filter "Alias -li^|', ['-like']],
    ['Get-Mailbox -Filter "Alias -eq Da^|', []],
    ['Get-Mailbox -Filter { Al^|', ['Alias']],
    // operators
    ['$x -ge^|', ['-ge']],
    ['if (($x.Count) -notl^|', ['-notlike']],
    ['$x = -spl^|', ['-split']],
    // keys of a hashtable
    ['Get-Mailbox | select @{^|', ['Name', 'Expression']],
    ['Get-Mailbox | select @{ Name = 1; ^|', ['Expression']],
    ['Get-Mailbox | sort @{ D^|', ['Descending']],
    ['Set-User x -Notes @{A^|', ['Add']],
    ['$with = @{ Ma^| }\nSet-User @with', ['Manager']],
    ["$with = @{\n  Manager = 'x'\n  Ma^|\n}\nSet-User @with", []],
    ['$other = @{ Ma^| }\nSet-User @with', []],
    // variables
    ['$ma^|', ['$mailboxes']],
    ['$mine = 1; $m^|', ['$mine', '$mailboxes']],
    ['Get-Mailbox -Identity "x $ma^|', ['$mailboxes']],
    ["Get-Mailbox -Identity 'x $ma^|", []],
    ['${ma^|', ['${mailboxes}']],
    ['$script:ma^|', ['$script:mailboxes']],
    // properties
    ['Get-Mailbox | Where-Object { $_.A^|', ['Alias']],
    ['Get-Mailbox | ? { $_.d^| -eq 1 }', ['Database', "'Display name'"]],
    ['Get-Mailbox | % { Set-User $_.al^|', ['Alias']],
    ['Get-Mailbox | % { "$($_.al^|', ['Alias']],
    ['Get-Mailbox | ? Al^|', ['Alias']],
    ['Get-EXOBox | select ^|', ['Alias']],
    ['Get-EXOBox -Properties Database, Other | select ^|', ['Alias', 'Database', 'Other']],
    ['Get-EXOBox -PropertySets All | select ^|', ['Alias', 'Database', "'Display name'"]],
    ['Get-EXOBox -Properties ^|', ['Alias', 'Database', "'Display name'"]],
    ['Get-Mailbox | select Database, Al^|', ['Alias']],
    ['Get-Mailbox | ? Alias -EQ x | sort ^|', ['Alias', 'Database', "'Display name'"]],
    ['Get-Mailbox | select Alias, @{n="Up"; e={$_.da^|', ['Database']],
    ['Get-Mailbox | select Alias, @{n="Up"; e={1}} | sort ^|', ['Alias', 'Up']],
    ['Get-Mailbox | Group-Object Alias | % { $_.N^|', ['Name']],
    ['(Get-Mailbox).Al^|', ['Alias']],
    ['$mailboxes[0].Di^|', ['DisplayName']],
    ['foreach ($m in $mailboxes) { $m.Di^|', ['DisplayName']],
    ['$x = Get-Mailbox | sort Alias\nforeach ($m in $x) { $m.Dat^|', ['Database']],
    ['$r = [pscustomobject]@{ Name = 1; Size = 2 }; $r.S^|', ['Size']],
    ['Get-Mailbox -PipelineVariable box | % { $box.Al^|', ['Alias']],
    ['$mailboxes.Where({ $_.Di^|', ['DisplayName']],
    ['(Get-Mailbox).ForEach({ $_.Dat^|', ['Database']],
    ['$_.F^|', ['FromLast']],
    ['try { 1 } catch { $_.Exc^|', ['Exception']],
    ['try { 1 } catch { $_.Exception.Mes^|', ['Message']],
    ['try { 1 } catch { "failed: $($_.CategoryInfo.Act^|', ['Activity']],
    ['$_ | ? { $_.F^|', ['FromLast']],
    ['[int]::Ma^|', []],
    // files and identities
    ['Import-Csv us^|', ['users.csv']],
    ['Import-Csv ./us^|', ['./users.csv']],
    ['Import-Csv -Path mo^|', ["'more users.csv'"]],
    ['Import-Csv "mo^|', ['more users.csv"']],
    ['Import-Csv in/^|', ['in/rooms.csv']],
    ['Import-Csv i^|', ['in/']],
    ['Get-Mailbox -Identity an^|', ['anna@example.com']],
    ['Get-Mailbox ^|', ['anna@example.com', "'o''hara'", 'bs@example.com']],
    ["Get-Mailbox 'o^|", ["o''hara'"]],
    ['Set-User -Manager smi^|', ['bs@example.com']],
  ])('%s', (text, expected) => {
    expect(inserts(text)).toEqual(expected);
  });

  it('offers common parameters and says where the word begins', () => {
    const result = complete('Get-Mailbox -erroraction', 24, world);
    expect(result).toMatchObject({ from: 12, to: 24, items: [{ label: '-ErrorAction' }] });
  });

  it('steps over a quote that is there already', () => {
    expect(completion("Get-Mailbox -Type 're^|'")).toMatchObject({ from: 19, to: 22 });
  });

  it('finds the place of a word inside a string', () => {
    expect(completion('"a $($mailboxes.Al^|')).toMatchObject({ from: 16, to: 18 });
  });

  it('says where a statement can begin, and that more would fit', () => {
    expect(completion('if ($x) { ge^|').statement).toBe(true);
    expect(completion('Get-Mailbox | so^|').statement).toBe(false);
    expect(completion('$x = so^|').statement).toBe(false);
    expect(completion('ge^|').more).toBe(false);
    const many = Array.from({ length: 941 }, (_, at) => testCmdlet(`Get-Thing${String(at)}`, []));
    const { items, more } = complete('Get', 3, worldOf(many));
    expect(items.length).toBeLessThan(941);
    expect(more).toBe(true);
    expect(complete('Get-Thing940', 12, worldOf(many))).toMatchObject({
      items: [{ insert: 'Get-Thing940' }],
      more: false,
    });
  });

  it('says what is required and what an alias stands for', () => {
    expect(completion('Set-User -I^|').items[0]?.detail).toBe('String, required');
    expect(completion('%^|').items).toEqual([
      { label: '%', kind: 'alias', detail: 'ForEach-Object', insert: '%' },
    ]);
  });

  it.each(['$x = @{', '@(', '"$(', "'", '@"\n$(', '.', '$_.', '| ? { $_.', '-', '}', '$x[', '::', '$', '@'])(
    'survives %s',
    (text) => {
      for (const before of ['', 'Get-Mailbox ', '$x = ', 'foreach ($_ in $_) { ']) {
        expect(() => complete(before + text, before.length + text.length, world)).not.toThrow();
      }
    },
  );
});
