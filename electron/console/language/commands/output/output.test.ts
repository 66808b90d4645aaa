import { describe, expect, it } from 'vitest';
import { createEngine } from '../../interpreter/engine.ts';
import { outLines } from '../../format/formatter.ts';
import { builtIns } from '../index.ts';
import type { Host } from '../../host.ts';
import type { Value } from '../../values/model.ts';

interface Ran {
  readonly text: readonly string[];
  readonly errors: readonly string[];
  /** What went to the console past the output. */
  readonly lines: readonly string[];
  readonly grids: readonly { title: string; objects: number }[];
  readonly stopped: string | null;
}

/** Runs a script in a console of 60 cells that has no files and no service. */
function run(script: string, more: Partial<Host> = {}): Ran {
  const lines: string[] = [];
  const errors: string[] = [];
  const grids: { title: string; objects: number }[] = [];
  const host: Partial<Host> = {
    culture: { name: 'en-US', timeZone: 'UTC' },
    width: 60,
    service: {
      cmdlets: new Map(),
      invoke: () => {
        throw new Error('There is no service.');
      },
      invokeMany: () => [],
      propertyNames: () => [],
    },
    now: () => 0,
    checkStop: () => undefined,
    line: (text) => lines.push(text),
    error: (record) => errors.push(record.fullyQualifiedErrorId),
    showGrid: (title, objects) => grids.push({ title, objects: objects.length }),
  };
  const files: Partial<Host['files']> = { root: null };
  const engine = createEngine({ host: { ...host, ...more, files } as Host, builtIns });
  const output: Value[] = [];
  const { stopped } = engine.run(script, (value) => output.push(value));
  const text = outLines(output, engine.runtime, 60).map((line) => line.trimEnd());
  return {
    text,
    errors,
    lines,
    grids,
    stopped: stopped?.kind === 'terminating' ? stopped.record.fullyQualifiedErrorId : (stopped?.kind ?? null),
  };
}

const ROWS = `$rows = [pscustomobject]@{ Name = 'ann'; Size = 5; Team = 'a' }, [pscustomobject]@{ Name = 'bob'; Size = 12; Team = 'b' }\n`;

describe('Format-Table', () => {
  it('shows calculated columns with heading, format and alignment', () => {
    expect(
      run(
        `${ROWS}$rows | ft @{ n = 'Who'; e = 'Name'; a = 'right' }, @{ l = 'MB'; e = { $_.Size * 2 }; f = 'n1' }`,
      ).text,
    ).toEqual(['', 'Who   MB', '---   --', 'ann 10.0', 'bob 24.0', '']);
  });

  it('starts a new table under a heading for each group', () => {
    expect(run(`${ROWS}$rows | ft Name -GroupBy Team`).text).toEqual([
      '',
      '   Team: a',
      '',
      'Name',
      '----',
      'ann',
      '',
      '   Team: b',
      '',
      'Name',
      '----',
      'bob',
      '',
    ]);
  });

  it.each([
    ["@{ n = 'x'; e = { 1 }; colour = 1 }", 'DictionaryKeyIllegal'],
    ["@{ n = 'x' }", 'DictionaryKeyMandatoryEntry'],
    ['@{ e = { 1 }; width = 0 }', 'WidthOutOfRange'],
    ["@{ e = { 1 }; alignment = 'up' }", 'AlignmentIllegalValue'],
    ['5', 'DictionaryKeyUnknownType'],
    ["''", 'ExpressionEmptyString2'],
  ])('refuses the column %s', (column, id) => {
    const { text, errors } = run(`try { 1 | Format-Table ${column} } catch { $_.FullyQualifiedErrorId }`);
    expect([...text, ...errors]).toEqual([`${id},Microsoft.PowerShell.Commands.FormatTableCommand`]);
  });

  it('marks a failing column only when asked to', () => {
    const script = (more: string): string =>
      `[pscustomobject]@{ A = 1 } | ft A, @{ n = 'B'; e = { throw 'no' } } ${more}`;
    expect(run(script('')).text[3]).toBe('1');
    expect(run(script('-DisplayError')).text[3]).toBe('1 #ERR');
    expect(run(script('')).errors).toEqual([]);
  });
});

describe('Format-List', () => {
  it('leaves out names that an object lacks', () => {
    expect(run(`${ROWS}$rows[0] | fl Nope, N*`).text).toEqual(['', 'Name : ann', '']);
  });
});

describe('Format-Wide', () => {
  it('puts names side by side', () => {
    expect(run(`${ROWS}$rows | fw -Column 3`).text).toEqual(['', 'ann                  bob', '']);
  });
});

describe('Format-Custom', () => {
  it('shows nested objects in braces', () => {
    expect(run(`[pscustomobject]@{ A = 1; B = 1, 2 } | Format-Custom`).text.slice(0, 10)).toEqual([
      '',
      'class PSCustomObject',
      '{',
      '  A = 1',
      '  B =',
      '    [',
      '      1',
      '      2',
      '    ]',
      '',
    ]);
  });
});

describe('Out-String', () => {
  it('gives one text, or lines with -Stream', () => {
    expect(run(`(1, 2 | Out-String).Length; @(1, 2 | Out-String -Stream).Count`).text).toEqual(['4', '2']);
  });

  it('cuts tables at -Width and leaves texts alone', () => {
    expect(run(`('long text' | Out-String -Width 4).Trim()`).text).toEqual(['long text']);
    expect(run(`([pscustomobject]@{ A = 'long text' } | Out-String -Width 5).Trim()`).text).toEqual([
      'A\n-\nlong…',
    ]);
  });
});

describe('the other Out commands', () => {
  it('Out-Null takes everything, Out-Host shows it past the pipeline', () => {
    const { text, lines } = run(`1 | Out-Null; 'shown' | Out-Host; 'written'`);
    expect(text).toEqual(['written']);
    expect(lines).toEqual(['shown']);
  });

  it('Out-GridView shows all objects and never passes on rows that nobody chose', () => {
    expect(run(`${ROWS}$rows | Out-GridView -Title Rows`).grids).toEqual([{ title: 'Rows', objects: 2 }]);
    const chosen = run(`${ROWS}$rows | Out-GridView -PassThru | ForEach-Object { 'changed' }`);
    expect(chosen.text).toEqual([]);
    expect([...chosen.errors, chosen.stopped].join()).toContain('OutGridViewSelectionNotSupported');
    const asked: unknown[] = [];
    const pickRows: Host['pickRows'] = (title, objects, many) => {
      asked.push([title, objects.length, many]);
      return [1];
    };
    const picked = run(
      `${ROWS}$rows | Out-GridView -OutputMode Single | % Name; $rows | ogv -PassThru -Title T`,
      {
        pickRows,
      },
    );
    expect(picked.text.join(' ')).toMatch(/^bob .*bob +12/);
    expect(asked).toEqual([
      ['Out-GridView', 2, false],
      ['T', 2, true],
    ]);
  });
});
