import { Button, Spinner, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { DismissRegular, TableSimpleRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useSettings } from '../app/stores/settings.ts';
import { formatCount } from '../ui/format.ts';
import { notify } from '../ui/toasts.ts';
import { rovingStep } from '../ui/useRovingFocus.ts';
import { formatBytes, formatTime } from './format.ts';
import { newestFirst } from './runStore.ts';
import type { KeyboardEvent } from 'react';
import type { ResultSummary, RunState } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  strip: {
    height: '32px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '0 12px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    gap: '4px',
    overflowX: 'auto',
    scrollbarWidth: 'none',
    padding: '2px',
  },
  chip: {
    flexShrink: 0,
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    height: '24px',
    padding: '0 8px',
    maxWidth: '320px',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    backgroundColor: 'transparent',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
  },
  chosen: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderColor(tokens.colorNeutralStroke1),
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  faint: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  icon: { display: 'inline-flex', fontSize: '16px', flexShrink: 0 },
});

/** Earlier results of the tab, newest first, and what they take. Arrows go along; Delete drops one. */
export function ResultStrip({
  tabId,
  results,
  run,
  shown,
  onChoose,
}: {
  readonly tabId: string;
  readonly results: readonly ResultSummary[];
  readonly run: RunState | null;
  readonly shown: string | null;
  readonly onChoose: (resultId: string) => void;
}) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const kept = useSettings((state) => state.data.resultsKept);
  const ordered = newestFirst(results);
  const bytes = results.reduce((sum, result) => sum + result.bytes, 0);
  // What is kept is summed up at a run's end; until then the count is the run's own.
  const live = run?.state === 'running' ? run : null;
  const chosenAt = Math.max(
    0,
    ordered.findIndex((result) => result.resultId === shown),
  );

  const drop = (resultId: string) =>
    void api.console
      .dropResult({ tabId, resultId })
      .catch((error: unknown) => notify({ text: failureOf(error).message, intent: 'error' }));

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const result = ordered[at];
    if (at < 0 || result === undefined) return;
    if (event.key === 'Delete') {
      event.preventDefault();
      drop(result.resultId);
      return;
    }
    const to = rovingStep(event.key, at, buttons.length, 'horizontal', false);
    const target = ordered[to ?? -1];
    if (to === null || target === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
    onChoose(target.resultId);
  };

  return (
    <div className={styles.strip}>
      <span id={`results-${tabId}`}>Results</span>
      <div
        ref={list}
        className={styles.list}
        role="radiogroup"
        aria-labelledby={`results-${tabId}`}
        onKeyDown={onKeyDown}
      >
        {ordered.map((result, at) => {
          const growing = !result.complete && live?.runId === result.runId ? live : null;
          const rows = growing?.rows ?? result.rows;
          return (
            <button
              key={result.resultId}
              type="button"
              role="radio"
              aria-checked={at === chosenAt}
              aria-keyshortcuts="Delete"
              tabIndex={at === chosenAt ? 0 : -1}
              title={result.command}
              className={mergeClasses(styles.chip, at === chosenAt && styles.chosen, 'focusable')}
              onClick={() => onChoose(result.resultId)}
            >
              {growing !== null ? (
                <Spinner size="extra-tiny" aria-label="Still running" />
              ) : (
                <span aria-hidden className={styles.icon}>
                  <TableSimpleRegular />
                </span>
              )}
              <span className={styles.name}>
                {formatTime(result.at)} {result.title}
              </span>
              {(growing === null || rows > 0) && <span className={styles.faint}>{formatCount(rows)}</span>}
            </button>
          );
        })}
      </div>
      {ordered.length > 0 && (
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label="Drop this result"
          onClick={() => {
            const result = ordered[chosenAt];
            if (result) drop(result.resultId);
          }}
        />
      )}
      <span className={styles.faint}>
        {formatCount(results.length)} of {formatCount(kept)} kept
        {bytes > 0 && ` · ${formatBytes(bytes)}`}
      </span>
    </div>
  );
}
