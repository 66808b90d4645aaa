import { describe, expect, it } from 'vitest';
import { outputOf, testConsole } from '../../interpreter/engine.fixture.ts';

function idsOf(script: string): string[] {
  return testConsole()
    .run(script)
    .errors.map((record) => record.fullyQualifiedErrorId.split(',')[0] ?? '');
}

describe('Join-Path', () => {
  it('takes several children, and none', () => {
    expect(outputOf('Join-Path a b,c d; Join-Path a @(); Join-Path a (1..2)')).toEqual([
      'a/b/c/d',
      'a/',
      'a/1/2',
    ]);
  });
});

describe('Test-Json', () => {
  it('is strict unless the options say otherwise', () => {
    const script = `Test-Json '{"a":1}'; Test-Json '{a:1}'; Test-Json '[1,]'; Test-Json '[1,] // x' -Options AllowTrailingCommas, IgnoreComments`;
    expect(outputOf(script)).toEqual(['True', 'False', 'False', 'True']);
    expect(idsOf(script)).toEqual(['InvalidJson', 'InvalidJson']);
  });

  it('takes nothing in a text for a comment or a last comma', () => {
    expect(outputOf(`Test-Json '["// x, ]"]' -Options AllowTrailingCommas, IgnoreComments`)).toEqual([
      'True',
    ]);
  });

  it('refuses a schema by name', () => {
    expect(idsOf("Test-Json '{}' '{}'")).toEqual(['NotSupportedHere']);
  });
});

describe('Select-Xml', () => {
  it('finds nodes in texts and in documents', () => {
    expect(outputOf("(Select-Xml -Content '<a><b>1</b><b>2</b></a>' -XPath '//b').Node.InnerText")).toEqual([
      '1',
      '2',
    ]);
    expect(outputOf("([xml]'<a><b x=\"5\"/></a>' | Select-Xml '//b/@x').Node.Value")).toEqual(['5']);
  });
});

describe('the drive Env:', () => {
  it('has what the script set, and nothing of the computer', () => {
    expect(outputOf('$env:FOO = 1; (Get-ChildItem env:).Name; Test-Path env:FOO, env:PATH')).toEqual([
      'FOO',
      'True',
      'False',
    ]);
    expect(outputOf('Set-Item env:FOO x; $env:FOO; Remove-Item env:FOO; "[$env:FOO]"')).toEqual(['x', '[]']);
  });
});

describe('Set-Item', () => {
  it('sets variables and aliases, not files', () => {
    expect(outputOf('Set-Item variable:v 5; $v; Set-Item alias:q Get-Date; (gal q).Definition')).toEqual([
      '5',
      'Get-Date',
    ]);
    expect(idsOf('Set-Item ./x.txt 5')).toEqual(['NotSupported']);
  });
});

describe('ConvertTo-CliXml', () => {
  it('is read back with its types', () => {
    const script =
      "$o = [pscustomobject]@{ N = 5; D = [datetime]'2026-03-04' } | ConvertTo-CliXml | ConvertFrom-CliXml; $o.N.GetType().Name, $o.D.Day";
    expect(outputOf(script)).toEqual(['Int32', '4']);
  });
});

describe('ConvertFrom-Json -DateKind', () => {
  it('Offset keeps the offset', () => {
    const script = `('{"d":"2026-01-02T03:04:05+02:00"}' | ConvertFrom-Json -DateKind Offset).d.Offset.TotalHours`;
    expect(outputOf(script)).toEqual(['2']);
  });
});

describe('writing into a folder that is not there', () => {
  it('has an id of its own for Set-Content and Add-Content', () => {
    expect(idsOf("Set-Content no/x.txt 1; Add-Content no/x.txt 1; 'a' | Out-File no/x.txt")).toEqual([
      'GetContentWriterDirectoryNotFoundError',
      'GetContentWriterDirectoryNotFoundError',
      'FileOpenFailure',
    ]);
  });
});
