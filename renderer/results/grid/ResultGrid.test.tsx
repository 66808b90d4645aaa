// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useState } from 'react';
import { noChoice } from './columnLayout.ts';
import { nextSort } from './GridHeader.tsx';
import { ResultGrid } from './ResultGrid.tsx';
import type { Column } from '../../../shared/model/console.ts';
import type { Sort } from './GridHeader.tsx';

const columns: readonly Column[] = [
  { name: 'Name', kind: 'text', widest: 10, initial: true },
  { name: 'Size', kind: 'size', widest: 8, initial: true },
  { name: 'Held', kind: 'boolean', widest: 5, initial: true },
];

const onCopy = vi.fn();
const onMove = vi.fn();
const onResize = vi.fn();
const onOpen = vi.fn();
const asked: { from: number; to: number }[] = [];

function Grid({ total }: { readonly total: number }) {
  const [position, setPosition] = useState({ row: 0, column: 0, anchor: 0 });
  const [sort, setSort] = useState<Sort>([]);
  const [source] = useState(() => async (names: readonly string[], from: number, to: number) => {
    asked.push({ from, to });
    const rows = Array.from({ length: to - from }, (_, i) => names.map((name) => `${name} ${from + i}`));
    return { version: 1, total, from, rows };
  });
  return (
    <FluentProvider theme={webLightTheme}>
      <ResultGrid
        label="Mailboxes"
        source={source}
        version={1}
        total={total}
        columns={columns}
        choice={noChoice}
        sort={sort}
        position={position}
        onPosition={setPosition}
        onSort={(name, add) => setSort(nextSort(sort, name, add))}
        onResize={onResize}
        onMove={onMove}
        onCopy={onCopy}
        onOpen={onOpen}
        onTotal={() => undefined}
        onFailure={(error) => {
          throw error;
        }}
        empty={<p>No rows</p>}
      />
    </FluentProvider>
  );
}

const focused = () => document.activeElement;
const rowOf = (element: Element | null) =>
  Number(element?.closest('[data-row]')?.getAttribute('data-row') ?? -1);

beforeEach(() => {
  asked.length = 0;
  vi.clearAllMocks();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(592);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});
afterEach(cleanup);

async function start(total: number) {
  const user = userEvent.setup();
  render(<Grid total={total} />);
  const grid = screen.getByRole('grid', { name: 'Mailboxes' });
  if (total > 0) await waitFor(() => expect(grid.textContent).toContain('Name 0'));
  return { user, grid };
}

describe('ResultGrid', () => {
  it('says how many rows there are but draws only what is seen', async () => {
    const { grid } = await start(1_250_000);
    expect(grid.getAttribute('aria-rowcount')).toBe('1250001');
    expect(grid.getAttribute('aria-colcount')).toBe('3');
    const rows = within(grid).getAllByRole('row');
    expect(rows.length).toBeLessThan(60);
    expect(rows[1]?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('is one stop for Tab, and arrows move the focus inside', async () => {
    const { user, grid } = await start(1000);
    await user.tab();
    expect(rowOf(focused())).toBe(0);
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(focused()?.textContent).toBe('Size 1');
    await user.tab();
    expect(grid.contains(focused())).toBe(false);
  });

  it('reaches the last row of more than Chromium can hold, and comes back', async () => {
    const { user } = await start(1_250_000);
    await user.tab();
    await user.keyboard('{Control>}{End}{/Control}');
    expect(rowOf(focused())).toBe(1_249_999);
    await waitFor(() => expect(focused()?.textContent).toBe('Held 1249999'));
    expect(asked.length).toBeLessThan(12);
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(rowOf(focused())).toBe(0);
  });

  it('copies the chosen rows, columns as shown', async () => {
    const { user } = await start(1000);
    await user.tab();
    await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}c{/Control}');
    expect(onCopy).toHaveBeenCalledWith(['Name', 'Size', 'Held'], 1, 4);
    const chosen = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-selected') === 'true');
    expect(chosen.map(rowOf)).toEqual([1, 2, 3]);
    await user.keyboard('{Control>}a{/Control}{Control>}c{/Control}');
    expect(onCopy).toHaveBeenLastCalledWith(['Name', 'Size', 'Held'], 0, 1000);
  });

  it('sorts, moves and resizes columns from the keyboard', async () => {
    const { user } = await start(1000);
    await user.tab();
    await user.keyboard('{ArrowUp}');
    const name = screen.getByRole('columnheader', { name: 'Name' });
    expect(focused()).toBe(name);
    await user.keyboard('{Enter}');
    expect(name.getAttribute('aria-sort')).toBe('ascending');
    await user.keyboard('{ArrowRight}{Shift>}{Enter}{/Shift}');
    expect(screen.getByRole('columnheader', { name: /Size/u }).getAttribute('aria-sort')).toBe('ascending');
    expect(name.getAttribute('aria-sort')).toBe('ascending');
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(onResize).toHaveBeenCalledWith('Size', expect.any(Number));
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(onMove).toHaveBeenCalledWith('Size', 0);
  });

  it('opens a row with Enter', async () => {
    const { user } = await start(1000);
    await user.tab();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenCalledWith(1);
  });

  it('says that there is nothing', async () => {
    await start(0);
    expect(screen.getByText('No rows')).toBeTruthy();
  });
});

describe('nextSort', () => {
  it('goes up, down and away, one column or several', () => {
    const up = nextSort([], 'Name', false);
    const down = nextSort(up, 'Name', false);
    expect(up).toEqual([{ column: 'Name', descending: false }]);
    expect(down).toEqual([{ column: 'Name', descending: true }]);
    expect(nextSort(down, 'Name', false)).toEqual([]);
    expect(nextSort(down, 'Size', true)).toEqual([...down, { column: 'Size', descending: false }]);
    expect(nextSort(down, 'Size', false)).toEqual([{ column: 'Size', descending: false }]);
  });
});
