import { mergeClasses } from '@fluentui/react-components';
import {
  CheckmarkRegular,
  ChevronRightRegular,
  CircleRegular,
  ErrorCircleFilled,
  LockClosedRegular,
  QuestionCircleFilled,
  RecordStopRegular,
} from '@fluentui/react-icons';
import { CLOUDS, CLOUD_IDS } from '../../shared/clouds.ts';
import { OrganizationBar } from '../ui/organization.tsx';
import { amountText, isCommand, outcomeText, timeText, weight, whoText } from './activityText.ts';
import { useTableStyles } from './tableStyles.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';
import type { CSSProperties } from 'react';
import type { Outcome } from './activityText.ts';

function OutcomeIcon({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome) {
    case 'failed':
      return <ErrorCircleFilled />;
    case 'outcome-unknown':
      return <QuestionCircleFilled />;
    case 'refused':
      return <LockClosedRegular />;
    case 'stopped':
    case 'declined':
      return <RecordStopRegular />;
    case 'running':
      return <CircleRegular />;
    case 'done':
    case 'changed':
    case 'created':
    case 'removed':
    case 'connected':
    case 'disconnected':
    case 'signed-out':
    case 'exported':
    case 'imported':
      return <CheckmarkRegular />;
  }
}

const isPracticeCloud = (cloudId: string): boolean =>
  CLOUD_IDS.some((id) => id === cloudId && CLOUDS[id].practice);

/** One record as a row of the log; the whole row opens it. */
export function ActivityRow({
  record,
  line,
  stop,
  chosen,
  wide,
  className,
  style,
  onFocus,
  onChoose,
}: {
  readonly record: ActivityRecord;
  /** Its place among rows and days, for the keyboard. */
  readonly line: number;
  /** True: the one row that Tab comes to. */
  readonly stop: boolean;
  readonly chosen: boolean;
  readonly wide: boolean;
  readonly className: string;
  readonly style: CSSProperties;
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}) {
  const styles = useTableStyles();
  const heavy = weight(record.outcome);
  return (
    <div
      role="row"
      data-line={line}
      aria-selected={chosen}
      tabIndex={stop ? 0 : -1}
      className={mergeClasses(
        className,
        styles.record,
        chosen && styles.chosen,
        heavy === 'bad' && styles.bad,
        heavy === 'unsure' && styles.unsure,
        'focusable',
      )}
      style={style}
      onClick={onChoose}
      onFocus={onFocus}
    >
      <span role="gridcell" className={mergeClasses(styles.cell, styles.faint)}>
        {timeText(record.startedAt)}
      </span>
      <span role="gridcell" className={mergeClasses(styles.cell, styles.where)}>
        <OrganizationBar colour={record.where.colour} practice={isPracticeCloud(record.where.cloudId)} />
        <bdi className={styles.cell} title={record.where.organization}>
          {record.where.organization}
        </bdi>
      </span>
      <span
        role="gridcell"
        className={mergeClasses(styles.cell, isCommand(record.what) && styles.code)}
        title={record.what}
      >
        {record.what}
      </span>
      <span role="gridcell" className={styles.cell} title={amountText(record)}>
        {amountText(record)}
      </span>
      <span
        role="gridcell"
        className={mergeClasses(
          styles.cell,
          styles.outcome,
          heavy === 'bad' && styles.badText,
          heavy === 'unsure' && styles.unsureText,
        )}
        title={record.failure?.message}
      >
        <span aria-hidden className={styles.icon}>
          <OutcomeIcon outcome={record.outcome} />
        </span>
        <span className={styles.cell}>{outcomeText(record)}</span>
      </span>
      {wide && (
        <span role="gridcell" className={styles.cell} title={whoText(record)}>
          {whoText(record)}
        </span>
      )}
      <span role="gridcell" className={styles.icon}>
        <ChevronRightRegular aria-label="Open" />
      </span>
    </div>
  );
}
