import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { SearchRegular, TableSimpleRegular } from '@fluentui/react-icons';
import { useCallback, useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatPlural } from '../ui/format.ts';
import { Progress } from '../ui/Progress.tsx';
import { notify } from '../ui/toasts.ts';
import { ResultGrid } from './grid/ResultGrid.tsx';
import { nextSort } from './grid/GridHeader.tsx';
import { moveColumn, resizeColumn } from './grid/columnLayout.ts';
import type { ResultSummary, RunState } from '../../shared/model/console.ts';
import type { ResultPaneState } from './useResultPane.ts';

const useStyles = makeStyles({
  wrap: { position: 'relative', flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  working: { position: 'absolute', top: 0, left: 0, right: 0, zIndex: 4 },
  empty: { position: 'absolute', inset: '32px 0 0', display: 'flex' },
  loading: { flexGrow: 1 },
  note: {
    flexShrink: 0,
    padding: '6px 12px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The grid of one result with what surrounds it: no rows, no match, rows so far, a sort under way. */
export function GridView({
  tabId,
  summary,
  run,
  pane,
}: {
  readonly tabId: string;
  readonly summary: ResultSummary;
  readonly run: RunState | null;
  readonly pane: ResultPaneState;
}) {
  const styles = useStyles();
  const { resultId } = summary;
  const { shown, choice, setChoice, position, setPosition } = pane;
  const { view, setView, columns } = shown;
  const [said, setSaid] = useState('');
  const scroller = useRef<HTMLDivElement>(null);

  const source = useCallback(
    (names: readonly string[], from: number, to: number) =>
      api.console.rows({ tabId, resultId, columns: [...names], from, to }),
    [tabId, resultId],
  );

  const onSort = (name: string, add: boolean) => {
    const sort = nextSort(view.sort, name, add);
    const key = sort.find((one) => one.column === name);
    setSaid(
      key ? `Sorted by ${name}, ${key.descending ? 'descending' : 'ascending'}` : `Not sorted by ${name}`,
    );
    setView({ ...view, sort });
  };

  const onCopy = (names: readonly string[], from: number, to: number) => {
    api.console.copy({ tabId, resultId, columns: [...names], from, to }).then(
      ({ rows }) => notify({ text: `${formatPlural(rows, 'row', 'rows')} copied`, timeout: 2000 }),
      (error: unknown) => notify({ text: failureOf(error).message, intent: 'error' }),
    );
  };

  if (!shown.ready && shown.failure === null) {
    return <Spinner className={styles.loading} label="Reading the rows" />;
  }
  const mine = run?.runId === summary.runId ? run : null;
  const filtered = view.filter !== '';
  const empty = (
    <div className={styles.empty}>
      {filtered ? (
        <EmptyState
          icon={<SearchRegular />}
          title={`No row holds “${view.filter}”`}
          text={`The filter looks at the columns shown. The result has ${formatPlural(summary.rows, 'row', 'rows')}.`}
        />
      ) : mine?.state === 'running' ? (
        <EmptyState title="No rows yet" text="They show here as soon as the first page has come." />
      ) : (
        <EmptyState
          icon={<TableSimpleRegular />}
          title="No rows"
          text={mine?.state === 'failed' ? 'Problems says why.' : 'The service answered with nothing.'}
        />
      )}
    </div>
  );
  return (
    <div className={styles.wrap}>
      {shown.working && <Progress className={styles.working} aria-label="Sorting and filtering" />}
      <ResultGrid
        label={`${summary.title}, ${formatPlural(shown.total, 'row', 'rows')}`}
        scrollerRef={scroller}
        source={source}
        version={shown.version}
        total={shown.total}
        columns={columns}
        choice={choice}
        sort={view.sort}
        position={position}
        onPosition={setPosition}
        onSort={onSort}
        onResize={(name, width) => setChoice(resizeColumn(choice, name, width))}
        onMove={(name, to) => {
          setChoice(moveColumn(columns, choice, name, to));
          setSaid(`${name} is now column ${to + 1}`);
        }}
        onCopy={onCopy}
        onOpen={() => pane.details.setOpen(true)}
        onFailure={shown.onFailure}
        onTotal={shown.onTotal}
        empty={empty}
      />
      {mine !== null && summary.rows > 0 && (mine.state === 'stopped' || mine.state === 'failed') && (
        <div className={styles.note}>
          {formatPlural(summary.rows, 'row', 'rows')} came before the run{' '}
          {mine.state === 'stopped' ? 'was stopped' : 'failed'}. There may be more.
        </div>
      )}
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}
