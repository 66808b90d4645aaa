import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { Desk } from './desk.fixture.ts';

/** Megabytes of the tab under test. */
const SMALL = 160;

let desk: Desk;

beforeAll(() => {
  desk = new Desk(tmpdir(), SMALL);
});

afterAll(() => desk.worker.terminate());

describe('a script that takes all memory', () => {
  it.each([
    [
      'a list',
      '$l = [Collections.Generic.List[object]]::new(); while ($true) { $l.Add("text $($l.Count)") }',
    ],
    ['a hashtable', '$h = @{}; while ($true) { $h["key$($h.Count)"] = $i }'],
    ['an array that grows', '$a = @(); $n = 1..2000; while ($true) { $a += , ($n + 1) }'],
    ['collected output', '$all = while ($true) { [pscustomobject]@{ A = "text $($i++)" } }'],
    ['rows of its output', 'while ($true) { "a line of text that is number $($i++)" }'],
    ['lines of its text', 'while ($true) { Write-Host "a line of text that is number $($i++)" }'],
  ])(
    'is stopped with a clear message in %s, and the tab can be used again',
    async (_what, text) => {
      const { state, problems } = await desk.run(text);
      expect(state).toBe('failed');
      expect(problems.at(-1)?.failure.message).toMatch(
        /^The script was stopped, since it used more memory than a tab/,
      );
      expect((await desk.run('1..3 | Measure-Object -Sum | % Sum')).lines).toEqual(['6']);
      expect((await desk.run('"$($l.Count)$($h.Count)$($a.Count)$($all.Count)"')).lines).toEqual(['0000']);
    },
    60_000,
  );

  it('leaves other tabs what they have', async () => {
    const other = new Desk(tmpdir(), SMALL);
    try {
      await other.run('$kept = "kept"');
      await desk.run(
        '$l = [Collections.Generic.List[object]]::new(); while ($true) { $l.Add("text $($l.Count)") }',
      );
      expect((await other.run('$kept')).lines).toEqual(['kept']);
    } finally {
      await other.worker.terminate();
    }
  }, 60_000);

  it('keeps what was there before it', async () => {
    const { resultId } = await desk.run('"before"');
    await desk.run(
      '$l = [Collections.Generic.List[object]]::new(); while ($true) { $l.Add("text $($l.Count)") }',
    );
    const { lines } = await desk.worker.call('text', { resultId: resultId ?? '', from: 0, to: 10 });
    expect(lines).toEqual(['before']);
  }, 60_000);
});

describe('what would take more memory than there is', () => {
  it.each([
    ["'x' * 1e9", /Insufficient memory/],
    ['1..1e9', /Insufficient memory/],
    ["'x'.PadLeft(2000000000)", /OutOfMemoryException/],
    ["[string]::new('a', 2000000000)", /OutOfMemoryException/],
    ['[int[]]::new(2000000000)', /OutOfMemoryException/],
    ["'{0,2000000000}' -f 1", /Error formatting a string/],
    ["(1).ToString('N999999999')", /too long/],
    ['Start-Sleep -Seconds 1e9', /greater than the maximum allowed range/],
  ])('is an error at once: %s', async (text, words) => {
    const { problems } = await desk.run(text);
    expect(problems[0]?.failure.message).toMatch(words);
    expect((await desk.run('"still here"')).lines).toEqual(['still here']);
  });

  it('is not a text of 10 MB', async () => {
    const { problems, lines } = await desk.run(
      '$s = "x" * 10MB; $s.Length, $s.ToUpper().Length, ($s -split "y").Count, ($s -match "y$"), ("$s$s").Length; $s',
    );
    expect(problems).toEqual([]);
    expect(lines.slice(0, 5)).toEqual(['10485760', '10485760', '1', 'False', '20971520']);
  });

  it('is not an error record kept for each error', async () => {
    const { lines } = await desk.run(
      '1..1000 | % { Write-Error "no $_" -ErrorAction SilentlyContinue }; $Error.Count',
    );
    expect(lines).toEqual(['256']);
  });
});
