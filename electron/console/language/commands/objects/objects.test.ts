import { describe, expect, it } from 'vitest';
import { testConsole } from '../../interpreter/engine.fixture.ts';

function output(script: string): readonly string[] {
  return testConsole().run(script).output;
}

function errors(script: string): string[] {
  return testConsole()
    .run(script)
    .errors.map((record) => `${record.fullyQualifiedErrorId}: ${record.message}`);
}

describe('Where-Object', () => {
  it('filters a list on the left of a simple operator, as the operator itself does', () => {
    const rows = "[pscustomobject]@{ N = 1; L = 'a', 'b' }, [pscustomobject]@{ N = 2; L = @() }";
    expect(output(`${rows} | Where-Object L -EQ 'A' | ForEach-Object N`)).toEqual(['1']);
  });

  it('treats text that equals only by culture or case as the operator does', () => {
    expect(output("'ÄB', 'äb', 'ab' | Where-Object { $_ -eq 'Äb' }")).toEqual(['ÄB', 'äb']);
    expect(
      output(
        "'ÄB', 'äb', 'ab' | ForEach-Object { @{ T = $_ } } | Where-Object T -EQ 'Äb' | ForEach-Object T",
      ),
    ).toEqual(['ÄB', 'äb']);
  });

  it('compares numbers of different types by size', () => {
    expect(
      output(
        '[long]5, 5.5, [decimal]4, 6 | Where-Object { $_ } | Where-Object -Not Nope | Measure-Object | % Count',
      ),
    ).toEqual(['4']);
    expect(
      output('@{ V = [long]5 }, @{ V = 5.5 }, @{ V = [decimal]4 } | Where-Object V -GE 5 | % V'),
    ).toEqual(['5', '5.5']);
  });

  it('goes on with the next object after one that cannot be compared', () => {
    const script = "[pscustomobject]@{ V = 1 }, [pscustomobject]@{ V = 'z' } | Where-Object V -GT 'a' | % V";
    expect(output(script)).toEqual(['z']);
    expect(errors(script)[0]).toContain('OperatorFailed,Microsoft.PowerShell.Commands.WhereObjectCommand');
  });
});

describe('Select-Object', () => {
  it('stops what is before it once it has enough', () => {
    expect(output('1..1000 | ForEach-Object { $n++; $_ } | Select-Object -First 2; "n=$n"')).toEqual([
      '1',
      '2',
      'n=2',
    ]);
    expect(output('1..9 | ForEach-Object { $n++; $_ } | Select-Object -First 2 -Wait; "n=$n"')).toEqual([
      '1',
      '2',
      'n=9',
    ]);
  });

  it('spells names as the object does and keeps the plan for objects of other shapes apart', () => {
    const script =
      "[pscustomobject]@{ One = 1; Two = 2 }, [pscustomobject]@{ two = 3; one = 4 }, 'text' | Select-Object TWO, Length | ForEach-Object { ($_.psobject.Properties | ForEach-Object { \"$($_.Name)=$($_.Value)\" }) -join ' ' }";
    expect(output(script)).toEqual(['Two=2 Length=', 'two=3 Length=', 'TWO= Length=4']);
  });

  it('counts rows of the same values as one with -Unique, whatever their types mixed', () => {
    expect(output("1, '1', 2, $null, 'a', 'A' | Select-Object -Unique")).toEqual(['1', '2', 'a', 'A']);
    expect(output("'a', 'A', 'b' | Select-Object -Unique -CaseInsensitive")).toEqual(['a', 'b']);
  });

  it('adds properties to what it expands, or says that one is there', () => {
    const row = "[pscustomobject]@{ Id = 7; Tags = 'x', 'y' }";
    expect(
      output(`${row} | Select-Object Id -ExpandProperty Tags | ForEach-Object { "$_ $($_.Id)" }`),
    ).toEqual(['x 7', 'y 7']);
    expect(errors(`${row} | Select-Object Tags -ExpandProperty Id, Tags`)[0]).toMatch(
      /^CannotConvertArgument,/,
    );
  });
});

describe('Sort-Object', () => {
  it('puts objects without the property last both ways', () => {
    const rows = '@{ a = 2 }, @{ b = 1 }, @{ a = 1 } | ForEach-Object { [pscustomobject]$_ }';
    expect(output(`(${rows} | Sort-Object a)[2].b`)).toEqual(['1']);
    expect(output(`(${rows} | Sort-Object a -Descending)[2].b`)).toEqual(['1']);
  });

  it('takes the last of -Bottom in their order, and unique ones only where asked', () => {
    expect(output('3, 1, 2, 3 | Sort-Object -Bottom 2')).toEqual(['3', '3']);
    expect(output('3, 1, 2, 3 | Sort-Object -Bottom 2 -Unique')).toEqual(['2', '3']);
  });
});

describe('Group-Object', () => {
  it('keeps the order of the objects in a group that several spellings make', () => {
    expect(
      output("'b1', 'B1', 'a', 'b1' | Group-Object | ForEach-Object { \"$($_.Name): $($_.Group)\" }"),
    ).toEqual(['a: a', 'b1: b1 B1 b1']);
  });

  it('orders groups by key, or by first appearance where the keys are of several types', () => {
    expect(output('(3, 1, 3, 2 | Group-Object).Name')).toEqual(['1', '2', '3']);
    expect(output("(3, 'x', 1 | Group-Object).Name")).toEqual(['3', 'x', '1']);
  });

  it('names a group of several keys by all of them', () => {
    expect(
      output(
        "@{ a = 1; b = 'x' }, @{ a = 1; b = 'X' } | Group-Object { $_.a }, { $_.b } | ForEach-Object Name",
      ),
    ).toEqual(['1, x']);
  });
});

describe('Compare-Object', () => {
  it('gives the same for lists long enough to be looked up by key', () => {
    const script =
      '$a = 1..300 | ForEach-Object { "u$_" }; $b = 2..301 | ForEach-Object { "U$_" }; Compare-Object $a $b | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" }';
    expect(output(script)).toEqual(['U301=>', 'u1<=']);
  });
});

describe('what is refused', () => {
  it.each([
    ['ForEach-Object -Parallel', '1 | ForEach-Object -Parallel { $_ }'],
    ['New-Object -ComObject', 'New-Object -ComObject Excel.Application'],
    ['Invoke-Command -ComputerName', 'Invoke-Command -ComputerName server { 1 }'],
  ])('%s says so by name', (name, script) => {
    const [message] = errors(script);
    expect(message).toContain(name);
    expect(message).toContain('NotSupportedHere');
  });

  it('reaches no prototype by the name of a property', () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'shape']) {
      expect(
        output(`$o = [pscustomobject]@{ A = 1 }; $null -eq ($o | Select-Object ${name}).${name}`),
      ).toEqual(['True']);
      expect(output(`@([pscustomobject]@{ A = 1 } | Where-Object ${name}).Count`)).toEqual(['0']);
      expect(output(`([pscustomobject]@{ A = 1 } | Group-Object ${name}).Name.Length`)).toEqual(['0']);
    }
  });
});
