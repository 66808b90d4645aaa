import { describe, expect, it } from 'vitest';
import { parseScript } from '../parser/index.ts';
import { tokensOf } from './prefix.ts';

const SCRIPT = `# Sizes of shared mailboxes
param([string] $Domain = 'contoso.com', [switch] $All)
function Get-Size {
  param($Box)
  begin { $sum = 0 }
  process { $sum += $Box.Size }
}
<#
  if ( a block comment {
#>
$text = @"
  $($Domain.ToUpper()) {
"@
if ($All) { 'all' }
else { "some of $(Get-Date -Format 'yyyy')" }
try { Get-Mailbox -Identity 'a b' -ErrorAction Stop }
catch { Write-Warning $_ }
Get-Mailbox -ResultSize Unlimited |
  Where-Object { $_.Alias -like 'a*' } \`
  | Sort-Object Alias, DisplayName
foreach ($box in $boxes) { Set-Mailbox $box.Alias -CustomAttribute1:"x"; }
do { $i++ } while ($i -lt 5)
$map = @{ One = 1; Two = @(1, 2) }
$map.One; [int]$map['Two'][0] -eq 1
`;

const facts = (text: string) => ({
  incremental: tokensOf(text).map(({ kind, text: written, start, end }) => ({ kind, written, start, end })),
  fresh: parseScript(text)
    .tokens.filter(({ kind }) => kind !== 'endOfInput')
    .map(({ kind, text: written, start, end }) => ({ kind, written, start, end })),
});

describe('tokens of a text that is being typed', () => {
  it('are those of the whole text, letter by letter', () => {
    for (let end = 0; end <= SCRIPT.length; end++) {
      const { incremental, fresh } = facts(SCRIPT.slice(0, end));
      expect(incremental, JSON.stringify(SCRIPT.slice(0, end).slice(-40))).toEqual(fresh);
    }
  });

  it('forget what was read once the text before the cursor is another one', () => {
    tokensOf(SCRIPT);
    for (const text of [SCRIPT.replace('Sizes', '<# Sizes'), SCRIPT.slice(0, 300), `'${SCRIPT}`]) {
      const { incremental, fresh } = facts(text);
      expect(incremental).toEqual(fresh);
    }
  });
});
