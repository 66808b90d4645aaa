import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled, Info16Regular } from '@fluentui/react-icons';
import { useConnection } from '../app/stores/connections.ts';
import { useRetries } from '../app/stores/retries.ts';
import { RetryLine } from '../connections/RetryLine.tsx';
import { connectionHandlers } from '../connections/connectionFailure.ts';
import { FailureDetails } from '../ui/FailureDetails.tsx';
import { failureButtons } from '../ui/failureActions.tsx';
import { waysOf } from './recordWays.ts';
import type { FailureHandlers } from '../ui/failureActions.tsx';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px 16px',
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    display: 'flex',
    gap: '8px',
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    '& svg': { flexShrink: 0, marginTop: '2px', color: tokens.colorPaletteRedForeground1 },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  note: {
    display: 'flex',
    gap: '8px',
    margin: 0,
    color: tokens.colorNeutralForeground2,
    '& svg': { flexShrink: 0 },
  },
});

/** What went wrong in a record: cause, the ways on that are left, and what support asks for. */
export function RecordFailure({
  record,
  failure,
}: {
  readonly record: ActivityRecord;
  readonly failure: Failure;
}) {
  const styles = useStyles();
  const { where, who } = record;
  const id = where.connectionId;
  const view = useConnection(id);
  const trying = useRetries((state) => id !== null && state.retries[id] !== undefined);
  const { services, edit, note } = waysOf(record, view);
  const all: FailureHandlers = id === null || services.length === 0 ? {} : connectionHandlers(id, services);
  const buttons = trying ? [] : failureButtons(failure, edit ? all : {});
  return (
    <section className={styles.root} aria-label="What went wrong">
      <h3 className={styles.title}>
        <ErrorCircle16Filled aria-hidden />
        <span>{failure.message}</span>
      </h3>
      {failure.hint !== '' && <span>{failure.hint}</span>}
      {buttons.length > 0 && (
        <div className={styles.buttons}>
          {buttons.map(({ label, icon, run }, index) => (
            <Button
              key={label}
              size="small"
              appearance={index === 0 ? 'secondary' : 'subtle'}
              icon={icon}
              onClick={run}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      {trying && id !== null && <RetryLine id={id} />}
      {note !== null && (
        <p className={styles.note}>
          <Info16Regular aria-hidden />
          {note}
        </p>
      )}
      <FailureDetails
        failure={{ ...failure, correlationId: failure.correlationId ?? record.correlationId }}
        where={{ account: who, organization: where.organization }}
        hint={false}
        at={record.endedAt ?? record.startedAt}
      />
    </section>
  );
}
