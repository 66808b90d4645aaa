import { Button, Divider, Input, ToggleButton, makeStyles, tokens } from '@fluentui/react-components';
import {
  CopyRegular,
  DismissRegular,
  FilterRegular,
  PanelRightRegular,
  TextWrapRegular,
} from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { FailureBar } from '../ui/FailureBar.tsx';
import { ViewTabs } from '../ui/ViewTabs.tsx';
import { useElementWidth } from './useElementWidth.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { DetailsPane } from './DetailsPane.tsx';
import { ExportBar } from './ExportBar.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FindBox } from './FindBox.tsx';
import { GridView } from './GridView.tsx';
import { ProblemsView } from './ProblemsView.tsx';
import { ResultStrip } from './ResultStrip.tsx';
import { TextView } from './TextView.tsx';
import { chooseResult, shownResult, shownRun, useRuns, useTabRuns } from './runStore.ts';
import { useResultPane } from './useResultPane.ts';
import { useTextView } from './useTextView.ts';
import type { ReactNode } from 'react';
import type { FailureHandlers } from '../ui/failureActions.tsx';
import type { Place } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  pane: { flexGrow: 1, minHeight: 0, minWidth: 0, display: 'flex', flexDirection: 'column' },
  upper: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  main: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  bar: {
    minHeight: '40px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: '0 8px 0 4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  grow: { flexGrow: 1, minWidth: 0 },
  filter: { width: '200px', minWidth: '80px', flexShrink: 1 },
  divider: { flexGrow: 0, height: '24px' },
  body: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  over: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    right: 0,
    zIndex: 3,
    display: 'flex',
    boxShadow: tokens.shadow16,
  },
  beside: { display: 'flex', flexShrink: 0, minHeight: 0 },
});

/** From here on the tools have words and the details stand beside the rows, px. */
const WIDE = 960;

export type ResultPaneProps = {
  readonly tabId: string;
  readonly onPlace?: (place: Place) => void;
  readonly onRunAgain?: () => void;
  /** What a problem's buttons do about the connection. */
  readonly connection?: FailureHandlers;
  /** More for the result bar, e.g. the run's state where there is no run bar. */
  readonly status?: ReactNode;
  /** Shown before anything was run. */
  readonly before: ReactNode;
};

/** The results of one tab: Grid, Text and Problems, details beside them, and the strip of earlier results. */
export function ResultPane({ tabId, onPlace, onRunAgain, connection, status, before }: ResultPaneProps) {
  const styles = useStyles();
  const [root, width] = useElementWidth();
  // By the room there is: the pane is narrower beside a query's form.
  const wide = width >= WIDE;
  const runs = useTabRuns(tabId);
  const summary = shownResult(runs);
  const pane = useResultPane(tabId, summary, runs.run, wide);
  const { shown, tab, setTab, details } = pane;
  const text = useTextView(tabId, summary?.resultId ?? null);
  const exports = useRuns((state) => state.exports);
  const [filter, setFilter] = useState('');
  const resultId = summary?.resultId ?? null;

  useEffect(() => setFilter(pane.filterText), [resultId, pane.filterText]);
  useEffect(() => {
    if (filter === pane.filterText) return undefined;
    const timer = setTimeout(() => pane.setFilterText(filter), 150);
    return () => clearTimeout(timer);
  }, [filter, pane]);

  const told = shownRun(runs);
  const newest = told === runs.run;
  const errors = told?.problems.length ?? 0;
  const iconOnly = !wide;

  const tools =
    tab === 'problems' ? null : tab === 'grid' ? (
      <>
        <Input
          className={styles.filter}
          size="small"
          aria-label="Filter rows"
          placeholder="Filter rows"
          value={filter}
          disabled={summary === null}
          contentBefore={<FilterRegular />}
          contentAfter={
            filter === '' ? undefined : (
              <Button
                appearance="transparent"
                size="small"
                icon={<DismissRegular />}
                aria-label="Clear filter"
                onClick={() => setFilter('')}
              />
            )
          }
          onChange={(_, { value }) => setFilter(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return;
            event.stopPropagation();
            setFilter('');
          }}
        />
        <ColumnsMenu
          columns={shown.columns}
          choice={pane.choice}
          onChoice={pane.setChoice}
          iconOnly={iconOnly}
        />
      </>
    ) : (
      <>
        <FindBox text={text} disabled={summary === null} />
        <ToggleButton
          appearance="subtle"
          size="small"
          icon={<TextWrapRegular />}
          aria-label="Wrap"
          checked={text.wrap}
          disabledFocusable={!text.canWrap}
          title={text.canWrap ? undefined : 'Too many lines to wrap'}
          onClick={() => text.setWrap(!text.wrap)}
        >
          {iconOnly ? undefined : 'Wrap'}
        </ToggleButton>
        <Button
          appearance="subtle"
          size="small"
          icon={<CopyRegular />}
          aria-label="Copy text"
          disabled={summary === null || text.copying}
          onClick={text.copy}
        >
          {iconOnly ? undefined : 'Copy'}
        </Button>
      </>
    );

  const showDetails = details.open && tab === 'grid' && summary !== null;
  const progress = Object.values(exports).filter((one) => one.resultId === resultId);

  return (
    <section ref={root} className={styles.pane} aria-label="Results">
      <div className={styles.upper}>
        <div className={styles.main}>
          <div className={styles.bar}>
            <ViewTabs
              label="Result views"
              value={tab}
              options={[
                ['grid', 'Grid'],
                ['text', 'Text'],
                ['problems', errors > 0 ? `Problems (${errors})` : 'Problems'],
              ]}
              onChange={setTab}
            />
            <span className={styles.grow} />
            {status}
            {tools}
            <ExportMenu disabled={summary === null} iconOnly={iconOnly} onExport={pane.startExport} />
            <Divider vertical className={styles.divider} />
            <ToggleButton
              appearance="subtle"
              size="small"
              icon={<PanelRightRegular />}
              aria-label="Details pane"
              checked={showDetails}
              disabledFocusable={tab !== 'grid' || summary === null}
              onClick={() => details.setOpen(!details.open)}
            />
          </div>
          {progress.map((one) => (
            <ExportBar key={one.exportId} progress={one} />
          ))}
          {pane.exportFailure !== null && (
            <FailureBar failure={pane.exportFailure} onDismiss={pane.dismissExportFailure} />
          )}
          {shown.failure !== null && (
            <FailureBar failure={shown.failure} action={{ label: 'Try again', run: shown.retry }} />
          )}
          <div className={styles.body} role="tabpanel" aria-label={tab}>
            {tab === 'problems' ? (
              <ProblemsView
                run={told}
                // What is in the editor, and would run again, is the newest.
                {...(newest && onPlace && { onPlace })}
                {...(newest && onRunAgain && { onRunAgain })}
                {...(newest && connection && { connection })}
                {...(!newest && { result: summary, onNewest: () => chooseResult(tabId, null) })}
              />
            ) : summary === null ? (
              before
            ) : tab === 'text' ? (
              <TextView
                key={summary.resultId}
                tabId={tabId}
                resultId={summary.resultId}
                version={shown.version + summary.textRevision}
                rows={shown.total}
                wrap={text.wrap && text.canWrap}
                find={text.find}
                foundLine={text.foundLine}
                onLines={text.onLines}
                onFailure={shown.onFailure}
                handle={text.handle}
              />
            ) : (
              <GridView tabId={tabId} summary={summary} run={told} pane={pane} />
            )}
          </div>
        </div>
        {showDetails && (
          <div className={wide ? styles.beside : styles.over}>
            <DetailsPane
              tabId={tabId}
              resultId={summary.resultId}
              row={pane.position.row}
              total={shown.total}
              version={shown.version}
              titleColumn={pane.titleColumn}
              onRow={(row) => pane.setPosition({ row, column: pane.position.column, anchor: row })}
              onClose={() => details.setOpen(false)}
            />
          </div>
        )}
      </div>
      <ResultStrip
        tabId={tabId}
        results={runs.results}
        run={runs.run}
        shown={resultId}
        onChoose={(id) => chooseResult(tabId, id)}
      />
    </section>
  );
}
