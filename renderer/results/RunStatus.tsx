import { Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  ErrorCircleFilled,
  PauseFilled,
  RecordStopRegular,
} from '@fluentui/react-icons';
import { formatCount, formatPlural } from '../ui/format.ts';
import { useNow } from '../ui/hooks.ts';
import { formatElapsed } from './format.ts';
import type { RunState } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  status: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '8px',
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  strong: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  icon: { display: 'inline-flex', fontSize: '16px', flexShrink: 0 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
  waiting: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

/** What the newest run does or came to, in one line that never claims to know more than it does. */
export function RunStatus({ run }: { readonly run: RunState | null }) {
  const styles = useStyles();
  // Counts down to the next attempt without main having to tell each second.
  const now = useNow(run?.state === 'running' && run.retry !== null ? 250 : null);
  if (run === null) return null;
  const { strong, rest } = describeRun(run, now);
  return (
    <span className={styles.status} role="status" aria-label="Run" data-run={run.runId}>
      <Mark run={run} />
      <span className={styles.text} title={`${strong}${rest}`}>
        <span className={styles.strong}>{strong}</span>
        {rest}
      </span>
    </span>
  );
}

function Mark({ run }: { readonly run: RunState }) {
  const styles = useStyles();
  switch (run.state) {
    case 'running':
      return <Spinner size="extra-tiny" aria-hidden />;
    case 'waiting':
      return <PauseFilled aria-hidden className={mergeClasses(styles.icon, styles.waiting)} />;
    case 'done':
      return <CheckmarkCircleFilled aria-hidden className={mergeClasses(styles.icon, styles.done)} />;
    case 'failed':
      return <ErrorCircleFilled aria-hidden className={mergeClasses(styles.icon, styles.failed)} />;
    case 'stopped':
    case 'declined':
      return <RecordStopRegular aria-hidden className={styles.icon} />;
  }
}

const rowsText = (rows: number): string => formatPlural(rows, 'row', 'rows');

/** The words of the status: what counts most, then the rest. */
export function describeRun(run: RunState, now: number): { strong: string; rest: string } {
  const time = formatElapsed(run.elapsedMs);
  const pages = run.pages > 0 ? ` · ${formatPlural(run.pages, 'page', 'pages')}` : '';
  switch (run.state) {
    case 'running': {
      if (run.retry !== null) {
        const seconds = Math.max(0, Math.ceil((new Date(run.retry.until).getTime() - now) / 1000));
        return {
          strong: `${run.retry.reason}: trying again in ${formatCount(seconds)} s`,
          rest: ` · attempt ${run.retry.attempt} · ${rowsText(run.rows)} so far`,
        };
      }
      const page = run.pages > 0 ? ` · page ${formatCount(run.pages)} of unknown` : '';
      return { strong: `${rowsText(run.rows)} so far`, rest: `${page} · ${time}` };
    }
    case 'waiting':
      return { strong: 'Waiting for you', rest: ' · nothing changed yet' };
    case 'done':
      return {
        strong: rowsText(run.rows),
        rest: `${run.more ? ' · the service has more' : ''}${pages} · ${time}`,
      };
    case 'stopped':
      return { strong: 'Stopped by you', rest: ` · ${rowsText(run.rows)} before that · ${time}` };
    case 'declined':
      return { strong: 'Cancelled', rest: ' · nothing was changed' };
    case 'failed': {
      const place = run.problems.find((problem) => problem.severity === 'error')?.place;
      const strong = place ? `Stopped at line ${place.line}` : 'Failed';
      return { strong, rest: ` · ${run.rows > 0 ? `${rowsText(run.rows)} before it` : 'no rows'} · ${time}` };
    }
  }
}
