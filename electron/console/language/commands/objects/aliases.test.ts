import { describe, expect, it } from 'vitest';
import { testConsole } from '../../interpreter/engine.fixture.ts';

function ran(script: string): { output: readonly string[]; errors: string[] } {
  const { output, errors } = testConsole().run(script);
  return { output, errors: errors.map((record) => record.fullyQualifiedErrorId.split(',')[0] ?? '') };
}

describe('aliases', () => {
  it('that are read-only need -Force', () => {
    expect(ran('Set-Alias x Get-Date -Option ReadOnly; Set-Alias x Get-Item; Remove-Alias x').errors).toEqual(
      ['AliasNotWritable', 'AliasNotRemovable'],
    );
    expect(
      ran('Set-Alias x Get-Date -Option ReadOnly; Set-Alias x Get-Item -Force; (gal x).Definition').output,
    ).toEqual(['Get-Item']);
    expect(ran('Set-Alias % Get-Date').errors).toEqual(['AliasNotWritable']);
  });

  it('go before functions of the same name where every system has them', () => {
    expect(ran("function select { 'mine' }; 1..3 | select -First 1").output).toEqual(['1']);
    expect(ran("function sort { 'mine' }; sort").output).toEqual(['mine']);
  });

  it('are missed by what they stand for', () => {
    expect(testConsole().run('Set-Alias x no-such; x').errors[0]?.message).toContain("The term 'no-such'");
  });

  it('reach the scope that -Scope names', () => {
    expect(ran('function f { Set-Alias x Get-Date -Scope Global }; f; (gal x).Definition').output).toEqual([
      'Get-Date',
    ]);
  });
});

describe('Get-Command -Syntax', () => {
  it('shows what a function takes', () => {
    const script =
      'function f { [CmdletBinding()]param([Parameter(Mandatory)]$a, [int]$b, [switch]$c) }; (Get-Command f -Syntax).Trim()';
    expect(ran(script).output).toEqual(['f [-a] <Object> [[-b] <int>] [-c] [<CommonParameters>]']);
    expect(ran('function g($x) { }; (Get-Command g -Syntax).Trim()').output).toEqual(['g [[-x] <Object>]']);
  });
});

describe('Get-Member', () => {
  it('shows the value of every note, types without their namespace', () => {
    const script =
      "[pscustomobject]@{ d = [datetime]'2026-01-02'; l = [Collections.Generic.List[string]]'a'; o = [pscustomobject]@{ q = 1 }; e = [DayOfWeek]::Monday } | Get-Member -MemberType NoteProperty | ForEach-Object Definition";
    expect(ran(script).output.map((line) => line.replaceAll('\u202f', ' '))).toEqual([
      'datetime d=1/2/2026 12:00:00 AM',
      'DayOfWeek e=Monday',
      'List[string] l=System.Collections.Generic.List`1[System.String]',
      'System.Management.Automation.PSCustomObject o=@{q=1}',
    ]);
  });
});

describe('Get-Member of a list', () => {
  it('tells what an alias among the properties stands for', () => {
    expect(ran('(Get-Member -InputObject 1, 2 -Name Count).Definition').output).toEqual(['Count = Length']);
  });
});

describe('New-Object System.Object', () => {
  it('is no custom object, though members can be added', () => {
    const script = '$o = New-Object System.Object; $o | Add-Member A 1; $o.GetType().Name; "$o"; $o.A';
    expect(ran(script).output).toEqual(['Object', 'System.Object', '1']);
  });
});

describe('Get-Variable', () => {
  it('gives the variable itself, to be read later and set', () => {
    const script =
      '$x = 1; $v = Get-Variable x; $x = 7; $v.Value; $v.Value = 8; $x; (Get-Variable x).Value++; $x';
    expect(ran(script).output).toEqual(['7', '8', '9']);
    expect(ran('(New-Variable y 5 -PassThru).Value = 6; $y').output).toEqual(['6']);
    expect(ran('$x = 1; (Get-Variable x).Name = 2').errors).toHaveLength(1);
  });
});

describe('Get-Command', () => {
  it('tells the parameter sets', () => {
    expect(
      ran('(gcm Get-Date).ParameterSets.Count; ((gcm Get-Date).ParameterSets | ? IsDefault).Name').output,
    ).toEqual(['4', 'DateAndFormat']);
  });
});

describe('a script property without a setter', () => {
  it('says so', () => {
    const { errors } = testConsole().run(
      '$o = [pscustomobject]@{}; $o | Add-Member ScriptProperty P { 1 }; $o.P = 2',
    );
    expect(errors[0]?.message).toBe('Set accessor for property "P" is unavailable.');
  });
});
