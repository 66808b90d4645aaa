import { describe, expect, test } from 'vitest';
import { outputOf, testConsole } from './engine.fixture.ts';

describe('calls of functions', () => {
  test.each([
    [
      'a name that no parameter has keeps its value out of positions',
      'function F { param($A) "$A|$args" }; F -Z 3; F 1 -Z 3; $h = @{ X = 5 }; F @h',
      ['|-Z 3', '1|-Z 3', '|-X: 5'],
    ],
    [
      '$input is walked once, and again after Reset',
      '1..3 | & { @($input).Count; @($input).Count; $input.Reset(); "$input" }',
      ['3', '0', '1 2 3'],
    ],
    [
      '$input has MoveNext and Current',
      '1..2 | & { while ($input.MoveNext()) { $input.Current * 2 } }',
      ['2', '4'],
    ],
    ['what a clean block writes is dropped', "function F { end { 'e' } clean { 'c' } }; F", ['e']],
    [
      'a failed statement of a chain lets || go on',
      "1/0 || 'next'; try { 1/0 || 'never' } catch { 'caught' }",
      ['next', 'caught'],
    ],
    [
      'Write-Error reports under the name of its function',
      'function F { Write-Error x -ErrorId Own }; F 2>$null; $Error[0].FullyQualifiedErrorId; $Error[0].ScriptStackTrace',
      ['Own,F', 'at F, <No file>: line 1\nat <ScriptBlock>, <No file>: line 1'],
    ],
    [
      'a default value is converted, and not validated',
      'function F { param([ValidateRange(1, 5)][int]$X = "9") $X.GetType().Name; $X }; F',
      ['Int32', '9'],
    ],
    [
      'a default value that does not convert is an error of binding',
      "function F { param([int]$X = 'abc') 'ran' }; try { F } catch { $_.FullyQualifiedErrorId }",
      ['ParameterArgumentTransformationError,F'],
    ],
    [
      '++ takes no characters',
      "[char]$c = 'a'; try { $c++ } catch { $_.FullyQualifiedErrorId }",
      ['OperatorRequiresNumber'],
    ],
    [
      'what a validation block threw is inside',
      "function F { param([ValidateScript({ throw 'no' })]$X) }; try { F 1 } catch { $_.Exception.InnerException.GetType().Name }",
      ['RuntimeException'],
    ],
    [
      'strict mode 1 lets unset variables be in texts',
      'Set-StrictMode -Version 1; "[$nope]"; try { $script:nope } catch { "$_" }',
      ['[]', "The variable '$script:nope' cannot be retrieved because it has not been set."],
    ],
  ])('%s', (_, script, expected) => {
    expect(outputOf(script)).toEqual(expected);
  });

  test('an advanced function makes no text of an array, and no switch of a text', () => {
    const { errors } = testConsole().run(
      'function F { [CmdletBinding()] param([string]$S, [switch]$W) }; F (1, 2); F -W:yes',
    );
    expect(errors.map(({ message }) => message)).toEqual([
      "Cannot process argument transformation on parameter 'S'. Cannot convert value to type System.String.",
      `Cannot process argument transformation on parameter 'W'. Cannot convert value "System.String" to type "System.Management.Automation.SwitchParameter". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.`,
    ]);
  });

  test('a variable that is not valid fails alike for every attribute', () => {
    const { errors } = testConsole().run('[ValidateNotNull()]$x = $null');
    expect(errors[0]?.fullyQualifiedErrorId).toBe('ValidateSetFailure');
    expect(errors[0]?.message).toContain('because the value $null is not');
  });
});
