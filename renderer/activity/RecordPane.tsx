import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { CopyButton } from '../ui/CopyButton.tsx';
import { RecordFailure } from './RecordFailure.tsx';
import { isCommand, recordPairs, recordText, timeText } from './activityText.ts';
import type { ActivityRecord } from '../../shared/model/activity.ts';

const useStyles = makeStyles({
  pane: {
    width: '360px',
    maxWidth: '100%',
    flexShrink: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '8px 8px 8px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { flexGrow: 1, margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
  list: { margin: 0, padding: '4px 16px 16px', fontSize: tokens.fontSizeBase200 },
  pair: {
    padding: '8px 0',
    overflowWrap: 'anywhere',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    '& dt': { color: tokens.colorNeutralForeground3 },
    '& dd': { margin: 0, whiteSpace: 'pre-wrap', unicodeBidi: 'plaintext', textAlign: 'left' },
  },
  code: { fontFamily: tokens.fontFamilyMonospace },
});

/** One record of the log with all that is known of it. */
export function RecordPane({
  record,
  onClose,
}: {
  readonly record: ActivityRecord;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  return (
    <aside className={styles.pane} aria-label="Record">
      <div className={styles.head}>
        <h2 className={styles.title}>Record of {timeText(record.startedAt)}</h2>
        <CopyButton text={() => recordText(record)} label="Copy record">
          Copy
        </CopyButton>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label="Close record"
          onClick={onClose}
        />
      </div>
      <div className={`${styles.body} focusable`} role="region" tabIndex={0} aria-label="Record">
        {record.failure !== null && <RecordFailure record={record} failure={record.failure} />}
        <dl className={styles.list}>
          {recordPairs(record).map(([name, value]) => (
            <div key={name} className={styles.pair}>
              <dt>{name}</dt>
              <dd
                className={
                  name === 'Thumbprint' || (name === 'What' && isCommand(value)) || name.endsWith('ID')
                    ? styles.code
                    : undefined
                }
              >
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </aside>
  );
}
