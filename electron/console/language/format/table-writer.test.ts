import { describe, expect, it } from 'vitest';
import { fitColumns } from './column-widths.ts';
import { columnsThatFit, TableWriter } from './table-writer.ts';
import { wrapFor } from './wrap.ts';
import type { Alignment } from './packets.ts';

const wrap = wrapFor({ name: 'en-US', timeZone: 'UTC' });

function table(
  screen: number,
  widths: number[],
  alignments: Alignment[] = [],
): { lines: string[]; writer: TableWriter } {
  const lines: string[] = [];
  const writer = new TableWriter({
    screen,
    widths,
    alignments: widths.map((_, at) => alignments[at] ?? 'left'),
    wrap,
    write: (line) => lines.push(line),
  });
  return { lines, writer };
}

describe('column widths', () => {
  it('share what is left among columns without a width, the first ones getting the odd cells', () => {
    expect(fitColumns([20, 0, 0], 40)).toEqual([20, 9, 9]);
    expect(fitColumns([0, 0, 0], 10)).toEqual([3, 3, 2]);
  });

  it('shrink the last column that is too much, and hide those after it', () => {
    expect(fitColumns([7, 7, 7], 20)).toEqual([7, 7, 4]);
    expect(fitColumns([7, 7, 7], 15)).toEqual([7, 7, -1]);
  });
});

describe('a table', () => {
  it('wraps a heading that its column is too narrow for', () => {
    const { lines, writer } = table(12, [7, 7]);
    writer.header(['Account', 'Column8']);
    expect(lines).toEqual(['Account Colu', '        mn8', '------- ----']);
  });

  it('cuts text at its end and numbers at their beginning', () => {
    const { lines, writer } = table(11, [5, 5], ['left', 'right']);
    writer.row(['abcdefgh', '1234567'], null, false);
    expect(lines).toEqual(['abcd… …4567']);
  });

  it('shows the first line of a text with several', () => {
    const { lines, writer } = table(20, [10, 5]);
    writer.row(['one\r\ntwo', 'x'], null, false);
    expect(lines).toEqual(['one…       x']);
  });

  it('counts East Asian characters as two cells', () => {
    const { lines, writer } = table(20, [6, 5]);
    writer.row(['李明', 'x'], null, false);
    writer.row(['李明李明', 'x'], null, false);
    expect(lines).toEqual(['李明   x', '李明…  x']);
  });

  it('wraps cells over lines when asked, without blanks at line ends', () => {
    const { lines, writer } = table(20, [8, 4], ['left', 'right']);
    writer.row(['take care with', '12'], null, true);
    expect(lines).toEqual(['take       12', 'care', 'with']);
  });
});

it('fits as many columns of names side by side as leave a cell free', () => {
  expect(columnsThatFit(10, 80)).toBe(7);
  expect(columnsThatFit(100, 80)).toBe(1);
});
