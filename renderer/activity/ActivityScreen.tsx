import {
  Button,
  Divider,
  MessageBar,
  MessageBarBody,
  Spinner,
  ToggleButton,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownloadRegular, EditRegular, HistoryRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useSettings } from '../app/stores/settings.ts';
import { OUTCOMES } from '../../shared/model/outcomes.ts';
import { fileName } from '../results/format.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { formatCount, formatPlural } from '../ui/format.ts';
import { useNow, useWide } from '../ui/hooks.ts';
import { notify } from '../ui/toasts.ts';
import { ActivityTable } from './ActivityTable.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { RecordPane } from './RecordPane.tsx';
import { kindNames, outcomeNames } from './activityText.ts';
import { startFilter, useActivity } from './useActivity.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { Kind, Outcome } from './activityText.ts';
import type { ActivityFilter } from './useActivity.ts';

const ALL = '\u0000all';

const useStyles = makeStyles({
  screen: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', flexDirection: 'column', gap: '12px', padding: '20px 32px 16px', flexShrink: 0 },
  narrowHead: { padding: '16px 24px 12px' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: '32px',
    fontWeight: tokens.fontWeightSemibold,
  },
  kept: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  search: { width: '320px', minWidth: '160px', flexShrink: 1 },
  divider: { flexGrow: 0, height: '24px', margin: '0 4px' },
  grow: { flexGrow: 1 },
  body: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  over: { position: 'absolute', top: 0, bottom: 0, right: 0, display: 'flex', boxShadow: tokens.shadow16 },
  loading: { flexGrow: 1 },
});

const everything = (all: string): readonly [string, string] => [ALL, all];
const same = (list: readonly string[]): (readonly [string, string])[] =>
  list.map((one) => [one, one] as const);

const periods: readonly (readonly [string, string])[] = [
  ['1', 'last 24 hours'],
  ['7', 'last 7 days'],
  ['30', 'last 30 days'],
  [ALL, 'any time'],
];

/** The activity log: who ran what where, and with what outcome. */
export default function ActivityScreen() {
  const styles = useStyles();
  const wide = useWide();
  const days = useSettings((state) => state.data.activityDays);
  const [filter, setFilter] = useState<ActivityFilter>(startFilter);
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [exporting, setExporting] = useState(false);
  const list = useActivity(filter);
  const now = useNow(60_000);
  const record = list.records.find((one) => one.id === chosen) ?? null;
  const body = useRef<HTMLDivElement>(null);

  const close = () => {
    setChosen(null);
    // Back to the row that Tab comes to: the record's own, where it was opened from one.
    body.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
  };

  const set = (patch: Partial<ActivityFilter>) => setFilter((before) => ({ ...before, ...patch }));
  const narrowed =
    JSON.stringify({ ...filter, days: null }) !== JSON.stringify({ ...startFilter, days: null });

  const exportAll = async () => {
    setExporting(true);
    setFailure(null);
    try {
      const done = await api.activity.exportAll();
      if (done !== null)
        notify({
          text: `${formatPlural(done.records, 'record', 'records')} written to ${fileName(done.path)}`,
        });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setExporting(false);
    }
  };

  return (
    <div className={styles.screen}>
      <div className={`${styles.head} ${wide ? '' : styles.narrowHead}`}>
        <div className={styles.line}>
          <h1 className={styles.title}>Activity</h1>
          <span className={styles.kept}>Kept on this computer for {formatCount(days)} days</span>
          <Button
            icon={<ArrowDownloadRegular />}
            disabledFocusable={exporting}
            onClick={() => void exportAll()}
          >
            Export
          </Button>
        </div>
        <div className={styles.line}>
          <SearchBox
            className={styles.search}
            value={filter.text}
            onChange={(text) => set({ text: text.slice(0, 200) })}
            label="Search commands, organisations, ids"
          />
          {wide && <Divider vertical className={styles.divider} />}
          <FilterMenu
            name="When"
            value={filter.days === null ? ALL : String(filter.days)}
            options={periods}
            onChange={(value) => set({ days: value === ALL ? null : Number(value) })}
          />
          <FilterMenu
            name="Who"
            value={filter.who ?? ALL}
            options={[everything('anyone'), ...same(list.who)]}
            onChange={(value) => set({ who: value === ALL ? null : value })}
          />
          <FilterMenu
            name="Where"
            value={filter.where ?? ALL}
            options={[everything('everywhere'), ...same(list.where)]}
            onChange={(value) => set({ where: value === ALL ? null : value })}
          />
          <FilterMenu
            name="What"
            value={filter.kind ?? ALL}
            options={[everything('all'), ...Object.entries(kindNames)]}
            onChange={(value) => set({ kind: value in kindNames ? (value as Kind) : null })}
          />
          <FilterMenu
            name="Outcome"
            value={filter.outcome ?? ALL}
            options={[
              everything('all'),
              ...OUTCOMES.map((outcome) => [outcome, outcomeNames[outcome]] as const),
            ]}
            onChange={(value) => set({ outcome: value in outcomeNames ? (value as Outcome) : null })}
          />
          <span className={styles.grow} />
          <ToggleButton
            size="small"
            shape="circular"
            icon={<EditRegular />}
            checked={filter.changesOnly}
            onClick={() => set({ changesOnly: !filter.changesOnly })}
          >
            Changes only
          </ToggleButton>
        </div>
      </div>
      {failure !== null && <FailureBar failure={failure} onDismiss={() => setFailure(null)} />}
      {list.failure !== null && (
        <FailureBar failure={list.failure} action={{ label: 'Try again', run: list.reload }} />
      )}
      {list.unreadable > 0 && (
        <MessageBar intent="warning">
          <MessageBarBody>
            {formatPlural(list.unreadable, 'line of the log', 'lines of the log')} could not be read and{' '}
            {list.unreadable === 1 ? 'was' : 'were'} left out.
          </MessageBarBody>
        </MessageBar>
      )}
      <div
        ref={body}
        className={styles.body}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || record === null) return;
          event.preventDefault();
          close();
        }}
      >
        {list.records.length > 0 ? (
          <ActivityTable
            records={list.records}
            more={list.more}
            chosen={chosen}
            onChoose={setChosen}
            onEnd={list.loadMore}
            now={now}
            compact={record !== null}
          />
        ) : list.state === 'loading' ? (
          <Spinner className={styles.loading} label="Reading the log" />
        ) : list.state === 'ready' ? (
          <EmptyState
            icon={<HistoryRegular />}
            title={narrowed ? 'Nothing matches' : 'Nothing yet'}
            text={
              narrowed
                ? 'No record matches the search and filters above.'
                : 'Commands, sign-ins and exports are noted here: who, where, what, and how it ended.'
            }
            {...(narrowed && { actions: <Button onClick={() => setFilter(startFilter)}>Show all</Button> })}
          />
        ) : null}
        {record !== null && (
          <div className={wide ? undefined : styles.over} style={wide ? { display: 'flex' } : undefined}>
            <RecordPane record={record} onClose={close} />
          </div>
        )}
      </div>
    </div>
  );
}
