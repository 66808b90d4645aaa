import { describe, expect, it } from 'vitest';
import { outputOf, testConsole } from '../../interpreter/engine.fixture.ts';

function idsOf(script: string): string[] {
  return testConsole()
    .run(script)
    .errors.map((record) => record.fullyQualifiedErrorId);
}

describe('Get-Random', () => {
  it('gives the same numbers for the same seed, drawn from bytes as PowerShell draws them', () => {
    const script = 'Get-Random -SetSeed 42 -Maximum 100; Get-Random -Maximum 100';
    expect(outputOf(script)).toEqual(outputOf(script));
    expect(outputOf('Get-Random -SetSeed 42 -Maximum 100')).toEqual(['17']);
  });

  it('takes a list where a maximum could stand', () => {
    expect(outputOf('Get-Random 7, 7')).toEqual(['7']);
  });

  it('draws doubles where a limit is one, longs where one is wide', () => {
    expect(
      outputOf('(Get-Random -Maximum 1.5).GetType().Name; (Get-Random -Maximum 10GB).GetType().Name'),
    ).toEqual(['Double', 'Int64']);
  });
});

describe('Get-SecureRandom', () => {
  it('knows no seed', () => {
    expect(idsOf('Get-SecureRandom -SetSeed 1')).toEqual([
      'NamedParameterNotFound,Microsoft.PowerShell.Commands.GetSecureRandomCommand',
    ]);
    expect(outputOf('(1..9 | Get-SecureRandom -Shuffle | Sort-Object) -join ""')).toEqual(['123456789']);
  });
});

describe('New-Guid', () => {
  it('says which text is none and gives null for it', () => {
    const ran = testConsole().run("@(New-Guid 'x').Count");
    expect(ran.output).toEqual(['1']);
    expect(ran.errors[0]?.fullyQualifiedErrorId).toBe(
      'StringNotRecognizedAsGuid,Microsoft.PowerShell.Commands.NewGuidCommand',
    );
  });
});

describe('the information stream', () => {
  it('keeps the object that Write-Information was given', () => {
    const script = 'Write-Information @{ a = 5 } -InformationVariable v; $v[0].MessageData.a';
    expect(outputOf(script)).toEqual(['5']);
  });

  it('carries what Write-Host wrote with its colours', () => {
    const script =
      '$m = (Write-Host h -ForegroundColor Red 6>&1).MessageData; $m.Message, $m.ForegroundColor, $m.NoNewLine';
    expect(outputOf(script)).toEqual(['h', 'Red', 'False']);
  });
});

describe('Set-StrictMode', () => {
  it('takes every version that PowerShell had', () => {
    expect(idsOf('Set-StrictMode -Version 5.1; Set-StrictMode -Version 7.0')).toEqual([]);
    expect(idsOf('Set-StrictMode -Version 9')).toHaveLength(1);
  });
});
