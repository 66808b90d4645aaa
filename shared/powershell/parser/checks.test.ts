import { describe, expect, test } from 'vitest';
import { parseScript } from './index.ts';

function errorsOf(text: string): string[] {
  return parseScript(text).errors.map(({ id, line, column }) => `${id} ${String(line)}:${String(column)}`);
}

describe('what reads well but means nothing', () => {
  test.each([
    [
      'values of attributes that only a run could tell',
      'function F { param([ValidateSet($x)]$y) }',
      ['ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock 1:33'],
    ],
    [
      'constants, types and blocks in attributes',
      'param([ValidateRange(1, 2 + 3)]$a, [ValidateScript({ $_ })]$b)',
      [],
    ],
    [
      'the same argument of an attribute twice',
      'param([Parameter(Mandatory, MANDATORY = $true)]$a)',
      ['DuplicateNamedArgument 1:29'],
    ],
    [
      'a parameter list before and after the brace',
      'function F($a) { param($b) }',
      ['OnlyOneParameterListAllowed 1:18'],
    ],
    ['[void] as a type', 'function F([void]$a) { }', ['VoidTypeConstraintNotAllowed 1:12']],
    ['[void] before a variable that is assigned to', '[void]$a = 1', ['VoidTypeConstraintNotAllowed 1:1']],
    ['an attribute of something that is no variable', "[CmdletBinding()] 'a'", ['UnexpectedAttribute 1:1']],
    ['an attribute of a variable', '[ValidateNotNull()] [string] $a = 1', []],
    ['a workflow', "'a'\nworkflow W { 1 }", ['WorkflowNotSupportedInPowerShellCore 2:1']],
    [
      'options of loops that belong to workflows',
      'foreach -Parallel ($x in 1) { }',
      ['KeywordParameterReservedForFutureUse 1:1'],
    ],
    ['using after another statement', '1; using namespace System', ['UsingMustBeAtStartOfScript 1:4']],
    ['using first', 'using namespace System; 1', []],
  ])('%s', (_, script, expected) => {
    expect(errorsOf(script)).toEqual(expected);
  });

  test('plain statements beside named blocks are refused where they stand', () => {
    expect(errorsOf("begin { 1 } 'a'")).toEqual(['MissingNamedBlocks 1:13']);
    expect(errorsOf("function F { begin { } 'a' }")).toEqual([
      'MissingNamedBlocks 1:24',
      'UnexpectedToken 1:28',
    ]);
  });

  test('a stream redirected twice is named', () => {
    const [error] = parseScript('Get-Mailbox 2> a 2>&1').errors;
    expect(error?.message).toBe('The error stream for this command is already redirected.');
  });
});
