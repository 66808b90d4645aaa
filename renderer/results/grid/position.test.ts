import { describe, expect, it } from 'vitest';
import { afterKey, chosenRows, clampPosition, type GridPosition } from './position.ts';

const size = { rows: 1_250_000, columns: 6, page: 20 };
const at = (row: number, column = 2, anchor = row): GridPosition => ({ row, column, anchor });
const press = (from: GridPosition, key: string, more: { ctrl?: boolean; shift?: boolean } = {}) =>
  afterKey(from, { key, ctrl: more.ctrl ?? false, shift: more.shift ?? false }, size);

describe('afterKey', () => {
  it('goes by cell and stops at the edges', () => {
    expect(press(at(4), 'ArrowDown')).toEqual(at(5));
    expect(press(at(4), 'ArrowRight')).toEqual(at(4, 3));
    expect(press(at(4, 5), 'ArrowRight')).toEqual(at(4, 5));
    expect(press(at(4, 0), 'ArrowLeft')).toEqual(at(4, 0));
    expect(press(at(1_249_999), 'ArrowDown')).toEqual(at(1_249_999));
  });

  it('goes up into the header and back', () => {
    expect(press(at(0), 'ArrowUp')).toEqual(at(-1));
    expect(press(at(-1), 'ArrowUp')).toEqual(at(-1));
    expect(press(at(-1), 'ArrowDown')).toEqual(at(0));
  });

  it('goes to the ends of the row, and of all rows with Ctrl', () => {
    expect(press(at(4), 'Home')).toEqual(at(4, 0));
    expect(press(at(4), 'End')).toEqual(at(4, 5));
    expect(press(at(4), 'End', { ctrl: true })).toEqual(at(1_249_999, 5));
    expect(press(at(900), 'Home', { ctrl: true })).toEqual(at(0, 0));
  });

  it('goes by page without entering the header', () => {
    expect(press(at(4), 'PageDown')).toEqual(at(24));
    expect(press(at(4), 'PageUp')).toEqual(at(0));
  });

  it('stretches the chosen rows with Shift and lets go without', () => {
    let position: GridPosition = at(10);
    for (let i = 0; i < 3; i += 1) position = press(position, 'ArrowDown', { shift: true }) ?? position;
    expect(chosenRows(position)).toEqual([10, 14]);
    position = press(position, 'PageUp', { shift: true }) ?? position;
    expect(chosenRows(position)).toEqual([0, 11]);
    expect(chosenRows(press(position, 'ArrowDown') ?? position)).toEqual([1, 2]);
  });

  it('never stretches into the header', () => {
    expect(press(at(0, 2, 3), 'ArrowUp', { shift: true })).toEqual(at(0, 2, 3));
  });

  it('chooses all with Ctrl+A', () => {
    expect(chosenRows(press(at(3), 'a', { ctrl: true }) ?? at(3))).toEqual([0, 1_250_000]);
    expect(press(at(3), 'a')).toBeNull();
  });

  it('keeps out of an empty grid', () => {
    const empty = { rows: 0, columns: 3, page: 20 };
    const key = (name: string) => afterKey(at(-1, 0), { key: name, ctrl: true, shift: false }, empty);
    expect(key('End')).toEqual({ row: -1, column: 2, anchor: -1 });
    expect(chosenRows(at(-1))).toEqual([0, 0]);
    expect(key('a')).toBeNull();
  });
});

describe('clampPosition', () => {
  it('comes back when rows or columns went', () => {
    expect(clampPosition(at(500, 5), { rows: 10, columns: 3 })).toEqual({ row: 9, column: 2, anchor: 9 });
    const same = at(3);
    expect(clampPosition(same, { rows: 10, columns: 6 })).toBe(same);
  });
});
