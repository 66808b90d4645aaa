import {
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { formatPlural } from '../../ui/format.ts';
import { DismissButton } from '../../ui/DismissButton.tsx';
import type { DamagedRecord } from '../../../shared/model/connection.ts';

const useStyles = makeStyles({
  list: { margin: '4px 0', paddingLeft: '20px', overflowWrap: 'anywhere' },
});

/** Saved connections that could not be read: which, why, and where their text was kept. The others are there. */
export default function DamagedNotice({
  damaged,
  onDismiss,
}: {
  readonly damaged: readonly DamagedRecord[];
  readonly onDismiss: () => void;
}) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <MessageBar intent="warning" layout={open ? 'multiline' : 'auto'}>
      <MessageBarBody>
        <MessageBarTitle>
          {formatPlural(damaged.length, 'saved connection', 'saved connections')} could not be read.
        </MessageBarTitle>
        All others are here.{' '}
        <Link as="button" inline aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide details' : 'Show details'}
        </Link>
        {open && (
          <ul className={styles.list}>
            {damaged.map((record) => (
              <li key={record.label}>
                <bdi>{record.label}</bdi>: {record.reason}
                {record.keptIn !== null && ` Kept in ${record.keptIn}`}
              </li>
            ))}
          </ul>
        )}
      </MessageBarBody>
      <MessageBarActions containerAction={<DismissButton onDismiss={onDismiss} />} />
    </MessageBar>
  );
}
