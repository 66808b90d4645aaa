import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpressionAst } from '../ast.ts';
import { allNodes } from '../walk.ts';
import { parseScript } from './index.ts';
import { hasErrorText } from './messages.ts';

function errorsOf(text: string): string {
  return parseScript(text)
    .errors.map((error) => `${error.id} ${error.line}:${error.column}`)
    .join(', ');
}

/** The value of `$x = <text>`. */
function expression(text: string): ExpressionAst {
  const { ast, errors } = parseScript(`$x = ${text}`);
  expect(errors).toEqual([]);
  const [statement] = ast.body?.statements ?? [];
  if (statement?.kind !== 'AssignmentStatement' || statement.right.kind !== 'Pipeline')
    throw new Error('no assignment');
  const [element] = statement.right.elements;
  if (element?.kind !== 'CommandExpression') throw new Error('no expression');
  return element.expression;
}

function argumentsOf(text: string): string[] {
  const { ast, errors } = parseScript(text);
  expect(errors).toEqual([]);
  const command = [...allNodes(ast)].find((node) => node.kind === 'Command');
  return (command?.elements ?? []).map((e) => `${e.kind}:${text.slice(e.start, e.end)}`);
}

describe('errors carry PowerShell’s ids at its places', () => {
  const cases: [text: string, expected: string][] = [
    ["Get-Mailbox 'x", 'TerminatorExpectedAtEndOfString 1:13'],
    ['Get-Mailbox "x', 'TerminatorExpectedAtEndOfString 1:13'],
    ['(Get-Mailbox', 'MissingEndParenthesisInExpression 1:13'],
    ['Get-Mailbox ()', 'ExpectedExpression 1:14'],
    ['Get-Mailbox |', 'EmptyPipeElement 1:14'],
    ['| Get-Mailbox', 'EmptyPipeElement 1:1'],
    ['1 +', 'ExpectedValueExpression 1:4'],
    ['if ($a) { 1', 'MissingEndCurlyBrace 1:9'],
    ['if $a', 'MissingOpenParenthesisInIfStatement 1:3'],
    ['Get-Mailbox ,a', 'MissingArgument 1:13'],
    ['Get-Mailbox a,', 'MissingExpression 1:15'],
    ['$a = @(1,)', 'MissingExpressionAfterToken 1:10'],
    ['Get-Mailbox < x', 'RedirectionNotSupported 1:13'],
    ['1..3 | $_', 'ExpressionsMustBeFirstInPipeline 1:8'],
    ['@{a=1;A=2}', 'DuplicateKeyInHashLiteral 1:7'],
    ['5 = 3', 'InvalidLeftHandSide 1:1'],
    ['"$a: b"', 'InvalidVariableReferenceWithDrive 1:2'],
    ['try { 1 }', 'MissingCatchOrFinally 1:10'],
    ['a\n}\nb', 'UnexpectedToken 2:1'],
    ["@'\nx\n '@", 'WhitespaceBeforeHereStringFooter 3:2'],
    ['foreach ($a on $b) {}', 'MissingInInForeach 1:12, UnexpectedToken 1:18'],
    ['function { }', 'MissingNameAfterKeyword 1:9'],
    ['$a[]', 'MissingArrayIndexExpression 1:4'],
    ['$a.', 'MissingPropertyName 1:4'],
    ['$x = 99999999999999999999999999999999999999999999l', 'BadNumericConstant 1:6'],
  ];
  it.each(cases)('%s', (text, expected) => {
    expect(errorsOf(text)).toBe(expected);
  });

  it('reports several at once, each with words and a hint', () => {
    const { errors } = parseScript("Get-Mailbox -A <x> -B <y>\nGet-User 'a");
    expect(errors.map((e) => e.id)).toEqual([
      'RedirectionNotSupported',
      'RedirectionNotSupported',
      'TerminatorExpectedAtEndOfString',
    ]);
    for (const error of errors) {
      expect(error.message.length).toBeGreaterThan(5);
      expect(error.hint.length).toBeGreaterThan(5);
    }
  });
});

describe('expressions', () => {
  it('binds operators by strength', () => {
    const sum = expression('1 + 2 * 3 -eq 7 -and $true');
    expect(sum).toMatchObject({ operator: '-and', left: { operator: '-eq', left: { operator: '+' } } });
    expect(expression("'a','b' -join '-'")).toMatchObject({
      operator: '-join',
      left: { kind: 'ArrayLiteral' },
    });
    expect(expression('1..3 -f 2')).toMatchObject({ operator: '-f', left: { operator: '..' } });
    expect(expression('$a ?? 1 + 2')).toMatchObject({ operator: '??', right: { operator: '+' } });
    expect(expression('$a -ILIKE "x"')).toMatchObject({ operator: '-like' });
    expect(expression('$a -clike "x"')).toMatchObject({ operator: '-clike' });
  });

  it('takes typographic quotes and dashes as PowerShell does', () => {
    expect(expression('\u2018it\u2019')).toMatchObject({ value: 'it' });
    expect(expression('\u201cit\u201d')).toMatchObject({ value: 'it' });
    expect(argumentsOf('Get-Mailbox \u2013Identity x')).toEqual([
      'StringConstantExpression:Get-Mailbox',
      'CommandParameter:\u2013Identity',
      'StringConstantExpression:x',
    ]);
  });

  it('reads numbers with suffixes and multipliers', () => {
    const value = (text: string): unknown => (expression(text) as { value: unknown }).value;
    expect(value('98GB')).toEqual({ kind: 'long', value: 105226698752n });
    expect(value('2147483648')).toEqual({ kind: 'long', value: 2147483648n });
    expect(value('0x10')).toBe(16);
    expect(value('0xFFFFFFFF')).toBe(-1);
    expect(value('1e3')).toEqual({ kind: 'double', value: 1000 });
    expect(value('5l')).toEqual({ kind: 'long', value: 5n });
    expect(value('5.10d')).toEqual({ kind: 'decimal', unscaled: 510n, scale: 2 });
    expect(value('36.5MB')).toEqual({ kind: 'double', value: 38273024 });
    expect(value('-5')).toBe(-5);
    expect(value('0b101')).toBe(5);
    expect(value('1uy')).toEqual({ kind: 'byte', value: 1n });
  });

  it('reads strings with escapes, doubled quotes, variables and subexpressions', () => {
    expect(expression("'it''s'")).toMatchObject({ value: "it's" });
    expect(expression('"a`tb""c`$d`u{e9}"')).toMatchObject({ value: 'a\tb"c$dé' });
    expect(expression('"a $b.c $($d.e) ${f g}"')).toMatchObject({
      parts: [
        'a ',
        { kind: 'VariableExpression', name: 'b' },
        '.c ',
        { kind: 'SubExpression' },
        ' ',
        { kind: 'VariableExpression', name: 'f g' },
      ],
    });
    expect(expression('@"\na "quoted" $b\n"@')).toMatchObject({ parts: ['a "quoted" ', { name: 'b' }] });
    expect(expression("@'\nline 1\nline 2\n'@")).toMatchObject({ value: 'line 1\nline 2' });
  });

  it('keeps places inside subexpressions with doubled quotes', () => {
    const text = '$x = "a $(f ""b"" $c) d"';
    const variable = [...allNodes(parseScript(text).ast)].find(
      (n) => n.kind === 'VariableExpression' && n.name === 'c',
    );
    expect(text.slice(variable?.start, variable?.end)).toBe('$c');
  });

  it('reads members, calls, indexes, casts and ternaries', () => {
    expect(expression('[System.IO.File]::ReadAllBytes("a")')).toMatchObject({
      kind: 'InvokeMemberExpression',
      isStatic: true,
    });
    expect(expression('$a.b[0].c(1, 2)')).toMatchObject({
      kind: 'InvokeMemberExpression',
      arguments: [{}, {}],
    });
    expect(expression('${a}?.b')).toMatchObject({ kind: 'MemberExpression', nullConditional: true });
    expect(expression('[int[]]@(1)')).toMatchObject({
      kind: 'ConvertExpression',
      type: { typeName: { name: 'int[]' } },
    });
    expect(expression('$a ? 1 : 2')).toMatchObject({ kind: 'TernaryExpression' });
    expect(expression('[ordered]@{ a = 1; b = 2 }')).toMatchObject({
      kind: 'ConvertExpression',
      child: { kind: 'Hashtable' },
    });
  });
});

describe('arguments', () => {
  it('reads bare words, lists, values after a colon and numbers', () => {
    expect(argumentsOf('Get-X a.b@c *x* 1,2 -Y:$false -Z:a,b c:\\d {x} 07:00 $a/b')).toEqual([
      'StringConstantExpression:Get-X',
      'StringConstantExpression:a.b@c',
      'StringConstantExpression:*x*',
      'ArrayLiteral:1,2',
      'CommandParameter:-Y:$false',
      'CommandParameter:-Z:a,b',
      'StringConstantExpression:c:\\d',
      'ScriptBlockExpression:{x}',
      'StringConstantExpression:07:00',
      'ExpandableStringExpression:$a/b',
    ]);
  });

  it('goes on over line ends after pipes, commas and backticks', () => {
    expect(errorsOf('Get-X `\n -A b,\n c |\n ft\nGet-Y\n | fl')).toBe('');
  });
});

describe('statements', () => {
  it('reads every kind', () => {
    const script = `
      param([Parameter(Mandatory)][string]$Name = 'x', [switch]$Force)
      begin { $i = 0 } process { $i++ } end { $i }`;
    expect(errorsOf(script)).toBe('');
    const statements = `
      if ($a) { 1 } elseif ($b) { 2 } else { 3 }
      :outer foreach ($x in 1..3) { continue outer }
      for ($i = 0; $i -lt 3; $i++) { break }
      while ($true) { break }
      do { 1 } until ($true)
      switch -Regex ($a) { 'x' { 1 } default { 2 } }
      try { 1 } catch [System.Exception], [X] { 2 } catch { 3 } finally { 4 }
      trap { continue }
      function f($a, [int]$b = 2) { return $a }
      filter g { $_ }
      data d { 'x' }
      a && b || c
      $a, $b = 1, 2
      $h.x += 1
      & $cmd @splat 2>&1 > out.txt
      throw 'x'
      <# block #> # line`;
    expect(errorsOf(statements)).toBe('');
    const { ast } = parseScript(statements);
    expect(ast.body?.statements.map((s) => s.kind)).toEqual([
      'IfStatement',
      'ForEachStatement',
      'ForStatement',
      'WhileStatement',
      'DoUntilStatement',
      'SwitchStatement',
      'TryStatement',
      'FunctionDefinition',
      'FunctionDefinition',
      'DataStatement',
      'PipelineChain',
      'AssignmentStatement',
      'AssignmentStatement',
      'Pipeline',
      'ThrowStatement',
    ]);
    expect(ast.body?.traps).toHaveLength(1);
  });

  it('reads classes, enums and using far enough to name them', () => {
    const { ast, errors } = parseScript(
      'using namespace System\nclass A : B { [int] f() { return 1 } }\nenum E { X }\nGet-X',
    );
    expect(errors).toEqual([]);
    expect(
      ast.body?.statements.map((s) =>
        s.kind === 'UnsupportedStatement' ? `${s.keyword} ${s.name ?? ''}` : s.kind,
      ),
    ).toEqual(['using namespace', 'class A', 'enum E', 'Pipeline']);
  });
});

describe('any text', () => {
  const pieces = [
    'Get-Mailbox',
    ' -Identity ',
    '"',
    "'",
    '$',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '@',
    ',',
    ';',
    '|',
    '&',
    '`',
    '\n',
    '\r\n',
    '$x',
    '@(',
    '@{',
    '$(',
    '"$(',
    "@'\n",
    "\n'@",
    '@"\n',
    '\n"@',
    '#',
    '<#',
    '#>',
    '=',
    '+',
    '-eq',
    '..',
    '.',
    '::',
    '1',
    '1kb',
    'if',
    'foreach',
    'in',
    'switch',
    'function',
    'try',
    'catch',
    '2>&1',
    '<',
    '>',
    '?',
    ':',
    '\u201c',
    '\u2019',
    '\u2013',
    '\0',
    'é',
    ' ',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 40 })
    .map((p) => p.join(''));

  it('never throws, and its tokens’ texts add up to it', () => {
    fc.assert(
      fc.property(text, (input) => {
        const { tokens, errors, ast } = parseScript(input);
        expect(tokens.map((t) => t.text).join('')).toBe(input);
        for (const node of allNodes(ast)) expect(node.end).toBeGreaterThanOrEqual(node.start);
        for (const error of errors) expect(hasErrorText(error.id), error.id).toBe(true);
      }),
      { numRuns: 3000, seed: 20261121 },
    );
  });

  it.each([
    '(',
    '{',
    '@(',
    '@{a=',
    '$(',
    '"$(',
    '[a[',
    '$a[',
    '-not ',
    '!',
    'if(1){',
    '$x=',
    'function f{',
    '1+',
    'a|',
    '.x(',
  ])('nested 10,000 times gives one clear error: %s', (piece) => {
    expect(parseScript(piece.repeat(10_000)).errors.map((e) => e.id)).toEqual(['ScriptTooComplicated']);
  });

  it('reads 10,000 closed brackets up to its limit without a stack overflow', () => {
    const { errors } = parseScript('('.repeat(10_000) + '1' + ')'.repeat(10_000));
    expect(errors).toMatchObject([
      { id: 'ScriptTooComplicated', message: 'Processing was stopped because the script is too complex.' },
    ]);
    expect(errorsOf(`${'('.repeat(80)}1${')'.repeat(80)}`)).toBe('');
  });
});
