import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { FailureDetails } from './FailureDetails.tsx';
import { DismissButton } from './DismissButton.tsx';
import type { ReactNode } from 'react';
import type { FailureWhere } from './failureText.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
  body: { overflowWrap: 'anywhere', paddingTop: '6px', paddingBottom: '6px' },
});

interface Way {
  readonly label: string;
  readonly run: () => void;
}

/** What went wrong, where it went wrong: message, what to do next, details for support, and the ways on. */
export function FailureBar({
  failure,
  action,
  actions = action === undefined ? [] : [action],
  where = null,
  help = true,
  note = null,
  onDismiss,
  intent = 'error',
  className,
}: {
  readonly failure: Failure;
  readonly action?: Way;
  readonly actions?: readonly Way[];
  /** Whom and what it is about, for the details. */
  readonly where?: FailureWhere | null;
  /** False over another panel, where the help can't be opened. */
  readonly help?: boolean;
  /** Under the words, e.g. when it is tried again. */
  readonly note?: ReactNode;
  readonly onDismiss?: () => void;
  readonly intent?: 'error' | 'warning' | 'info';
  readonly className?: string;
}) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <MessageBar intent={intent} layout={open ? 'multiline' : 'auto'} className={className ?? styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{failure.message}</MessageBarTitle>
        {failure.hint}{' '}
        <Link as="button" inline aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide details' : 'Show details'}
        </Link>
        {note}
        {open && <FailureDetails failure={failure} where={where} hint={false} help={help} />}
      </MessageBarBody>
      {(actions.length > 0 || onDismiss !== undefined) && (
        <MessageBarActions
          containerAction={onDismiss === undefined ? undefined : <DismissButton onDismiss={onDismiss} />}
        >
          {actions.map(({ label, run }) => (
            <Button key={label} onClick={run}>
              {label}
            </Button>
          ))}
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
