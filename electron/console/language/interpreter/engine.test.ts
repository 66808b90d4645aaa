import { describe, expect, test } from 'vitest';
import { outputOf, testConsole } from './engine.fixture.ts';

describe('variables and scopes', () => {
  test.each([
    [
      'a function sees outer variables and keeps its own',
      '$v = 1; function F { $v; $v = 2; $v }; F; $v',
      ['1', '2', '1'],
    ],
    ['a first += in a function starts from nothing', '$n = 5; function F { $n += 1; $n }; F; $n', ['1', '5']],
    ['++ in a function starts from the outer value', '$n = 5; function F { $n++; $n }; F; $n', ['6', '5']],
    [
      'a block of ForEach-Object changes the variable outside',
      '$s = 0; 1..3 | ForEach-Object { $s += $_ }; $s',
      ['6'],
    ],
    [
      'private variables are not seen further in',
      'function A { $private:p = 1; B }; function B { "[$p]" }; A',
      ['[]'],
    ],
    ['a closure keeps the value of its moment', '$n = 1; $c = { $n }.GetNewClosure(); $n = 2; & $c', ['1']],
    ['a typed variable converts what is assigned later', '[int]$n = 1; $n = "7"; $n + 1', ['8']],
    [
      'names that JavaScript objects have are ordinary',
      '$constructor = 1; "$constructor [$__proto__] [$toString]"',
      ['1 [] []'],
    ],
  ])('%s', (_, script, expected) => {
    expect(outputOf(script)).toEqual(expected);
  });

  test('variables and functions stay from one run to the next', () => {
    const session = testConsole();
    session.run('$kept = 3; function Twice($n) { $n * 2 }');
    expect(session.run('Twice $kept').output).toEqual(['6']);
  });

  test('the environment of the computer is not to be seen', () => {
    expect(outputOf('"[$env:PATH] [$env:HOME]"')).toEqual(['[] []']);
  });
});

describe('flow', () => {
  test.each([
    [
      'continue names the loop it goes on with',
      ':a foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue a }; "$i$j" } }',
      ['11', '21', '31'],
    ],
    [
      'break crosses a function',
      'function B { break }; foreach ($i in 1..2) { B; "no" }; "after"',
      ['after'],
    ],
    [
      'return ends one item of ForEach-Object',
      '1..3 | ForEach-Object { if ($_ -eq 2) { return }; $_ }',
      ['1', '3'],
    ],
    [
      'return inside $( ) ends the function',
      'function F { "a$(return "r")"; "never" }; F; "after"',
      ['after'],
    ],
    [
      'a trap that continues goes on after the statement',
      '& { trap { "t"; continue }; 1 / 0; "next" }',
      ['t', 'next'],
    ],
    ['finally runs when break leaves', 'foreach ($i in 1..2) { try { break } finally { "f" } }', ['f']],
    [
      '$foreach moves the loop on',
      'foreach ($n in 1..4) { $null = $foreach.MoveNext(); $foreach.Current }',
      ['2', '4'],
    ],
  ])('%s', (_, script, expected) => {
    expect(outputOf(script)).toEqual(expected);
  });

  test('exit gives its code, from inside a function too', () => {
    const { output, outcome } = testConsole().run('function F { exit 4 }; "a"; F; "never"');
    expect(output).toEqual(['a']);
    expect(outcome.stopped).toEqual({ kind: 'exit', code: 4 });
  });
});

describe('pipelines', () => {
  test('a command that wants no more stops an endless function before it', () => {
    expect(outputOf('function G { $i = 0; while ($true) { (++$i) } }; G | Select-Object -First 3')).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  test('what a begin block writes comes before the next command has seen anything', () => {
    expect(
      outputOf('function F { begin { "b" } process { $_ } }; 1 | F | ForEach-Object { "<$_>" }'),
    ).toEqual(['<b>', '<1>']);
  });

  test('@args hands names on as names', () => {
    expect(outputOf('function I($a, $b) { "$a/$b" }; function O { I @args }; O -b 1 2')).toEqual(['2/1']);
  });

  test('nothing goes into a pipeline from nothing, one $null from $null', () => {
    expect(outputOf('$n = & {}; $n | ForEach-Object { "never" }; $null | ForEach-Object { "once" }')).toEqual(
      ['once'],
    );
  });
});

describe('errors', () => {
  test('a failing statement is reported at its place and the next one runs', () => {
    const { output, errors } = testConsole().run('"a"\n  1 / 0\n"b"');
    expect(output).toEqual(['a', 'b']);
    expect(errors.map(({ place }) => [place?.line, place?.column])).toEqual([[2, 3]]);
  });

  test('throw ends the script at its own place', () => {
    const { output, outcome } = testConsole().run('function F { throw "x" }\n"a"; F; "never"');
    expect(output).toEqual(['a']);
    expect(outcome.stopped).toMatchObject({
      kind: 'terminating',
      record: { place: { line: 1, column: 14 } },
    });
  });

  test('ThrowTerminatingError leaves the function, not only its statement', () => {
    const script =
      'function F { [CmdletBinding()] param() $e = [System.Management.Automation.ErrorRecord]::new([Exception]::new("bad"), "Id", "InvalidData", 1); $PSCmdlet.ThrowTerminatingError($e); "never" }; F; "after"';
    const { output, errors } = testConsole().run(script);
    expect(output).toEqual(['after']);
    expect(errors.map((record) => record.fullyQualifiedErrorId)).toEqual(['Id,F']);
  });

  test('-ErrorVariable has the errors of what runs inside, also unseen ones', () => {
    const script =
      'function F { [CmdletBinding()] param() 1 / 0; Write-Error "x" }; F -ErrorVariable e -ErrorAction SilentlyContinue; $e.Count';
    const { output, errors } = testConsole().run(script);
    expect(output).toEqual(['2']);
    expect(errors).toEqual([]);
  });

  test('a class is refused by name', () => {
    const { outcome } = testConsole().run('class Foo { }');
    expect(outcome.stopped).toMatchObject({ kind: 'terminating' });
    expect(outcome.stopped?.kind === 'terminating' ? outcome.stopped.record.message : '').toContain(
      'class Foo',
    );
  });
});

describe('hostile scripts', () => {
  test('endless recursion is an error that can be caught', () => {
    expect(outputOf('function F { F }; try { F } catch { $_.FullyQualifiedErrorId }')).toEqual([
      'CallDepthOverflow',
    ]);
  });

  test('an endless loop looks at Stop', () => {
    const { outcome } = testConsole(10).run('try { while ($true) { } } catch { "caught" }');
    expect(outcome.stopped).toMatchObject({ kind: 'stopped', reason: 'user' });
  });

  test('prototypes can’t be reached through members, keys or functions', () => {
    expect(
      outputOf(
        '$o = [pscustomobject]@{ A = 1 }; $h = @{}; "[$($o.__proto__)] [$($h.constructor)] [$($h["__proto__"])]"',
      ),
    ).toEqual(['[] [] []']);
    const { errors } = testConsole().run('constructor; __proto__; toString');
    expect(errors.map(({ errorId }) => errorId)).toEqual(Array(3).fill('CommandNotFoundException'));
  });
});
