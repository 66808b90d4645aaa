import { describe, expect, it } from 'vitest';
import { complete } from '../../../../shared/powershell/completion/complete.ts';
import { testConsole } from '../../language/interpreter/engine.fixture.ts';
import { ResultLibrary } from '../../results/library.ts';
import { ResultSet } from '../../results/result-set.ts';
import { ResultTable } from '../../results/table.ts';
import { helpAt } from './help.ts';
import { tabWorld } from './tab-world.ts';

const { engine, run } = testConsole();
run(`
$people = @([pscustomobject]@{ Name = 'Anna'; Town = 'Bern' })
$map = @{ One = 1; Two = 2 }
function Get-Mine { param([Parameter(Mandatory)][string] $Kind, [switch] $All) }
Set-Alias mine Get-Mine
`);

const library = new ResultLibrary(5);
const table = new ResultTable({ numbersAreBytes: false, hidden: [] });
table.add({ DisplayName: 'Anna Bär', PrimarySmtpAddress: 'anna@contoso.com', Size: 3 });
table.settle();
const about = { resultId: 'r', runId: 'run', title: 'T', cmdlet: 'Get-X', command: 'Get-X', at: '' };
library.add(new ResultSet(about, table));

const world = tabWorld({
  runtime: engine.runtime,
  library,
  files: [{ path: 'in.csv', folder: false }],
  remembered: () => [],
});
const inserts = (text: string) => complete(text, text.length, world).items.map(({ insert }) => insert);
const help = (text: string) => helpAt(text, text.length, world, () => 'What it does.');

describe('completion in a tab', () => {
  it.each([
    ['$peo', ['$people']],
    ['$people[0].T', ['Town']],
    ['$people | Sort-Object Na', ['Name']],
    ['$map.O', ['One']],
    ['Get-Mi', ['Get-Mine']],
    ['mine', ['mine', 'Get-Mine']],
    ['mine -K', ['-Kind']],
    ['Import-Csv i', ['in.csv']],
    ['$unknown | Sort-Object Si', ['Size']],
    ['Remove-Item -Path x; gci | select Disp', ['DisplayName']],
  ])('%s', (text, expected) => {
    expect(inserts(text)).toEqual(expected);
  });

  it('knows the commands of PowerShell with their parameters and values', () => {
    expect(inserts('Where-Ob')).toContain('Where-Object');
    expect(inserts('Get-Date -Form')).toContain('-Format');
    expect(inserts('Export-Csv x -Encoding utf8B')).toEqual(['utf8BOM']);
    expect(inserts('Write-Host x -ForegroundColor Dark')).toContain('DarkRed');
  });
});

describe('help in a tab', () => {
  it('tells a command with its syntax', () => {
    expect(help('Sort-Object')).toMatchObject({
      title: 'Sort-Object',
      kind: 'command',
      description: 'What it does.',
    });
    expect(help('Sort-Object')?.syntax.join()).toContain('[-Descending]');
  });

  it('tells what the parameters of a connection do that its documents name', () => {
    expect(help('Connect-IPPSSession -EnableSearchOnlySession')?.description).toContain('*-ComplianceCase');
    expect(help('Connect-ExchangeOnline -TrackPerformance')?.description).toContain('run log');
    expect(help('mine -Kind')?.description).toBeNull();
  });

  it('tells a parameter, by its name, its value or its position', () => {
    expect(help('mine -Kind')).toMatchObject({
      title: 'Get-Mine -Kind',
      kind: 'parameter',
      type: 'String',
      required: true,
    });
    expect(help('Get-Date -Format x')?.title).toBe('Get-Date -Format');
    expect(help('$people | Sort-Object Na')?.title).toBe('Sort-Object -Property');
  });

  it('tells a variable of the session, and nothing of what nobody knows', () => {
    expect(help('$people')).toMatchObject({ title: '$people', values: ['Name', 'Town'] });
    expect(help('Get-Nothing -Here')).toBeNull();
    expect(help('')).toBeNull();
  });
});
