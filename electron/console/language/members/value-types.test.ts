import { describe, expect, it } from 'vitest';
import { outputOf, testConsole } from '../interpreter/engine.fixture.ts';

function errorOf(script: string): string {
  const [record] = testConsole().run(script).errors;
  return record === undefined ? '' : `${record.fullyQualifiedErrorId}: ${record.message}`;
}

describe('semantic versions', () => {
  it('puts a label before the version itself and compares digits as numbers', () => {
    expect(
      outputOf(`
        [semver]'1.2.3-beta' -lt [semver]'1.2.3'
        [semver]'1.0.0-rc.9' -lt '1.0.0-rc.10'
        [semver]'1.2' -eq '1.2.0'
        $v = [semver]'7.5.1-preview.2+build.7'
        "$v|$($v.Patch)|$($v.PreReleaseLabel)|$($v.BuildLabel)"
        "$([version]$v)"`),
    ).toEqual(['True', 'True', 'True', '7.5.1-preview.2+build.7|1|preview.2|build.7', '7.5.1']);
  });

  it('refuses what is none', () => {
    expect(errorOf("[semver]'1.x'")).toMatch(/^InvalidCastParseTargetInvocation: Cannot convert value "1.x"/);
  });
});

describe('internet addresses', () => {
  it.each([
    ['10.1', '10.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['FE80:0:0:0:0:0:0:1', 'fe80::1'],
    ['2001:db8::', '2001:db8::'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ])('%s is %s', (written, text) => {
    expect(outputOf(`"$([ipaddress]'${written}')"`)).toEqual([text]);
  });

  it.each(['300.1.1.1', '1.2.3.4.5', '::1::2', '1:2:3', 'contoso.com', ''])('%s is none', (written) => {
    expect(outputOf(`[ipaddress]::TryParse('${written}', [ref]$null)`)).toEqual(['False']);
  });

  it('are equal by their bytes and have no order', () => {
    expect(outputOf("[ipaddress]'10.0.0.1' -eq '10.0.0.1'")).toEqual(['True']);
    expect(errorOf("[ipaddress]'10.0.0.1' -lt '10.0.0.2'")).toMatch(
      /^NotIcomparable: Cannot compare "10.0.0.1"/,
    );
  });
});

describe('days without a clock and clocks without a day', () => {
  it('count, compare and write themselves', () => {
    expect(
      outputOf(`
        "$(([dateonly]'2026-01-31').AddMonths(1))"
        ([dateonly]'2026-03-09').ToString('o')
        [dateonly]'2026-03-09' -lt [dateonly]'2026-04-01'
        ([timeonly]'23:30').AddHours(2).ToString('HH:mm')
        "$([timeonly]'23:30')"`),
    ).toEqual(['02/28/2026', '2026-03-09', 'True', '01:30', '23:30']);
  });

  it('names the type that a text is not', () => {
    expect(errorOf("[dateonly]'soon'")).toContain("String 'soon' was not recognized as a valid DateOnly.");
  });
});

describe('tuples', () => {
  it('keep their items, convert them to their types and are equal by them', () => {
    expect(
      outputOf(`
        $t = [tuple]::Create(1, 'a')
        "$t $($t.Item2) $($t.GetType().Name)"
        $t -eq [tuple]::Create(1, 'a')
        ([tuple[int,string]]::new('5', 6)).Item1.GetType().Name
        "$([math]::DivRem(7, 2))"`),
    ).toEqual(['(1, a) a Tuple`2', 'True', 'Int32', '(3, 1)']);
  });
});

describe('sorted tables', () => {
  it('walk in the order of their keys whatever was added when', () => {
    expect(
      outputOf(`
        $d = [System.Collections.Generic.SortedDictionary[int,string]]::new()
        $d.Add(10, 'x'); $d.Add(2, 'y'); $d[5] = 'z'
        $d.Keys -join ','
        ($d.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }) -join ' '
        $l = [System.Collections.SortedList]::new(); $l['b'] = 1; $l['a'] = 2
        "$($l.GetKey(0)) $($l.GetByIndex(1)) $($l.IndexOfKey('b'))"`),
    ).toEqual(['2,5,10', '2=y 5=z 10=x', 'a 1 1']);
  });
});

describe('LINQ', () => {
  it('works over typed collections with blocks as delegates', () => {
    expect(
      outputOf(`
        $n = [int[]](3, 1, 2, 3)
        [linq.enumerable]::Sum($n)
        [linq.enumerable]::Average($n)
        [linq.enumerable]::Where($n, [Func[int,bool]] { $args[0] -gt 1 }) -join ','
        [linq.enumerable]::Distinct($n) -join ','
        [linq.enumerable]::OrderBy($n, [Func[int,int]] { $args[0] }) -join ','`),
    ).toEqual(['9', '2.25', '3,2,3', '3,1,2', '1,2,3,3']);
    expect(errorOf('[linq.enumerable]::First([int[]]@())')).toContain('Sequence contains no elements');
  });
});

describe('formats of a culture', () => {
  it('tells patterns, names and signs', () => {
    expect(
      outputOf(`
        $c = [cultureinfo]'en-US'
        "$($c.DateTimeFormat.ShortDatePattern) $($c.NumberFormat.CurrencySymbol) $($c.DateTimeFormat.GetDayName(1))"
        $d = [cultureinfo]'de-DE'
        "$($d.DateTimeFormat.ShortDatePattern) $($d.NumberFormat.NumberDecimalSeparator)"
        [cultureinfo]::InvariantCulture.DateTimeFormat.MonthNames.Count`),
    ).toEqual(['M/d/yyyy $ Monday', 'dd.MM.yyyy ,', '13']);
  });
});

it('tells a single from a double', () => {
  expect(
    outputOf('([single]1.5).GetType().Name; [single]1.5 -is [double]; ([single]1.5 + 1).GetType().Name'),
  ).toEqual(['Single', 'False', 'Double']);
});

it('adds to dates with an offset, takes from them and writes them by the culture', () => {
  expect(
    outputOf(`
      $d = [datetimeoffset]'2026-03-09 10:00 +02:00'
      "$(($d - [datetimeoffset]'2026-03-09 10:00Z').TotalHours)"
      ($d + '1:00').ToString('HH:mm zzz')
      '{0:yyyy zzz}' -f $d
      "$d"`),
  ).toEqual(['-2', '11:00 +02:00', '2026 +02:00', '03/09/2026 10:00:00 +02:00']);
});

it('shows the first property side by side where none names the object', () => {
  expect(outputOf('([pscustomobject]@{ A = 5; B = 2 } | Format-Wide | Out-String).Trim()')).toEqual(['5']);
});

it('says of an empty document that its root is missing, and nowhere in particular', () => {
  expect(errorOf("[xml]''")).toMatch(/Error: "Root element is missing\."$/);
});

describe('enums', () => {
  it.each([
    ["[DayOfWeek]'7'", 'EnumParseUndefined: Cannot convert value "7" to type "System.DayOfWeek" due to'],
    ['[DayOfWeek]9', 'UndefinedIntegerToEnum: Cannot convert value "9" to type "System.DayOfWeek" due to'],
    ["[DayOfWeek]'Monday,Saturday'", 'EnumParseUndefined: Cannot convert value "Monday,Saturday" to type'],
  ])('%s has no such value', (script, start) => {
    expect(errorOf(script)).toContain(start);
  });

  it('takes several names of flags, and of others where a value has their bits', () => {
    expect(outputOf("[StringSplitOptions]3; [DayOfWeek]('Monday', 'Tuesday')")).toEqual([
      'RemoveEmptyEntries, TrimEntries',
      'Wednesday',
    ]);
  });
});

describe('characters', () => {
  it('are ordered by their codes, and equal in any case', () => {
    expect(
      outputOf("[char]'a' -lt [char]'B'; [char]'a' -eq [char]'A'; -join ([char[]]'bAaB' | Sort-Object)"),
    ).toEqual(['False', 'True', 'ABab']);
  });
});

it('calls blocks as the delegates of arrays', () => {
  expect(
    outputOf(`
      [array]::ConvertAll([int[]](1, 2), [converter[int,string]] { "<$($args[0])>" }) -join ''
      $z = [int[]]::new(3); [array]::Fill($z, 7); $z -join ','
      [array]::FindLastIndex([int[]](5, 1, 5), [Predicate[int]] { $args[0] -eq 5 })`),
  ).toEqual(['<1><2>', '7,7,7', '2']);
});

it.each([
  [
    '$true * 3',
    "NotADefinedOperationForType: The operation '[System.Boolean] * [System.Int32]' is not defined.",
  ],
  [
    '$true -shl 1',
    "NotADefinedOperationForType: The operation '[System.Boolean] -shl [System.Int32]' is not defined.",
  ],
  ['(1, 2) * -1', 'InvalidCastIConvertible: Cannot convert value "-1" to type "System.UInt32".'],
])('%s has no such operator', (script, start) => {
  expect(errorOf(script)).toContain(start);
});

it('repeats a list as often as it is told', () => {
  expect(outputOf("((1, 2) * 2) -join ','; ((1, 2) * '2').Count")).toEqual(['1,2,1,2', '4']);
});
