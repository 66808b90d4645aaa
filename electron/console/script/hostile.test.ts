import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from './desk.fixture.ts';

const TOO_COMPLEX = 'Processing was stopped because the script is too complex.';

let desk: Desk;

beforeAll(() => {
  desk = new Desk(tmpdir());
});

afterAll(() => desk.worker.terminate());

// The same thread serves all of them: none of them ends it.
afterEach(async () => {
  expect((await desk.run('"still here"')).lines).toEqual(['still here']);
});

async function firstProblem(text: string): Promise<string> {
  const { problems } = await desk.run(text);
  return problems[0]?.failure.message ?? '';
}

describe('a regular expression that would take for ever', () => {
  it.each([
    ['-match', "$t -match '^(a+)+$'"],
    ['-replace', "$t -replace '^(a|a)*$', 'x'"],
    ['-split', "$t -split '(a|aa)+$'"],
    ['[regex]::Matches', "[regex]::Matches($t, '(a+a+)+b')"],
    ['switch -Regex', "switch -Regex ($t) { '^(\\w+\\s?)*$' { 1 } }"],
    ['Select-String', "$t | Select-String '^(a+)+$'"],
    ['ValidatePattern', "function f([ValidatePattern('^(a+)+$')] $x) { $x }; f $t"],
    ['repetitions side by side', "('a' * 10000) -match 'a*a*a*a*b'"],
  ])('is an error after two seconds in %s', async (_what, text) => {
    expect(await firstProblem(`$t = 'a' * 40 + '!'; ${text}`)).toContain('took more than 2 seconds');
  });

  it('does not keep a script from being stopped', async () => {
    const { state } = await desk.stopped(
      "'go'; while ($true) { try { ('a' * 40 + '!') -match '^(a+)+$' } catch { } }",
    );
    expect(state).toBe('stopped');
  });

  it('is refused when it is too long to be compiled', async () => {
    expect(await firstProblem("'a' -match ('a|' * 1000000)")).toContain('is too long');
  });

  it.each(["'(' * 10000", "'(' * 20000 + ')' * 20000", "'(?:' * 5000 + 'a' + ')*' * 5000"])(
    'is an error where brackets are nested too deep: %s',
    async (pattern) => {
      expect(await firstProblem(`'a' -match (${pattern})`)).toMatch(/^Invalid pattern/);
    },
  );

  it('is no wildcard, however many stars it has', async () => {
    expect((await desk.run("('a' * 10000 + 'b') -like ('*a' * 20 + 'c')")).lines).toEqual(['False']);
  });
});

describe('nesting without end', () => {
  it.each([
    ['a function', 'function f { f }; f'],
    ['a function with output', 'function f($n) { $n; f ($n + 1) }; f 0 | Out-Null'],
    ['a script block', '$b = { & $b }; & $b'],
    ['a pipeline', 'function f { 1 | ForEach-Object { f } }; f'],
    ['a finally block', 'function f { try { f } finally { 1 } }; f | Out-Null'],
    ['Invoke-Expression', '$t = "Invoke-Expression `$t"; Invoke-Expression $t'],
  ])('is PowerShell’s call depth overflow in %s', async (_what, text) => {
    const { problems, state } = await desk.run(text);
    expect(state).toBe('failed');
    expect(problems.at(-1)?.failure.message).toBe('The script failed due to call depth overflow.');
    expect(problems.at(-1)?.details[0]?.[1]).toContain('CallDepthOverflow');
  });

  it.each(['(', '@(', '$(', '{', '@{ a = ', '[', '"$(', '-not ', 'if (1) {', '1 + ('])(
    'of 10,000 times %s is refused before anything runs',
    async (bracket) => {
      const { state, problems } = await desk.run(`"before"\n${bracket.repeat(10_000)}`);
      expect(state).toBe('failed');
      expect(problems.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['brackets', "'(' * 10000 + '1' + ')' * 10000"],
    ['blocks', "'if (1) {' * 3000 + '1' + '}' * 3000"],
    ['a sum', "'1' + '+1' * 100000"],
    ['members', "'$a' + '.b' * 50000"],
    ['a pipeline', "'1' + ' | % { $_ }' * 20000"],
    ['texts in texts', "'\"$(' * 300 + '1' + ')\"' * 300"],
  ])('is refused by Invoke-Expression: %s', async (_what, text) => {
    // The message quotes the whole line before it says what is wrong.
    const message = await firstProblem(`Invoke-Expression (${text})`);
    expect(message.slice(-TOO_COMPLEX.length)).toBe(TOO_COMPLEX);
  });

  it('is refused in JSON', async () => {
    expect(await firstProblem("'[' * 100000 + ']' * 100000 | ConvertFrom-Json")).toContain(
      'MaxDepth of 1024',
    );
  });

  it('is refused in XML', async () => {
    expect(await firstProblem("[xml]('<a>' * 100000 + '</a>' * 100000)")).toContain('Cannot convert value');
  });

  it('ends at -Depth where an object holds itself', async () => {
    const { lines } = await desk.run(
      '$h = @{}; $h.a = $h; ($h | ConvertTo-Json -Depth 100 -WarningAction Ignore).Length -gt 500',
    );
    expect(lines).toEqual(['True']);
  });
});

describe('XML from elsewhere', () => {
  it('has no entities but its five: neither bombs nor files', async () => {
    expect(
      await firstProblem('[xml]\'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>\''),
    ).toContain('entity');
    const file = '[xml]\'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>\'';
    expect(await firstProblem(file)).toContain('entity');
  });
});

describe('keys made to collide', () => {
  it('cost no more than others', async () => {
    const { lines, problems } = await desk.run(
      '$h = @{}; foreach ($i in 1..20000) { $h["$("Aa" * ($i % 10))$("BB" * ($i % 7))$i"] = $i }; $h.Count',
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual(['20000']);
  });
});
