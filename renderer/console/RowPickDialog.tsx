import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Input,
  Spinner,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useColumnChoice } from '../results/columnChoices.ts';
import { nextSort } from '../results/grid/GridHeader.tsx';
import { ResultGrid } from '../results/grid/ResultGrid.tsx';
import { moveColumn, resizeColumn } from '../results/grid/columnLayout.ts';
import { chosenRows } from '../results/grid/position.ts';
import { useTabRuns } from '../results/runStore.ts';
import { useResultView } from '../results/useResultView.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { formatPlural } from '../ui/format.ts';
import { stretchesOf, withMark } from './pickedRows.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { PromptView } from '../../shared/model/prompt.ts';
import type { GridPosition } from '../results/grid/position.ts';

const useStyles = makeStyles({
  surface: { width: '90vw', maxWidth: '1100px' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px' },
  filter: { width: '260px' },
  grid: {
    height: '50vh',
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    position: 'relative',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, flexGrow: 1 },
});

type RowsPrompt = PromptView['prompt'] & { type: 'rows' };

/** Out-GridView -PassThru: the rows that are picked here go on in the script; none do when it is closed. */
export function RowPickDialog({
  view: { promptId, tabId },
  prompt: { caption, resultId, many },
}: {
  readonly view: PromptView;
  readonly prompt: RowsPrompt;
}) {
  const styles = useStyles();
  const summary = useTabRuns(tabId).results.find((result) => result.resultId === resultId) ?? null;
  const shown = useResultView(tabId, summary);
  const { view, setView, total } = shown;
  const [choice, setChoice] = useColumnChoice(summary?.cmdlet ?? '');
  const [position, setPosition] = useState<GridPosition>({ row: 0, column: 0, anchor: 0 });
  const [marked, setMarked] = useState<ReadonlySet<number> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  // The result stays among the others, and shows all its rows there again.
  useEffect(
    () => () => {
      const plain = { sort: [], filter: '', filterColumns: [] };
      api.console.setView({ tabId, resultId, view: plain }).catch(() => undefined);
    },
    [tabId, resultId],
  );

  const source = useCallback(
    (names: readonly string[], from: number, to: number) =>
      api.console.rows({ tabId, resultId, columns: [...names], from, to }),
    [tabId, resultId],
  );
  const stretches = (): [number, number][] => {
    if (total === 0) return [];
    if (marked !== null) return stretchesOf(marked);
    const [from, to] = chosenRows(position);
    return to > from ? [[from, Math.min(to, total)]] : [];
  };
  const picked = stretches().reduce((sum, [from, to]) => sum + to - from, 0);
  const answer = (rows: [number, number][]) => {
    api.console
      .answerPrompt({ promptId, answer: { type: 'rows', stretches: rows } })
      .catch((error: unknown) => setFailure(failureOf(error)));
  };
  /** Other rows stand at the same places then. */
  const look = (next: typeof view) => {
    setMarked(null);
    setPosition({ row: 0, column: position.column, anchor: 0 });
    setView(next);
  };
  const problem = failure ?? shown.failure;

  return (
    <Dialog open modalType="alert">
      <DialogSurface
        className={styles.surface}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          answer([]);
        }}
      >
        <DialogBody>
          <DialogTitle action={null}>{caption}</DialogTitle>
          <DialogContent className={styles.content}>
            <Input
              className={styles.filter}
              aria-label="Filter these rows"
              placeholder="Filter rows"
              contentBefore={<FilterRegular />}
              value={view.filter}
              onChange={(_, { value }) => look({ ...view, filter: value, filterColumns: [] })}
            />
            <div className={styles.grid}>
              {shown.ready ? (
                <ResultGrid
                  label={`${caption}, ${formatPlural(total, 'row', 'rows')}`}
                  source={source}
                  version={shown.version}
                  total={total}
                  columns={shown.columns}
                  choice={choice}
                  sort={view.sort}
                  position={position}
                  onPosition={(next) => setPosition(many ? next : { ...next, anchor: next.row })}
                  onSort={(name, add) => look({ ...view, sort: nextSort(view.sort, name, add) })}
                  onResize={(name, width) => setChoice(resizeColumn(choice, name, width))}
                  onMove={(name, to) => setChoice(moveColumn(shown.columns, choice, name, to))}
                  onCopy={(names, from, to) => {
                    api.console
                      .copy({ tabId, resultId, columns: [...names], from, to })
                      .catch((error: unknown) => setFailure(failureOf(error)));
                  }}
                  onOpen={(row) => answer(marked === null && picked > 1 ? stretches() : [[row, row + 1]])}
                  marked={marked}
                  {...(many && {
                    onMark: (row: number | null) =>
                      setMarked(row === null ? null : withMark(marked, row, chosenRows(position))),
                  })}
                  onFailure={shown.onFailure}
                  onTotal={shown.onTotal}
                />
              ) : (
                shown.failure === null && <Spinner label="Reading the rows" />
              )}
            </div>
            {problem !== null && <FailureBar failure={problem} />}
          </DialogContent>
          <DialogActions fluid>
            <span className={styles.note} role="status">
              {many
                ? `${formatPlural(picked, 'row', 'rows')} picked. Space or Ctrl+click marks more.`
                : `${formatPlural(picked, 'row', 'rows')} picked.`}
            </span>
            <Button appearance="primary" disabled={picked === 0} onClick={() => answer(stretches())}>
              OK
            </Button>
            <Button onClick={() => answer([])}>Cancel</Button>
            <Button
              onClick={() => {
                api.console
                  .answerPrompt({ promptId, answer: { type: 'cancel' } })
                  .catch((error: unknown) => setFailure(failureOf(error)));
              }}
            >
              Stop the script
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
