/** The real result grid on generated rows, or an empty scroller of the same size: `?rows=N&mode=grid|empty`. */
import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import { ThemeRoot } from '../../renderer/app/theme.tsx';
import { ResultGrid } from '../../renderer/results/grid/ResultGrid.tsx';
import { noChoice } from '../../renderer/results/grid/columnLayout.ts';
import { nextSort } from '../../renderer/results/grid/GridHeader.tsx';
import { MAX_SCROLL_HEIGHT } from '../../renderer/results/grid/scrollScale.ts';
import { scrollFrames } from './scroll.ts';
import type { RowSource } from '../../renderer/results/grid/ResultGrid.tsx';
import type { Sort } from '../../renderer/results/grid/GridHeader.tsx';
import type { Column } from '../../shared/model/console.ts';
import type { Ask, Told } from './source.ts';

const params = new URLSearchParams(location.search);
const total = Number(params.get('rows') ?? '1000000');

const columns: readonly Column[] = (
  [
    ['DisplayName', 'text', 22],
    ['PrimarySmtpAddress', 'text', 30],
    ['RecipientTypeDetails', 'text', 16],
    ['LitigationHoldEnabled', 'boolean', 5],
    ['ProhibitSendQuota', 'size', 8],
    ['WhenMailboxCreated', 'date', 10],
    ['Office', 'text', 10],
  ] as const
).map(([name, kind, widest]) => ({ name, kind, widest, initial: true }));

function workerSource(): RowSource {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (told: Told) => void>();
  let last = 0;
  worker.onmessage = (event: MessageEvent<Told>) => {
    waiting.get(event.data.id)?.(event.data);
    waiting.delete(event.data.id);
  };
  return (names, from, to) =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, ({ rows }) => resolve({ version: 1, total, from, rows }));
      worker.postMessage({ id: last, columns: names, from, to } satisfies Ask);
    });
}

function Grid() {
  const [source] = useState(workerSource);
  const [position, setPosition] = useState({ row: 0, column: 0, anchor: 0 });
  const [sort, setSort] = useState<Sort>([]);
  return (
    <ResultGrid
      label="Bench"
      source={source}
      version={1}
      total={total}
      columns={columns}
      choice={noChoice}
      sort={sort}
      position={position}
      onPosition={setPosition}
      onSort={(name, add) => setSort(nextSort(sort, name, add))}
      onResize={() => undefined}
      onMove={() => undefined}
      onCopy={() => undefined}
      onOpen={() => undefined}
      onTotal={() => undefined}
      onFailure={(error) => {
        throw error;
      }}
    />
  );
}

function Empty() {
  return (
    <div role="grid" style={{ flexGrow: 1, overflow: 'auto' }}>
      <div style={{ height: Math.min(total * 28, MAX_SCROLL_HEIGHT) }} />
    </div>
  );
}

Object.assign(window, { scrollFrames });
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ThemeRoot>
      <div style={{ height: '100vh', display: 'flex' }}>
        {params.get('mode') === 'empty' ? <Empty /> : <Grid />}
      </div>
    </ThemeRoot>,
  );
}
