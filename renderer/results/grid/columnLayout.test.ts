import { describe, expect, it } from 'vitest';
import {
  columnsInView,
  isShown,
  layOut,
  moveColumn,
  noChoice,
  orderColumns,
  resizeColumn,
  showColumn,
  widthOf,
} from './columnLayout.ts';
import type { Column } from '../../../shared/model/console.ts';

const column = (name: string, initial = true, widest = 10): Column => ({
  name,
  kind: 'text',
  widest,
  initial,
});
const columns = [column('Name'), column('Mail', true, 60), column('Alias', false), column('Kind')];
const names = (list: readonly { column: Column }[]) => list.map((shown) => shown.column.name);

describe('column layout', () => {
  it('shows what main says at first, and fills the width', () => {
    const shown = layOut(columns, noChoice, 1000);
    expect(names(shown)).toEqual(['Name', 'Mail', 'Kind']);
    expect(widthOf(shown)).toBeGreaterThan(990);
    expect(widthOf(shown)).toBeLessThanOrEqual(1000);
    expect(shown[1]?.x).toBe(shown[0]?.width);
  });

  it('keeps a width that was chosen', () => {
    const choice = resizeColumn(noChoice, 'Mail', 333.4);
    expect(layOut(columns, choice, 2000)[1]?.width).toBe(333);
    expect(resizeColumn(noChoice, 'Mail', 2).widths['Mail']).toBe(48);
  });

  it('moves a column among the shown ones and remembers the hidden', () => {
    const choice = moveColumn(columns, noChoice, 'Kind', 0);
    expect(names(layOut(columns, choice, 0))).toEqual(['Kind', 'Name', 'Mail']);
    expect(choice.hidden).toEqual(['Alias']);
    expect(names(layOut(columns, moveColumn(columns, choice, 'Kind', 2), 0))).toEqual([
      'Name',
      'Mail',
      'Kind',
    ]);
  });

  it('shows and hides, but never hides the last', () => {
    let choice = showColumn(columns, noChoice, 'Alias', true);
    expect(names(layOut(columns, choice, 0))).toEqual(['Name', 'Mail', 'Alias', 'Kind']);
    for (const name of ['Name', 'Mail', 'Alias', 'Kind']) choice = showColumn(columns, choice, name, false);
    expect(names(layOut(columns, choice, 0))).toEqual(['Kind']);
  });

  it('takes columns that a later answer brings, without losing the choice', () => {
    const choice = moveColumn(columns, noChoice, 'Kind', 0);
    const more = [...columns, column('New'), column('Rare', false)];
    expect(orderColumns(more, choice).map(({ name }) => name)).toEqual([
      'Kind',
      'Name',
      'Mail',
      'Alias',
      'New',
      'Rare',
    ]);
    expect(isShown(column('New'), choice)).toBe(true);
    expect(isShown(column('Rare', false), choice)).toBe(false);
  });

  it('finds the columns in view', () => {
    const shown = layOut(
      Array.from({ length: 50 }, (_, i) => column(`C${i}`)),
      noChoice,
      0,
    );
    const width = shown[0]?.width ?? 0;
    expect(columnsInView(shown, 0, width * 3)).toEqual([0, 3]);
    expect(columnsInView(shown, width * 10 + 1, width * 2)).toEqual([10, 13]);
  });
});
