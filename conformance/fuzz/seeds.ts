import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Small scripts that between them have every construct of the language; mutations start from these. */
export const ownSeeds: readonly string[] = [
  'Get-Mailbox -Identity ann@contoso.com -ResultSize Unlimited | Select-Object Name, Alias',
  'Set-Mailbox -Identity "Room $n" -CustomAttribute1:$null -WhatIf:$false -Confirm',
  "Get-Mailbox | Where-Object { $_.Name -like 'a*' -and -not $_.Hidden } | % { $_.Alias.ToUpper() }",
  '$a = 1, 2, (3 + 4) * 2; $a[0..1] + $a[-1]; $a.Count -gt 2 ? "many" : "few"',
  'if ($x -eq 1) { "one" } elseif ($x -gt 5) { "more" } else { "other" }',
  'for ($i = 0; $i -lt 10; $i++) { if ($i % 2) { continue } ; $i }',
  ':outer foreach ($user in Get-User) { while ($true) { break outer } }',
  'do { $n-- } until ($n -le 0); do { $n += 2 } while ($n -lt 9)',
  'switch -Regex -CaseSensitive ($text) { "^a(\\w+)" { $Matches[1]; break } { $_ -gt 1 } { 2 } default { 0 } }',
  'try { throw "bad $thing" } catch [System.IO.IOException], [ArgumentException] { $_ } finally { "done" }',
  'function Get-Thing { [CmdletBinding(SupportsShouldProcess)] param([Parameter(Mandatory, Position = 0)][ValidateSet("a", "b")][string[]]$Name, [switch]$All) begin { $n = 0 } process { $n++ } end { $n } }',
  'filter Odd { if ($_ % 2) { $_ } }; 1..9 | Odd',
  '$h = @{ Name = "x"; "two words" = 2; 3 = @{ Deep = $true } }; $h.Name; $h["two words"]; $h.3.Deep',
  '[pscustomobject][ordered]@{ A = [int]"5"; B = [datetime]::Now.AddDays(-1); C = [System.Collections.Generic.List[string]]::new() }',
  '"Value: $($x.Length) and ${odd name} and $env:USER `t `u{1F600} $h[0] $a.b.c(1) ""quoted"""',
  "'it''s ' + 'literal' -replace '(\\d+)', '<$1>' -split ',', 2 -join '; '",
  '@"\nhere $name\n  $(Get-Date -Format "yyyy")\n"@ | Out-File .\\out.txt -Encoding utf8',
  '@\'\nliteral $here\n\'@ + @"\n"@',
  'Get-Content users.csv 2>&1 >> log.txt 3>$null *> all.txt',
  'Get-Mailbox && "yes" || "no" ; & { param($a) $a } 5 ; . $block',
  '$params = @{ Identity = "x"; Confirm = $false }; Set-Mailbox @params -CustomAttribute1 1KB @rest',
  '0x1F + 1.5e3 - 10mb * 3l / 2d % 7u; 5..1; -$x; !$y; ++$i; $i--; ,1; -not $z; -bnot 5; 1e400; 99999999999999999999',
  '$x ??= 5; $y = $x ?? "none"; ${x}?.Length; ${x}?[0]; $a, $b = 1, 2; $a = $b = 3; $o.P += 1; $o[1] *= 2',
  '$sb = { param([int]$n = 5, $m) $n + $m }.GetNewClosure(); & $sb -n 2 3; $sb.Invoke(1, 2); 1..3 | ForEach-Object -Begin { } -Process { $_ } -End { }',
  'Get-Mailbox -Filter "Name -like \'a*\'" -Properties:Name,Alias -- -literal --% raw & text %PATH%',
  '<# block\ncomment #> Get-Mailbox `\n  -Identity x # tail\n#requires -Version 5\n',
  'param([Parameter(ValueFromPipeline = $true)] [Alias("n")] $Name = "x", [int] $Count) dynamicparam { } begin { } process { $Name } end { }',
  'trap [Exception] { "caught"; continue } ; exit 3; return $x, 1',
  '[int[]]$list = 1, 2; [string]$s, [bool]$b = "a", 1; $list -contains 2; "a" -in "a", "b"; $s -is [string]; $s -as [int]',
  '$text -match "(?<year>\\d{4})-(?<month>\\d\\d)" ; $Matches.year ; "{0:N2} {1,-10:yyyy-MM-dd}" -f 1.5, $d',
  'Get-ChildItem *.txt | Sort-Object -Property @{ Expression = { $_.Length }; Descending = $true }, Name | Group-Object { $_.Extension } -AsHashTable',
  'data Messages { ConvertFrom-StringData "a = b" } ; using namespace System.Text ; workflow X { } ; class C { [int]$N; C() { } [void] M([string]$s) { } } ; enum E { A; B = 2 }',
  '“typographic” ‘quotes’ – dash — and … ; Get‐Mailbox –Identity “x”',
  '$global:x = $script:y + $using:z; $private:p; ${C:\\path\\file}; $$ + $^ + $?; $_; $PSItem; @args; $function:prompt',
  'Connect-ExchangeOnline -UserPrincipalName admin@contoso.com; Get-EXOMailbox -PropertySets Quota, StatisticsSeed -Properties Name; Disconnect-ExchangeOnline -Confirm:$false',
  '$array[1,2 + 3..5][-1]; $a.Where({ $_ -gt 1 }, "First", 2).ForEach({ $_ * 2 }); [math]::Round(2.5, [MidpointRounding]::AwayFromZero); $x::y; $o."a b"; $o.$n; $o.{x}',
];

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');

/** Published examples and whole scripts, where they are beside the project; none otherwise. */
export function publishedSeeds(): string[] {
  const examples = join(shared, 'oracle', 'parse.train.jsonl');
  const scripts = join(shared, 'seed-scripts');
  const seeds: string[] = [];
  if (existsSync(examples)) {
    for (const line of readFileSync(examples, 'utf8').split('\n')) {
      if (line.trim() !== '') seeds.push((JSON.parse(line) as { code: string }).code);
    }
  }
  if (existsSync(scripts)) {
    for (const name of readdirSync(scripts, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.ps1')) seeds.push(readFileSync(join(scripts, name), 'utf8').slice(0, 10_000));
    }
  }
  return seeds;
}
