import { describe, expect, it } from 'vitest';
import { testConsole } from '../interpreter/engine.fixture.ts';

/** Id without the command, message, place. */
function errorOf(script: string): string {
  const [record] = testConsole().run(script).errors;
  if (record === undefined) return 'none';
  const { line = 0, column = 0 } = record.place ?? {};
  return `${record.fullyQualifiedErrorId.split(',')[0] ?? ''} ${record.message} ${String(line)}:${String(column)}`;
}

describe('arguments that no position takes', () => {
  it('are told of at the command, not at the argument', () => {
    expect(errorOf('$x = 1; Get-Date 2026-01-01 b')).toBe(
      "PositionalParameterNotFound A positional parameter cannot be found that accepts argument 'b'. 1:9",
    );
  });

  it('are named by their own text: a list by its type, null as written', () => {
    expect(errorOf('Get-Date 2026-01-01 1,2')).toContain("argument 'System.Object[]'");
    expect(errorOf('Get-Date 2026-01-01 $null')).toContain("argument '$null'");
    expect(errorOf('Get-Date 2026-01-01 { 1 }')).toContain("argument ' 1 '");
  });
});

describe('mandatory lists', () => {
  it('refuse a null among their objects', () => {
    const list = 'function f { param([Parameter(Mandatory)][object[]]$x) $x.Count }';
    expect(errorOf(`${list}; f @(1, $null)`)).toContain('ParameterArgumentValidationErrorNullNotAllowed');
    expect(errorOf('Compare-Object (, $null) (1, 2)')).toContain('because it is null');
  });

  it('take a null where elements are numbers: it is 0 then', () => {
    const list = 'function f { param([Parameter(Mandatory)][int[]]$x) $x }';
    expect(testConsole().run(`${list}; f @(1, $null)`).output).toEqual(['1', '0']);
  });
});

describe('values of enumerations', () => {
  it('are refused at the argument, with all names', () => {
    expect(errorOf('Test-Path x -PathType foo')).toBe(
      'CannotConvertArgumentNoMessage Cannot bind parameter \'PathType\'. Cannot convert value "foo" to type ' +
        '"Microsoft.PowerShell.Commands.TestPathType". Error: "Unable to match the identifier name foo to a valid ' +
        'enumerator name. Specify one of the following enumerator names and try again:\nAny, Container, Leaf" 1:23',
    );
  });
});

describe('objects of the pipeline', () => {
  it('go to the one set that still takes them, though another is the default', () => {
    const sets =
      "function f { [CmdletBinding(DefaultParameterSetName = 'A')]param([Parameter(Mandatory, ParameterSetName = 'A')]$x, [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'B')]$y) process { \"$($PSCmdlet.ParameterSetName) $y\" } }";
    expect(testConsole().run(`${sets}; 1 | f`).output).toEqual(['B 1']);
    expect(errorOf(`${sets}; f`)).toContain('MissingMandatoryParameter');
  });

  it('that leave a mandatory parameter empty are told of one by one', () => {
    const f =
      'function f { [CmdletBinding()]param([Parameter(Mandatory, ValueFromPipelineByPropertyName)]$A, [Parameter(Mandatory, ValueFromPipelineByPropertyName)]$B) process { "$A$B" } }';
    const ran = testConsole().run(`${f}; [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 1; B = 2 } | f`);
    expect(ran.output).toEqual(['12']);
    expect(ran.errors[0]?.message).toBe(
      'The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  B',
    );
  });
});

describe('commands without a name', () => {
  it('leave no comma in the id of an error', () => {
    expect(testConsole().run('& { [CmdletBinding()]param() } 1').errors[0]?.fullyQualifiedErrorId).toBe(
      'PositionalParameterNotFound',
    );
  });
});

describe('an Alias attribute of a function', () => {
  it('makes the alias', () => {
    expect(testConsole().run("function f { [Alias('ff')]param($x) $x }; ff 5").output).toEqual(['5']);
  });
});
