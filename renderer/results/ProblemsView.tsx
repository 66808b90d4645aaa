import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  CheckmarkCircleRegular,
  ChevronDownRegular,
  ChevronRightRegular,
  ErrorCircleFilled,
  HistoryRegular,
  WarningFilled,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { openHelp } from '../app/frame/overlays.ts';
import { helpFor } from '../help/forFailure.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { commandButtons, failureButtons } from '../ui/failureActions.tsx';
import { formatTime } from './format.ts';
import { problemForSupport } from './supportText.ts';
import type { FailureButton, FailureHandlers } from '../ui/failureActions.tsx';
import type { Failure } from '../../shared/model/failure.ts';
import type { Place, Problem, ResultSummary, RunState } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  earlier: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    flexShrink: 0,
    padding: '8px 32px',
    color: tokens.colorNeutralForeground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    listStyleType: 'none',
    margin: 0,
    padding: '24px 32px',
  },
  problem: { display: 'flex', gap: '12px', maxWidth: '880px', marginBottom: '32px' },
  icon: { fontSize: '20px', lineHeight: 0, marginTop: '3px', color: tokens.colorPaletteRedForeground1 },
  warning: {
    fontSize: '20px',
    lineHeight: 0,
    marginTop: '3px',
    color: tokens.colorPaletteDarkOrangeForeground1,
  },
  body: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '24px',
    fontWeight: tokens.fontWeightSemibold,
  },
  where: { margin: '4px 0 0', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  hint: { margin: '12px 0 0' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '16px' },
  more: { marginTop: '12px', marginLeft: '-8px', minWidth: 0 },
  card: {
    marginTop: '4px',
    padding: '12px 16px',
    fontSize: tokens.fontSizeBase200,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  pairs: {
    display: 'grid',
    gridTemplateColumns: 'minmax(90px, max-content) minmax(0, 1fr)',
    columnGap: '24px',
    rowGap: '6px',
    margin: 0,
    alignItems: 'center',
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, display: 'flex', alignItems: 'center', gap: '4px' },
  },
  code: { fontFamily: tokens.fontFamilyMonospace },
  support: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginTop: '12px' },
  link: { fontSize: tokens.fontSizeBase200 },
  faint: { color: tokens.colorNeutralForeground2 },
});

export type ProblemsViewProps = {
  /** Whose problems they are; null: none yet, or (with `result`) an earlier one that this window does not know. */
  readonly run: RunState | null;
  /** Set where an earlier run's result is picked. */
  readonly result?: ResultSummary | null;
  /** Goes back to the newest run; set with `result`. */
  readonly onNewest?: () => void;
  /** Selects the place in the editor; absent where there is no editor beside it. */
  readonly onPlace?: (place: Place) => void;
  readonly onRunAgain?: () => void;
  /** What the buttons do that are about the connection. */
  readonly connection?: FailureHandlers;
};

/**
 * What went wrong in the run of the picked result, else in the newest: the cause in plain words first, its place, then
 * what a supporter asks for.
 */
export function ProblemsView({ run, result = null, onNewest, ...actions }: ProblemsViewProps) {
  const styles = useStyles();
  const earlier = result !== null && onNewest !== undefined;
  const back = earlier && <Button onClick={onNewest}>Show the last run</Button>;
  if (run === null && earlier) {
    return (
      <EmptyState
        icon={<HistoryRegular />}
        title="Problems of this run are not kept"
        text="It ended before this window was loaded again. How it ended is in Activity."
        actions={back}
      />
    );
  }
  if (run === null || run.problems.length === 0) {
    return (
      <EmptyState
        icon={<CheckmarkCircleRegular />}
        title="No problems"
        text={earlier ? `${runOf(result)} had nothing to report.` : 'The last run had nothing to report.'}
        {...(earlier && { actions: back })}
      />
    );
  }
  return (
    <>
      {earlier && (
        <div className={styles.earlier}>
          <span>{runOf(result)}</span>
          {back}
        </div>
      )}
      <ul className={styles.list} aria-label="Problems">
        {run.problems.map((problem, index) => (
          <ProblemItem key={index} problem={problem} startedAt={run.startedAt} {...actions} />
        ))}
      </ul>
    </>
  );
}

/** What mends the connection, and the command once more where that may help. */
function problemButtons(
  failure: Failure,
  connection: FailureHandlers | undefined,
  onRunAgain: (() => void) | undefined,
): readonly FailureButton[] {
  const again: readonly FailureButton[] =
    onRunAgain === undefined || (!failure.retryable && failure.action !== 'retry')
      ? []
      : [{ label: 'Run again', icon: <ArrowClockwiseRegular />, run: onRunAgain }];
  const { action } = failure;
  if (action === undefined || action === 'retry' || connection === undefined) return again;
  const signsIn = action === 'sign-in-again' || action === 'continue-in-browser';
  const waits = action === 'wait-and-retry';
  const { again: connect, browser, secret, keepTrying, edit, forSearches } = connection;
  const ways = failureButtons(failure, {
    ...(signsIn && connect && { again: connect }),
    ...(browser && { browser }),
    ...(secret && { secret }),
    ...(waits && keepTrying && { keepTrying }),
    ...(edit && { edit }),
    ...(forSearches && { forSearches }),
  });
  return [...ways, ...again];
}

const runOf = ({ at, title }: ResultSummary): string => `The run of ${title} at ${formatTime(at)}`;

function ProblemItem({
  problem,
  startedAt,
  onPlace,
  onRunAgain,
  connection,
}: Pick<ProblemsViewProps, 'onPlace' | 'onRunAgain' | 'connection'> & {
  readonly problem: Problem;
  readonly startedAt: string;
}) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { failure, place, cmdlet, details } = problem;
  const topic = helpFor(failure);
  const buttons = [...commandButtons(failure), ...problemButtons(failure, connection, onRunAgain)];
  const Icon = problem.severity === 'error' ? ErrorCircleFilled : WarningFilled;
  const errorId = details.find(([name]) => name === 'Error ID')?.[1] ?? '';
  // The correlation ID stands below with its button, the exception's name behind the error ID.
  const isNew = ([name, value]: readonly [string, string]): boolean =>
    value !== failure.correlationId && !(name === 'Exception' && errorId.endsWith(value));
  return (
    <li className={styles.problem}>
      <span className={problem.severity === 'error' ? styles.icon : styles.warning}>
        <Icon aria-label={problem.severity === 'error' ? 'Error' : 'Warning'} />
      </span>
      <div className={styles.body}>
        <h2 className={styles.title}>{failure.message}</h2>
        {(place !== null || cmdlet !== null) && (
          <p className={styles.where}>
            {place !== null &&
              (onPlace ? (
                <Link as="button" inline onClick={() => onPlace(place)}>
                  Line {place.line}, column {place.column}
                </Link>
              ) : (
                `Line ${place.line}, column ${place.column}`
              ))}
            {place !== null && cmdlet !== null && ' · '}
            {cmdlet}
          </p>
        )}
        {failure.hint !== '' && <p className={styles.hint}>{failure.hint}</p>}
        {buttons.length > 0 && (
          <div className={styles.actions}>
            {buttons.map(({ label, icon, run }) => (
              <Button key={label} icon={icon} onClick={run}>
                {label}
              </Button>
            ))}
          </div>
        )}
        <Button
          appearance="transparent"
          size="small"
          className={styles.more}
          aria-expanded={open}
          icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide details' : 'Show details'}
        </Button>
        {open && (
          <div className={styles.card}>
            <dl className={styles.pairs}>
              {details.filter(isNew).map(([name, value], index) => (
                <Pair key={index} name={name} value={value} code={/\bid$/iu.test(name)} />
              ))}
              {failure.correlationId !== null && (
                <Pair name="Correlation ID" value={failure.correlationId} code copy />
              )}
            </dl>
            <div className={styles.support}>
              <CopyButton text={() => problemForSupport(problem, startedAt)} label="Copy for support">
                Copy for support
              </CopyButton>
              <span className={styles.faint}>Without addresses of people, tokens or passwords</span>
              {topic !== null && (
                <Link as="button" inline className={styles.link} onClick={() => openHelp(topic.id)}>
                  {`Help: ${topic.title}`}
                </Link>
              )}
            </div>
          </div>
        )}
      </div>
    </li>
  );
}

function Pair({ name, value, code, copy }: { name: string; value: string; code?: boolean; copy?: boolean }) {
  const styles = useStyles();
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className={code === true ? styles.code : undefined}>{value}</span>
        {copy === true && <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />}
      </dd>
    </>
  );
}
